"""Names that the words behind a comma tell."""

from __future__ import annotations

import pytest

from builders import mention, scene
from stancewire.entities.apposed import ApposedFinder
from stancewire.entities.words import tokeniser
from stancewire.register.lookup import load_register

FIND = ApposedFinder(tokeniser().vocab, load_register()).find


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.kind) for m in FIND(scene(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salt Watch, a charity with members, wrote.", ("Salt Watch", "other")),
        ("It closed. But Fenby Orwin, a local property firm, wrote.", ("Fenby Orwin", "company")),
        ("It is by Fenby Orwin, a think tank.", ("Fenby Orwin", "think_tank")),
        ("The Fenby Hub, which announced it, wrote.", ("Fenby Hub", "other")),
        ("It is for the Friends and Families Circle, which plans a study.", ("Friends and Families Circle", "other")),
        ("Help comes from the Upper Fen Unit, which employs nine.", ("Upper Fen Unit", "other")),
    ],
    ids=["a charity", "a firm", "a think tank", "announces", "plans", "from the"],
)
def test_what_it_is_said_to_be_or_to_do_makes_a_body(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Fenby, a company doctor, wrote.",
        "Ann Fenby, a doctor who advises the charity, wrote.",
        "Dr Ann Fenby, a charity.",
        "It is in Fenby Lane, which plans nothing.",
        "It is the Fenby Road, which runs along the dyke.",
        "The Fenby Plan, which represents a cut, was read.",
        "The Fenby Plan, which was read.",
        "Fenby, which plans a study.",
        "salt watch, a charity, wrote.",
    ],
    ids=["a person", "who", "a title", "a place", "a road", "a plan", "no act", "one word", "no name"],
)
def test_people_places_and_things_are_none(text: str) -> None:
    assert found(text) == []


def test_it_is_one_wherever_it_stands_whole() -> None:
    text = "Salt Watch, a charity, wrote. Salt Watch’s head and Salt Watch Fenby came."
    assert [name for name, _ in found(text)] == ["Salt Watch", "Salt Watch"]


def test_what_another_finder_has_stays() -> None:
    text = "Salt Watch, a charity, wrote."
    assert not list(FIND(scene(text, mention(text, "Watch", "other"))))
