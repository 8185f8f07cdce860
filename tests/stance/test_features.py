"""Hashed features: buckets, weights, and what of a unit's neighbours is in them."""

from __future__ import annotations

from collections import Counter
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model_parts import reading
from stancewire.stance.features import BUCKETS, features_of
from stancewire.stance.reading import Reading

# How much each namespace weighs in all; a row's squares add up to the sum of their squares.
OWN, TITLE, BEFORE, BEHIND, HEAD, CHARACTERS = 1.0, 0.5, 0.4, 0.3, 0.6, 0.8
TEXTS = st.lists(st.text(max_size=40), max_size=5)


def rows(read: Reading) -> list[dict[int, float]]:
    """Of each unit, bucket -> weight."""
    found = features_of(read)
    spans = zip(found.bounds, found.bounds[1:], strict=False)
    return [_row(found.buckets[a:b].tolist(), found.weights[a:b].tolist()) for a, b in spans]


def _row(buckets: list[int], weights: list[float]) -> dict[int, float]:
    row = dict.fromkeys(buckets, 0.0)
    for bucket, weight in zip(buckets, weights, strict=True):
        row[bucket] += weight
    return row


def squares(read: Reading, unit: int) -> float:
    found = features_of(read)
    return float((found.weights[found.bounds[unit] : found.bounds[unit + 1]] ** 2).sum())


@settings(max_examples=50, deadline=None)
@given(TEXTS, st.none() | st.text(max_size=40))
def test_every_unit_has_its_stretch_of_buckets_and_weights(body: list[str], title: str | None) -> None:
    read = reading(*body, title=title)
    found = features_of(read)
    assert len(found.bounds) == len(read.units) + 1
    assert (found.bounds[0], found.bounds[-1]) == (0, len(found.buckets))
    assert (np.diff(found.bounds) > 0).all()
    assert len(found.weights) == len(found.buckets)
    assert ((found.buckets >= 0) & (found.buckets < BUCKETS)).all()
    assert ((found.weights > 0) & (found.weights <= 1)).all()


@settings(max_examples=20, deadline=None)
@given(TEXTS)
def test_the_same_reading_has_the_same_features(body: list[str]) -> None:
    one, two = features_of(reading(*body)), features_of(reading(*body))
    assert one.buckets.tolist() == two.buckets.tolist()
    assert one.weights.tolist() == two.weights.tolist()


def test_buckets_are_the_same_on_every_machine() -> None:
    """Trained weights belong to these buckets: whoever changes the hash must train every model again."""
    found = features_of(reading("LMC objects."))
    assert (len(found.buckets), int(found.buckets.sum()), found.buckets[:3].tolist()) == (
        39,
        1_288_015,
        [7378, 6998, 3351],
    )


def test_a_reading_without_units_has_no_features() -> None:
    found = features_of(reading())
    assert (found.buckets.tolist(), found.weights.tolist(), found.bounds.tolist()) == ([], [], [0])


def test_an_empty_unit_has_only_the_features_of_its_place() -> None:
    assert squares(reading(""), 0) == pytest.approx(HEAD**2)


def test_half_a_character_is_no_error() -> None:
    assert squares(reading("\ud800"), 0) == pytest.approx(HEAD**2 + CHARACTERS**2)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (0, OWN**2 + CHARACTERS**2 + HEAD**2 + BEHIND**2),
        (1, OWN**2 + CHARACTERS**2 + HEAD**2 + TITLE**2 + BEFORE**2 + BEHIND**2),
        (2, OWN**2 + CHARACTERS**2 + HEAD**2 + TITLE**2 + BEFORE**2),
    ],
    ids=["the title", "a unit between two", "the last unit"],
)
def test_namespaces_weigh_what_they_shall(unit: int, expected: float) -> None:
    read = reading("The committee met.", "The board met.", title="A meeting")
    assert squares(read, unit) == pytest.approx(expected, rel=1e-5)


def test_case_does_not_matter() -> None:
    assert rows(reading("LMC OBJECTS")) == rows(reading("lmc objects"))


def test_order_matters() -> None:
    assert rows(reading("the board told the committee")) != rows(reading("the committee told the board"))


def test_a_neighbour_is_read_but_not_one_further_off() -> None:
    plain, near, far = (
        rows(reading("First words.", "Second words.", third, fourth))
        for third, fourth in (("Third.", "Fourth."), ("Changed.", "Fourth."), ("Third.", "Changed."))
    )
    assert near[1] != plain[1]
    assert far[1] == plain[1]


def test_what_stands_before_is_not_what_stands_behind() -> None:
    _, middle, _ = rows(reading("Alpha.", "Middle.", "Omega."))
    _, turned, _ = rows(reading("Omega.", "Middle.", "Alpha."))
    assert middle != turned


def test_the_title_is_read_with_every_unit() -> None:
    one = rows(reading("First.", "Second.", "Third.", title="A boycott"))
    two = rows(reading("First.", "Second.", "Third.", title="A welcome"))
    assert all(before != behind for before, behind in zip(one, two, strict=True))


@pytest.mark.parametrize("head", ["letter from LMC", "letter from CCG"])
def test_the_head_is_read_with_every_unit(head: str) -> None:
    assert rows(reading("First.", head="news")) != rows(reading("First.", head=head))


def test_a_namespace_shares_its_weight_among_all_its_words() -> None:
    found = features_of(reading("hub hub hub"))
    own = found.weights[:6]  # three words, two pairs, one triple; the next namespace begins behind them
    assert own.tolist() == pytest.approx([OWN / sqrt(6)] * 6)
    assert sorted(Counter(found.buckets[:6].tolist()).values()) == [1, 2, 3]
    assert found.weights[6] != own[0]
