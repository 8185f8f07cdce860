"""Overlapping mentions: the longer one stays."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builders import scene
from stancewire.entities.scene import longest_first
from stancewire.types import Mention


def at(start: int, end: int, name: str = "x") -> Mention:
    return Mention(start=start, end=end, kind="other", canonical=name, finder="shape")


MENTIONS = st.lists(st.builds(lambda start, length: at(start, start + length), st.integers(0, 60), st.integers(1, 12)))


def overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


@given(MENTIONS)
def test_what_stays_does_not_overlap_and_stands_in_text_order(mentions: list[Mention]) -> None:
    kept = longest_first(mentions)
    assert all(one.end <= other.start for one, other in pairwise(kept))


@given(MENTIONS)
def test_what_goes_gives_way_to_one_at_least_as_long(mentions: list[Mention]) -> None:
    kept = longest_first(mentions)
    assert set(kept) <= set(mentions)
    for gone in (m for m in mentions if m not in kept):
        assert any(overlap(gone, k) and k.end - k.start >= gone.end - gone.start for k in kept)


@given(MENTIONS)
def test_a_second_time_changes_nothing(mentions: list[Mention]) -> None:
    kept = longest_first(mentions)
    assert longest_first(kept) == kept


def test_of_equals_the_earlier_in_the_iterable_stays() -> None:
    assert longest_first([at(0, 5, "register"), at(0, 5, "shape")]) == (at(0, 5, "register"),)


def test_neighbours_both_stay() -> None:
    assert longest_first([at(5, 9), at(0, 5)]) == (at(0, 5), at(5, 9))


def test_tokens_cover_the_text() -> None:
    text = "Westmarch LMC’s  letter\n\nsaid no."
    assert scene(text).tokens.text == text
