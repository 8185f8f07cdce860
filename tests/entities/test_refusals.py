"""Classes of names that a shape tells, and the same words where they name nobody."""

from __future__ import annotations

import pytest

from builders import scene
from stancewire.entities.shapes import ShapeFinder
from stancewire.entities.words import tokeniser, words_of
from stancewire.register.lookup import load_register

FINDER = ShapeFinder(tokeniser().vocab, load_register())


def found(text: str) -> list[tuple[str, str]]:
    for phrases in FINDER.phrases:
        phrases.meet(words_of(text))
    return [(text[m.start : m.end], m.kind) for m in FINDER.find(scene(text)) if m.finder == "shape"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Westmarch Hospital", "trust"),
        ("Royal Westmarch Infirmary", "trust"),
        ("Westmarch University Hospital", "trust"),
        ("Westmarch Medical Services", "company"),
        ("Westmarch Managed Care", "company"),
        ("Westmarch LIFT Company", "company"),
        ("Mill Lane Practice", "other"),
        ("Mill Lane Residents", "other"),
        ("Westmarch Parish Council", "council"),
        ("Stow parish council", "council"),
        ("Hull Daily Mail", "media"),
        ("Stoke Sentinel", "media"),
        ("Westmarch Live", "media"),
        ("Express & Star", "media"),
    ],
)
def test_a_name_that_says_what_it_is(name: str, kind: str) -> None:
    assert found(f"Now {name} objects.") == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "A patient went to Westmarch Hospital by bus.",
        "On the site of the District Hospital it is quiet.",
        "The General Practice Forward View is out.",
        "This is General Practice.",
        "Under Personal Medical Services it is paid.",
        "A Somerset Practice Quality Scheme is out.",
        "Mill Lane Surgery: your questions",
        "The Royal Mail was late.",
        "Each integrated care system is new, and GP consortium is a word.",
    ],
)
def test_the_same_words_may_name_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Westmarch Association to Commission Health met.", []),
        ("It is north Westmarch CCG.", [("north Westmarch CCG", "ccg")]),
        ("We in the south west, and Londonmarch LMCs, met.", [("Londonmarch LMCs", "lmc")]),
    ],
)
def test_a_name_ends_where_it_ends(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected
