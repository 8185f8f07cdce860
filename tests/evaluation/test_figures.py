"""Figures of an evaluation, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from judged_rows import ROWS, WORSE, row
from stancewire.evaluation.figures import (
    by_label,
    confusion,
    groups,
    measure,
    offers,
    reliability,
    risk_at,
    risks,
    stacked,
    trusts,
    wilson,
)
from stancewire.stance.labels import CLASSES, NAMES, NONE
from stancewire.training.scores import FIGURES, intervals

OBJECTION, PLAN, MANDATE = NAMES


# ----------------------------------------------------------------- scores and differences


def test_scores_and_intervals_are_those_of_the_card() -> None:
    told = intervals(ROWS, {name: FIGURES[name] for name in ("primary", "present", "passage")}, seed=7)
    found = measure(ROWS, 7)
    assert found.keys() == told.keys()
    for name, values in told.items():
        got = found[name].interval
        assert [round(v, 3) for v in (got.score, got.low, got.high)] == list(values.values())


def test_primary_macro_f1_by_hand() -> None:
    # objection 1 of 1 found and 2 wanted; plan 1 of 2 and 1; mandate is neither found nor wanted; none 1 of 1 and 1
    assert measure(ROWS, 0, ("primary",))["primary"].score == pytest.approx((2 / 3 + 2 / 3 + 0 + 1) / 4)


def test_a_system_is_not_scored_on_what_it_says_nothing_of() -> None:
    silent = [row(OBJECTION, OBJECTION, ([OBJECTION], []), passages=False)]
    assert measure(silent, 0).keys() == {"primary", "present"}
    assert (offers(silent, "passage"), offers(ROWS, "passage"), offers(ROWS, "statements")) == (False, True, False)


def test_a_difference_is_taken_draw_by_draw() -> None:
    one, other = (measure(rows, 3, ("primary",))["primary"] for rows in (ROWS, WORSE))
    difference = one.minus(other)
    assert difference.score == pytest.approx(one.score - other.score)
    assert np.allclose(difference.spread, one.spread - other.spread)
    assert difference.low == 0  # a draw without the third document makes no difference; none makes a negative one
    assert difference.high > 0


def test_a_system_does_not_differ_from_itself() -> None:
    one, other = (measure(ROWS, 3, ("primary",))["primary"] for _ in range(2))
    assert (one.minus(other).low, one.minus(other).high) == (0, 0)


# ----------------------------------------------------------------- labels


def test_labels_by_hand() -> None:
    found = {(what, label): t for what, label, t in by_label(ROWS)}
    assert len(found) == 4 + 3 + 3
    plan = found["primary", PLAN]
    assert (plan.found, plan.wanted, plan.right, plan.precision, plan.recall) == (2, 1, 1, 0.5, 1.0)
    assert plan.f1 == pytest.approx(2 / 3)
    assert found["present", OBJECTION].recall == 0.5
    mandate = found["passage", MANDATE]
    assert (mandate.found, mandate.wanted, mandate.right, mandate.f1) == (1, 1, 0, 0)


def test_a_label_that_is_never_found_has_no_precision() -> None:
    mandate = {(w, n): t for w, n, t in by_label(ROWS)}["primary", MANDATE]
    assert (mandate.precision, mandate.recall, mandate.f1) == (None, None, 0)


def test_what_is_taken_for_what() -> None:
    assert confusion(ROWS) == {(OBJECTION, OBJECTION): 1, (OBJECTION, PLAN): 1, (PLAN, PLAN): 1, (NONE, NONE): 1}
    assert {true for true, _ in confusion(ROWS)} <= set(CLASSES)


# ----------------------------------------------------------------- probabilities


def test_bins_hold_what_was_stated_beside_what_came_true() -> None:
    found = reliability(np.array([0.05, 0.12, 0.18, 1.0]), np.array([False, True, False, True]))
    assert [(b.low, b.high, b.size, b.right) for b in found] == [(0, 0.1, 1, 0), (0.1, 0.2, 2, 0.5), (0.9, 1.0, 1, 1)]
    assert [b.stated for b in found] == pytest.approx([0.05, 0.15, 1.0])


def test_bins_of_all_passages_count_every_label_of_every_unit() -> None:
    bins = reliability(stacked(ROWS, "chances").ravel(), stacked(ROWS, "wanted").ravel())
    # 15 answers: of 4 said for sure 2 are right, of 11 denied 2 are true all the same
    assert [(b.size, b.right) for b in bins] == [(11, 2 / 11), (4, 0.5)]


def test_risk_grows_along_falling_trust() -> None:
    # trusts 0.9, 0.8, 0.6 right, 0.4 wrong
    assert risks(ROWS).tolist() == [0, 0, 0, 0.25]
    assert trusts(ROWS)[1].tolist() == [True, False, True, True]


@pytest.mark.parametrize(("share", "expected"), [(0.01, 0.0), (0.5, 0.0), (0.75, 0.0), (0.76, 0.25), (1.0, 0.25)])
def test_risk_at_a_coverage(share: float, expected: float) -> None:
    assert risk_at(risks(ROWS), share) == expected


def test_a_coverage_that_is_whole_is_not_rounded_up() -> None:
    risk = np.arange(10) / 10
    assert [risk_at(risk, share / 10) for share in range(1, 11)] == risk.tolist()


# ----------------------------------------------------------------- groups


def test_groups_by_era_and_kind() -> None:
    eras = groups(ROWS, lambda r: r.example.era)
    assert [(g.name, g.size, g.right.score) for g in eras] == [("2004-2012", 1, 1.0), ("2013-2019", 3, 2 / 3)]
    assert eras[0].passages == 1
    # found: plan, plan, mandate; wanted: objection, plan, mandate; right: one plan
    assert eras[1].passages == pytest.approx(2 * 1 / (3 + 3))
    assert [(g.name, g.passages) for g in groups(ROWS, lambda r: r.example.kind)] == [
        ("letter", None),
        ("news", 0.5714285714285714),
    ]


@pytest.mark.parametrize(
    ("right", "size", "low", "high"), [(0, 1, 0.0, 0.793), (1, 1, 0.207, 1.0), (5, 10, 0.237, 0.763), (81, 90, 0.821, 0.946)]
)  # fmt: skip
def test_intervals_of_shares(right: int, size: int, low: float, high: float) -> None:
    found = wilson(right, size)
    assert (found.score, found.low, found.high) == pytest.approx((right / size, low, high), abs=1e-3)
