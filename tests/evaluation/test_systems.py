"""A record beside the truth: passages, statements, trust, by hand."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from model_parts import example, reading, truth
from stancewire.errors import ModelError
from stancewire.evaluation.systems import of_record, refuse_other_labels
from stancewire.stance.labels import NAMES, NONE
from stancewire.stance.outputs import DEEDS
from stancewire.tagger import Tagger
from stancewire.training.examples import Truth
from stancewire.types import PassageStance, Stance

OBJECTION, PLAN, MANDATE = NAMES
READ = reading("one", "two", "three", title="t", standfirst="s")
TITLE = Truth(labels=None, deeds=frozenset({("lmc", "objects")}))
# The last paragraph is one that annotators did not read.
SHOWN = example(READ, TITLE, truth(), truth(OBJECTION, deeds=[("lmc", "objects")]), truth(), None, primary=OBJECTION)


def stance(*labels: tuple[str, ...], places: tuple[int, ...] = (2, 3, 4)) -> Stance:
    """What a model says of the body units of READ."""
    return Stance(
        present=(OBJECTION,),
        primary=OBJECTION,
        probabilities=dict.fromkeys(NAMES, 0.5),
        primary_probabilities={OBJECTION: 0.75, PLAN: 0.25, MANDATE: 0.0, NONE: 0.0},
        prediction_set=(OBJECTION, PLAN),
        abstained=False,
        reason=None,
        passages=tuple(
            PassageStance(
                start=READ.units[place].start,
                end=READ.units[place].end,
                labels=found,
                probabilities={name: 0.9 if name in found else 0.1 for name in NAMES},
            )
            for place, found in zip(places, labels, strict=True)
        ),
    )


def statement(place: int, holder_kind: str, act: str) -> dict[str, Any]:
    start = READ.units[place].start + 1
    return {"start": start, "end": start + 1, "holder_kind": holder_kind, "act": act}


def test_a_record_is_judged_on_the_passages_that_annotators_read() -> None:
    found = of_record(SHOWN, stance((OBJECTION,), (PLAN, MANDATE), (PLAN,)), [])
    assert (found.present, found.primary, found.trust) == ((OBJECTION,), OBJECTION, 0.75)
    assert found.found is not None
    assert found.chances is not None
    assert found.found.tolist() == [[True, False, False], [False, True, True]]
    assert found.wanted.tolist() == [[True, False, False], [False, False, False]]
    assert found.chances[1].tolist() == [0.1, 0.9, 0.9]


def test_statements_count_in_their_passage_by_side_and_act() -> None:
    told = [
        statement(2, "lmc", "objects"),
        statement(2, "lmc", "neutral"),  # carries nothing
        statement(3, "provider", "supports"),  # a holder kind on which no label rests
        statement(0, "lmc", "objects"),  # in the title
        statement(4, "lmc", "plans"),  # where annotators did not read
    ]
    deeds = of_record(SHOWN, stance((), (), ()), told).deeds
    assert deeds is not None
    assert deeds.shape == (2, len(DEEDS))
    assert [[DEEDS[k] for k in row.nonzero()[0]] for row in deeds] == [[("lmc", "objects")], [("other", "supports")]]


def test_a_record_of_another_reading_is_a_fault() -> None:
    with pytest.raises(AssertionError, match="other passages than the reading"):
        of_record(SHOWN, stance((), (), places=(2, 4)), [])


def test_a_model_of_other_labels_is_refused(tagger: Tagger) -> None:
    refuse_other_labels([tagger])
    other = SimpleNamespace(config=tagger.config, provenance=replace(tagger.provenance, scheme="towns/1"))
    with pytest.raises(ModelError, match="says labels of towns/1, and the corpus has those of primary-care/1"):
        refuse_other_labels([tagger, other])  # type: ignore[list-item]


def test_a_text_without_body_has_nothing_to_score() -> None:
    shown = example(reading(title="t"), TITLE, primary=NONE)
    found = of_record(shown, stance(places=()), [])
    assert (found.wanted.shape, found.deeds is not None and found.deeds.shape) == ((0, 3), (0, len(DEEDS)))
