"""Shares corrected for a classifier's error."""

from __future__ import annotations

import random

import pytest

from coded import coding
from stancewire.compare.measures import Pair
from stancewire.compare.prevalence import Prevalence, prevalences


def plan(found: list[Prevalence]) -> Prevalence:
    return next(p for p in found if (p.question, p.label) == ("primary", "ccg_plan"))


def test_the_mean_error_of_the_sample_is_taken_off() -> None:
    """6 of 10 found; in a sample of 5 one of them is wrong: 0.6 - 0.2. Variance of (-1, 0, 0, 0, 0) is 0.2."""
    everything = {str(k): coding(str(k), "ccg_plan" if k < 6 else "none") for k in range(10)}
    truth = {"0": "none", "1": "ccg_plan", "2": "ccg_plan", "7": "none", "8": "none"}
    pairs = [Pair(one=everything[key], two=coding(key, primary)) for key, primary in truth.items()]
    found = plan(prevalences(everything, pairs))
    half = 1.96 * (0.5 * 0.2 / 5) ** 0.5
    assert found.as_found == pytest.approx(0.6)
    assert found.corrected == pytest.approx(0.4)
    assert (found.low, found.high) == (pytest.approx(0.4 - half), pytest.approx(0.4 + half))


def test_without_an_error_in_the_sample_the_rule_of_three_holds() -> None:
    everything = {str(k): coding(str(k), "none") for k in range(100)}
    pairs = [Pair(one=everything[str(k)], two=coding(str(k), "none")) for k in range(30)]
    found = plan(prevalences(everything, pairs))
    assert (found.corrected, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(0.7 * 3 / 30)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """A classifier that is wrong in three of ten cases, 400 samples of 100 from 2,000 documents: about 95 % hold it."""
    rng = random.Random(7)
    truth = {str(k): rng.random() < 0.3 for k in range(2_000)}
    everything = {key: coding(key, "ccg_plan" if has != (rng.random() < 0.3) else "none") for key, has in truth.items()}
    share = sum(truth.values()) / len(truth)
    hits = 0
    for _ in range(400):
        keys = rng.sample(sorted(truth), 100)
        pairs = [Pair(one=everything[key], two=coding(key, "ccg_plan" if truth[key] else "none")) for key in keys]
        found = plan(prevalences(everything, pairs))
        hits += found.low <= share <= found.high
    assert abs(plan(prevalences(everything, pairs)).as_found - share) > 0.08  # uncorrected it is far off
    assert 0.92 <= hits / 400 <= 0.98
