"""National bodies by the form of their names."""

from __future__ import annotations

import pytest

from builders import scene
from stancewire.entities.families import FamilyFinder
from stancewire.entities.words import tokeniser
from stancewire.register.lookup import load_register

FIND = FamilyFinder(tokeniser().vocab, load_register()).find


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.kind) for m in FIND(scene(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The National Association of Fen Doctors wrote.", [("National Association of Fen Doctors", "other")]),
        ("The Royal College of Dental Nurses wrote.", [("Royal College of Dental Nurses", "royal_college")]),
        ("A Department for Ferries and Piers was set up.", [("Department for Ferries and Piers", "government")]),
        ("The Institute for Local Numbers wrote.", [("Institute for Local Numbers", "think_tank")]),
        ("The Scottish Government wrote.", [("Scottish Government", "government")]),
        ("Then the government wrote.", [("government", "government")]),
        ("Then local government wrote to other governments.", []),
        ("Then NHS England North East and NHS Wales wrote.", [("NHS England North East", "nhs_england"), ("NHS Wales", "other")]),
        ("Then NHS Englandshire wrote.", []),
        ("Its GPs’ committee wrote.", [("GPs’ committee", "gpc")]),
        ("The Welsh General Practitioners Committee wrote.", [("Welsh General Practitioners Committee", "gpc")]),
        ("The Cawder GP committee wrote.", [("Cawder GP committee", "gp_body")]),
        ("The audit committee wrote.", []),
        ("A department of cardiology and the Department of last resort.", []),
        ("The Misassociation of Fen Doctors wrote. MAssociation of Fen", []),
    ],
    ids=["association of", "royal college", "department for", "institute for", "government of a nation", "the government", "local government", "brands of nations", "no nation", "of GPs", "of GPs of a nation", "of a place", "another committee", "no capital", "within a word"],
)  # fmt: skip
def test_a_name_is_known_by_its_form(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_what_was_found_before_is_not_found_again() -> None:
    text = "The Scottish Government wrote."
    (mention,) = FIND(scene(text))
    assert list(FIND(scene(text, mention))) == []
