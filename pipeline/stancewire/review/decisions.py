"""Decisions: one row for each step of a coder, added and never changed. The last row of a coder on a record counts.

A row holds the whole reading after it, so history is read without replaying anything, and undoing is one more row
that repeats the one before. A coder sees what others said of a record only after a decision of his own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from stancewire.errors import StancewireError
from stancewire.review.reading import Reading, from_json
from stancewire.review.store import Store

Json = dict[str, Any]
OPEN, ACCEPTED, CORRECTED, SKIPPED = "open", "accepted", "corrected", "skipped"
DECIDED: Final = (ACCEPTED, CORRECTED)
_COLUMNS: Final = "number, item, coder, at, action, state, blind, reading, comment, undoes"
_UNDONE: Final = "SELECT undoes FROM decisions WHERE undoes IS NOT NULL"


class Overtaken(StancewireError):
    """The same coder went on with the record in another window."""

    hint = "load the page again to see it"

    def __init__(self, item: int) -> None:
        super().__init__(item)

    def __str__(self) -> str:
        return f"record {self.args[0]} was changed in another window, and nothing was saved here; {self.hint}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is about to become a row."""

    item: int
    coder: str
    action: str  # edit, comment, decide, skip, undo
    state: str  # open, accepted, corrected, skipped; empty: not begun
    blind: bool  # the coder had not seen the model's labels
    reading: Reading
    comment: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A row: a step, its number in the store and when it was saved (UTC, ISO 8601)."""

    number: int
    at: str
    step: Step


class Decisions:
    """The rows of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def append(self, step: Step, seen: int) -> Decision:
        """Save a step. seen: the last row on this record that its coder's page knows, 0 for none. Raises Overtaken."""
        with self._store.writing() as base:
            last = _last(base, step.item, step.coder)
            if (last.number if last else 0) != seen:
                raise Overtaken(step.item)
            return _insert(base, step)

    def undo(self, coder: str, untouched: Callable[[int], Reading]) -> Decision | None:
        """Take back the coder's last step that stands, wherever it was made; None where there is none.

        untouched: what a record begins with, by its number. Undoing is a row too, and not undone itself.
        """
        with self._store.writing() as base:
            undone = _to_undo(base, coder)
            if undone is None:
                return None
            before = _before(base, undone)
            step = Step(
                item=undone.step.item,
                coder=coder,
                action="undo",
                state=before.step.state if before else "",
                blind=undone.step.blind,
                reading=before.step.reading if before else untouched(undone.step.item),
                comment=before.step.comment if before else "",
                undoes=undone.number,
            )
            return _insert(base, step)

    def last(self, item: int, coder: str) -> Decision | None:
        """Where a coder stands with a record."""
        with self._store.reading() as base:
            return _last(base, item, coder)

    def was_decided(self, item: int, coder: str) -> bool:
        """Whether a coder ever decided a record, undone or not: then the model's answers were shown."""
        query = "SELECT 1 FROM decisions WHERE item = ? AND coder = ? AND action = 'decide' LIMIT 1"
        with self._store.reading() as base:
            return base.execute(query, (item, coder)).fetchone() is not None

    def of_item(self, item: int) -> list[Decision]:
        """The last row of every coder on a record, in the order of names."""
        with self._store.reading() as base:
            rows = base.execute(
                f"""SELECT {_COLUMNS} FROM decisions WHERE number IN
                (SELECT max(number) FROM decisions WHERE item = ? GROUP BY coder) ORDER BY coder""",
                (item,),
            ).fetchall()
        return [_decision(row) for row in rows]

    def latest(self) -> Iterator[Decision]:
        """The last row of every coder on every record, in the order of records and names."""
        query = f"""SELECT {_COLUMNS} FROM decisions WHERE number IN
            (SELECT max(number) FROM decisions GROUP BY coder, item) ORDER BY item, coder"""
        with self._store.reading() as base:
            rows = base.execute(query).fetchall()
        return map(_decision, rows)

    def history(self) -> Iterator[Decision]:
        """Every row ever saved, in order."""
        with self._store.reading() as base:
            rows = base.execute(f"SELECT {_COLUMNS} FROM decisions ORDER BY number").fetchall()
        return map(_decision, rows)

    def judged(self) -> dict[int, dict[str, Reading]]:
        """What each coder decided, by record: before the model's labels were shown where there was such a time."""
        found: dict[int, dict[str, Reading]] = {}
        for decision in (*self.latest(), *self._last_blind()):
            if decision.step.state in DECIDED:
                found.setdefault(decision.step.item, {})[decision.step.coder] = decision.step.reading
        return found

    def _last_blind(self) -> Iterator[Decision]:
        query = f"""SELECT {_COLUMNS} FROM decisions WHERE number IN (SELECT max(number) FROM decisions
            WHERE blind AND action = 'decide' AND number NOT IN ({_UNDONE}) GROUP BY coder, item)"""
        with self._store.reading() as base:
            rows = base.execute(query).fetchall()
        return map(_decision, rows)

    def coders(self) -> list[str]:
        """Everybody who ever took a step, by name."""
        with self._store.reading() as base:
            return [name for (name,) in base.execute("SELECT DISTINCT coder FROM decisions ORDER BY coder")]

    def states(self, coder: str) -> dict[int, str]:
        """State by record, of those the coder has begun."""
        query = """SELECT item, state FROM decisions WHERE number IN
            (SELECT max(number) FROM decisions WHERE coder = ? GROUP BY item)"""
        with self._store.reading() as base:
            return {item: state for item, state in base.execute(query, (coder,)) if state}


def _insert(base: sqlite3.Connection, step: Step) -> Decision:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    cursor = base.execute(
        """INSERT INTO decisions (item, coder, at, action, state, blind, reading, comment, undoes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (step.item, step.coder, at, step.action, step.state, step.blind,
         orjson.dumps(step.reading.to_json()).decode(), step.comment, step.undoes),
    )  # fmt: skip
    return Decision(number=cursor.lastrowid or 0, at=at, step=step)


def _last(base: sqlite3.Connection, item: int, coder: str) -> Decision | None:
    row = base.execute(
        f"SELECT {_COLUMNS} FROM decisions WHERE item = ? AND coder = ? ORDER BY number DESC LIMIT 1", (item, coder)
    ).fetchone()
    return _decision(row) if row else None


def _to_undo(base: sqlite3.Connection, coder: str) -> Decision | None:
    row = base.execute(
        f"""SELECT {_COLUMNS} FROM decisions WHERE coder = ? AND action <> 'undo'
        AND number NOT IN ({_UNDONE}) ORDER BY number DESC LIMIT 1""",
        (coder,),
    ).fetchone()
    return _decision(row) if row else None


def _before(base: sqlite3.Connection, undone: Decision) -> Decision | None:
    """The row on the same record that stood before: neither undone itself nor an undoing."""
    row = base.execute(
        f"""SELECT {_COLUMNS} FROM decisions WHERE item = ? AND coder = ? AND number < ? AND action <> 'undo'
        AND number NOT IN ({_UNDONE}) ORDER BY number DESC LIMIT 1""",
        (undone.step.item, undone.step.coder, undone.number),
    ).fetchone()
    return _decision(row) if row else None


def _decision(row: tuple[Any, ...]) -> Decision:
    number, item, coder, at, action, state, blind, reading, comment, undoes = row
    step = Step(
        item=item, coder=coder, action=action, state=state, blind=bool(blind),
        reading=from_json(orjson.loads(reading)), comment=comment, undoes=undoes,
    )  # fmt: skip
    return Decision(number=number, at=at, step=step)
