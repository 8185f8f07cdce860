"""Who speaks in a debate: names with a seat, above what was said."""

from __future__ import annotations

import pytest

from stancewire.normalise.lines import split_lines
from stancewire.normalise.speakers import speakers, spoken

SAID = "The committee has asked for the timetable three times, and three times it was told to wait."
DEBATE = (
    f"Ann Alder (Westmarch) (Con)\n{SAID}\nDr Ben Birch (Northmere) (Lab)\n{SAID}\nAnn Alder (Westmarch) (Con)\n{SAID}"
)


def test_who_speaks_with_a_seat_is_told_from_what_is_said() -> None:
    lines = split_lines(DEBATE)
    assert sorted(set(spoken(lines))) == [0, 1, 2, 3, 4, 5]
    assert speakers(lines) == {"Ann Alder (Westmarch) (Con)", "Dr Ben Birch (Northmere) (Lab)"}


@pytest.mark.parametrize("word", ["C" * 50_000, "Aa" * 25_000, "A-" * 25_000])
def test_an_endless_word_with_a_bracket_ends(word: str) -> None:
    """Hours, where a pattern may cut one word into names in every way."""
    assert list(spoken(split_lines(f"Westmarch {word} (\n{SAID}\n" * 3))) == []
