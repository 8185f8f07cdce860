"""Agreement and F1 of two codings, against figures worked out by hand."""

from __future__ import annotations

import pytest

from coded import coding
from stancewire.compare.measures import LabelScore, Pair, alphas, confusion, label_scores, macro

# Four documents: primary labels agree in three of them.
PAIRS = [
    Pair(
        one=coding("1", "lmc_objection", passages={"p": ("lmc_objection",), "q": ()}),
        two=coding("1", "lmc_objection", passages={"p": ("lmc_objection",), "q": ("ccg_plan",)}),
    ),
    Pair(one=coding("2", "ccg_plan"), two=coding("2", "ccg_plan")),
    Pair(one=coding("3", "ccg_plan"), two=coding("3", "none")),
    Pair(one=coding("4", "none"), two=coding("4", "none")),
]


def test_alpha_is_that_of_the_definition() -> None:
    """8 values: 1 lmc_objection twice, ccg_plan 3, none 3. Expected disagreement 1 - (2*1 + 3*2 + 3*2) / (8*7) = 0.75; observed 1/4."""
    found = {alpha.name: alpha for alpha in alphas(PAIRS)}
    assert found["primary"].alpha == pytest.approx(1 - 0.25 / 0.75)
    assert (found["primary"].units, found["primary"].agreed) == (4, 3)
    assert found["passages: nhse_mandate"].alpha is None  # nobody gives it: nothing could be disagreed on


def test_f1_takes_the_second_side_for_the_truth() -> None:
    scores = {(s.question, s.label): s for s in label_scores(PAIRS)}
    plan = scores["primary", "ccg_plan"]
    assert (plan.found, plan.wanted, plan.both) == (2, 1, 1)
    assert (plan.precision, plan.recall, plan.f1) == (0.5, 1.0, pytest.approx(2 / 3))
    assert scores["passages", "ccg_plan"].recall == 0.0
    assert scores["passages", "ccg_plan"].precision is None
    assert scores["primary", "nhse_mandate"].f1 is None


def test_macro_f1_is_over_the_labels_that_are_given() -> None:
    assert macro(label_scores(PAIRS), "primary") == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)
    assert macro([LabelScore(question="x", label="y", found=0, wanted=0, both=0)], "x") is None


def test_confusion_has_the_truth_in_rows() -> None:
    assert confusion(PAIRS) == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0], [0, 1, 0, 1]]


def test_acts_are_compared_side_by_side_in_shared_passages() -> None:
    one = coding("1", "none", passages={"p": (), "mine": ()}, acts={("p", "gp", "objects"), ("p", "gp", "neutral")})
    two = coding("1", "none", passages={"p": ()}, acts={("p", "gp", "objects"), ("p", "local", "plans")})
    (acts,) = (alpha for alpha in alphas([Pair(one=one, two=two)]) if alpha.name == "acts of sides")
    assert (acts.units, acts.agreed) == (4, 3)  # gp objects; local plans against none; national and other nothing
