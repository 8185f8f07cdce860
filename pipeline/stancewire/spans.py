"""Offsets: where a text came from, and looking spans up without comparing all with all.

A document may hold 20,000 spans and a million code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Origin:
    """For each code point of a text, the index in the raw text it came from; origin[len(text)] is len(raw).

    Kept as runs: text[starts[k]:starts[k+1]] is raw[raws[k]:], code point for code point.
    """

    starts: tuple[int, ...]
    raws: tuple[int, ...]
    length: int  # of the text
    raw_length: int

    def __len__(self) -> int:
        return self.length + 1

    def __getitem__(self, index: int) -> int:
        if not 0 <= index <= self.length:
            raise IndexError(f"origin has {self.length + 1} entries, asked for {index}")
        if index == self.length:
            return self.raw_length
        run = bisect_right(self.starts, index) - 1
        return self.raws[run] + index - self.starts[run]

    def __iter__(self) -> Iterator[int]:
        return (self[index] for index in range(len(self)))


_START: Final = attrgetter("start")


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
    first = bisect_left(spans, start, key=_START)
    last = bisect_left(spans, end, key=_START)
    return [span for span in spans[first:last] if span.end <= end]


def crosses(spans: Sequence[S], start: int, end: int) -> bool:
    """Whether start:end overlaps one of some spans that are sorted by start and do not overlap each other."""
    place = bisect_left(spans, start, key=_START)
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
