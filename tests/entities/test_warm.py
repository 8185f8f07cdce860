"""What a run builds beforehand changes nothing that is found: a document alone has the record it has in an archive."""

from __future__ import annotations

from pathlib import Path

from builders import by_hand
from stancewire.entities.finder import EntityFinder
from stancewire.entities.matching import in_words
from stancewire.entities.wording import patterns, signs
from stancewire.entities.words import words_of
from stancewire.register.folding import orders
from stancewire.register.lexicon import load_policies
from stancewire.register.lookup import load_register

SAMPLES = sorted((Path(__file__).parents[2] / "corpora" / "samples").glob("*.txt"))


def test_a_warm_finder_finds_what_a_cold_one_finds() -> None:
    warm, cold = EntityFinder(), EntityFinder()
    warm.warm()
    documents = [by_hand(*path.read_text(encoding="utf-8").split("\n\n")) for path in SAMPLES]
    assert documents
    assert [warm.find(document) for document in documents] == [cold.find(document) for document in documents]


def test_no_wording_of_a_policy_lacks_a_sign_that_it_waits_for() -> None:
    forms = {form for policy in load_policies() for form in (policy.name, *policy.variants)}
    written = {
        (form, doc.text)
        for form in forms
        for doc in (*patterns(form), *(doc for other in orders(form) for doc in patterns(other, turned=True)))
    }
    plural = {(form, text + "s") for form, text in written if text.endswith("e")}
    texts = {text: words_of(text) for _, text in written | plural}
    lost = {(form, text) for form, text in written | plural if any(map(texts[text].isdisjoint, signs(form)))}
    assert len(written) > len(forms)
    assert lost == set()


def test_no_name_of_a_body_lacks_a_word_that_it_waits_for() -> None:
    forms = {form for body in load_register().bodies for form in (*body.forms, *body.abbreviations)}
    texts = [(form, text) for form in forms for text in (form, form.upper(), f"the_{form}’s")]
    assert [text for form, text in texts if any(map(words_of(text).isdisjoint, in_words(form)))] == []
