"""Abbreviations that a text defines itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import by_hand, mention, scene
from stancewire.entities.acronyms import AcronymFinder
from stancewire.entities.words import tokeniser
from stancewire.register.lookup import load_register

FIND = AcronymFinder(tokeniser().vocab, load_register()).find


def found(text: str, surface: str, kind: str = "lmc", *, generic: bool = False) -> list[tuple[int, str, str]]:
    known = mention(text, surface, kind, generic=generic)
    return [(m.start, text[m.start : m.end], m.canonical) for m in FIND(scene(text, known))]


def test_an_abbreviation_stands_for_the_name_before_it_wherever_it_is() -> None:
    text = "Stow and Westmarch LMCs (SWLMCs) met. SWLMCs said no."
    name = "Stow and Westmarch LMCs"
    assert found(text, name) == [(25, "SWLMCs", name), (38, "SWLMCs", name)]


@pytest.mark.parametrize("brackets", ["(SWL)", "(‘SWL’)", '("SWL")', "(the SWL)"])
def test_quotation_marks_and_article_do_not_hide_a_definition(brackets: str) -> None:
    text = f"Stow and Westmarch LMC {brackets} met."
    assert [surface for _, surface, _ in found(text, "Stow and Westmarch LMC")] == ["SWL"]


@pytest.mark.parametrize("brackets", ["(Stow)", "(2011)", "(see below)", "(S)", "[SWL]"])
def test_other_brackets_define_nothing(brackets: str) -> None:
    assert found(f"Stow and Westmarch LMC {brackets} met.", "Stow and Westmarch LMC") == []


def test_a_kind_of_body_defines_nothing() -> None:
    assert (
        found("Clinical commissioning groups (CCGs) met.", "Clinical commissioning groups", "ccg", generic=True) == []
    )


def test_the_abbreviation_is_a_word_of_its_own() -> None:
    text = "Stow and Westmarch LMC (SWL) met. SWLX and XSWL did not."
    assert [start for start, _, _ in found(text, "Stow and Westmarch LMC")] == [24]


def test_a_letterhead_is_read_by_its_own_offsets_not_by_those_of_the_document() -> None:
    letterhead = "Stow and Westmarch LMC (SWL)"
    known = mention(letterhead, "Stow and Westmarch LMC", "lmc")
    # Where the name ends in the letterhead, the document defines something else.
    other = by_hand("Twenty-two characters: (XYZ) and XYZ again.")
    found = FIND(replace(scene(letterhead, known), document=other))
    assert [(m.start, m.end) for m in found] == [(24, 27)]
