"""The rules backend, from statements to a Stance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import by_hand, mentions_of, statement, statement_reader
from stancewire.config import StanceConfig
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.stance.rules import RuleStance
from stancewire.types import ACTS, HOLDER_KINDS, Stance, Statement

TITLE, OPENING, BELOW = "LMC rejects plan", "The LMC rejected it.", "The CCG plans it."
NEWS = by_hand(OPENING, BELOW, title=TITLE)


def at(surface: str, **values: object) -> Statement:
    start = NEWS.text.index(surface)
    return statement(start, start + len(surface), **values)


OBJECTS_ABOVE, OBJECTS = at(TITLE, probability=0.9), at(OPENING, probability=0.8)
PLANS = at(BELOW, holder="Stow CCG", holder_kind="local_commissioner", act="plans", probability=0.7)


def predict(*statements: Statement, document: object = NEWS, **config: float) -> Stance:
    return RuleStance(statement_reader(), StanceConfig(**config)).stance(document, statements)  # type: ignore[arg-type]


def test_a_stance_from_three_statements() -> None:
    stance = predict(OBJECTS_ABOVE, OBJECTS, PLANS)
    assert (stance.present, stance.primary) == (("lmc_objection", "ccg_plan"), "lmc_objection")
    assert stance.statement_labels == ("lmc_objection", "lmc_objection", "ccg_plan")
    assert stance.probabilities == {"lmc_objection": 0.98, "ccg_plan": 0.7, "nhse_mandate": 0.02}
    assert stance.primary_probabilities["lmc_objection"] == 0.85
    assert (stance.abstained, stance.reason) == (False, None)


def test_passages_have_labels_of_their_own() -> None:
    stance = predict(OBJECTS_ABOVE, OBJECTS, PLANS)
    assert [(p.start, p.end) for p in stance.passages] == [(p.start, p.end) for p in NEWS.passages]
    assert [p.labels for p in stance.passages] == [("lmc_objection",), ("ccg_plan",)]
    assert stance.passages[1].probabilities == {"lmc_objection": 0.02, "ccg_plan": 0.7, "nhse_mandate": 0.02}


def test_present_at_is_where_a_label_begins() -> None:
    assert predict(PLANS, present_at=0.7).present == ("ccg_plan",)
    assert predict(PLANS, present_at=0.71).present == ()


def test_without_statements_the_answer_is_none() -> None:
    stance = predict()
    assert (stance.present, stance.primary, stance.abstained) == ((), "none", False)
    assert stance.statement_labels == ()


def test_it_abstains_below_the_trust_that_is_asked_for_and_says_so() -> None:
    stance = predict(OBJECTS, abstain_below=0.7)
    assert (stance.abstained, stance.primary) == (True, "lmc_objection")
    assert stance.reason == "its primary label reaches only 0.65, below abstain_below = 0.7"


def test_it_does_not_abstain_at_that_trust() -> None:
    assert predict(OBJECTS, abstain_below=0.65).abstained is False


@pytest.mark.parametrize("document", [by_hand(), by_hand(title="LMC rejects plan")], ids=["nothing", "only a title"])
def test_it_abstains_without_a_body(document: object) -> None:
    stance = predict(document=document)
    assert (stance.abstained, stance.reason) == (True, "there is no body text to read a stance from")
    assert stance.passages == ()


@pytest.mark.parametrize("passages", [(), ("Le comité a dit non.",)], ids=["nothing", "a body"])
def test_another_language_is_an_honest_none(passages: tuple[str, ...]) -> None:
    stance = predict(document=by_hand(*passages, language="fr"), abstain_below=1.0)
    assert (stance.primary, stance.abstained, stance.reason) == ("none", False, None)


STATEMENTS = st.lists(
    st.builds(
        lambda where, kind, act, probability: at(where, holder_kind=kind, act=act, probability=probability),
        st.sampled_from((TITLE, OPENING, BELOW)),
        st.sampled_from(HOLDER_KINDS),
        st.sampled_from(ACTS),
        st.floats(0, 1),
    ),
    max_size=6,
).map(lambda statements: sorted(statements, key=lambda s: s.start))


@given(STATEMENTS)
def test_whatever_is_said_the_stance_holds_together(statements: list[Statement]) -> None:
    stance = predict(*statements)
    assert stance.primary in (*stance.present, "none")
    assert stance.primary in stance.prediction_set
    assert set(stance.probabilities) == set(NAMES)
    assert set(stance.primary_probabilities) == set(CLASSES)
    assert sum(stance.primary_probabilities.values()) == pytest.approx(1, abs=0.001)
    assert len(stance.statement_labels) == len(statements)


def test_the_labels_of_a_document_are_those_of_its_title_and_passages() -> None:
    document = by_hand(
        "Westmarch LMC has rejected a scheme.",
        "NHS Stow CCG has published a strategy.",
        "NHS England has told practices to open on Saturdays.",
    )
    stance = RuleStance(statement_reader(), StanceConfig()).judge(document, mentions_of(document)).stance
    assert [p.labels for p in stance.passages] == [("lmc_objection",), ("ccg_plan",), ("nhse_mandate",)]
    assert stance.present == ("lmc_objection", "ccg_plan", "nhse_mandate")
