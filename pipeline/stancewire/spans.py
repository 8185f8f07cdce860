"""Look up and weed out spans without looking at each against each: a document may hold 20,000 of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Whatever covers start:end of a text, half-open."""

    @property
    def start(self) -> int:
        """Inclusive, in code points."""

    @property
    def end(self) -> int:
        """Exclusive."""


S = TypeVar("S", bound=Spanned)


def within(spans: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those of some spans, sorted by start, that lie wholly inside start:end."""
    first = bisect_left(spans, start, key=lambda span: span.start)
    last = bisect_left(spans, end, key=lambda span: span.start)
    return [span for span in spans[first:last] if span.end <= end]


def crosses(spans: Sequence[S], start: int, end: int) -> bool:
    """Whether start:end overlaps one of some spans that are sorted by start and do not overlap each other."""
    place = bisect_left(spans, start, key=lambda span: span.start)
    return (place > 0 and spans[place - 1].end > start) or (place < len(spans) and spans[place].start < end)


def first_come(spans: Iterable[S]) -> tuple[S, ...]:
    """Spans in order of preference, without those that overlap one before them; returned in text order."""
    taken: list[S] = []
    for span in spans:
        place = bisect_left(taken, span.start, key=lambda other: other.start)
        clear_before = place == 0 or taken[place - 1].end <= span.start
        clear_behind = place == len(taken) or span.end <= taken[place].start
        if clear_before and clear_behind:
            taken.insert(place, span)
    return tuple(taken)
