"""Local bodies by the shape of their names."""

from __future__ import annotations

from importlib import import_module

import pytest

from builders import scene
from stancewire.entities import FINDERS
from stancewire.entities.scene import Scene
from stancewire.entities.shapes import ShapeFinder
from stancewire.entities.suffixes import SUFFIXES
from stancewire.entities.words import tokeniser, words_of
from stancewire.register.lookup import load_register
from stancewire.types import MENTION_KINDS, Mention

FINDER = ShapeFinder(tokeniser().vocab, load_register())


def find(scene: Scene) -> list[Mention]:
    for phrases in FINDER.phrases:
        phrases.meet(words_of(scene.tokens.text))
    return list(FINDER.find(scene))


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.kind) for m in find(scene(text)) if not m.generic]


def generic(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.kind) for m in find(scene(text)) if m.generic]


@pytest.mark.parametrize("path", FINDERS.values(), ids=FINDERS)
def test_every_finder_is_a_function_that_is_there(path: str) -> None:
    module, _, name = path.partition(":")
    assert callable(getattr(import_module(module), name))


def test_every_suffix_gives_a_kind_of_the_codebook() -> None:
    assert set(SUFFIXES) <= set(MENTION_KINDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Now Westmarch LMC objects.", [("Westmarch LMC", "lmc")]),
        ("NHS Harrowdene CCG met.", [("NHS Harrowdene CCG", "ccg")]),
        ("Westmarch Clinical Commissioning Group met.", [("Westmarch Clinical Commissioning Group", "ccg")]),
        ("Harrowdene PCT met.", [("Harrowdene PCT", "pct")]),
        ("Harrowdene Primary Care Group met.", [("Harrowdene Primary Care Group", "pct")]),
        ("Westmarch Cluster met.", [("Westmarch Cluster", "pct_cluster")]),
        ("NHS Westmarch Integrated Care Board met.", [("NHS Westmarch Integrated Care Board", "icb")]),
        ("Westmarch STP met.", [("Westmarch STP", "ics")]),
        ("Westmarch Strategic Health Authority met.", [("Westmarch Strategic Health Authority", "sha")]),
        ("Westmarch Area Team met.", [("Westmarch Area Team", "nhs_england")]),
        ("Westmarch GP Federation met.", [("Westmarch GP Federation", "gp_body")]),
        ("Westmarch NHS Foundation Trust met.", [("Westmarch NHS Foundation Trust", "trust")]),
        ("Westmarch County Council met.", [("Westmarch County Council", "council")]),
        ("Westmarch Health Board met.", [("Westmarch Health Board", "other")]),
        ("Westmarch PCN met.", [("Westmarch PCN", "other")]),
        ("Elm Lane Surgery met.", [("Elm Lane Surgery", "other")]),
    ],
)
def test_the_last_words_say_what_a_body_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NHS Harrowdene CCG and NHS Westmarch CCG met.", ["NHS Harrowdene CCG", "NHS Westmarch CCG"]),
        ("Westmarch LMC, Harrowdene LMC and Stow LMC met.", ["Westmarch LMC", "Harrowdene LMC", "Stow LMC"]),
        ("NHS Westmarch and Harrowdene CCG met.", ["NHS Westmarch and Harrowdene CCG"]),
        ("Harrowdene and Westmarch LMCs met.", ["Harrowdene and Westmarch LMCs"]),
        ("Here Westmarch, Harrowdene and Stow PCTs met.", ["Westmarch, Harrowdene and Stow PCTs"]),
        ("Leaders of Vale of Stow CCG met.", ["Vale of Stow CCG"]),
        ("Bray upon Stow CCG met.", ["Bray upon Stow CCG"]),
        ("The LMC for Harrowdene and Westmarch wrote.", ["LMC for Harrowdene and Westmarch"]),
        ("The LMCs of Harrowdene, Stow and Westmarch wrote.", ["LMCs of Harrowdene, Stow and Westmarch"]),
        ("The LMCs of Harrowdene, Dr Kemp and others wrote.", ["LMCs of Harrowdene"]),
        ("We met LMCs of Harrowdene", ["LMCs of Harrowdene"]),
        ("The LMCs of England wrote.", []),
        ("So NHS Stow and Stow LMC wrote.", ["Stow LMC"]),
        ("So NHS Stow and Bray and Stow LMC wrote.", ["Stow LMC"]),
        ("So NHS North Stow and North Bray CCG wrote.", ["NHS North Stow and North Bray CCG"]),
        ("Talks with NHS north Harrowdene CCG failed.", ["NHS north Harrowdene CCG"]),
        ("Talks with south Westmarch PCT failed.", ["south Westmarch PCT"]),
        ("Heading south Westmarch patients wait.", []),
    ],
    ids=["two names", "three names", "one shared name", "plural", "commas before and", "of", "upon", "for", "of and a list", "of and no list", "of at the end", "of a nation", "a place twice", "a place of two", "a word twice", "compass after NHS", "compass first", "no body"],
)  # fmt: skip
def test_a_name_is_read_as_far_as_it_goes_and_no_further(text: str, expected: list[str]) -> None:
    assert [surface for surface, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meanwhile Westmarch LMC met.", "Westmarch LMC"),
        ("But Westmarch LMC met.", "Westmarch LMC"),
        ("Yesterday Westmarch LMC met.", "Westmarch LMC"),
        ("On Tuesday Westmarch LMC met.", "Westmarch LMC"),
        ("GPs in Westmarch LMC met.", "Westmarch LMC"),
        ("Members of Westmarch LMC met.", "Westmarch LMC"),
        ("Plans by Westmarch LMC failed.", "Westmarch LMC"),
        ("Westmarch and Rural District LMC met.", "Westmarch and Rural District LMC"),
        ("Former Westmarch LMC officers met.", "Westmarch LMC"),
        ("Dr Jane Marl and Westmarch LMC met.", "Westmarch LMC"),
        ("Dr J. Marl of Westmarch LMC met.", "Westmarch LMC"),
    ],
)
def test_words_before_a_name_are_no_part_of_it(text: str, expected: str) -> None:
    assert found(text) == [(expected, "lmc")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All CCGs must publish.", [("CCGs", "ccg")]),
        ("Two LMCs object and an LMC waits.", [("LMCs", "lmc"), ("LMC", "lmc")]),
        ("Primary care trusts objected.", [("Primary care trusts", "pct")]),
        ("Fourteen CCGs have it in writing.", [("CCGs", "ccg")]),
        ("Arbitrary CCG rules are in the way.", [("CCG", "ccg")]),
        ("The cluster met.", [("cluster", "pct_cluster")]),
        ("A cluster of cases was found.", []),
        ("The surgery and the council met.", []),
    ],
    ids=[
        "plural",
        "both numbers",
        "in words",
        "a higher number",
        "an adjective",
        "the cluster",
        "an everyday cluster",
        "everyday words",
    ],
)
def test_a_kind_of_body_without_a_name_is_generic(text: str, expected: list[tuple[str, str]]) -> None:
    assert generic(text) == expected
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks with Westmarch, Harrowdene and Stow PCTs failed.", ["Westmarch, Harrowdene and Stow PCTs"]),
        ("Talks with Westmarch, Harrowdene PCTs failed.", ["Westmarch, Harrowdene PCTs"]),
        ("Stow City, Harrowdene and Southern Westmarch CCGs met.", ["Stow City, Harrowdene and Southern Westmarch CCGs"]),
        ("NHS Stow, NHS Bray and NHS Fen CCGs met.", ["NHS Fen CCGs"]),
        ("Dr Jane Marl, Stow, Bray PCTs", ["Stow, Bray PCTs"]),
        ("In Westmarch, Stow PCTs met.", ["Stow PCTs"]),
        ("In Westmarch, Bray and Stow PCTs met.", ["Westmarch, Bray and Stow PCTs"]),
        ("Then Westmarch, Stow PCT met.", ["Stow PCT"]),
        ("The LMCs, PCTs and CCGs met.", []),
    ],
    ids=["with and", "without and", "two words", "each with NHS", "a person first", "a place first", "in places", "one body", "no names"],
)  # fmt: skip
def test_places_in_a_list_before_one_plural_are_one_mention(text: str, expected: list[str]) -> None:
    assert [surface for surface, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Consortium of Westmarch and Stow LMCs wrote.", [("Consortium of Westmarch and Stow LMCs", "lmc")]),
        ("The Westmarch cluster of PCTs met.", [("Westmarch cluster of PCTs", "pct_cluster")]),
        ("Then Stow Healthcare NHS Trust met.", [("Stow Healthcare NHS Trust", "trust")]),
        ("Then Stow Healthcare met.", [("Stow Healthcare", "company")]),
        ("Mental health care suffered.", []),
        ("Talks between the Committee and Stow PCT failed.", [("Stow PCT", "pct")]),
        ("The Westmarch Regional Team wrote.", [("Westmarch Regional Team", "nhs_england")]),
        ("The Stow Carers’ Forum wrote.", [("Stow Carers’ Forum", "other")]),
        ("Stow NHS Board wrote.", [("Stow NHS Board", "other")]),
    ],
    ids=["consortium of", "cluster of", "inside a name", "at its end", "a matter", "committee and", "team", "plural possessive", "board"],
)  # fmt: skip
def test_a_word_that_ends_names_ends_this_one_or_not(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marl/Stow CCGs met.", "Marl/Stow CCGs"),
        ("Now Marl/Stow CCG met.", "Marl/Stow CCG"),
        ("Yes / Stow CCG met.", "Stow CCG"),
        ("Either and/or Stow CCG met.", "Stow CCG"),
        ("Marl LMC/Stow CCG met.", "Stow CCG"),
    ],
)
def test_a_stroke_joins_two_places_and_nothing_else(text: str, expected: str) -> None:
    assert found(text)[-1][0] == expected


@pytest.mark.parametrize("text", ["At Elm Lane Surgery it rained.", "It is based at the Stow Health Centre.", "In Stow Medical Centre"])  # fmt: skip
def test_where_something_is_acts_in_nothing(text: str) -> None:
    assert found(text) == []


def test_a_surgery_that_acts_is_a_body() -> None:
    assert found("Then Elm Lane Surgery wrote to Stow Medical Practice.") == [
        ("Elm Lane Surgery", "other"),
        ("Stow Medical Practice", "other"),
    ]


def test_a_centre_named_once_is_where_somebody_works() -> None:
    """A text that is about one names it again."""
    assert found("Two doctors of the Stow Health Centre wrote.") == []
    assert found("Stow Health Centre is to close. Then Stow will have none.") == [("Stow Health Centre", "other")]


@pytest.mark.parametrize(
    "text",
    ["Our Working Group met.", "Then Waiting Times fell.", "An Estate Agency wrote.", "Some Senior Citizen wrote.", "The Residents Association"],
)  # fmt: skip
def test_names_of_ordinary_words_alone_are_nobodys(text: str) -> None:
    assert found(text) == []


def test_one_word_of_its_own_makes_a_name() -> None:
    assert found("The Stow Working Group met.") == [("Stow Working Group", "other")]


def test_the_commissioning_group_may_act_and_is_not_listed() -> None:
    (mention,) = find(scene("The commissioning group met."))
    assert (mention.kind, mention.generic, mention.finder) == ("ccg", True, "everyday")


def test_lower_case_abbreviations_are_none() -> None:
    assert list(find(scene("the lmc and the ccg"))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The British Fen Association met.", [("British Fen Association", "other")]),
        ("The Dispensing Doctors’ Association met.", [("Dispensing Doctors’ Association", "other")]),
        ("The Ludmoor Institute met.", [("Ludmoor Institute", "think_tank")]),
        ("The Ambulance Crews' Union met.", [("Ambulance Crews' Union", "other")]),
        ("The Fen Care Commission met.", [("Fen Care Commission", "regulator")]),
        ("They met in Union Street and Foundation House.", []),
        ("The Scottish CCGs met.", []),
    ],
    ids=["nationality", "whose", "institute", "union", "commission", "streets", "any of a nation"],
)
def test_families_of_national_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected
