"""Exactly once: records are appended and synced, and only then does one transaction of the ledger say that they are there.

A crash before the commit leaves a file that is longer than the ledger knows (see outputs.py); a crash after it
leaves nothing to do. In between there is nothing.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, timezone
from pathlib import Path

from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.month import EMPTY, Month, Output
from stancewire.runs.nightly.outputs import outputs_of
from stancewire.runs.nightly.seams import NightDisk


class Writer:
    """Records on their way to the month file of a run."""

    def __init__(self, ledger: Ledger, folder: Path, disk: NightDisk, started: float) -> None:
        """started: by the clock; the whole run writes to the file of that month."""
        self._ledger, self._folder, self._disk = ledger, folder, disk
        self._stem = datetime.fromtimestamp(started, timezone.utc).strftime("%Y-%m")  # noqa: UP017 - as on Python 3.11
        self._month: Month | None = None
        self._lines: list[bytes] = []
        self.waiting = 0  # bytes that are not safe yet

    def open(self) -> None:
        """Make ready to take records: the ledger says first that the file is being written. No transaction is open."""
        if self._month:
            return
        with self._ledger.transaction() as connection:
            output = self._output(connection)
            connection.execute("UPDATE outputs SET writing = 1 WHERE id = ?", (output.id,))
        month = Month(self._folder / output.name, output, self._disk)
        try:
            month.read()
        except BaseException:
            month.close()
            raise
        self._month = month

    def _output(self, connection: sqlite3.Connection) -> Output:
        """That of the month; a further one where it was packed already, as it is when the clock goes back."""
        for number in range(1, 1_000_000):
            name = f"{self._stem}.jsonl" if number == 1 else f"{self._stem}.{number}.jsonl"
            found = next((output for output in outputs_of(self._ledger) if output.name == name), None)
            if found is None:
                connection.execute("INSERT INTO outputs (name, sha256) VALUES (?, ?)", (name, EMPTY))
                return next(output for output in outputs_of(self._ledger) if output.name == name)
            if not found.packed:
                return found
        raise AssertionError("a million files of one month")

    def add(self, line: bytes) -> tuple[int, int, int]:
        """Take a record in: output, start and length of its line."""
        assert self._month
        start = self._month.size + self.waiting
        self._lines.append(line + b"\n")
        self.waiting += len(line) + 1
        return self._month.output.id, start, len(line) + 1

    @property
    def count(self) -> int:
        """Records that are not safe yet."""
        return len(self._lines)

    def flush(self) -> None:
        """Append and sync them, then commit the transaction that tells of them."""
        if self._month and self._lines:
            self._month.append(self._lines)
            self._lines, self.waiting = [], 0
            self._month.save(self._ledger.connection, writing=True)
        self._ledger.commit()

    def end(self) -> None:
        """Nothing more will be written by this run; in the transaction that is open, or one of its own."""
        if self._month:
            self._ledger.begin()
            self._month.save(self._ledger.connection, writing=False)
        self._ledger.commit()

    @property
    def file(self) -> Month | None:
        """What is open, for a report."""
        return self._month

    def close(self) -> None:
        """Leave the file as it is; what is not flushed is forgotten."""
        if self._month:
            self._month.close()
