"""Probabilities of labels and classes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import statement
from stancewire.stance.chances import label_chances, prediction_set, primary_chances
from stancewire.stance.labels import CLASSES, NAMES

UNIT = st.floats(0, 1)
LABELS = st.sampled_from((*NAMES, None))
CHANCES = st.fixed_dictionaries(dict.fromkeys(NAMES, st.floats(0.02, 0.98)))
PRIMARY = st.builds(primary_chances, st.sampled_from(CLASSES), UNIT, CHANCES)


def chance(*probabilities: float) -> float:
    """The chance of an objection that statements of these probabilities carry."""
    statements = [statement(probability=p) for p in probabilities]
    return label_chances(statements, ["lmc_objection"] * len(statements))["lmc_objection"]


def test_without_statements_every_label_has_the_floor() -> None:
    assert label_chances([], []) == {"lmc_objection": 0.02, "ccg_plan": 0.02, "nhse_mandate": 0.02}


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ((0.8,), 0.8),
        ((0.5, 0.5), 0.75),
        ((0.5, 0.5, 0.5), 0.875),
        ((0.5, 0.5, 0.5, 0.5), 0.875),
        ((0.1, 0.5, 0.5, 0.5), 0.875),
        ((0.9, 0.9), 0.98),
        ((0.0,), 0.02),
    ],
    ids=["one", "two", "three", "a fourth adds nothing", "the strongest count", "ceiling", "floor"],
)
def test_evidence_adds_up(probabilities: tuple[float, ...], expected: float) -> None:
    assert chance(*probabilities) == pytest.approx(expected)


def test_a_statement_without_label_counts_for_none() -> None:
    assert label_chances([statement()], [None]) == label_chances([], [])


@given(st.lists(st.tuples(UNIT, LABELS), max_size=8))
def test_chances_lie_between_floor_and_ceiling(items: list[tuple[float, str | None]]) -> None:
    chances = label_chances([statement(probability=p) for p, _ in items], [label for _, label in items])
    assert tuple(chances) == NAMES
    assert all(0.02 <= value <= 0.98 for value in chances.values())


@given(PRIMARY)
def test_the_classes_share_one(primary: dict[str, float]) -> None:
    assert tuple(primary) == CLASSES
    assert sum(primary.values()) == pytest.approx(1)
    assert all(0 <= value <= 1 for value in primary.values())


@given(st.sampled_from(CLASSES), UNIT, CHANCES)
def test_the_chosen_class_has_the_trust(primary: str, trust: float, chances: dict[str, float]) -> None:
    assert primary_chances(primary, trust, chances)[primary] == trust


def test_the_rest_goes_to_the_likelier_label() -> None:
    shares = primary_chances("none", 0.5, {"lmc_objection": 0.9, "ccg_plan": 0.1, "nhse_mandate": 0.1})
    assert shares["lmc_objection"] > shares["ccg_plan"] == shares["nhse_mandate"] > 0


@pytest.mark.parametrize(
    ("mass", "expected"),
    [
        (0.5, ("ccg_plan",)),
        (0.61, ("ccg_plan", "none")),
        (0.89, ("ccg_plan", "none")),
        (1.0, ("ccg_plan", "none", "lmc_objection", "nhse_mandate")),
    ],
)
def test_prediction_set(mass: float, expected: tuple[str, ...]) -> None:
    shares = {"lmc_objection": 0.05, "ccg_plan": 0.6, "nhse_mandate": 0.05, "none": 0.3}
    assert prediction_set(shares, mass) == expected


@given(PRIMARY, st.floats(0, 0.999))
def test_a_prediction_set_holds_its_mass_and_no_class_too_many(primary: dict[str, float], mass: float) -> None:
    chosen = prediction_set(primary, mass)
    assert sum(primary[name] for name in chosen) >= mass - 1e-9
    assert sum(primary[name] for name in chosen[:-1]) < mass or chosen[:-1] == ()
