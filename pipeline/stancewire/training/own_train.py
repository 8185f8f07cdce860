"""One training run on somebody's own labels: tables in, a model folder out, in seconds.

Weights are fitted on train, temperature and prediction sets on dev, figures are taken on test. The same rows in
another order give the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from stancewire.stance.features import BUCKETS
from stancewire.stance.own import SETTINGS, WEIGHTS, OwnScorer, OwnSettings, Values, softmax
from stancewire.stance.own_features import TargetWords, own_features
from stancewire.training.own_card import check_model_folder, write_own_card
from stancewire.training.own_data import OwnExample, read_sides, targets_of
from stancewire.training.own_pairs import hashes_of, repeats
from stancewire.training.own_settings import OwnRun
from stancewire.training.scores import expected_calibration_error

SCORES: Final = "scores.json"
_STEPS: Final = 2_000  # of the optimiser, at most
_COLDEST, _HOTTEST = 0.05, 20.0  # temperatures
_FLOOR: Final = 1e-6
Say = Callable[[str], None]


def train_own(run: OwnRun, say: Say) -> dict[str, Any]:
    """Make the model folder and return its scores. Raises OutputError for the folder, MalformedRow for rows, before anything is written."""
    check_model_folder(run)
    sides = read_sides(run)
    say(f"{len(sides.train)} rows to train on, {len(sides.dev)} dev, {len(sides.test)} test")
    if again := repeats(sides):
        say(again)
    scorer = fit(run, sides.train, sides.dev)
    scores: dict[str, Any] = {
        "rows": {name: dict(Counter(e.label for e in getattr(sides, name))) for name in ("train", "dev", "test")},
        **{side: figures(scorer, getattr(sides, side)) for side in ("dev", "test")},
    }
    said = json.dumps(scores, indent=1, ensure_ascii=False, allow_nan=False)
    run.folder.mkdir(parents=True, exist_ok=True)
    (run.folder / WEIGHTS).unlink(missing_ok=True)  # an earlier one may be for its owner's eyes only
    (run.folder / WEIGHTS).write_bytes(save(scorer.tensors()))
    (run.folder / SETTINGS).write_text(scorer.settings.to_json(), encoding="utf-8")
    (run.folder / SCORES).write_text(said + "\n", encoding="utf-8")
    write_own_card(run, scorer.settings, scores)
    say(f"macro-F1 on test: {scores['test']['macro_f1']}")
    return scores


def fit(run: OwnRun, train: Sequence[OwnExample], dev: Sequence[OwnExample]) -> OwnScorer:
    """Weights from train; temperature and the threshold of the sets from dev."""
    targets = tuple(targets_of(train))
    weights, bias = _weights(run, train, TargetWords(targets))
    settings = OwnSettings(
        scheme=run.scheme.name,
        labels=run.scheme.classes,
        rest=run.scheme.rest,
        targets=targets,
        temperature=1.0,
        set_at=0.0,
        coverage=run.decision.coverage,
        seen=hashes_of((*train, *dev)),
    )
    raw = _log_odds(OwnScorer(weights, bias, settings), dev)
    truth = wanted(dev, run.scheme.classes)
    temperature = _temperature(raw, truth)
    true = softmax(raw / temperature)[np.arange(len(dev)), truth]
    settings = replace(settings, temperature=temperature, set_at=_conformal(true, run.decision.coverage))
    return OwnScorer(weights, bias, settings)


def wanted(examples: Sequence[OwnExample], labels: Sequence[str]) -> NDArray[np.int64]:
    """The place of each example's label among the labels."""
    return np.array([labels.index(example.label) for example in examples], dtype=np.int64)


def _weights(run: OwnRun, train: Sequence[OwnExample], words: TargetWords) -> tuple[NDArray[Any], NDArray[Any]]:
    found = own_features([e.text for e in train], [e.target for e in train], words)
    matrix = csr_matrix((found.weights, found.buckets, found.bounds), shape=(len(train), BUCKETS))
    matrix.sum_duplicates()
    classes = run.scheme.classes
    shares = {
        place: 1.0 if name == run.scheme.rest else run.linear.positive_weight for place, name in enumerate(classes)
    }
    model = LogisticRegression(C=run.linear.c, class_weight=shares, max_iter=_STEPS).fit(matrix, wanted(train, classes))
    # Of two labels scikit-learn keeps the odds of the second only.
    weights = model.coef_ if len(classes) > 2 else np.concatenate([-model.coef_, model.coef_]) / 2
    bias = model.intercept_ if len(classes) > 2 else np.concatenate([-model.intercept_, model.intercept_]) / 2
    # Row by row in memory: safetensors writes the bytes of an array as they lie, and names only its shape.
    return np.ascontiguousarray(weights.T.astype(np.float16)), bias.astype(np.float32)


def _log_odds(scorer: OwnScorer, examples: Sequence[OwnExample]) -> Values:
    return scorer.log_odds([e.text for e in examples], [e.target for e in examples])


def _temperature(raw: Values, truth: NDArray[np.int64]) -> float:
    """The divisor of the log odds under which the true labels are likeliest."""

    def loss(log_temperature: float) -> float:
        true = softmax(raw / np.exp(log_temperature))[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(true, _FLOOR)).mean())

    found = minimize_scalar(loss, bounds=(np.log(_COLDEST), np.log(_HOTTEST)), method="bounded")
    return round(float(np.exp(found.x)), 4)


def _conformal(true: NDArray[np.float64], coverage: float) -> float:
    """The chance that a share `coverage` of the true labels reach, by the finite-sample rank; 0 where they are too few."""
    rank = int(np.ceil((len(true) + 1) * coverage))
    return 0.0 if rank > len(true) else float(np.floor(np.sort(true)[::-1][rank - 1] * 1e4) / 1e4)


def figures(scorer: OwnScorer, examples: Sequence[OwnExample]) -> dict[str, float | int]:
    """Macro-F1 over all labels, accuracy, calibration error of the likeliest label, and what the sets hold."""
    labels = scorer.settings.labels
    truth = wanted(examples, labels)
    chances = scorer.chances([e.text for e in examples], [e.target for e in examples])
    found, rows = chances.argmax(axis=1), np.arange(len(examples))
    sets = (chances >= scorer.settings.set_at) | (np.arange(len(labels)) == found[:, None])
    return {
        "rows": len(examples),
        "macro_f1": round(macro_f1(found, truth, len(labels)), 3),
        "accuracy": round(float((found == truth).mean()), 3),
        "calibration_error": round(expected_calibration_error(chances[rows, found], found == truth), 4),
        "set_coverage": round(float(sets[rows, truth].mean()), 3),
        "set_size": round(float(sets.sum(axis=1).mean()), 2),
    }


def macro_f1(found: NDArray[np.int64], truth: NDArray[np.int64], labels: int) -> float:
    """The mean of the F1 of all labels; one that is neither found nor true counts 0."""
    return float(np.mean([f1(found == label, truth == label) for label in range(labels)]))


def f1(found: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    """F1 of one label; 0 where it is neither found nor true."""
    return float(2 * (found & true).sum() / max(1, found.sum() + true.sum()))
