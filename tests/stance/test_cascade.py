"""The cascade: the linear model alone where it is sure, both where it is not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from model_parts import Named, chances, decision, reading, scores
from stancewire.errors import ModelError
from stancewire.stance import cascade, linear
from stancewire.stance.cascade import CascadeChances, Thresholds, highest_label, load_thresholds
from stancewire.stance.decision import FILE
from stancewire.stance.encoder import WEIGHTS, EncoderScorer
from stancewire.stance.features import BUCKETS
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.reading import Reading
from stancewire.stance.scores import Scores
from stancewire.training.calibration import as_json

LOW = Thresholds(document_low=0.1, unit_low=0.2)
SURE, UNSURE = -4.0, 1.0  # biases of the linear model: of every label 0.02 or 0.73


def seen(*units: Named, present: Named | None = None) -> Any:
    return chances(*units, present=present or {}, primary={})


# ------------------------------------------------------------------- thresholds


@pytest.mark.parametrize(
    ("found", "sure"),
    [
        (seen({"ccg_plan": 0.09}, {}), True),
        (seen({}, {"ccg_plan": 0.1}), False),
        (seen({}, present={"nhse_mandate": 0.1}), False),
        (seen({"other:plans": 0.99}), True),
        (seen(), True),
    ],
    ids=["below", "a unit", "the document", "a deed is no label", "no units"],
)
def test_the_linear_model_is_sure_where_no_label_comes_up(found: Any, sure: bool) -> None:
    assert LOW.is_sure(found) is sure


def test_the_highest_label_is_of_a_unit_or_of_the_document() -> None:
    assert highest_label(seen({"ccg_plan": 0.3}, present={"ccg_plan": 0.6})) == 0.6
    assert highest_label(seen({"ccg_plan": 0.3}, {"nhse_mandate": 0.7})) == 0.7
    assert highest_label(seen(present={"ccg_plan": 0.6})) == 0.0


def test_the_encoder_reads_the_headline_the_opening_and_what_something_is_seen_in() -> None:
    read = reading("a", "b", "c", "d", title="t", standfirst="s")
    found = seen({}, {}, {}, {"lmc_objection": 0.2}, {"lmc_objection": 0.19}, {"other:plans": 0.5})
    assert LOW.unsure_units(read, found) == [0, 1, 2, 3, 5]


def test_without_a_body_all_units_are_read() -> None:
    assert LOW.unsure_units(reading(title="t"), seen({})) == [0]
    assert LOW.unsure_units(reading(), seen()) == []


# ---------------------------------------------------------------- a model folder


def folder(path: Path, bias: float, **thresholds: Any) -> Path:
    """A folder without encoder whose linear model gives every output the same score."""
    tensors = {
        "weights": np.zeros((BUCKETS, len(UNIT_OUTPUTS)), dtype=np.float16),
        "bias": np.full(len(UNIT_OUTPUTS), bias, dtype=np.float32),
    }
    save_file(tensors, path / linear.FILE)
    values = {"document_low": 0.1, "unit_low": 0.2} | thresholds
    (path / cascade.FILE).write_text(json.dumps(values), encoding="utf-8")
    decisions = {"linear": as_json(decision(deed_at=0.11)), "cascade": as_json(decision(2, deed_at=0.22))}
    (path / FILE).write_text(json.dumps(decisions), encoding="utf-8")
    return path


def test_where_the_linear_model_is_sure_the_encoder_is_never_loaded(tmp_path: Path) -> None:
    model = CascadeChances(folder(tmp_path, SURE))
    assert not (tmp_path / WEIGHTS).exists()
    found = model.chances(reading("x", title="t"))
    assert found.deed_at == 0.11  # by the decision of the linear model alone
    assert found.units == pytest.approx(np.full((2, len(UNIT_OUTPUTS)), 1 / (1 + np.exp(4.0))))


def test_where_nobody_is_named_who_could_act_the_encoder_is_never_loaded(tmp_path: Path) -> None:
    model = CascadeChances(folder(tmp_path, UNSURE))
    assert model.chances(replace(reading("x"), acted=False)).deed_at == 0.11


def test_where_it_is_not_the_encoder_has_to_be_there(tmp_path: Path) -> None:
    model = CascadeChances(folder(tmp_path, UNSURE))
    with pytest.raises(ModelError, match=rf"{WEIGHTS}: cannot be run .*; restore the model folder"):
        model.chances(reading("x"))


def test_where_it_is_not_both_have_a_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[int]] = []

    def score(self: EncoderScorer, read: Reading, kept: Sequence[int] | None = None) -> Scores:
        asked.append(list(kept or ()))
        return scores(*[{"ccg_plan": 3.0}] * len(read.units), document=(0.0, 5.0, 0.0, 0.0))

    monkeypatch.setattr(EncoderScorer, "score", score)
    found = CascadeChances(folder(tmp_path, UNSURE, unit_low=0.9)).chances(reading("a", "b", "c", title="t"))
    assert asked == [[0, 1]]  # nothing reaches unit_low: the headline and the opening are left
    assert found.deed_at == 0.22
    plan = UNIT_OUTPUTS.index("ccg_plan")
    assert found.units[0, plan] == pytest.approx(1 / (1 + np.exp(-(0.5 * 3.0 + 0.5 * UNSURE))))
    assert found.primary.argmax() == 1


@pytest.mark.parametrize(
    "content",
    [None, "{", "[]", "{}", '{"document_low": 0.1}', '{"document_low": 0.1, "unit_low": "low"}'],
    ids=["missing", "no JSON", "a list", "empty", "one of two", "a word"],
)
def test_thresholds_that_are_not_there_are_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / cascade.FILE).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"cascade\.json: holds no thresholds \(.*\); restore the model folder"):
        load_thresholds(tmp_path)


def test_thresholds_are_read(tmp_path: Path) -> None:
    assert load_thresholds(folder(tmp_path, SURE, document_low=0.3)) == Thresholds(document_low=0.3, unit_low=0.2)
