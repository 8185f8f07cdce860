"""Which events make one network: those of the whole time, of a document, a month, a year or a moving window; duplicates left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.export.events import Event

SLICES: Final = ("whole", "document", "month", "year", "window")
DUPLICATES: Final = ("include", "document", "month", "year", "all")
_MONTH, _YEAR = 7, 4  # characters of YYYY-MM and YYYY


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The events of one network; `name` is that of its file."""

    name: str
    events: tuple[Event, ...]
    document: str | None = None  # the one it is of


def without_duplicates(events: Iterable[Event], within: str, *, nodes: str, sides: bool) -> Iterator[Event]:
    """The first of the events in which an actor takes the same side on the same concept.

    within: one of DUPLICATES; what has no date is of a month or year of its own. nodes: as in a Recipe, who the actor is.
    sides: whether opposite sides are two things.
    """
    seen = set()
    for event in events:
        actor = (event.person,) if nodes == "person" else (event.organization, event.organization_id)
        key = (_period(event, within), actor, event.concept, event.agreement if sides else None)
        if within == "include" or key not in seen:
            seen.add(key)
            yield event


def _period(event: Event, within: str) -> object:
    if within == "document":
        return event.source
    return {"month": _to(event, _MONTH), "year": _to(event, _YEAR)}.get(within, "")


def _to(event: Event, length: int) -> str | None:
    """A date as far as a month or a year, None where it is not known so far."""
    date = event.published or ""
    return date[:length] if len(date) >= length else None


def slices(events: Sequence[Event], by: str, *, window: int, step: int) -> Iterator[Slice]:
    """The slices in time, documents in their order; what has no date stands in no month, year or window.

    window, step: months that a window takes, and by which the next one begins later. Windows are whole; what they leave
    out is counted by `outside`.
    """
    if by == "whole":
        yield Slice(name="whole", events=tuple(events))
    elif by == "document":
        yield from _documents(events)
    elif by == "window":
        yield from _windows(events, window, step)
    else:
        for name, own in sorted(_dated(events, _MONTH if by == "month" else _YEAR).items()):
            yield Slice(name=name, events=tuple(own))


def undated(events: Iterable[Event], by: str) -> int:
    """How many events no slice of that kind takes, since their date is not known so far."""
    length = {"month": _MONTH, "window": _MONTH, "year": _YEAR}.get(by)
    return sum(_to(event, length) is None for event in events) if length else 0


def outside(events: Iterable[Event], by: str, *, window: int, step: int) -> int:
    """How many dated events no window takes: those behind the last whole one, and with wide steps those between two."""
    if by != "window":
        return 0
    months = _numbered(_dated(events, _MONTH))
    taken = {month for start in _starts(months, window, step) for month in range(start, start + window)}
    return sum(len(own) for month, own in months.items() if month not in taken)


def _documents(events: Iterable[Event]) -> Iterator[Slice]:
    documents: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in events:
        documents[event.source].append(event)
    for number, (source, own) in enumerate(documents.items(), 1):
        yield Slice(name=f"document-{number:06}", events=tuple(own), document=source[0])


def _dated(events: Iterable[Event], length: int) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if (date := _to(event, length)) is not None:
            found[date].append(event)
    return found


def _windows(events: Iterable[Event], window: int, step: int) -> Iterator[Slice]:
    months = _numbered(_dated(events, _MONTH))
    for start in _starts(months, window, step):
        own = [event for month in range(start, start + window) for event in months.get(month, ())]
        yield Slice(name=f"{_name(start)}_{_name(start + window - 1)}", events=tuple(own))


def _starts(months: Collection[int], window: int, step: int) -> range:
    """The first months of all windows. Of fewer months than a window takes, one window."""
    if not months:
        return range(0)
    first, last = min(months), max(months)
    return range(first, max(last - window + 1, first) + 1, step)


def _numbered(months: dict[str, list[Event]]) -> dict[int, list[Event]]:
    return {int(month[:4]) * 12 + int(month[5:]) - 1: own for month, own in months.items()}


def _name(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
