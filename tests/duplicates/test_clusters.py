"""Copies find each other whatever the order they come in, and point at the one that came out first."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article
from stancewire.duplicates.clusters import originals
from stancewire.duplicates.polarity import Sides
from stancewire.duplicates.shelf import Shelf
from stancewire.duplicates.signature import Signature
from stancewire.duplicates.sketches import Sketches
from stancewire.normalise.document import normalise
from stancewire.types import Article, Document

_WORDS = "practices surgery committee board plan contract doctors said that would for with patients hours weekend clinic county funding local chair members voted against not accept proposal services care primary the of and to in".split()  # fmt: skip


def body(seed: int, paragraphs: int = 6) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(_WORDS, k=30)).capitalize() + "." for _ in range(paragraphs)]


def written(name: str, paragraphs: list[str], published: str | None = None) -> tuple[Article, Document]:
    raw = "\n\n".join([f"Headline of {name}", *paragraphs])
    came = article(raw, uri=name, published=published)
    came = Article(id=name, source=came.source, raw=raw, given=came.given)
    return came, normalise(came)


def found(*documents: tuple[Article, Document]) -> dict[str, str]:
    return {place[0]: original for place, original in originals(documents).items()}


@pytest.mark.parametrize(
    ("dates", "original"),
    [
        ((None, None, None), "a"),
        ((None, None, "2014-03-01"), "c"),
        (("2014-03-02", "2014-03-01", "2014-03-01"), "b"),
        (("2014", "2014-03", "2014-03-05"), "c"),  # what may have come later gives way
        (("2014", "2015-03-01", None), "a"),
    ],
)
def test_the_original_is_the_earliest_then_the_lowest_id(dates: tuple[str | None, ...], original: str) -> None:
    copies = [written(name, body(1), date) for name, date in zip("abc", dates, strict=True)]
    assert found(*copies, written("d", body(2))) == {name: original for name in "abc" if name != original}


def test_a_copy_is_near_the_original_it_is_given_and_never_goes_by_another_copy() -> None:
    text = body(1, 10)
    chain = [
        written("a", text),
        written("b", text[2:]),
        written("c", text[2:5]),
    ]  # a holds too much of c's size to be its copy
    assert found(*chain) == {"b": "a"}


def drifting() -> list[tuple[Article, Document]]:
    """Nine versions; two paragraphs of twenty are new in each."""
    text, new, versions = body(1, 20), body(2, 20), []
    for place in range(9):
        version = [*new[: 2 * place], *text[2 * place :]]
        versions.append(written(f"v{place}", version, f"2014-11-{place + 1:02}"))
    return versions


def test_a_text_that_drifts_begins_anew_where_it_is_no_longer_near() -> None:
    versions = drifting()
    assert found(*versions) == {"v1": "v0", "v2": "v0", "v4": "v3", "v5": "v3", "v7": "v6", "v8": "v6"}
    for seed in range(5):
        random.Random(seed).shuffle(versions)
        assert found(*versions) == {"v1": "v0", "v2": "v0", "v4": "v3", "v5": "v3", "v7": "v6", "v8": "v6"}


def test_short_texts_are_copies_if_they_are_the_same_sign_for_sign() -> None:
    texts = {
        "a": "LMC rejects plan.",
        "b": "LMC rejects plan.",
        "c": "LMC rejects plan",
        "d": "LMC accepts plan.",
        "e": " ",
    }
    documents = []
    for name, raw in texts.items():
        came = Article(id=name, source=article(raw, uri=name).source, raw=raw)
        documents.append((came, normalise(came)))
    assert found(*documents) == {"b": "a"}
    assert found(*documents[::-1]) == {"b": "a"}


def test_one_id_at_two_places_is_two_documents() -> None:
    first, second = written("a", body(1)), written("a", body(1))
    elsewhere = Article(id="a", source=article("x", uri="other").source, raw=second[0].raw)
    assert originals([first, (elsewhere, second[1])]) == {("a", "other", ""): "a"}


_TEXTS = [
    written("a", body(1), "2014-03-01"), written("b", body(1)[:3]), written("c", [*body(1)[2:], *body(9, 1)]), written("d", body(2)),
    written("e", body(2), "2013"), written("f", body(3)), written("g", body(4)[:1] + body(5)), written("h", body(5)), written("i", ["Short."]),
]  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.permutations(_TEXTS))
def test_the_order_of_arrival_is_nothing(documents: list[tuple[Article, Document]]) -> None:
    assert found(*documents) == {"b": "a", "c": "a", "d": "e", "h": "g"}


def test_a_form_letter_that_fills_an_archive_is_no_burden() -> None:
    pairs = Sketches()
    for number in range(400):
        pairs.append(number, number * 7919 % 400, [*range(200), 1_000 + number])
    proposed = list(pairs.pairs())
    assert len(proposed) == len(set(proposed)) < 400 * 100  # of 80,000 pairs
    assert {number for pair in proposed for number in pair} == set(range(400))


def test_a_shelf_gives_back_what_it_took() -> None:
    sides = Sides(places=frozenset({7, 8}), taken=frozenset({9}), without=frozenset({2**32 - 1}))
    signatures = [Signature(runs=frozenset(range(k)), facts=frozenset({2**32 - 1, k}), sides=sides) for k in range(5)]
    with Shelf() as shelf:
        for signature in signatures:
            shelf.append(signature)
        assert [shelf[k] for k in (4, 0, 2)] == [signatures[4], signatures[0], signatures[2]]
