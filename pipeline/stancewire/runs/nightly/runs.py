"""The runs themselves, in the ledger: when each began and ended, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from stancewire.runs.nightly.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One of them. Times in seconds since 1970."""

    id: int
    command: str
    started: float
    ended: float | None  # None: at work, or broken off
    exit_code: int | None
    counts: dict[str, int]


def begun(ledger: Ledger, command: str, now: float) -> int:
    """Write down that a run begins; its number."""
    with ledger.transaction() as connection:
        connection.execute("INSERT INTO runs (command, started) VALUES (?, ?)", (command, now))
        return int(ledger.one("SELECT last_insert_rowid()")[0])


def ended(ledger: Ledger, run: int, now: float, exit_code: int, counts: Mapping[str, int]) -> None:
    """Write down how it ended, in the transaction that is open or begins here; committed by the caller."""
    told = json.dumps({name: number for name, number in sorted(counts.items()) if number})
    ledger.begin()
    ledger.connection.execute(
        "UPDATE runs SET ended = ?, exit_code = ?, counts = ? WHERE id = ?", (now, exit_code, told, run)
    )


def last_runs(ledger: Ledger, number: int, command: str | None = None) -> list[Run]:
    """The latest first."""
    rows = ledger.connection.execute(
        "SELECT id, command, started, ended, exit_code, counts FROM runs WHERE ?1 IS NULL OR command = ?1 "
        "ORDER BY id DESC LIMIT ?2",
        (command, number),
    )
    return [
        Run(id=row[0], command=row[1], started=row[2], ended=row[3], exit_code=row[4], counts=json.loads(row[5]))
        for row in rows
    ]
