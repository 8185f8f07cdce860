"""One run over an archive: begun, taken up where it broke off, or found done.

In:  a Plan.
Out: its output, byte for byte the same however often the run was broken off, with a manifest.

The same plan again goes on; another plan for the same output is refused, and says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol

from stancewire.config import Config
from stancewire.errors import OutputError, StancewireError
from stancewire.records.schema import record_schema
from stancewire.runs.commit import Counts
from stancewire.runs.crew import Crew
from stancewire.runs.disk import Disk
from stancewire.runs.feed import Feed
from stancewire.runs.fingerprint import fingerprint_of
from stancewire.runs.hand import Settings
from stancewire.runs.journal import Journal
from stancewire.runs.lines import LeftOut, Line
from stancewire.runs.manifest import manifest_of, now, write_manifest
from stancewire.runs.opening import begun, standing
from stancewire.runs.ray_cluster import Cluster
from stancewire.runs.ray_engine import Fleet
from stancewire.runs.recorder import Recorder, commits_of
from stancewire.runs.selection import EVERYTHING, Selection
from stancewire.runs.shards import Layout
from stancewire.runs.signals import Signals, Stopped
from stancewire.sources.inputs import Input
from stancewire.stance.model import load_model
from stancewire.types import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a run is told."""

    output: str  # as the user names it
    layout: Layout
    named: Sequence[str]  # paths, likewise
    inputs: Sequence[Input | Failure]
    config: Config
    options: Mapping[str, Any]  # that change records, for the manifest and to tell runs apart
    workers: int = 1
    cluster: Cluster | None = None  # where they work, if not on this machine alone; the records are the same
    with_text: bool = True
    duplicates: bool = False
    selection: Selection = EVERYTHING
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a run."""

    counts: Mapping[str, int]  # records by status
    left_out: Mapping[str, int]  # documents by option
    was_done: bool = False  # before; nothing was written now


class Watch(Protocol):
    """Somebody who looks on."""

    def begin(self, feed: Feed, plan: Plan, counts: Counts) -> None:
        """The first document is about to be read; counts: of those done before."""

    def saw(self, line: Line | LeftOut) -> None:
        """One more is taken."""

    def end(self) -> None:
        """No more will come."""


def tag_archive(plan: Plan, watch: Watch, disk: Disk | None = None) -> Outcome:
    """Carry a plan out. Raises ChangedRun, LockHeld, OutputError, CrewError, ConfigError; Stopped with all safe that can be."""
    disk = disk or Disk()
    model = load_model(plan.config.model_folder)
    fingerprint = fingerprint_of(plan.inputs, plan.config, model, plan.options, plan.named)
    with Signals() as signals, _said(plan):
        if not plan.force and (manifest := standing(plan.output, plan.layout, fingerprint, plan.inputs)):
            return _outcome(manifest, was_done=True)
        journal = begun(plan.output, plan.layout, fingerprint, plan.inputs, disk, force=plan.force)
        if isinstance(journal, dict):
            return _outcome(journal, was_done=True)
        try:
            recorder = Recorder(plan.layout, journal, disk, _schema(plan, record_schema(model.labels)))
            try:
                _tagged(plan, journal, recorder, signals, watch)
            finally:
                recorder.close()
            return _outcome(_appear(plan, journal, disk))
        finally:
            _leave(plan, journal, disk)


def _schema(plan: Plan, schema: dict[str, Any]) -> dict[str, Any]:
    columns = {name: below for name, below in schema["properties"].items() if plan.with_text or name != "text"}
    return {**schema, "properties": columns}


def _tagged(plan: Plan, journal: Journal, recorder: Recorder, signals: Signals, watch: Watch) -> None:
    if recorder.last.end:
        return
    journal.append({"sitting": {"started": now(), **_hands(plan)}})
    try:
        _record(plan, journal, recorder, signals, watch)
    except (Stopped, StancewireError):
        recorder.commit()
        raise
    finally:
        watch.end()


def _hands(plan: Plan) -> dict[str, Any]:
    """Who is at work, as a manifest says it."""
    if plan.cluster is None:
        return {"workers": plan.workers}
    return {"workers": plan.cluster.actors or "auto", "engine": "ray", "address": plan.cluster.address}


def _record(plan: Plan, journal: Journal, recorder: Recorder, signals: Signals, watch: Watch) -> None:
    done = {commit.mark.inputs: commit.mark.chain for commit in commits_of(journal) if commit.mark.inputs}
    feed = Feed(plan.inputs, plan.config, duplicates=plan.duplicates, selection=plan.selection, done=done, name=plan.output)  # fmt: skip
    settings = Settings(config=plan.config, with_text=plan.with_text, selection=plan.selection)
    with signals.heard():
        crew = Crew(settings, plan.workers) if plan.cluster is None else Fleet(settings, plan.cluster)
    try:
        watch.begin(feed, plan, recorder.counts)
        answers = crew.answers(feed)
        while recorder.records != plan.selection.limit:
            with signals.heard():
                answer = next(answers, None)
            if answer is None:
                recorder.finish(feed.mark)
                return
            recorder.take(answer[0].mark, answer[1])
            watch.saw(answer[1])
        recorder.finish()
    finally:
        crew.close()


def _appear(plan: Plan, journal: Journal, disk: Disk) -> dict[str, Any]:
    """All parts are there: say so, and only then forget how to go on."""
    manifest = manifest_of(plan.layout, journal.entries, plan.config)
    for path in plan.layout.leftovers(len(manifest["output"])) if plan.layout.rows else ():
        disk.remove(path)
    write_manifest(plan.layout, manifest, disk)
    journal.end()
    return manifest


def _leave(plan: Plan, journal: Journal, disk: Disk) -> None:
    """A run that made nothing safe leaves nothing behind; any other what it needs to go on."""
    try:
        if journal.is_open and not commits_of(journal):
            with suppress(OSError):
                disk.remove(plan.layout.partial(1))
                journal.end()
                if plan.layout.rows:
                    plan.layout.path.rmdir()
    finally:
        journal.close()


def _outcome(manifest: Mapping[str, Any], *, was_done: bool = False) -> Outcome:
    return Outcome(counts=manifest["counts"]["status"], left_out=manifest["left_out"], was_done=was_done)


@contextmanager
def _said(plan: Plan) -> Iterator[None]:
    """What the system says of the output, as a sentence with a way on."""
    try:
        yield
    except OSError as error:
        hint = "free some space or mend it, and give the same command again: it goes on from what is safe"
        raise OutputError(plan.output, f"cannot be written ({error.strerror or error})", hint) from None
