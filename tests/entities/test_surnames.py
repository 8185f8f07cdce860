"""A surname alone, beside a verb of speech, is the person named before."""

from __future__ import annotations

import pytest

from builders import by_hand, mention
from stancewire.entities.people import find_people

OPENING = "Dr Laura Kemp, chair of Westmarch LMC, met us. "


def alone(text: str) -> list[tuple[str, str, str | None]]:
    found = find_people(by_hand(text), [mention(text, "Westmarch LMC", "lmc")])
    return [
        (text[p.start : p.end], p.name, p.affiliation.canonical if p.affiliation else None)
        for p in found
        if " " not in text[p.start : p.end]
    ]


@pytest.mark.parametrize(
    "text",
    ["Kemp said no.", "But Kemp also warned them.", "“No,” said Kemp.", "The plan, Kemp argued, fails."],
)
def test_a_surname_beside_speech_is_the_person_named_before(text: str) -> None:
    assert alone(OPENING + text) == [("Kemp", "Dr Laura Kemp", "Westmarch LMC")]


@pytest.mark.parametrize(
    "text",
    [
        "Kemp Street said no.",
        "Nigel Kemp said no.",
        "A Kemp is a knight.",
        "Kemp-Jones said no.",
        "unKemp said no.",
        "Kemp, added Mr Ford.",
    ],
)
def test_what_is_no_surname_alone(text: str) -> None:
    assert alone(OPENING + text) == []


def test_before_anybody_is_named_so_a_word_is_a_word() -> None:
    assert alone("Kemp said no. " + OPENING) == []


def test_a_surname_that_two_bear_takes_nothing() -> None:
    assert alone(OPENING + "Dr Nigel Kemp listened. Kemp said no.") == [("Kemp", "Kemp", None)]
