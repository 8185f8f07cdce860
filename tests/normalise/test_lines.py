"""Lines: what is one, what is joined to one, and that each is where it says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article
from stancewire.normalise.document import normalise
from stancewire.normalise.lines import Line, split_lines
from stancewire.normalise.repair import repair


def texts(text: str) -> list[str]:
    return [line.text for line in split_lines(text)]


def line(text: str) -> Line:
    return Line(start=0, end=len(text), text=text)


# Hard-wrapped at 72 columns, as e-mail and old newsletters are.
WRAPPED = """\
Westmarch LMC has written to every practice in the county to say that
the weekend clinics are not part of the contract and that no practice
has to open them before the talks are over."""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (" \n\t\n", []),
        ("one", ["one"]),
        ("one\ntwo", ["one", "two"]),
        ("\n  one  \n\n\n two words\n", ["one", "two words"]),
    ],
)
def test_a_line_has_no_white_space_around_it_and_is_never_blank(text: str, lines: list[str]) -> None:
    assert texts(text) == lines


def test_a_hard_wrapped_paragraph_is_one_line() -> None:
    assert texts(f"Title\n\n{WRAPPED}\n\nShort end.") == ["Title", WRAPPED, "Short end."]


def test_two_wrapped_paragraphs_with_a_blank_line_between_are_two() -> None:
    assert texts(f"{WRAPPED}\n\n{WRAPPED}") == [WRAPPED, WRAPPED]


def test_a_wrapped_paragraph_that_ends_short_ends_there() -> None:
    other = "The board has been asked for a meeting before Easter, to which all of\nits members and the chairs of the three localities will be invited, and\nwill answer soon."
    assert texts(f"{WRAPPED}\n{other}") == [WRAPPED, other]  # the first ends closed, at column 43


def test_a_wrapped_list_gives_one_line_an_item() -> None:
    first = "1. that practices be asked before any new opening hours are agreed with\nthe board, and that they be asked in writing and with enough time for all\npartners to meet,"
    second = "2. that the cost of nurses and receptionists be met in full from the\nfirst day, and"
    third = "(c) that talks begin again."
    assert texts(f"{first}\n{second}\n{third}") == [first, second, third]


@pytest.mark.parametrize(
    "block",
    [
        ["By Iris Calder", "3 March 2015"],  # short lines
        ["Dr Una Thorne, chair of the committee, outside the surgery last week"] * 2,  # a caption printed twice
        ["Westmarch LMC has voted against the plan to open every weekend.", "NHS Westmarch CCG has said that it will think about it again."],
        ["x " * 80 + "end.", "y " * 80 + "end."],  # a paragraph a line
    ],
)  # fmt: skip
def test_lines_that_are_not_wrapped_stay_apart(block: list[str]) -> None:
    assert texts("\n".join(block)) == block


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("The plan is dead.", True), ("“The plan is dead.”", True), ("Is it (really?)", True), ("as follows:", True), ("To be continued…", True),
        ("The plan is dead", False), ("Weekend clinics", False), ("in 2.5 million", False),
    ],
)  # fmt: skip
def test_a_line_is_closed_as_a_sentence_is(text: str, closed: bool) -> None:
    assert line(text).is_closed is closed


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("One two three four five six seven eight nine.", True),  # nine words and closed
        ("One two three four five six seven eight.", False),
        ("One two three four five six seven eight nine", False),
        ("word " * 29, False),
        ("word " * 30, True),
    ],
)
def test_a_paragraph_is_a_sentence_or_long(text: str, paragraph: bool) -> None:
    assert line(text.strip()).is_paragraph is paragraph


_WORDS = st.sampled_from(["LMC", "the plan", "a practice in Westmarch must", "12%", "1.", "•", ".", "said?", "\n", "\n\n", "  ", "\t", WRAPPED])  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(_WORDS, max_size=60).map(" ".join) | st.text().map(lambda raw: repair(raw)[0]))
def test_lines_are_in_order_apart_and_where_they_say(text: str) -> None:
    lines = split_lines(text)
    assert all(text[line.start : line.end] == line.text == line.text.strip() != "" for line in lines)
    assert all(before.end < after.start for before, after in pairwise(lines))
    covered = "".join(line.text for line in lines)
    assert "".join(covered.split()) == "".join(text.split())  # no word is lost


def test_a_header_of_pages_does_not_join_the_paragraph_below_it() -> None:
    towns = ("Westmarch", "Ottermouth", "Pellshire")
    text = "\n".join(
        f"Annual report\nThe committee met in {town} in the evening and agreed that\nthe timetable of {town} was too short for it.\n{page}"
        for page, town in enumerate(towns, 1)
    )
    assert [line.words for line in split_lines(text)] == [2, 20, 1] * 3


def test_a_hundred_thousand_lines_of_a_letter_end() -> None:
    """Compared each with each they would not."""
    found = normalise(article("LMC rejects plan\n\n" + "x\n" * 100_000))
    assert found.text.count("x") == 100_000


def test_no_line_is_compared_with_the_head_field_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Line, "__eq__", lambda line, other: pytest.fail("compared field by field"))
    assert normalise(article("LMC rejects plan\n\n" + "x\n" * 50)).meta.published is None
