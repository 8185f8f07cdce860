"""Figures of a model's card, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model_parts import Named, chances, example, reading, truth
from stancewire.stance.decision import Chances
from stancewire.stance.labels import CLASSES, NAMES, NONE
from stancewire.stance.reading import Reading
from stancewire.training.examples import Example, Truth
from stancewire.training.scores import expected_calibration_error, figures

OBJECTION, PLAN, MANDATE = NAMES
Case = tuple[Example, Chances]


class Fake:
    """A model that says of each reading what it was given."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._cases = [(e.reading, said) for e, said in cases]

    def chances(self, reading: Reading) -> Chances:
        return next(said for known, said in self._cases if known is reading)


def case(
    wanted: str | None,
    found: str,
    *units: tuple[Truth | None, Named],
    present: Sequence[str] = (),
    said: Sequence[str] = (),
    trust: float = 0.7,
) -> Case:
    """A document: its primary label and the one a model finds, its units and what the model says of them."""
    primary = dict.fromkeys(CLASSES, 0.0) | {found: trust}
    read = reading(*("x" for _ in units))
    return (
        example(read, *(t for t, _ in units), primary=wanted, present=tuple(present)),
        chances(*(values for _, values in units), present=dict.fromkeys(said, 0.9), primary=primary),
    )


def score(cases: Sequence[Case], **values: Any) -> dict[str, Any]:
    return figures([e for e, _ in cases], Fake(cases), 0.5, **values)


NOTHING: tuple[Truth, Named] = (truth(), {})
CASES = (
    case(OBJECTION, OBJECTION, (truth(OBJECTION, deeds=[("lmc", "objects")]), {OBJECTION: 0.8, "lmc:objects": 0.9}),
         present=[OBJECTION], said=[OBJECTION], trust=0.9),
    case(PLAN, NONE, (truth(PLAN, deeds=[("local_commissioner", "plans")]), {}), present=[PLAN], trust=0.3),
    case(MANDATE, MANDATE, (truth(MANDATE), {MANDATE: 0.6}), (truth(), {MANDATE: 0.45, "other:plans": 0.9}),
         present=[MANDATE, PLAN], said=[MANDATE], trust=0.8),
    case(NONE, NONE, NOTHING, trust=0.6),
)  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """The figures of CASES."""
    return score(CASES)


def test_what_there_is(found: dict[str, Any]) -> None:
    assert (found["documents"], found["units"]) == (4, 5)


def test_primary_is_the_mean_over_four_classes(found: dict[str, Any]) -> None:
    # objection 1, mandate 1, plan 0; none: one right of two found and one wanted
    assert found["primary"]["score"] == round((1 + 1 + 0 + 2 / 3) / 4, 3)


def test_present_is_the_mean_over_three_labels(found: dict[str, Any]) -> None:
    assert found["present"]["score"] == round((1 + 1 + 0) / 3, 3)


def test_passage_is_the_mean_over_three_labels(found: dict[str, Any]) -> None:
    # objection 1, plan 0; mandate: one right of two found and one wanted
    assert found["passage"]["score"] == round((1 + 0 + 2 / 3) / 3, 3)


def test_statements_are_counted_all_together(found: dict[str, Any]) -> None:
    # one right of two found and two wanted
    assert found["statements"]["score"] == 0.5


def test_calibration_of_passages_counts_every_label_of_every_unit(found: dict[str, Any]) -> None:
    # of 15 chances: 0.8 and 0.6 right, 0.45 wrong, one 0 wrong (the plan), eleven 0 right
    assert found["passage_calibration_error"] == pytest.approx((0.2 + 0.4 + 0.45 + 1) / 15, abs=1e-4)


def test_calibration_of_the_primary_label(found: dict[str, Any]) -> None:
    # trusts 0.9, 0.8, 0.6 right, 0.3 wrong, each in a bin of its own
    assert found["primary_calibration_error"] == pytest.approx((0.1 + 0.2 + 0.4 + 0.3) / 4, abs=1e-4)


def test_the_surest_seventy_per_cent() -> None:
    wrong = [case(PLAN, NONE, NOTHING, trust=trust) for trust in (0.1, 0.2, 0.3)]
    right = [case(NONE, NONE, NOTHING, trust=trust) for trust in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)]
    assert score([*wrong, *right, case(PLAN, NONE, NOTHING, trust=0.99)])["accuracy_on_surest_70"] == round(6 / 7, 3)


def test_lines_that_nobody_annotated_do_not_count() -> None:
    extra = case(NONE, NONE, NOTHING, (None, {OBJECTION: 0.99, "lmc:objects": 0.99}), said=[OBJECTION])
    assert score([*CASES, extra])["passage"] == score([*CASES, case(NONE, NONE, NOTHING)])["passage"]
    assert score([*CASES, extra])["units"] == 6


def test_titles_do_not_count() -> None:
    read = reading("x", title="x")
    title = Truth(labels=None, deeds=frozenset({("lmc", "objects")}))
    titled = (
        example(read, title, truth(), primary=NONE),
        chances({}, {}, present={}, primary={NONE: 0.7}),
    )
    assert score([*CASES, titled])["statements"]["score"] == 0.5
    assert score([*CASES, titled])["units"] == 6


def test_pairs_are_scored_by_themselves(found: dict[str, Any]) -> None:
    pairs = [case(None, NONE, (truth(label), {label: 0.9}), said=[label]) for label in NAMES]
    missed = case(None, NONE, (truth(PLAN), {}))
    both = score([*CASES, *pairs, missed])
    assert both["pair_passages"] == round((1 + 2 / 3 + 1) / 3, 3)
    assert {name: both[name] for name in found} == found
    assert "pair_passages" not in found


def test_examples_without_units_are_left_out(found: dict[str, Any]) -> None:
    empty = (example(reading(), primary=PLAN), chances(present={}, primary={NONE: 1.0}))
    assert score([*CASES, empty]) == found


def test_intervals_hold_their_score(found: dict[str, Any]) -> None:
    for name in ("primary", "present", "passage", "statements"):
        assert 0 <= found[name]["low"] <= found[name]["score"] <= found[name]["high"] <= 1
    assert found["statements"]["low"] < 0.5 < found["statements"]["high"]


def test_the_same_seed_draws_the_same(found: dict[str, Any]) -> None:
    assert score(CASES, seed=0) == found


def test_a_larger_test_has_a_narrower_interval() -> None:
    few, many = (score(CASES * times)["statements"] for times in (4, 40))
    assert many["high"] - many["low"] < few["high"] - few["low"]


# ----------------------------------------------------------------- calibration error


@pytest.mark.parametrize(
    ("stated", "right", "expected"),
    [
        ([0.05, 0.15, 0.95, 1.0], [False, True, True, True], (0.05 + 0.85 + 0.05) / 4),
        ([0.2, 0.2, 0.2, 0.2, 0.2], [True, False, False, False, False], 0.0),
        ([0.21, 0.29], [False, True], 0.25),
        ([1.0], [False], 1.0),
        ([], [], 0.0),
    ],
    ids=["three bins", "as stated", "one bin", "sure and wrong", "nothing"],
)
def test_calibration_error_by_hand(stated: list[float], right: list[bool], expected: float) -> None:
    found = expected_calibration_error(np.array(stated), np.array(right, dtype=bool))
    assert found == pytest.approx(expected)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_calibration_error_lies_between_no_bias_and_all_of_it(rows: list[tuple[float, bool]]) -> None:
    stated, right = np.array([c for c, _ in rows]), np.array([r for _, r in rows])
    found = expected_calibration_error(stated, right)
    assert abs(stated.mean() - right.mean()) - 1e-9 <= found <= np.abs(stated - right).mean() + 1e-9
