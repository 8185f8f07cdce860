"""Local bodies by the shape of their names."""

from __future__ import annotations

from importlib import import_module

import pytest

from builders import scene
from stancewire.entities import FINDERS
from stancewire.entities.scene import Scene
from stancewire.entities.shapes import SUFFIXES, ShapeFinder
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
        ("Talks with NHS north Harrowdene CCG failed.", ["NHS north Harrowdene CCG"]),
        ("Talks with south Westmarch PCT failed.", ["south Westmarch PCT"]),
        ("Heading south Westmarch patients wait.", []),
    ],
    ids=["two names", "three names", "one shared name", "plural", "commas before and", "of", "upon", "for", "compass after NHS", "compass first", "no body"],
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
        ("The cluster met.", [("cluster", "pct_cluster")]),
        ("A cluster of cases was found.", []),
        ("The surgery and the council met.", []),
    ],
    ids=["plural", "both numbers", "in words", "the cluster", "an everyday cluster", "everyday words"],
)
def test_a_kind_of_body_without_a_name_is_generic(text: str, expected: list[tuple[str, str]]) -> None:
    assert generic(text) == expected
    assert found(text) == []


def test_lower_case_abbreviations_are_none() -> None:
    assert list(find(scene("the lmc and the ccg"))) == []
