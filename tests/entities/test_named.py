"""Bodies of the national table in running text."""

from __future__ import annotations

import pytest

from builders import scene, surfaces
from stancewire.entities.named import NamedFinder
from stancewire.entities.scene import Scene
from stancewire.entities.words import tokeniser, words_of
from stancewire.register.lookup import load_register
from stancewire.types import Mention

FINDER = NamedFinder(tokeniser().vocab, load_register())


def find(scene: Scene) -> list[Mention]:
    for phrases in FINDER.phrases:
        phrases.meet(words_of(scene.tokens.text))
    return list(FINDER.find(scene))


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.kind) for m in find(scene(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A BMA survey.", ("BMA", "bma")),
        ("The british medical association met.", ("british medical association", "bma")),
        ("The GPC has met.", ("GPC", "gpc")),
        ("The King’s Fund said so.", ("King’s Fund", "think_tank")),
        ("The King's Fund said so.", ("King's Fund", "think_tank")),
        ("NHS England has written.", ("NHS England", "nhs_england")),
        ("The DH replied.", ("DH", "government")),
        ("The RCGP’s view.", ("RCGP", "royal_college")),
        ("Wessex LMCs wrote.", ("Wessex LMCs", "lmc")),
    ],
)
def test_a_body_by_name_alias_or_abbreviation(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize("text", ["The bma of the letters.", "Gpc and dh are no bodies.", "An undhcovered secret."])
def test_abbreviations_match_only_as_written(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bids go to Monitor for approval.", ["Monitor"]),
        ("Monitor said that it would look.", ["Monitor"]),
        ("Monitor your spending. ", []),
        ("It is over. Monitor the rest.", []),
        ("They monitor the rest.", []),
    ],
    ids=["inside a sentence", "before a verb of reporting", "at the start", "after a stop", "in lower case"],
)
def test_an_everyday_word_is_a_name_only_where_it_must_be(text: str, expected: list[str]) -> None:
    assert surfaces(text, find(scene(text))) == expected


def test_what_is_found_says_who_found_it() -> None:
    (mention,) = find(scene("A GPC letter."))
    assert (mention.finder, mention.generic) == ("register", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Labour councillor spoke.", []),
        ("Two Liberal Democrat MPs spoke.", []),
        ("Now Labour would abolish them.", ["Labour"]),
        ("The Conservatives would not.", ["Conservatives"]),
    ],
)
def test_a_party_is_named_and_its_members_are_people(text: str, expected: list[str]) -> None:
    assert surfaces(text, find(scene(text))) == expected


def test_a_committee_that_somebody_chairs_for_the_union_named_before_is_not_listed() -> None:
    assert {m.finder for m in find(scene("Dr Hale, who chairs its GP committee, left."))} == {"everyday"}
    assert {m.finder for m in find(scene("Its voice is the GP committee."))} == {"register"}


def test_a_parliament_may_act_and_is_not_listed() -> None:
    assert {m.finder for m in find(scene("Then the House of Commons voted."))} == {"everyday"}
    assert {m.finder for m in find(scene("Then the Health Select Committee voted."))} == {"register"}
