"""Phrases and their spellings."""

from __future__ import annotations

from spacy.matcher import PhraseMatcher

from stancewire.entities.matching import add_forms, cut, spellings, tokeniser
from stancewire.entities.terms import inflected
from stancewire.register.bodies import load_bodies
from stancewire.register.lexicon import load_policies


def test_a_form_is_spelt_with_either_apostrophe() -> None:
    assert spellings("Marsh's Fund") == ("Marsh's Fund", "Marsh’s Fund")
    assert spellings("Marsh’s Fund") == ("Marsh’s Fund", "Marsh's Fund")


def test_a_form_without_apostrophe_is_spelt_once() -> None:
    assert spellings("Marsh Fund") == ("Marsh Fund",)


def test_forms_match_in_the_tokens_of_another_pipeline() -> None:
    nlp = tokeniser()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    add_forms(matcher, "fund", ["Marsh's Fund"])
    assert [(start, end) for _, start, end in matcher(nlp.make_doc("the marsh’s fund closed"))] == [(1, 4)]


def test_no_forms_add_no_key() -> None:
    matcher = PhraseMatcher(tokeniser().vocab)
    add_forms(matcher, "nothing", [])
    assert "nothing" not in matcher


def test_every_packaged_form_is_cut_as_the_tokeniser_cuts_it() -> None:
    nlp = tokeniser()
    policies = {s for p in load_policies() for form in (p.name, *p.variants, *p.abbreviations) for s in inflected(form)}
    bodies = {form for body in load_bodies() for form in (*body.forms, *body.abbreviations)}
    parted = {form for form in policies | bodies if [t.text for t in cut(form)] != [t.text for t in nlp.make_doc(form)]}
    assert parted == set()
