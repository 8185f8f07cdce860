"""The journal of a run: what it is a run of, and how far its output is safe on the disk.

In:  entries, each a JSON object on a line of its own; the first is the header.
Out: after a crash, the entries that were written whole, in order.

The journal is locked while a run is at work, and gone when it is done.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final, Self

import orjson

from stancewire.errors import LockHeld
from stancewire.runs.disk import Disk
from stancewire.runs.locking import lock

SCHEMA_ID: Final = "stancewire/journal/1"
Json = dict[str, Any]


class Journal:
    """An open, locked journal. `entries` are those that are safe, the header first; none in a new one."""

    def __init__(self, path: Path, descriptor: int, disk: Disk) -> None:
        self.path = path
        self._descriptor = descriptor
        self._disk = disk
        self.entries, self._ends = _read(descriptor)

    @classmethod
    def open(cls, path: Path, disk: Disk, output: str) -> Self:
        """Take the journal of an output, made if it is not there. Raises LockHeld, OSError."""
        while True:
            descriptor = disk.open(path)
            if not lock(descriptor):
                os.close(descriptor)
                hint = "wait for it, stop it, or name another output"
                raise LockHeld(output, "another run is at work on it", hint)
            if _is_still(path, descriptor):
                return cls(path, descriptor, disk)
            os.close(descriptor)  # its run ended between our opening it and our locking it

    def append(self, entry: Json) -> None:
        """Return once an entry is safe."""
        line = orjson.dumps(entry) + b"\n"
        start = self._ends[-1] if self._ends else 0
        self._disk.write(self._descriptor, line, start)
        self._disk.sync(self._descriptor)
        if not self.entries:
            self._disk.sync_folder(self.path.parent)  # the file is new
        self.entries.append(entry)
        self._ends.append(start + len(line))

    def keep(self, number: int) -> None:
        """Forget all entries but the first so many, and what was written of others."""
        del self.entries[number:], self._ends[number:]
        self._disk.truncate(self._descriptor, self._ends[-1] if self._ends else 0)
        self._disk.sync(self._descriptor)

    def end(self) -> None:
        """The run is done: there is nothing to go on with."""
        if os.name != "nt":  # Windows removes no file that is open
            self._disk.remove(self.path)
            self.close()
        else:
            self.close()
            self._disk.remove(self.path)
        self._disk.sync_folder(self.path.parent)

    @property
    def is_open(self) -> bool:
        """Whether the lock is ours."""
        return self._descriptor >= 0

    def close(self) -> None:
        """Let go of the lock."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def peek(path: Path) -> list[Json]:
    """The entries of a journal that may be another's, unlocked; none if there is no such file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return []
    try:
        return _read(descriptor)[0]
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> tuple[list[Json], list[int]]:
    """Entries and the places where they end, up to the first that is torn or none of ours."""
    entries: list[Json] = []
    ends: list[int] = []
    end = 0
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(os.dup(descriptor), "rb") as lines:
        for line in lines:
            entry = _entry(line)
            if entry is None or (not entries and entry.get("schema") != SCHEMA_ID):
                break
            end += len(line)
            entries.append(entry)
            ends.append(end)
    return entries, ends


def _entry(line: bytes) -> Json | None:
    try:
        entry = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return entry if isinstance(entry, dict) and line.endswith(b"\n") else None


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether a path leads to the file that is open."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
