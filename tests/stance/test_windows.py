"""Windows: whole units as they fit, each scored once, the title before each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model_parts import reading
from stancewire.stance.reading import Reading
from stancewire.stance.windows import UNIT, WINDOW, Window, windows_of

CLS, SEP = 1, 2


class Words:
    """A tokenizer of one number a word; "12x3" is the words 12, 12, 12."""

    cls, sep = CLS, SEP

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        return [[int(word) for part in text.split() for word in spelt(part)] for text in texts]


def spelt(part: str) -> list[str]:
    word, _, times = part.partition("x")
    return [word] * int(times or 1)


def cut(read: Reading, kept: Sequence[int] | None = None) -> tuple[Window, ...]:
    return windows_of(read, Words(), kept)


SIZES = st.lists(st.integers(0, 2 * UNIT), max_size=12)
TITLE = st.none() | st.integers(0, 2 * UNIT)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Unit k is the word 10 + k, so many times; the head is the word 5."""
    title = draw(TITLE)
    first = 10 + (title is not None)
    body = [f"{first + k}x{size}" for k, size in enumerate(draw(SIZES))]
    head = f"5x{draw(st.integers(0, 20))}"
    return reading(*body, title=None if title is None else f"10x{title}", head=head)


def length_of(read: Reading, unit: int) -> int:
    return min(UNIT, int(read.units[unit].text.partition("x")[2]))


@given(readings(), st.data())
def test_every_kept_unit_is_scored_once_and_in_order(read: Reading, data: st.DataObject) -> None:
    units = range(len(read.units))
    kept = data.draw(st.none() | st.sets(st.sampled_from(units)).map(sorted) if units else st.none())
    places = [place.unit for window in cut(read, kept) for place in window.places]
    assert places == list(units if kept is None else kept)


@given(readings())
def test_a_place_holds_the_words_of_its_unit_and_ends_at_its_separator(read: Reading) -> None:
    for window in cut(read):
        for place in window.places:
            assert window.ids[place.start : place.end] == (10 + place.unit,) * length_of(read, place.unit)
            assert window.ids[place.end] == SEP


@given(readings())
def test_windows_are_no_longer_than_they_may_be(read: Reading) -> None:
    assert all(len(window.ids) <= WINDOW for window in cut(read))


@given(readings())
def test_every_window_opens_with_the_head_and_ends_with_a_separator(read: Reading) -> None:
    (head,) = Words().ids([read.head])
    for window in cut(read):
        assert window.ids[: len(head) + 2] == (CLS, *head, SEP)
        assert window.ids[-1] == SEP
        assert window.ids.count(CLS) == 1


@given(readings())
def test_a_window_is_cut_only_where_the_next_unit_does_not_fit(read: Reading) -> None:
    windows = cut(read)
    for window, behind in pairwise(windows):
        assert len(window.ids) + length_of(read, behind.places[0].unit) + 1 > WINDOW


def test_one_window_word_by_word() -> None:
    (window,) = cut(reading("11 12", "13", title="10", head="5"))
    assert window.ids == (CLS, 5, SEP, 10, SEP, 11, 12, SEP, 13, SEP)
    assert [(p.unit, p.start, p.end) for p in window.places] == [(0, 3, 4), (1, 5, 7), (2, 8, 9)]


def test_a_later_window_begins_with_the_title_and_the_unit_before_which_are_not_scored() -> None:
    _, second = cut(reading("11x140", "12x150", "13x4", "14", title="10x20", head="5"))
    context = (*[10] * 20, SEP, *[12] * 60, SEP)
    assert second.ids == (CLS, 5, SEP, *context, *[13] * 4, SEP, 14, SEP)
    assert [place.unit for place in second.places] == [3, 4]


def test_a_unit_that_just_fits_is_not_put_off() -> None:
    (window,) = cut(reading("11x140", "12x150", "13x3", title="10x20", head="5"))
    assert len(window.ids) == WINDOW


def test_a_title_that_is_the_unit_before_stands_there_once() -> None:
    _, second = cut(reading("11x160", title="10x160", head="5"))
    assert second.ids == (CLS, 5, SEP, *[10] * 60, SEP, *[11] * 160, SEP)


def test_without_title_the_unit_before_is_all_the_context() -> None:
    _, second = cut(reading("11x160", "12x159", "13", head="5"))
    assert second.ids == (CLS, 5, SEP, *[11] * 60, SEP, *[12] * 159, SEP, 13, SEP)


def test_what_is_not_kept_is_no_context_either() -> None:
    windows = cut(reading("11x150", "12x150", "13x160", title="10x20", head="5"), [1, 3])
    assert {word for window in windows for word in window.ids} == {CLS, SEP, 5, 11, 13}


@pytest.mark.parametrize("kept", [None, []])
def test_without_units_there_is_no_window(kept: list[int] | None) -> None:
    assert cut(reading(head="5"), kept) == ()
    assert cut(reading("11", head="5"), []) == ()
