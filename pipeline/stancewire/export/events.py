"""Events: who said what about what, when. One for each statement of a record; as CSV they go into any statistics program.

A spreadsheet takes a cell that begins with = + - @ for a formula and runs it. Such a cell gets an apostrophe in front, and
so does one that begins with an apostrophe: taking one away from each cell that has one gives back what the record says.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any, BinaryIO, Final

Json = dict[str, Any]
# What DNA calls agreement: whether a statement is for its concept. A neutral one says nothing of it.
AGREEMENT: Final[dict[str, bool | None]] = {
    "supports": True,
    "plans": True,
    "mandates": True,
    "objects": False,
    "neutral": None,
}
CONCEPTS: Final = ("policy", "target")  # what a statement is about, or whom it is directed at
# The last four are what spreadsheets in East Asian settings read as the first four.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_GUARD: Final = "'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One statement with what its record knows. Offsets are code points of the record's text."""

    document: str  # the record's id
    published: str | None  # YYYY, YYYY-MM or YYYY-MM-DD
    title: str | None
    publisher: str | None
    kind: str | None
    status: str
    uri: str
    member: str | None
    number: int  # of the statement in its record, from 1
    person: str
    organization: str
    organization_kind: str
    organization_id: str | None
    concept: str  # the policy, or whatever else events_of was told
    agreement: bool | None
    act: str
    target: str
    target_id: str | None
    label: str | None
    probability: float
    direct: bool
    start: int
    end: int
    text: str

    @property
    def source(self) -> tuple[str, str, str]:
        """What tells a document from all others: ids may be a caller's own and come twice."""
        return self.document, self.uri, self.member or ""


COLUMNS: Final = tuple(field.name for field in fields(Event))


def bare_words(number: int, total: int, concept: str, *, so: str = "", instead: str = "--concept target takes") -> str:
    """What to say where statements name no concept: how many, what follows, what there is instead. Empty where all name one.

    >>> bare_words(163, 206, "policy")
    '163 of 206 statements name no policy; --concept target takes whom they are directed at'
    >>> bare_words(1, 206, "target", so=", and DNA ties nobody by it")
    '1 of 206 statements names no target, and DNA ties nobody by it'
    """
    if not number:
        return ""
    said = f"{number:,} of {total:,} statements name{'s' * (number == 1)} no {concept}{so}"
    return f"{said}; {instead} whom they are directed at" if concept == "policy" else said


def events_of(records: Iterable[Json], *, concept: str = "policy", count_once: bool = False) -> Iterator[Event]:
    """The events of records in text order; errors have none.

    concept: one of CONCEPTS. count_once: copies are passed over.
    """
    for record in records:
        if record["document"] and not (count_once and record["status"] == "duplicate"):
            for number, statement in enumerate(record["statements"] or (), 1):
                yield _event(record, statement, number, concept)


def _event(record: Json, statement: Json, number: int, concept: str) -> Event:
    document, source = record["document"], record["source"]
    said = {name: document.get(name) for name in ("published", "title", "publisher", "kind")}
    same = ("act", "target", "target_id", "label", "probability", "direct", "start", "end", "text")
    return Event(
        document=record["id"],
        status=record["status"],
        uri=source["uri"],
        member=source["member"],
        number=number,
        person=statement["speaker"],
        organization=statement["holder"],
        organization_kind=statement["holder_kind"],
        organization_id=statement["holder_id"],
        concept=statement[concept],
        agreement=AGREEMENT[statement["act"]],
        **said,
        **{name: statement[name] for name in same},
    )


def write_events(events: Iterable[Event], stream: BinaryIO) -> int:
    """A line of names, then one line an event: UTF-8, commas, CRLF (RFC 4180); how many events."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    number = 0
    try:
        writer = csv.writer(text, lineterminator="\r\n")  # a cell with one of these is quoted
        writer.writerow(COLUMNS)
        for event in events:
            writer.writerow([cell(value) for value in asdict(event).values()])
            number += 1
    finally:
        text.detach()  # else the stream, which may be standard output, is closed with it
    return number


def cell(value: object) -> str:
    """What stands in a cell: nothing for what is not known, true and false, else the value behind its guard."""
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else str(value)
    return _GUARD + text if text.startswith((*_FORMULA, _GUARD)) else text


def plain(text: str) -> str:
    """A cell without its guard: what stands in the record.

    >>> plain(cell("=1+1")), plain(cell("'tis so"))
    ('=1+1', "'tis so")
    """
    return text.removeprefix(_GUARD)
