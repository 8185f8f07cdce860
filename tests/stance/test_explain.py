"""What carried a label, on models whose log odds are known sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from builders import by_hand, mentions_of, statement_reader, surfaces
from stancewire.config import StanceConfig
from stancewire.stance.decision import Chances
from stancewire.stance.explain import PARTS, PASSAGES, RUNS, WORDS, explain
from stancewire.stance.explanation import Carrier, Explanation, LabelExplained
from stancewire.stance.labels import NAMES, NONE
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.reading import Reading
from stancewire.stance.rules import RuleStance
from stancewire.stance.trained import TrainedStance
from stancewire.types import Document, Mentions, PassageStance, Stance, Verdict

OBJECTION, PLAN, MANDATE = NAMES
RESTING = -3.0  # log odds of a label where no word speaks for it


@dataclass
class Sums:
    """Log odds of a label in a unit are those of its words, summed up; of a class as primary those of the document's."""

    words: Mapping[str, float]  # for an objection
    plans: Mapping[str, float] = field(default_factory=dict)
    runs: int = 0

    def warm(self) -> None:
        """Nothing is loaded late."""

    def chances(self, reading: Reading) -> Chances:
        self.runs += 1
        units = np.full((len(reading.units), len(UNIT_OUTPUTS)), RESTING)
        for row, unit in zip(units, reading.units, strict=True):
            row[0] += _sum(self.words, unit.text)
            row[1] += _sum(self.plans, unit.text)
        # Against a sum the other classes share what is left: the odds of the first are the sum.
        odds = np.exp(sum(_sum(self.words, unit.text) for unit in reading.units))
        primary = np.array([odds, *[1 / 3] * 3]) / (odds + 1)
        chances = 1 / (1 + np.exp(-units))
        present = chances[:, : len(NAMES)].max(axis=0, initial=0.0)
        return Chances(
            units=chances, present=present, primary=primary, label_at=np.full(len(NAMES), 0.5), deed_at=0.99, set_at=0.1
        )


def _sum(weights: Mapping[str, float], text: str) -> float:
    return sum(weights.get(word, 0.0) for word in text.split())


def explained(model: Sums, document: Document, **config: float) -> Explanation:
    judge = TrainedStance(model, statement_reader(), StanceConfig(**config))
    mentions = mentions_of(document)
    verdict = judge.judge(document, mentions)
    model.runs = 0
    return explain(judge, document, mentions, verdict)


def weights(document: Document, carrier: Carrier) -> dict[str, float]:
    return {document.text[part.start : part.end]: part.weight for part in carrier.words}


NEWS = by_hand(
    "Westmarch LMC flatly rejects it.",
    "Nobody knows why, and Westmarch LMC does not care.",
    "The board plans\nhubs, members said.",
    title="LMC rejects hubs",
)
MODEL = Sums({"LMC": 1.5, "rejects": 2.25, "flatly": 0.5, "care.": -1.0, "not": 0.75}, {"plans": 4.5, "LMC": -0.25})


def test_the_weights_of_words_are_those_of_the_model() -> None:
    found = explained(MODEL, NEWS)
    assert [(label.label, len(label.passages)) for label in found.labels] == [(OBJECTION, 1), (PLAN, 1)]
    objection, plan = found.labels
    assert weights(NEWS, objection.passages[0]) == {"Westmarch LMC": 1.5, "flatly": 0.5, "rejects": 2.25, "it.": 0.0}
    assert weights(NEWS, plan.passages[0]) == {"The": 0, "board": 0, "plans": 4.5, "hubs,": 0, "members": 0, "said.": 0}


def test_chances_are_those_of_the_verdict() -> None:
    objection, plan = explained(MODEL, NEWS).labels
    assert objection.probability == pytest.approx(1 / (1 + np.exp(-1.25)), abs=1e-4)
    assert objection.probability == objection.passages[0].probability
    assert plan.passages[0].probability == pytest.approx(1 / (1 + np.exp(-1.5)), abs=1e-4)


def test_a_role_word_stands_where_its_body_is_named() -> None:
    (first, *_) = explained(MODEL, NEWS).labels[0].passages[0].words
    assert surfaces(NEWS.text, [first]) == ["Westmarch LMC"]
    assert first.start == NEWS.passages[0].start


def test_each_part_of_the_document_weighs_what_it_does_for_the_primary_label() -> None:
    parts = explained(MODEL, NEWS).parts
    assert [part.part for part in parts] == ["title", "opening", "passage", "passage"]
    assert [part.weight for part in parts] == [3.75, 4.25, 1.25, 0.0]
    assert surfaces(NEWS.text, parts) == [NEWS.text[z.start : z.end] for z in NEWS.zones]


def test_the_model_is_run_once_for_each_part_each_run_and_the_whole() -> None:
    model = replace(MODEL)
    found = explained(model, NEWS)
    assert found.runs == model.runs == 1 + 4 + (4 + 6)
    assert (found.method, found.untried) == ("occlusion", 0)


def test_passages_that_share_words_are_asked_about_once() -> None:
    document = by_hand("Westmarch LMC rejects plans.")
    model = Sums({"LMC": 4.0}, {"LMC": 3.5, "rejects": 1.0})
    found = explained(model, document)
    assert [weights(document, label.passages[0])["Westmarch LMC"] for label in found.labels] == [4.0, 3.5]
    assert found.runs == model.runs == 1 + 1 + 3


def test_no_label_means_no_passage_but_the_parts_are_weighed() -> None:
    document = by_hand("Westmarch LMC met.", title="A quiet evening")
    found = explained(Sums({"LMC": 0.5}), document)
    assert found.labels == (LabelExplained(label=NONE, probability=None, passages=()),)
    assert [part.part for part in found.parts] == ["title", "opening"]


def test_of_a_label_the_surest_passages_are_shown_in_text_order() -> None:
    words = {f"w{number}": 4.0 + number / 8 for number in range(8)}
    document = by_hand(*(f"Here w{number} stands." for number in (3, 1, 7, 0, 5, 2, 6, 4)))
    found = explained(Sums(words), document).labels[0].passages
    assert [document.text[p.start + 5 : p.start + 7] for p in found] == ["w3", "w7", "w5", "w6", "w4"]
    assert len(found) == PASSAGES


def test_a_long_text_is_taken_three_words_at_a_time_and_not_for_ever() -> None:
    filler = " ".join(["word"] * 149)
    document = by_hand(*(f"strong{number} {filler}" for number in range(60)))
    model = Sums({f"strong{number}": 5.0 + number / 16 for number in range(60)})
    found = explained(model, document)
    assert found.runs == model.runs == RUNS == 1 + PARTS + WORDS
    assert found.untried == 5 * 50 - WORDS
    shown = found.labels[0].passages
    assert sum(len(p.words) for p in shown) == WORDS
    assert [weights(document, p).get("strong59 word word") for p in shown] == [None] * 4 + [pytest.approx(5 + 59 / 16)]
    assert [p.part for p in found.parts] == ["opening", *["passage"] * (PARTS - 1)]


def test_another_language_is_no_work_for_a_model() -> None:
    document = replace(NEWS, meta=replace(NEWS.meta, language="cy"))
    model = replace(MODEL)
    found = explained(model, document)
    assert model.runs == 0
    assert [label.label for label in found.labels] == [NONE]
    assert {part.weight for part in found.parts} == {0.0}


def test_a_text_without_units_is_explained_by_nothing() -> None:
    found = explained(Sums({}), by_hand())
    assert (found.labels[0].passages, found.parts) == ((), ())


def test_twice_the_same() -> None:
    assert explained(MODEL, NEWS) == explained(MODEL, NEWS)


# ------------------------------------------------------------------ other models


class Judge:
    """A model of other labels: for as soon as a text says yes, else against."""

    def warm(self) -> None:
        """Nothing is loaded late."""

    def judge(self, document: Document, mentions: Mentions) -> Verdict:
        whole = _for(document.text)
        return Verdict(
            statements=(),
            stance=Stance(
                present=("for",) if whole["for"] > 0.5 else ("against",),
                primary="for" if whole["for"] > 0.5 else "against",
                probabilities=whole,
                primary_probabilities=whole,
                prediction_set=("for",),
                abstained=False,
                reason=None,
                passages=tuple(
                    PassageStance(
                        start=p.start,
                        end=p.end,
                        labels=("for",) if "yes" in document.text[p.start : p.end] else (),
                        probabilities=_for(document.text[p.start : p.end]),
                    )
                    for p in document.passages
                ),
            ),
        )


def _for(text: str) -> dict[str, float]:
    chance = 0.9 if "yes" in text else 0.1
    return {"for": chance, "against": 1 - chance}


def test_a_model_of_other_labels_is_asked_through_its_verdicts() -> None:
    document = by_hand("We say yes to it.", "They left.")
    model = Judge()
    found = explain(model, document, Mentions(), model.judge(document, Mentions()))
    assert [(label.label, len(label.passages)) for label in found.labels] == [("for", 1)]
    rise = pytest.approx(2 * np.log(9), abs=1e-3)
    assert weights(document, found.labels[0].passages[0]) == {"We": 0, "say": 0, "yes": rise, "to": 0, "it.": 0}
    assert [part.weight for part in found.parts] == [rise, 0.0]


def test_a_label_of_the_whole_text_is_shown_where_it_comes_nearest() -> None:
    document = by_hand("We say yes to it.", "They left.", "Nobody came.")
    model = Judge()
    stance = model.judge(document, Mentions()).stance
    apart = replace(stance, present=("against",), primary="against")
    found = explain(model, document, Mentions(), Verdict(statements=(), stance=apart))
    assert surfaces(document.text, found.labels[0].passages) == ["They left."]
    assert found.labels[0].passages[0].probability == pytest.approx(0.9)
    assert set(weights(document, found.labels[0].passages[0])) == {"They", "left."}


def test_our_models_show_no_passage_that_has_not_the_label() -> None:
    model = TrainedStance(Sums({"LMC": 0.5}), statement_reader(), StanceConfig())
    document = by_hand("Westmarch LMC met.")
    mentions = mentions_of(document)
    verdict = model.judge(document, mentions)
    apart = replace(verdict, stance=replace(verdict.stance, present=(OBJECTION,), primary=OBJECTION))
    assert explain(model, document, mentions, apart).labels[0].passages == ()


def test_rules_show_their_statements_and_cue_words() -> None:
    document = by_hand(
        "Westmarch LMC has rejected the plan. It met on Monday.", "Nobody came.", title="LMC rejects hubs"
    )
    model, mentions = RuleStance(statement_reader(), StanceConfig()), mentions_of(document)
    found = explain(model, document, mentions, model.judge(document, mentions))
    assert (found.method, found.runs) == ("cues", 0)
    objection = found.labels[0]
    assert objection.label == OBJECTION
    assert surfaces(document.text, objection.passages) == ["LMC rejects hubs", "Westmarch LMC has rejected the plan."]
    assert [surfaces(document.text, p.words) for p in objection.passages] == [["rejects"], ["rejected"]]
    assert all(0 < word.weight <= 1 for p in objection.passages for word in p.words)
    assert [(p.part, p.weight > 0) for p in found.parts] == [("title", True), ("opening", True), ("passage", False)]


def test_words_for_a_plan_are_the_cues_of_a_mandate_in_a_national_letter() -> None:
    document = by_hand("Each CCG will publish a strategy.", kind="letter", sender="NHS England")
    model, mentions = RuleStance(statement_reader(), StanceConfig()), mentions_of(document)
    (mandate,) = explain(model, document, mentions, model.judge(document, mentions)).labels[0].passages
    assert surfaces(document.text, mandate.words) == ["publish a strategy"]


def test_cues_that_overlap_are_one() -> None:
    document = by_hand("NHS Stow CCG plans to open three hubs.")
    model, mentions = RuleStance(statement_reader(), StanceConfig()), mentions_of(document)
    (plan,) = explain(model, document, mentions, model.judge(document, mentions)).labels[0].passages
    assert surfaces(document.text, plan.words) == ["plans to"]
