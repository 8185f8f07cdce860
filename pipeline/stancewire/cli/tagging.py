"""What `stancewire tag` does once its command line is read: a run to a pipe, or one over an archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import click

if TYPE_CHECKING:
    from stancewire.config import Config
    from stancewire.runs.lines import Line
    from stancewire.runs.progress import Progress
    from stancewire.runs.ray_cluster import Cluster
    from stancewire.runs.selection import Selection
    from stancewire.runs.shards import Layout
    from stancewire.sources.inputs import Input
    from stancewire.sources.metadata import Metadata
    from stancewire.types import Failure

_STATUS = ("ok", "abstained", "duplicate", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A command line that is understood."""

    named: tuple[str, ...]
    inputs: Sequence[Input | Failure]
    config: Config
    output: str
    workers: int
    cluster: Cluster | None
    with_text: bool
    duplicates: bool
    selection: Selection


def to_pipe(task: Task) -> int:
    """Write records as they come. The exit code."""
    from stancewire.runs.batch import tag_inputs
    from stancewire.runs.output import open_output
    from stancewire.runs.progress import Progress

    lines = tag_inputs(
        task.inputs,
        task.config,
        workers=task.workers,
        cluster=task.cluster,
        with_text=task.with_text,
        duplicates=task.duplicates,
        selection=task.selection,
    )
    progress = Progress()
    with open_output(task.output) as stream:
        counts = _write(lines, stream, progress)
    _say_hidden(progress)
    name = "standard output" if task.output == "-" else task.output
    click.echo(_summary(counts, name), err=True)
    return 1 if counts["error"] else 0


def _write(lines: Iterable[Line], stream: BinaryIO, progress: Progress) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in progress.over(lines):
        stream.write(line.json + b"\n")
        counts[line.status] += 1
    return counts


def to_archive(task: Task, layout: Layout, reading: Mapping[str, Any], *, force: bool) -> int:
    """Write, go on with or leave alone a file or a folder of shards. The exit code."""
    from stancewire.runs.archive import Plan, tag_archive
    from stancewire.runs.progress import Progress
    from stancewire.runs.signals import Stopped

    chosen = task.selection.options()
    fixed = {
        "no_text": not task.with_text,
        "duplicates": task.duplicates,
        "format": layout.format,
        "shards": layout.rows,
    }
    plan = Plan(
        output=task.output,
        layout=layout,
        named=task.named,
        inputs=task.inputs,
        config=task.config,
        options={**fixed, **reading, **chosen},
        workers=task.workers,
        cluster=task.cluster,
        with_text=task.with_text,
        duplicates=task.duplicates,
        selection=task.selection,
        force=force,
    )
    progress = Progress()
    try:
        outcome = tag_archive(plan, progress)
    except Stopped as stopped:
        click.echo(f"stancewire: interrupted; {_way_on(layout)}", err=True)
        return stopped.exit_code
    _say_hidden(progress)
    done = " is done already, and nothing was changed (--force starts anew)" if outcome.was_done else ""
    click.echo(_summary(outcome.counts, task.output, outcome.left_out) + (done and f"\n{task.output}{done}"), err=True)
    return 1 if outcome.counts.get("error") else 0


def _way_on(layout: Layout) -> str:
    if not layout.journal.exists():
        return "nothing was left half written"
    return "give the same command again to go on from what is safe, or with --force to start anew"


def _say_hidden(progress: Progress) -> None:
    if progress.hidden > 0:
        click.echo(f"stancewire: and {progress.hidden} more errors; their records say why", err=True)


def _summary(counts: Mapping[str, int], name: str, left_out: Mapping[str, int] | None = None) -> str:
    number = sum(counts.values())
    noun = "record" if number == 1 else "records"
    parts = ", ".join(f"{counts[status]} {status}" for status in _STATUS if counts.get(status))
    words = f"{number} {noun} to {name}: {parts or 'nothing to tag'}"
    if left_out:
        reasons = ", ".join(f"{count} by {reason}" for reason, count in sorted(left_out.items()))
        words += f"; {sum(left_out.values())} documents left out ({reasons})"
    return words


def finish(code: int, table: Metadata | None) -> int:
    """The exit code, after a word on the rows of a table that no document asked for."""
    if table and code in (0, 1) and (unused := table.unused()):
        click.echo(f"stancewire: {unused}", err=True)
    return code
