"""Fit a decision: probabilities that mean what they say, and the thresholds that follow from them.

All of it is fitted on the dev split, which no weight was trained on: Platt scaling of each unit output, logistic
regressions for the labels present and the primary class, split conformal prediction for the sets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from stancewire.stance.decision import Decision
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.reading import Reading
from stancewire.stance.scores import Scores
from stancewire.stance.summary import Values, present_features, primary_features
from stancewire.training.examples import Example
from stancewire.training.settings import DecisionSection
from stancewire.training.targets import targets_of

_FEWEST: Final = 5  # positives below which an output is left as it is
_EVEN: Final = 0.5  # from where on it is said then
_STRENGTHS: Final = (0.03, 0.1, 0.3, 1.0)
FOLDS: Final = 5  # of the cross-validation that needs as many documents of each class
_STEPS: Final = tuple(round(0.2 + 0.02 * step, 2) for step in range(26))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """An example and the raw scores of one model or two that were not trained on it."""

    example: Example
    scores: tuple[Scores, ...]


def scored(examples: Sequence[Example], score: Callable[[Reading], tuple[Scores, ...]]) -> tuple[Scored, ...]:
    """Score examples; those without a unit are left out."""
    return tuple(Scored(example=e, scores=score(e.reading)) for e in examples if e.reading.units)


def calibrate(dev: Sequence[Scored], settings: DecisionSection, seed: int) -> Decision:
    """Fit everything on scored dev examples.

    Pair passages serve the scaling of unit outputs only: they carry labels far more often than the passages of documents.
    """
    scale, shift = _platt(dev)
    documents = [item for item in dev if item.example.primary is not None]
    log_odds = [_log_odds(item, scale, shift) for item in documents]
    present = [_present(documents, log_odds, label) for label in range(len(NAMES))]
    features = np.array(
        [primary_features(d.example.reading, odds, d.scores[0]) for d, odds in zip(documents, log_odds, strict=True)]
    )
    primary, held_out = _primary(features, [CLASSES.index(str(d.example.primary)) for d in documents], seed)
    return Decision(
        scale=scale,
        shift=shift,
        present_weights=np.array([weights for weights, _ in present]),
        present_bias=np.array([bias for _, bias in present]),
        primary_weights=primary.coef_,
        primary_bias=primary.intercept_,
        label_at=np.array(
            [_threshold(documents, scale, shift, slice(place, place + 1)) for place in range(len(NAMES))]
        ),
        deed_at=_threshold(documents, scale, shift, slice(len(NAMES), None)),
        set_at=_conformal(held_out, settings.coverage),
        coverage=settings.coverage,
    )


def as_json(decision: Decision) -> dict[str, Any]:
    """A decision as decision.json holds it."""
    values = {f.name: getattr(decision, f.name) for f in fields(Decision)}
    return {
        name: np.round(value, 5).tolist() if isinstance(value, np.ndarray) else value for name, value in values.items()
    }


def _log_odds(item: Scored, scale: Values, shift: Values) -> Values:
    return np.asarray(sum(each.units * part for each, part in zip(item.scores, scale, strict=True)) + shift)


def _platt(dev: Sequence[Scored]) -> tuple[Values, Values]:
    """scale (models, outputs) and shift (outputs,)."""
    targets = [targets_of(item.example) for item in dev]
    wanted, known = (np.concatenate([getattr(t, name) for t in targets]) for name in ("wanted", "known"))
    models = len(dev[0].scores)
    scores = np.stack([np.concatenate([item.scores[m].units for item in dev]) for m in range(models)], axis=-1)
    scale, shift = np.full((models, len(UNIT_OUTPUTS)), 1 / models), np.zeros(len(UNIT_OUTPUTS))
    for output in range(len(UNIT_OUTPUTS)):
        rows = known[:, output] > 0
        if wanted[rows, output].sum() >= _FEWEST:
            model = LogisticRegression(C=10.0).fit(scores[rows, output], wanted[rows, output].astype(int))
            scale[:, output], shift[output] = model.coef_[0], model.intercept_[0]
    return scale, shift


def _present(documents: Sequence[Scored], log_odds: Sequence[Values], label: int) -> tuple[Values, float]:
    features = np.array([present_features(odds)[label] for odds in log_odds])
    wanted = [NAMES[label] in item.example.present for item in documents]
    model = LogisticRegression(C=0.3).fit(features, wanted)
    return model.coef_[0], float(model.intercept_[0])


def _primary(features: Values, classes: Sequence[int], seed: int) -> tuple[Any, NDArray[np.float64]]:
    """The model of the strength that does best in cross-validation, and its held-out chances of the true class."""
    best: tuple[float, Any, NDArray[np.float64]] | None = None
    for strength in _STRENGTHS:
        model = LogisticRegression(C=strength, max_iter=2000, random_state=seed)
        chances = cross_val_predict(model, features, classes, cv=FOLDS, method="predict_proba")
        true = chances[np.arange(len(classes)), classes]
        likelihood = float(np.log(np.maximum(true, 1e-6)).mean())
        if best is None or likelihood > best[0]:
            best = (likelihood, model, true)
    assert best is not None
    return best[1].fit(features, classes), best[2]


def _conformal(true: NDArray[np.float64], coverage: float) -> float:
    """The chance that a share `coverage` of true classes reach, by the finite-sample rank of split conformal prediction."""
    rank = int(np.ceil((len(true) + 1) * coverage))
    return float(round(np.sort(true)[::-1][min(rank, len(true)) - 1], 4))


def _threshold(dev: Sequence[Scored], scale: Values, shift: Values, outputs: slice) -> float:
    """Where these unit outputs score the highest F1, all together."""
    targets = [targets_of(item.example) for item in dev]
    wanted, known = (
        np.concatenate([getattr(t, name)[:, outputs] for t in targets]) > 0 for name in ("wanted", "known")
    )
    if wanted.sum() < _FEWEST:
        return _EVEN
    odds = np.concatenate([_log_odds(item, scale, shift)[:, outputs] for item in dev])
    chances = 1 / (1 + np.exp(-odds))
    return max(_STEPS, key=lambda at: _f1((chances >= at) & known, wanted))


def _f1(found: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> float:
    return float(2 * (found & wanted).sum() / max(1, found.sum() + wanted.sum()))
