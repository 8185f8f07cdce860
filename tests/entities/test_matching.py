"""Phrases and their spellings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stancewire.entities.matching import Phrases, cut, spellings
from stancewire.entities.words import tokeniser, words_of
from stancewire.register.lexicon import load_policies
from stancewire.register.lookup import load_register


def test_a_form_is_spelt_with_either_apostrophe() -> None:
    assert spellings("Marsh's Fund") == ("Marsh's Fund", "Marsh’s Fund")
    assert spellings("Marsh’s Fund") == ("Marsh’s Fund", "Marsh's Fund")


def test_a_form_without_apostrophe_is_spelt_once() -> None:
    assert spellings("Marsh Fund") == ("Marsh Fund",)


def found(phrases: Phrases, text: str) -> list[tuple[str, int, int]]:
    phrases.meet(words_of(text))
    return list(phrases.find(tokeniser().make_doc(text)))


def test_a_form_matches_in_any_case_and_with_either_apostrophe() -> None:
    phrases = Phrases(tokeniser().vocab, "LOWER")
    phrases.add("fund", ["Marsh's Fund"])
    assert found(phrases, "the marsh’s fund closed") == [("fund", 1, 4)]
    assert found(phrases, "MARSH'S FUND") == [("fund", 0, 3)]


def test_a_form_waits_until_one_text_has_all_its_words() -> None:
    phrases = Phrases(tokeniser().vocab, "ORTH")
    phrases.add("fund", ["Marsh Fund"])
    tokens = tokeniser().make_doc("The Marsh Fund closed")
    phrases.meet({"marsh"})
    phrases.meet({"fund"})
    assert list(phrases.find(tokens)) == []
    phrases.meet({"marsh", "fund"})
    assert list(phrases.find(tokens)) == [("fund", 1, 3)]
    assert found(phrases, "no fund") == []


def test_a_form_may_wait_for_other_words_and_stand_for_several_wordings() -> None:
    def either(form: str) -> Iterator[frozenset[str]]:
        yield frozenset((form.lower(), "bog"))

    phrases = Phrases(tokeniser().vocab, "LOWER", lambda form: (cut(form), cut(f"{form} of old")), either)
    phrases.add("fund", ["Marsh"])
    tokens = tokeniser().make_doc("The Marsh of old closed")
    phrases.meet({"the"})
    assert list(phrases.find(tokens)) == []
    phrases.meet({"bog"})
    phrases.meet({"marsh"})
    assert sorted(phrases.find(tokens)) == [("fund", 1, 2), ("fund", 1, 4)]


def test_all_keys_of_one_form_are_built() -> None:
    phrases = Phrases(tokeniser().vocab, "LOWER")
    phrases.add("fund", ["Marsh Fund"])
    phrases.add("bank", ["Marsh Fund"])
    assert sorted(found(phrases, "a Marsh Fund")) == [("bank", 1, 3), ("fund", 1, 3)]


def test_all_forms_may_be_built_at_once() -> None:
    phrases = Phrases(tokeniser().vocab, "LOWER")
    phrases.add("fund", ["Marsh Fund", "Fen Fund"])
    phrases.meet_all()
    assert list(phrases.find(tokeniser().make_doc("a fen fund"))) == [("fund", 1, 3)]


@pytest.mark.parametrize("form", ["8-to-8 opening", "£20,000 hello", "GPs' pay", "Thérèse’s Plan", "IM&T"])
def test_a_form_is_met_whatever_it_begins_with(form: str) -> None:
    phrases = Phrases(tokeniser().vocab, "LOWER")
    phrases.add("form", [form])
    assert [key for key, _, _ in found(phrases, f"It is {form} again")] == ["form"]


def test_every_packaged_form_is_cut_as_the_tokeniser_cuts_it() -> None:
    nlp = tokeniser()
    policies = {form for policy in load_policies() for form in policy.abbreviations}
    bodies = {form for body in load_register().bodies for form in (*body.forms, *body.abbreviations)}
    parted = {form for form in policies | bodies if [t.text for t in cut(form)] != [t.text for t in nlp.make_doc(form)]}
    assert parted == set()
