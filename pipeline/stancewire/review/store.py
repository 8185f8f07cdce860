"""The store: records to go through, and every decision on them, in one SQLite file.

In:  records of `stancewire tag`, in their order; readings of coders.
Out: the same again. A record keeps its text and its model's answers here, so that decisions and what they were
     decided on stay together; therefore a store is as confidential as the texts in it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Final, Self

import orjson
import zstandard

from stancewire.errors import OutputError
from stancewire.review.base import connect, writing
from stancewire.review.doubt import doubt_of

Json = dict[str, Any]
# What may differ between copies of one record: where the document stands a second time, and that it does.
_OF_A_COPY: Final = ("text", "source", "status", "duplicate_of")
_NUMBERS: Final = range(1, 2**63)  # SQLite counts no further


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record of the store without its content: what an order is made of."""

    number: int  # from 1, in the order in which records were added
    key: str  # of its document: the same whoever tagged it
    label: str  # primary label
    abstained: bool
    doubt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Of records put into a store: how many are new, and how many are copies of one that is there."""

    new: int
    copies: int


class OtherRecords(OutputError):
    """The store holds another record of the same document: decisions were made on that one."""

    def __init__(self, where: str, reason: str, hint: str = "name another store with --store") -> None:
        super().__init__(where, reason, hint)


class Store:
    """An open store; one lock for all threads of a process, SQLite's own between processes."""

    def __init__(self, path: Path, *, new: bool = False) -> None:
        self.path = path
        self._base = connect(path, new=new)
        self._lock = RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._lock:
            self._base.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread at a time."""
        with self._lock:
            yield self._base

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction. Raises OutputError where the file cannot be written."""
        with self._lock:
            try:
                with writing(self._base):
                    yield self._base
            except sqlite3.OperationalError as error:
                reason = f"cannot be written ({error}); nothing of the last step was saved"
                raise OutputError(
                    self.path.as_posix(), reason, "free some space, or let the other coder finish"
                ) from None

    def add(self, records: Iterable[Json]) -> Added:
        """Put records in; those that are there already, and copies of them, are passed over. Raises OtherRecords."""
        with self.writing() as base:
            (before,) = base.execute("SELECT count(*) FROM items").fetchone()
            copies = sum(self._add(base, record) for record in records)
            (after,) = base.execute("SELECT count(*) FROM items").fetchone()
        return Added(new=after - before, copies=copies)

    def _add(self, base: sqlite3.Connection, record: Json) -> bool:
        """Whether it is a copy of a record that is there."""
        key, digest = key_of(record), _digest(record)
        known = base.execute("SELECT digest, has_text, number FROM items WHERE key = ?", (key,)).fetchone()
        if known is None:
            _insert(base, record, key, digest)
            return False
        stored = self.record(known[2]) or {}
        if known[0] != digest and (fields := _differing(stored, record)):
            raise OtherRecords(self.path.as_posix(), _other(stored, record, fields))
        if record.get("text") and not known[1]:
            set_text(base, known[2], stored | {"text": record["text"]})
        return bool(known[0] != digest)

    def items(self) -> list[Item]:
        """All records, in the order in which they were added."""
        with self.reading() as base:
            rows = base.execute("SELECT number, key, label, abstained, doubt FROM items ORDER BY number").fetchall()
        return [
            Item(number=number, key=key, label=label, abstained=bool(abstained), doubt=doubt)
            for number, key, label, abstained, doubt in rows
        ]

    def record(self, number: int) -> Json | None:
        """A record with its text, where the store has that; None where there is no such number."""
        if number not in _NUMBERS:
            return None
        with self.reading() as base:
            row = base.execute("SELECT record FROM items WHERE number = ?", (number,)).fetchone()
        return unpacked(row[0]) if row else None


def _insert(base: sqlite3.Connection, record: Json, key: str, digest: str) -> None:
    stance = record["stance"]
    values = (
        key, digest, record["id"], record["source"]["sha256"], stance["primary"], stance["abstained"],
        doubt_of(record), bool(record.get("text")), _packed(record),
    )  # fmt: skip
    base.execute(
        """INSERT INTO items (key, digest, id, bytes, label, abstained, doubt, has_text, record)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        values,
    )


def set_text(base: sqlite3.Connection, number: int, record: Json) -> None:
    """Give a record its text, which the file it came from did not carry."""
    base.execute("UPDATE items SET has_text = 1, record = ? WHERE number = ?", (_packed(record), number))


def key_of(record: Json) -> str:
    """What a document is known by in a store: its id and the hash of its bytes."""
    return hashlib.sha256(f"{record['id']}\0{record['source']['sha256']}".encode("utf-8", "surrogatepass")).hexdigest()


def _digest(record: Json) -> str:
    """Of all but the text, which may come later."""
    values = {name: value for name, value in record.items() if name != "text"}
    return hashlib.sha256(orjson.dumps(values, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _differing(stored: Json, record: Json) -> list[str]:
    """Fields in which a record is another one, and no copy."""
    names = [name for name in {**stored, **record} if name not in _OF_A_COPY]
    return [name for name in names if stored.get(name) != record.get(name)]


def _other(stored: Json, record: Json, fields: list[str]) -> str:
    known, new = (f"{one['model']['name']!r} {one['model']['version']}" for one in (stored, record))
    return (
        f"holds a record of {record['id']!r} by {known}, and this one by {new} differs in {', '.join(fields)}; "
        "decisions belong to the one they were made on"
    )


def _packed(record: Json) -> bytes:
    return zstandard.ZstdCompressor(level=1).compress(orjson.dumps(record))


def unpacked(blob: bytes) -> Json:
    """A record out of its column."""
    values: Json = orjson.loads(zstandard.ZstdDecompressor().decompress(blob))
    return values
