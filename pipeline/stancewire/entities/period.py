"""When a document speaks: its date, or what its vocabulary gives away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.entities.openings import opening
from stancewire.register.bodies import ALWAYS, Body
from stancewire.types import Document, Mention, Term

# kind -> the years in which texts speak of such bodies as their own time's. NHS England has been there since.
ERAS: Final[dict[str, tuple[int, int]]] = {
    "sha": (2002, 2013),
    "pct": (2000, 2013),
    "pct_cluster": (2011, 2013),
    "ccg": (2011, 2022),
    "ics": (2016, 2026),
    "icb": (2021, 2026),
}
_LATEST: Final = 9999
_YEAR: Final = re.compile(rf"{opening(('19[89]', '20[0-3]'), '0-9£.,')}\d(?![\d,%])")
_EARLY: Final = 1  # a scheme is spoken of the year before it starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time of a document. source: "date", "vocabulary", or empty where nothing tells it."""

    since: str = ""
    until: str = ""
    source: str = ""

    def living(self, bodies: Sequence[Body]) -> list[Body]:
        """Those that were there at some time of it; an end that is not known is today."""
        if not self.since:
            return list(bodies)
        last = self.until or (self.since if self.source == "date" else ALWAYS[1])
        return [body for body in bodies if body.lives(self.since, last)]


def period_of(
    document: Document,
    mentions: Iterable[Mention],
    named: Iterable[Body],
    terms: Iterable[Term],
    began: Mapping[str, int],
) -> Period:
    """The date of a document, else the years that its bodies and policy terms have in common.

    named: bodies that their names alone decide. began: policy -> its first year.
    A text that looks back names old bodies and new ones: then the newest count.
    """
    if when := document.meta.published:
        return Period(since=when, until=when, source="date")
    spans = sorted({*_eras(mentions), *_lives(named), *_starts(terms, began)})
    if not spans:
        return Period()
    since = spans[-1][0]
    until = min(end for start, end in spans if end >= since)
    return Period(since=str(since), until=str(until) if until < _LATEST else "", source="vocabulary")


def spoken_years(text: str) -> tuple[str, ...]:
    """The different years that a text names, if it names years more than once: a single one may be anybody's."""
    found = _YEAR.findall(text)
    return tuple(dict.fromkeys(found)) if len(found) > 1 else ()


def spoken_year(text: str) -> int | None:
    """The year that a text names most, of equals the latest."""
    counts = Counter(_YEAR.findall(text))
    return max((number, int(year)) for year, number in counts.items())[1] if counts else None


def _eras(mentions: Iterable[Mention]) -> Iterator[tuple[int, int]]:
    return (ERAS[kind] for kind in {m.kind for m in mentions} & ERAS.keys())


def _lives(bodies: Iterable[Body]) -> Iterator[tuple[int, int]]:
    """Only local bodies that ended: those that are still there say little."""
    for body in bodies:
        if body.kind in ERAS and body.until:
            since = 0 if body.since_by or not body.since else int(body.since[:4])
            yield max(since - _EARLY, ERAS[body.kind][0]), int(body.until[:4])


def _starts(terms: Iterable[Term], began: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    return ((year - _EARLY, _LATEST) for year in {began.get(term.policy, 0) for term in terms} if year)
