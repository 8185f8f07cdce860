"""Line ends that the width of a page made."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import by_hand
from stancewire.entities.finder import EntityFinder
from stancewire.entities.wrapping import unwrapped

MAIL = """The plan for the coming year has been sent to every one of the practices
in the county, and to those who had asked for it.

The letter has gone to all of them, and the chair of the Barnet Local
Medical Committee said on behalf of its members that NHS Barnet Clinical
Commissioning Group had not been asked. Nobody there or at the office of Kent
LMC knows what will come of it, nor when the answer may be expected."""


def test_a_wrapped_paragraph_is_one_line() -> None:
    assert unwrapped("Dear all,\n\n" + MAIL) == "Dear all,\n\n" + "\n\n".join(
        part.replace("\n", " ") for part in MAIL.split("\n\n")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Kent LMC\nFen House\n12 March",
        "Present:\nDr Kemp, who chaired\nthe others came late",
        "One line.\n\nAnother line, which is not wrapped at all.",
        "The motion in full as it was put to the meeting by the chair:\nthat this house will not have it.",
        "A heading of some length that stands above a paragraph here\n" + "and " * 40 + "so on.",
    ],
    ids=["letterhead", "short lines", "paragraphs", "a colon", "lines as long as paragraphs"],
)
def test_other_line_ends_stay(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="ab. \n:", max_size=400))
def test_no_character_moves(text: str) -> None:
    whole = unwrapped(text)
    assert len(whole) == len(text)
    assert all(one == other or (one, other) == ("\n", " ") for one, other in zip(text, whole, strict=True))


@given(st.lists(st.sampled_from(["the", "of", "committees", "Fen", "practices"]), min_size=30, max_size=60))
def test_what_a_mailer_wrapped_is_made_whole(words: list[str]) -> None:
    line = " ".join(["Then", *words])
    wrapped = textwrap.fill(line, 72)
    assert unwrapped(wrapped) == (line if any(row[0].islower() for row in wrapped.split("\n")[1:]) else wrapped)


def test_names_over_a_line_end_are_found_with_their_places_in_the_text() -> None:
    mentions = EntityFinder().find(by_hand(MAIL))
    assert [(MAIL[m.start : m.end], m.register_id) for m in mentions.organisations] == [
        ("Barnet Local\nMedical Committee", "lmc-barnet"),
        ("NHS Barnet Clinical\nCommissioning Group", "07M"),
        ("Kent\nLMC", "lmc-kent"),
    ]
