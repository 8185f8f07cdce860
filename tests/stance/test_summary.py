"""The numbers that a document's labels are decided by."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model_parts import Named, outputs, reading, scores
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.scores import UNSEEN, nothing
from stancewire.stance.summary import PRESENT_FEATURES, PRIMARY_FEATURES, present_features, primary_features

UNSEEN_CHANCE = 1 / (1 + np.exp(8.0))
LOW = UNSEEN / 4


def log_odds(*units: Named) -> np.ndarray:
    return np.array([outputs(values, UNSEEN) for values in units]).reshape(-1, len(UNIT_OUTPUTS))


def test_present_is_the_surest_unit_and_that_any_carries_it() -> None:
    found = present_features(log_odds({"lmc_objection": 0.0}, {"lmc_objection": 2.0}, {"lmc_objection": -1.0}))
    none = 1 / 2 * 1 / (1 + np.exp(2.0)) * 1 / (1 + np.exp(-1.0))
    assert found.shape == (3, PRESENT_FEATURES)
    assert found[0] == pytest.approx([2.0, log((1 - none) / none)])
    none = (1 - UNSEEN_CHANCE) ** 3
    assert found[1] == pytest.approx([UNSEEN, log((1 - none) / none)])


@pytest.mark.parametrize(
    ("units", "expected"),
    [([], [UNSEEN, UNSEEN]), ([{"ccg_plan": 0.7}], [0.7, 0.7]), ([{"ccg_plan": 30.0}], [-UNSEEN, -UNSEEN])],
    ids=["no unit", "one unit", "a unit that is surer than sure"],
)
def test_of_one_unit_both_are_that_units(units: list[Named], expected: list[float]) -> None:
    assert present_features(log_odds(*units))[1] == pytest.approx(expected)


def primary(
    *body: Named, title: Named | None = None, standfirst: Named | None = None, head: str = "news"
) -> list[float]:
    """The features of a document of such units, without its own scores."""
    units = [values for values in (title, standfirst, *body) if values is not None]
    read = reading(
        *("x" for _ in body),
        title="x" if title is not None else None,
        standfirst="x" if standfirst is not None else None,
        head=head,
    )
    return primary_features(read, log_odds(*units), nothing(len(units))).tolist()[4:]


# Where each group of features stands behind the document's own four scores.
BODY, OPENING, SHARE, HEADLINE, KIND = slice(0, 3), slice(3, 6), slice(6, 9), slice(9, 14), slice(14, None)


def test_the_documents_own_scores_are_centred() -> None:
    read = reading("x")
    own = scores({}, document=(3.0, 1.0, 0.0, 0.0))
    assert primary_features(read, log_odds({}), own)[:4] == pytest.approx([2.0, 0.0, -1.0, -1.0])


def test_the_body_counts_by_its_surest_unit_and_by_its_share() -> None:
    found = primary({"lmc_objection": 4.0}, {}, {}, {"ccg_plan": 1.0})
    assert found[BODY] == pytest.approx([1.0, 0.25, LOW])
    shares = [
        (1 / (1 + np.exp(-4.0)) + 3 * UNSEEN_CHANCE) / 4,
        (1 / (1 + np.exp(-1.0)) + 3 * UNSEEN_CHANCE) / 4,
        UNSEEN_CHANCE,
    ]
    assert found[SHARE] == pytest.approx([log(0.05 + share) for share in shares])


def test_the_opening_is_two_body_units_and_the_standfirst() -> None:
    plan = {"ccg_plan": 2.0}
    assert primary({}, plan, {})[OPENING] == pytest.approx([LOW, 0.5, LOW])
    assert primary({}, {}, plan)[OPENING] == pytest.approx([LOW, LOW, LOW])
    assert primary({}, plan, {}, standfirst={})[OPENING] == pytest.approx([LOW, 0.5, LOW])
    assert primary({}, {}, plan, standfirst={})[OPENING] == pytest.approx([LOW, LOW, LOW])
    assert primary({}, {}, {}, standfirst=plan)[OPENING] == pytest.approx([LOW, 0.5, LOW])


def test_labels_of_a_title_are_not_those_of_the_body() -> None:
    assert primary({}, title={"ccg_plan": 6.0})[BODY] == pytest.approx([LOW, LOW, LOW])


@pytest.mark.parametrize(
    ("deed", "place"),
    [
        ("lmc:objects", 0),
        ("bma_gpc:objects", 0),
        ("gp_body:objects", 0),
        ("lmc:supports", 1),
        ("local_commissioner:plans", 2),
        ("local_commissioner:mandates", 2),
        ("national_authority:plans", 3),
        ("national_authority:mandates", 3),
        ("other:objects", 4),
    ],
)
def test_a_headline_reports_one_of_five_things(deed: str, place: int) -> None:
    expected = [LOW] * 5
    expected[place] = 1.5
    assert primary({}, title={deed: 6.0})[HEADLINE] == pytest.approx(expected)


def test_without_title_the_headline_says_nothing() -> None:
    assert primary({"lmc:objects": 6.0})[HEADLINE] == pytest.approx([LOW] * 5)


@pytest.mark.parametrize(
    ("head", "expected"), [("news", 1.0), ("comment", 1.0), ("letter", 0.0), ("letter from LMC", 0.0)]
)
def test_news_is_told_from_what_senders_send(head: str, expected: float) -> None:
    assert primary({}, head=head)[KIND] == [expected]


def test_a_score_below_unseen_counts_as_unseen() -> None:
    assert primary(dict.fromkeys(UNIT_OUTPUTS, -50.0))[BODY] == pytest.approx([LOW] * 3)


@given(st.integers(0, 4), st.booleans(), st.booleans())
def test_features_are_always_as_many_and_finite(body: int, title: bool, standfirst: bool) -> None:
    found = primary(*[{}] * body, title={} if title else None, standfirst={} if standfirst else None)
    assert len(found) == PRIMARY_FEATURES - 4
    assert np.isfinite(found).all()
