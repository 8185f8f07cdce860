"""The committees that propose motions."""

from __future__ import annotations

import pytest

from builders import scene
from stancewire.entities.motions import MotionFinder
from stancewire.entities.words import tokeniser
from stancewire.register.lookup import load_register

FINDER = MotionFinder(tokeniser().vocab, load_register())
AGENDA = "Conference of LMCs\n\n"


def proposers(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.canonical) for m in FINDER.find(scene(text))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("12 KENT: That conference deplores it.", [("KENT", "Kent LMC")]),
        ("(3) KENT: That conference deplores it.", [("KENT", "Kent LMC")]),
        ("FEN, MARL AND STOW: that it is so.", [("FEN, MARL AND STOW", "Fen, Marl And Stow LMC")]),
        ("AGENDA COMMITTEE: That it is so.", []),
        ("RESOLVED: That it is so.", []),
        ("OPENING HOURS: That it is so.", []),
        ("KENT: they spoke well.", []),
        ("Kent: That is the place.", []),
    ],
)
def test_a_place_in_capitals_that_opens_a_motion(line: str, expected: list[tuple[str, str]]) -> None:
    assert proposers(AGENDA + line) == expected


@pytest.mark.parametrize("heading", ["Annual meeting of nurses\n\n", "The LMC writes\n\n"])
def test_other_documents_have_other_words_in_capitals(heading: str) -> None:
    assert proposers(f"{heading}12 KENT: That it deplores it.") == []
