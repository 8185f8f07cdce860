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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Department of Cardiology and the Department of Surgery met.", []),
        ("The Department of Health and the Department for Ferries met.", [("Department of Health", "government"), ("Department for Ferries", "government")]),
        ("The Ministry of Defence, and the Ministry of Noise.", [("Ministry of Defence", "government")]),
        ("The Faculty of Arts, and the Faculty of Public Health.", [("Faculty of Public Health", "royal_college")]),
        ("University of Fen and Marsh Church University bid.", [("University of Fen", "other")]),
        ("Department of Health\nTo all managers", [("Department of Health", "government")]),
        ("Institute of Pilots Said No", [("Institute of Pilots", "think_tank")]),
        ("Our government and this government lost.", []),
    ],
    ids=["hospital", "government", "a club", "a university's", "two universities", "letterhead", "headline", "any government"],
)  # fmt: skip
def test_what_a_head_is_of_tells_whether_it_is_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected
