"""Runs without models, and disks that break: what the tests of runs/ are made of."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from stancewire.config import load_config
from stancewire.runs import lines, worker
from stancewire.runs.archive import Outcome, Plan, tag_archive
from stancewire.runs.disk import Disk
from stancewire.runs.lines import Job, LeftOut, Line
from stancewire.runs.selection import EVERYTHING, Selection
from stancewire.runs.shards import layout_of
from stancewire.sources.inputs import find_inputs

ROOT = Path(__file__).parents[1]
RULES = ROOT / "configs" / "rules.toml"


class Crash(BaseException):
    """The process, or the machine, ends here."""


class Nobody:
    """Looks on and says nothing."""

    def begin(self, *_: object) -> None:
        self.seen: list[Line | LeftOut] = []

    def saw(self, line: Line | LeftOut) -> None:
        self.seen.append(line)

    def end(self) -> None:
        pass


class ToyCrew:
    """Makes records that have every field of a true one, of what a job says, in no time."""

    def __init__(self, settings: Any, workers: int) -> None:
        self._selection = settings.selection

    def answers(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Line | LeftOut]]:
        for job in jobs:
            reason = self._selection.leaves_out(job.item)
            yield job, LeftOut(reason=reason) if reason else toy_line(job)

    def close(self) -> None:
        pass


def toy_line(job: Job) -> Line:
    status = "ok" if hasattr(job.item, "raw") else "error"
    text = getattr(job.item, "raw", None)
    stance = {"present": [], "primary": "none", "probabilities": {"ccg_plan": 0.25}, "abstained": False}
    record = {"schema": "stancewire/record/1", "id": job.item.id, "status": status, "text": text, "stance": stance}
    return Line(id=job.item.id, status=status, primary="none", message="broken", json=json.dumps(record).encode())


def plan_of(
    inputs: Path,
    output: Path,
    *,
    rows: int = 0,
    form: str | None = None,
    selection: Selection = EVERYTHING,
    **more: Any,
) -> Plan:
    """The plan of a command line."""
    layout = layout_of(str(output), rows, form)
    options = {"format": layout.format, "shards": rows, **selection.options()}
    return Plan(
        output=str(output),
        layout=layout,
        named=(str(inputs),),
        inputs=find_inputs([str(inputs)], exclude=layout.own_files()),
        config=load_config(RULES),
        options=options,
        selection=selection,
        **more,
    )


class QuickDisk(Disk):
    """Waits for nothing."""

    def sync(self, descriptor: int) -> None:
        pass

    def sync_folder(self, folder: Path) -> None:
        pass


def carry_out(plan: Plan, disk: Disk | None = None) -> Outcome:
    return tag_archive(plan, Nobody(), disk or QuickDisk())


def files_of(output: Path) -> dict[str, bytes]:
    """The output without its manifest, by name; nothing else may be there."""
    folder = output if output.is_dir() else output.parent
    found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert found.pop("manifest.json", None) or found.pop(f"{output.name}.manifest.json", None)
    return found


class BreakingDisk(Disk):
    """Ends the process at the n-th step. `power` takes away, besides, whatever was not synced."""

    def __init__(self, at: int, how: str = "before", power: bool = False) -> None:
        self.at = at
        self.how = how  # before the step, after it, or halfway through what it writes
        self.power = power
        self.steps = 0
        self._synced: dict[int, tuple[Path, int]] = {}  # descriptor -> path, size that is safe
        self._undo: list[tuple[Path, Callable[[], object]]] = []  # folder, how it was before

    def _step(self, act: Callable[[], Any], half: Callable[[], Any] | None = None) -> Any:
        self.steps += 1
        if self.steps > self.at:
            raise Crash  # a dead process does nothing more
        if self.steps < self.at:
            return act()
        if self.how == "after":
            act()
        if self.how == "half" and half:
            half()
        if self.power:
            self._cut()
        raise Crash

    def _cut(self) -> None:
        for path, size in self._synced.values():
            if path.exists() and path.stat().st_size > size:
                os.truncate(path, size)
        for _, undo in reversed(self._undo):
            undo()

    def open(self, path: Path) -> int:
        def act() -> int:
            if not path.exists():
                self._undo.append((path.parent, lambda: path.unlink(missing_ok=True)))
            descriptor = Disk.open(self, path)
            self._synced[descriptor] = (path, os.fstat(descriptor).st_size)
            return descriptor

        descriptor: int = self._step(act)
        return descriptor

    def write(self, descriptor: int, data: bytes, at: int) -> None:
        whole, part = (lambda: Disk.write(self, descriptor, data, at)), data[: len(data) // 2]
        self._step(whole, lambda: Disk.write(self, descriptor, part, at))

    def truncate(self, descriptor: int, size: int) -> None:
        def act() -> None:
            Disk.truncate(self, descriptor, size)
            path, safe = self._synced[descriptor]
            self._synced[descriptor] = (path, min(safe, size))

        self._step(act)

    def sync(self, descriptor: int) -> None:
        def act() -> None:
            # No waiting for a true disk: what would be lost is kept in the books.
            self._synced[descriptor] = (self._synced[descriptor][0], os.fstat(descriptor).st_size)

        self._step(act)

    def replace(self, old: Path, new: Path) -> None:
        def act() -> None:
            before = new.read_bytes() if new.exists() else None
            moved = old.read_bytes()

            def undo() -> None:
                old.write_bytes(moved)
                new.unlink()
                if before is not None:
                    new.write_bytes(before)

            Disk.replace(self, old, new)
            self._synced = {d: v for d, v in self._synced.items() if v[0] not in (old, new)}
            self._undo.append((new.parent, undo))

        self._step(act)

    def remove(self, path: Path) -> None:
        def act() -> None:
            if path.exists():
                content = path.read_bytes()
                self._undo.append((path.parent, lambda: path.write_bytes(content)))
            Disk.remove(self, path)
            self._synced = {d: v for d, v in self._synced.items() if v[0] != path}

        self._step(act)

    def sync_folder(self, folder: Path) -> None:
        def act() -> None:
            self._undo = [(where, undo) for where, undo in self._undo if where != folder]

        self._step(act)


class FullDisk(QuickDisk):
    """Has room for so many bytes of content."""

    def __init__(self, room: int, number: int = errno.ENOSPC) -> None:
        self._room = room
        self._number = number

    def write(self, descriptor: int, data: bytes, at: int) -> None:
        if len(data) > self._room:
            super().write(descriptor, data[: self._room], at)
            self._room = 0
            raise OSError(self._number, os.strerror(self._number))
        self._room -= len(data)
        super().write(descriptor, data, at)


def harmful(*arguments: object) -> None:
    """A worker that does what a document says."""
    honest = lines.line_of

    def line_of(tagger: object, job: Job, *more: object) -> object:
        said = getattr(job.item, "raw", "")
        mark = Path(os.environ["HARM"]) / job.item.id
        if said.startswith("segfault"):
            ctypes.string_at(0)
        if said.startswith("hang"):
            time.sleep(3600)
        if said.startswith("once") and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return honest(tagger, job, *more)  # type: ignore[arg-type]

    worker.line_of = line_of  # type: ignore[assignment]
    worker.work(*arguments)  # type: ignore[arg-type]


def gone(group: int, within: float) -> bool:
    """Whether no process of a group is left after a while."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
