"""The trained backends, from chances to statements and stance; the chances are given by hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from builders import by_hand, mentions_of, statement_reader
from model_parts import Named, chances, decision, outputs, reading
from stancewire.assets import folder
from stancewire.config import StanceConfig
from stancewire.errors import ModelError
from stancewire.stance import cascade as cascade_module
from stancewire.stance import linear as linear_module
from stancewire.stance.decision import FILE, SCORERS, Chances
from stancewire.stance.features import BUCKETS
from stancewire.stance.labels import CLASSES, LABELS, NAMES, NONE, label_of
from stancewire.stance.linear import LinearScorer
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.reading import Reading
from stancewire.stance.trained import ScoredChances, TrainedStance, cascade, encoder, linear
from stancewire.training.calibration import as_json
from stancewire.types import Document, Verdict

OBJECTION, PLAN, MANDATE = NAMES
TITLE, FIRST, SECOND = "Westmarch LMC meets", "Westmarch LMC met on Monday.", "NHS Stow CCG met on Tuesday."
NEWS = by_hand(FIRST, SECOND, title=TITLE)
EVEN = dict.fromkeys(CLASSES, 0.25)


@dataclass
class Fake:
    """A model that always says the same; it keeps what it read."""

    said: Chances
    read: Reading | None = None

    def chances(self, reading: Reading) -> Chances:
        self.read = reading
        return self.said


def judge(said: Chances, document: Document = NEWS, **config: float) -> Verdict:
    model = TrainedStance(Fake(said), statement_reader(), StanceConfig(**config))
    return model.judge(document, mentions_of(document))


def news(first: Named, second: Named, title: Named | None = None, **values: Any) -> Chances:
    """Chances of NEWS; of the labels that units have the document is sure unless said otherwise."""
    likely = {name: 0.9 for unit in (first, second) for name in unit if name in NAMES}
    return chances(title or {}, first, second, **({"present": likely, "primary": EVEN} | values))


# ------------------------------------------------------------ what the model reads


def test_the_model_reads_roles() -> None:
    fake = Fake(news({}, {}))
    TrainedStance(fake, statement_reader(), StanceConfig()).judge(NEWS, mentions_of(NEWS))
    assert fake.read is not None
    assert [unit.text for unit in fake.read.units] == ["LMC meets", "LMC met on Monday.", "CCG met on Tuesday."]


# ----------------------------------------------------------------------- the stance


def test_present_and_primary() -> None:
    said = news({OBJECTION: 0.9}, {PLAN: 0.8}, primary={OBJECTION: 0.3, PLAN: 0.6, NONE: 0.1})
    stance = judge(said).stance
    assert (stance.present, stance.primary) == ((OBJECTION, PLAN), PLAN)
    assert stance.probabilities == {OBJECTION: 0.9, PLAN: 0.9, MANDATE: 0.0}
    assert stance.primary_probabilities == {OBJECTION: 0.3, PLAN: 0.6, MANDATE: 0.0, NONE: 0.1}


def test_what_is_not_present_is_not_primary() -> None:
    said = news({PLAN: 0.8}, {}, present={PLAN: 0.49}, primary={PLAN: 0.9, NONE: 0.1})
    assert (judge(said).stance.present, judge(said).stance.primary) == ((), NONE)
    assert judge(said, present_at=0.49).stance.primary == PLAN


def test_passages_have_labels_of_their_own() -> None:
    stance = judge(news({OBJECTION: 0.9, PLAN: 0.39999}, {PLAN: 0.8})).stance
    assert [(p.start, p.end) for p in stance.passages] == [(p.start, p.end) for p in NEWS.passages]
    assert [p.labels for p in stance.passages] == [(OBJECTION,), (PLAN,)]
    assert stance.passages[0].probabilities == {OBJECTION: 0.9, PLAN: 0.4, MANDATE: 0.0}


def test_a_prediction_set_holds_every_likely_class_the_likeliest_first() -> None:
    primary = {OBJECTION: 0.25, PLAN: 0.5, MANDATE: 0.05, NONE: 0.2}
    said = news({PLAN: 0.9}, {}, primary=primary, set_at=0.2)
    assert judge(said).stance.prediction_set == (PLAN, OBJECTION, NONE)


def test_the_primary_label_is_in_its_prediction_set_however_unlikely() -> None:
    said = news({}, {}, primary={OBJECTION: 0.9, NONE: 0.1}, set_at=0.5)
    assert judge(said).stance.primary == NONE
    assert judge(said).stance.prediction_set == (OBJECTION, NONE)


def test_it_abstains_below_the_trust_that_is_asked_for_and_says_so() -> None:
    said = news({PLAN: 0.9}, {}, primary={PLAN: 0.6, NONE: 0.4})
    stance = judge(said, abstain_below=0.7).stance
    assert (stance.abstained, stance.primary) == (True, PLAN)
    assert stance.reason == "its primary label reaches only 0.60, below abstain_below = 0.7"
    assert judge(said, abstain_below=0.6).stance.abstained is False
    assert judge(said, abstain_below=0.6).stance.reason is None


@pytest.mark.parametrize("document", [by_hand(), by_hand(title=TITLE)], ids=["nothing", "only a title"])
def test_it_abstains_without_a_body(document: Document) -> None:
    said = chances(*[{}] * len(document.zones), present={}, primary={NONE: 1.0})
    stance = judge(said, document).stance
    assert (stance.abstained, stance.reason) == (True, "there is no body text to read a stance from")
    assert (stance.present, stance.primary, stance.passages) == ((), NONE, ())


@pytest.mark.parametrize("language", ["fr", "cy"])
def test_another_language_is_an_honest_none_and_no_model_is_asked(language: str) -> None:
    document = replace(NEWS, meta=replace(NEWS.meta, language=language))
    fake = Fake(news({OBJECTION: 0.9}, {}))
    model = TrainedStance(fake, statement_reader(), StanceConfig(abstain_below=1.0))
    verdict = model.judge(document, mentions_of(document))
    assert fake.read is None
    assert (verdict.statements, verdict.stance.statement_labels) == ((), ())
    stance = verdict.stance
    assert (stance.present, stance.primary, stance.prediction_set) == ((), NONE, (NONE,))
    assert (stance.abstained, stance.reason) == (False, None)
    assert stance.primary_probabilities == {OBJECTION: 0.0, PLAN: 0.0, MANDATE: 0.0, NONE: 1.0}
    assert [(p.start, p.labels) for p in stance.passages] == [(p.start, ()) for p in NEWS.passages]


def test_a_text_of_unknown_language_is_read() -> None:
    document = replace(NEWS, meta=replace(NEWS.meta, language=None))
    assert judge(news({OBJECTION: 0.9}, {}), document).stance.present == (OBJECTION,)


# ------------------------------------------------------------------- the statements


def told(verdict: Verdict) -> list[tuple[str, str, str, str | None]]:
    """Where, who, what and which label."""
    return [
        (NEWS.text[s.start : s.end], s.holder, s.act, label)
        for s, label in zip(verdict.statements, verdict.stance.statement_labels, strict=True)
    ]


def test_a_deed_becomes_a_statement_of_whoever_is_there() -> None:
    verdict = judge(news({OBJECTION: 0.9, "lmc:objects": 0.71236}, {PLAN: 0.9, "local_commissioner:plans": 0.6}))
    assert told(verdict) == [
        (FIRST, "Westmarch LMC", "objects", OBJECTION),
        (SECOND, "NHS Stow CCG", "plans", PLAN),
    ]
    assert [s.probability for s in verdict.statements] == [0.7124, 0.6]


def test_a_deed_counts_from_its_own_threshold_on() -> None:
    said = news({"lmc:supports": 0.3}, {"local_commissioner:plans": 0.29}, deed_at=0.3)
    assert told(judge(said)) == [(FIRST, "Westmarch LMC", "supports", None)]


def test_a_label_without_deed_is_given_the_likeliest_that_carries_it() -> None:
    verdict = judge(news({}, {PLAN: 0.9, "local_commissioner:mandates": 0.2, "local_commissioner:plans": 0.1}))
    assert told(verdict) == [(SECOND, "NHS Stow CCG", "mandates", PLAN)]
    assert verdict.statements[0].probability == 0.2


def test_a_deed_that_could_carry_a_label_does_not_where_the_passage_has_none() -> None:
    said = news({"lmc:objects": 0.9}, {OBJECTION: 0.9, "lmc:objects": 0.9})
    assert [label for *_, label in told(judge(said))] == [None, OBJECTION]


def test_in_a_headline_the_codebook_decides() -> None:
    said = news({OBJECTION: 0.9, "lmc:objects": 0.9}, {}, title={"lmc:objects": 0.9, "lmc:supports": 0.8})
    assert told(judge(said))[:2] == [
        (TITLE, "Westmarch LMC", "objects", OBJECTION),
        (TITLE, "Westmarch LMC", "supports", None),
    ]


def test_statements_of_a_sentence_stand_in_the_order_of_their_chances() -> None:
    said = news({"lmc:supports": 0.6, "lmc:plans": 0.8, "lmc:mandates": 0.7}, {"lmc:objects": 0.99})
    assert [act for _, _, act, _ in told(judge(said))] == ["plans", "mandates", "supports", "objects"]


CHANCE = st.sampled_from((0.0, 0.1, 0.45, 0.9))
UNIT = st.dictionaries(st.sampled_from(UNIT_OUTPUTS), CHANCE, max_size=8)


@settings(max_examples=60, deadline=None)
@given(UNIT, UNIT, UNIT, st.dictionaries(st.sampled_from(NAMES), CHANCE), st.permutations((0.1, 0.2, 0.3, 0.4)))
def test_labels_and_statements_agree(
    title: Named, first: Named, second: Named, present: Named, primary: list[float]
) -> None:
    said = news(first, second, title, present=present, primary=dict(zip(CLASSES, primary, strict=True)))
    verdict = judge(said)
    stance = verdict.stance
    assert [s.start for s in verdict.statements] == sorted(s.start for s in verdict.statements)
    for passage in stance.passages:
        carried = {
            label
            for s, label in zip(verdict.statements, stance.statement_labels, strict=True)
            if label and passage.holds(s.start, s.end)
        }
        assert carried == set(passage.labels)
    assert {name for passage in stance.passages for name in passage.labels} == set(stance.present)
    assert stance.primary in (*stance.present, NONE)
    assert stance.primary in stance.prediction_set
    for s, label in zip(verdict.statements, stance.statement_labels, strict=True):
        kind = next((known for known in LABELS if known.name == label), None)
        assert kind is None or (s.holder_kind in kind.holder_kinds and s.act in kind.acts | kind.acts_on_practices)


# ---------------------------------------------------------------------- model folders


def model_folder(path: Path, bias: Named, **decisions: Any) -> Path:
    """A folder whose linear model scores every unit alike; no encoder is in it."""
    tensors = {
        "weights": np.zeros((BUCKETS, len(UNIT_OUTPUTS)), dtype=np.float16),
        "bias": outputs(bias, -8.0).astype(np.float32),
    }
    save_file(tensors, path / linear_module.FILE)
    known = {name: as_json(decision(models, **decisions)) for name, models in SCORERS.items()}
    (path / FILE).write_text(json.dumps(known), encoding="utf-8")
    (path / cascade_module.FILE).write_text('{"document_low": 0.1, "unit_low": 0.1}', encoding="utf-8")
    shutil.copy(folder("models") / "rules-1" / "cues.toml", path / "cues.toml")
    return path


@pytest.mark.parametrize("make", [linear, cascade])
def test_a_folder_becomes_a_model(tmp_path: Path, make: Callable[..., TrainedStance]) -> None:
    place = model_folder(tmp_path, {"lmc:supports": 0.5})
    model = make(place, StanceConfig())
    verdict = model.judge(NEWS, mentions_of(NEWS))
    assert {(s.holder, s.act, s.probability) for s in verdict.statements} == {("Westmarch LMC", "supports", 0.6225)}
    assert verdict.stance.present == ()


def test_the_config_says_what_is_present(tmp_path: Path) -> None:
    place = model_folder(tmp_path, {PLAN: 0.0})
    for at, present in ((0.5, (PLAN,)), (0.51, ())):
        model = linear(place, StanceConfig(present_at=at))
        assert model.judge(NEWS, mentions_of(NEWS)).stance.present == present


def test_the_encoder_is_loaded_with_the_first_document_that_needs_it(tmp_path: Path) -> None:
    model = encoder(model_folder(tmp_path, {}), StanceConfig())
    with pytest.raises(ModelError, match=r"encoder\.onnx: cannot be run"):
        model.judge(NEWS, mentions_of(NEWS))


@pytest.mark.parametrize("make", [linear, encoder, cascade])
def test_a_folder_without_cues_is_refused(tmp_path: Path, make: Callable[..., TrainedStance]) -> None:
    place = model_folder(tmp_path, {})
    (place / "cues.toml").unlink()
    with pytest.raises(ModelError, match=r"cues\.toml"):
        make(place, StanceConfig())


def test_scores_and_decision_make_chances(tmp_path: Path) -> None:
    place = model_folder(tmp_path, {PLAN: 2.0})
    found = ScoredChances(LinearScorer(place), decision()).chances(reading("x"))
    assert found.units[0, UNIT_OUTPUTS.index(PLAN)] == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_a_statement_in_a_passage_carries_what_the_codebook_would_say() -> None:
    said = news({OBJECTION: 0.9, "lmc:objects": 0.9}, {PLAN: 0.9, "local_commissioner:plans": 0.9})
    verdict = judge(said)
    assert tuple(label_of(s) for s in verdict.statements) == verdict.stance.statement_labels
