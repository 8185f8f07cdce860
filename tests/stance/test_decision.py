"""From scores to probabilities, with numbers worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model_parts import decision, reading, scores
from stancewire.errors import ModelError
from stancewire.stance.decision import FILE, SCORERS, load_decision
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.scores import Scores, nothing
from stancewire.stance.summary import PRESENT_FEATURES, PRIMARY_FEATURES
from stancewire.training.calibration import as_json

OUTPUTS = len(UNIT_OUTPUTS)
PLAN = UNIT_OUTPUTS.index("ccg_plan")


def sigmoid(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))


def test_a_unit_is_scaled_and_shifted() -> None:
    calm = decision(scale=np.full((1, OUTPUTS), 0.5), shift=np.full(OUTPUTS, -1.0))
    found = calm.chances(reading("x"), scores({"ccg_plan": 4.0}))
    assert found.units[0, PLAN] == pytest.approx(sigmoid(0.5 * 4.0 - 1.0))
    assert found.units[0, 0] == pytest.approx(sigmoid(0.5 * -8.0 - 1.0))


def test_two_models_are_weighed_by_output() -> None:
    scale = np.zeros((2, OUTPUTS))
    scale[:, PLAN] = 0.75, 0.25
    both = decision(2, scale=scale, shift=np.full(OUTPUTS, 0.5))
    found = both.log_odds(scores({"ccg_plan": 4.0}), scores({"ccg_plan": -4.0}))
    assert found[0, PLAN] == pytest.approx(0.75 * 4.0 - 0.25 * 4.0 + 0.5)
    assert found[0, 0] == pytest.approx(0.5)


@pytest.mark.parametrize("given_", [1, 3], ids=["too few", "too many"])
def test_a_decision_takes_as_many_scores_as_it_was_fitted_for(given_: int) -> None:
    with pytest.raises(ValueError, match="zip"):
        decision(2).chances(reading("x"), *[scores({})] * given_)


def test_a_label_is_present_by_its_two_numbers() -> None:
    weights = np.zeros((3, PRESENT_FEATURES))
    weights[1] = 1.0, 2.0
    found = decision(present_weights=weights, present_bias=np.array([0.0, -0.5, 2.0])).chances(
        reading("x", "y"), scores({"ccg_plan": 2.0}, {"ccg_plan": 0.0})
    )
    any_unit = 1 - (1 - sigmoid(2.0)) * 0.5
    odds = np.log(any_unit / (1 - any_unit))
    assert found.present == pytest.approx([0.5, sigmoid(2.0 + 2 * odds - 0.5), sigmoid(2.0)])


def test_classes_share_one_by_their_exponentials() -> None:
    bias = np.array([0.0, 0.0, 0.0, 1.0])
    found = decision(primary_bias=bias).chances(reading("x"), scores({}, document=(2.0, 0.0, 0.0, 0.0)))
    powers = np.exp([2.0, 0.0, 0.0, 1.0])
    assert found.primary == pytest.approx(powers / powers.sum())


def test_none_is_no_likelier_than_one_passage_lets_it_be() -> None:
    fitted = decision(
        present_weights=np.zeros((3, PRESENT_FEATURES)),
        present_bias=np.array([2.0, 0.0, -1.0]),
        primary_bias=np.array([0.0, 0.0, 0.0, 3.0]),
    )
    one, two = (
        fitted.chances(reading("x", title="x"), scores({}, {})),
        fitted.chances(reading("x", "y"), scores({}, {})),
    )
    assert two.primary[-1] == pytest.approx(np.exp(3) / (np.exp(3) + 3))
    free = (1 - two.primary[-1]) / 3
    assert one.primary[-1] == pytest.approx((1 - one.present[0]) / (1 - one.present[0] + 3 * free))
    assert one.primary.sum() == pytest.approx(1)


def test_only_the_first_model_scores_the_document() -> None:
    found = decision(2).chances(
        reading("x"), scores({}, document=(2.0, 0.0, 0.0, 0.0)), scores({}, document=(0.0, 9.0, 0.0, 0.0))
    )
    assert found.primary.argmax() == 0


def test_thresholds_go_along() -> None:
    found = decision(label_at=np.array([0.6, 0.5, 0.4]), deed_at=0.3, set_at=0.07).chances(reading("x"), scores({}))
    assert found.label_at.tolist() == [0.6, 0.5, 0.4]
    assert (found.deed_at, found.set_at) == (0.3, 0.07)


def test_without_units_nothing_was_seen() -> None:
    found = decision().chances(reading(), nothing(0))
    assert found.units.shape == (0, OUTPUTS)
    assert found.present == pytest.approx([sigmoid(-8.0)] * 3)
    assert found.primary == pytest.approx([0.25] * 4)


@given(
    arrays(np.float32, (3, OUTPUTS), elements=st.floats(-1e4, 1e4, width=32)),
    arrays(np.float32, (len(CLASSES),), elements=st.floats(-1e4, 1e4, width=32)),
)
def test_whatever_the_scores_they_become_probabilities(units: Any, document: Any) -> None:
    found = decision().chances(reading("x", "y", title="z"), Scores(units=units, document=document))
    for values in (found.units, found.present, found.primary):
        assert ((values >= 0) & (values <= 1)).all()
    assert found.primary.sum() == pytest.approx(1)


# --------------------------------------------------------------- decision.json


def written(folder: Path, values: Any) -> Path:
    text = values if isinstance(values, str) else json.dumps(values)
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("backend", SCORERS)
def test_what_is_written_is_read_again(tmp_path: Path, backend: str) -> None:
    known = decision(SCORERS[backend], deed_at=0.34, shift=np.linspace(-1, 1, OUTPUTS).round(5))
    assert as_json(load_decision(written(tmp_path, {backend: as_json(known)}), backend)) == as_json(known)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (None, "No such file"),
        ("{", "Expecting"),
        ("[]", "list indices"),
        ({}, "'linear'"),
        ({"encoder": as_json(decision())}, "'linear'"),
        ({"linear": as_json(decision()) | {"shift": [[1.0], [1.0, 2.0]]}}, "inhomogeneous"),
        ({"linear": as_json(decision()) | {"shift": "high"}}, "could not convert"),
        ({"linear": as_json(decision()) | {"deed_at": None}}, "NoneType"),
        ({"linear": {name: 1.0 for name in as_json(decision()) if name != "coverage"}}, "'coverage'"),
    ],
    ids=["no file", "no JSON", "a list", "nothing", "another backend", "ragged", "a word", "no number", "a key less"],
)
def test_a_decision_that_is_not_there_is_refused(tmp_path: Path, values: Any, reason: str) -> None:
    if values is not None:
        written(tmp_path, values)
    with pytest.raises(ModelError) as caught:
        load_decision(tmp_path, "linear")
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / FILE}: holds no decision for 'linear' (")
    assert message.endswith("); choose a backend that the card names, or train the model again")
    assert reason in message


@pytest.mark.parametrize(
    ("name", "shape", "wanted"),
    [
        ("scale", (2, OUTPUTS), (1, OUTPUTS)),
        ("scale", (OUTPUTS,), (1, OUTPUTS)),
        ("shift", (OUTPUTS - 1,), (OUTPUTS,)),
        ("present_weights", (len(NAMES), PRESENT_FEATURES + 1), (len(NAMES), PRESENT_FEATURES)),
        ("present_bias", (len(NAMES), 1), (len(NAMES),)),
        ("primary_weights", (len(NAMES), PRIMARY_FEATURES), (len(CLASSES), PRIMARY_FEATURES)),
        ("primary_bias", (len(NAMES),), (len(CLASSES),)),
    ],
)
def test_a_decision_of_another_shape_is_refused(
    tmp_path: Path, name: str, shape: tuple[int, ...], wanted: tuple[int, ...]
) -> None:
    written(tmp_path, {"linear": as_json(decision()) | {name: np.zeros(shape).tolist()}})
    with pytest.raises(ModelError) as caught:
        load_decision(tmp_path, "linear")
    assert str(caught.value) == (
        f"{tmp_path / FILE}: {name} has shape {shape}, not {wanted}; train the model with this version"
    )
