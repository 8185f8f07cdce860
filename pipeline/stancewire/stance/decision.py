"""From raw scores to probabilities that mean what they say: fitted on documents that no weight was trained on.

decision.json holds, for each backend of a model folder, the numbers that training/calibration.py found.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from stancewire.errors import ModelError
from stancewire.stance.labels import CLASSES, NAMES, NONE
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.reading import Reading
from stancewire.stance.scores import Scores
from stancewire.stance.summary import PRESENT_FEATURES, PRIMARY_FEATURES, Values, present_features, primary_features

FILE: Final = "decision.json"
SCORERS: Final = {"linear": 1, "encoder": 1, "cascade": 2}  # models whose scores a decision puts together
_SHAPES: Final = {
    "scale": (),  # by backend
    "shift": (len(UNIT_OUTPUTS),),
    "present_weights": (len(NAMES), PRESENT_FEATURES),
    "present_bias": (len(NAMES),),
    "primary_weights": (len(CLASSES), PRIMARY_FEATURES),
    "primary_bias": (len(CLASSES),),
    "label_at": (len(NAMES),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Probabilities of a document: units (n, outputs), present (labels,), primary (classes,) with sum 1."""

    units: Values
    present: Values
    primary: Values
    label_at: Values  # (labels,): a unit carries a label from this probability on, if the document does
    deed_at: float  # a statement stands in a unit from this probability on
    set_at: float  # a class is in the prediction set from this probability on


class Chancer(Protocol):
    """A trained model with its decision: one of the backends but rules."""

    def chances(self, reading: Reading) -> Chances:
        """Probabilities of a reading; without units those of a text in which nothing was seen."""

    def warm(self) -> None:
        """Load now what would be loaded when a reading first needs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Calibration of one backend, and the thresholds that were chosen with it."""

    scale: Values  # (scorers, outputs): Platt scaling of every unit output, from the scores of one model or of two
    shift: Values
    present_weights: Values
    present_bias: Values
    primary_weights: Values
    primary_bias: Values
    label_at: Values
    deed_at: float
    set_at: float  # by split conformal prediction
    coverage: float  # the share of prediction sets that shall hold the true class

    def chances(self, reading: Reading, *scores: Scores) -> Chances:
        """What the scores of a reading are worth, by as many models as the decision was fitted for."""
        log_odds = self.log_odds(*scores)
        present = _sigmoid((self.present_weights * present_features(log_odds)).sum(axis=1) + self.present_bias)
        primary = self.primary_weights @ primary_features(reading, log_odds, scores[0]) + self.primary_bias
        weights = np.exp(primary - primary.max())
        return Chances(
            units=_sigmoid(log_odds),
            present=present,
            primary=_of_one_passage(reading, present, weights / weights.sum()),
            label_at=self.label_at,
            deed_at=self.deed_at,
            set_at=self.set_at,
        )

    def log_odds(self, *scores: Scores) -> Values:
        """Calibrated log odds (units, outputs)."""
        parts = (each.units * scale for each, scale in zip(scores, self.scale, strict=True))
        return np.asarray(sum(parts) + self.shift)


def _of_one_passage(reading: Reading, present: Values, primary: Values) -> Values:
    """Of a text that is one passage, what that passage carries is the news: "none" is no likelier than that it carries nothing.

    No document that a decision is fitted on is so short.
    """
    if sum(unit.zone == "body" for unit in reading.units) != 1:
        return primary
    none = CLASSES.index(NONE)
    bounded = primary.copy()
    bounded[none] = min(primary[none], 1 - present.max())
    return np.asarray(bounded / bounded.sum())


def load_decision(folder: Path, backend: str) -> Decision:
    """The decision of one backend of a model folder. Raises ModelError where it is missing or of another shape."""
    path = folder / FILE
    try:
        values = json.loads(path.read_text(encoding="utf-8"))[backend]
        found = {f.name: _value(values, f.name) for f in fields(Decision)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            str(path),
            f"holds no decision for {backend!r} ({error})",
            "choose a backend that the card names, or train the model again",
        ) from None
    shapes = _SHAPES | {"scale": (SCORERS[backend], len(UNIT_OUTPUTS))}
    for name, shape in shapes.items():
        if found[name].shape != shape:
            raise ModelError(
                str(path), f"{name} has shape {found[name].shape}, not {shape}", "train the model with this version"
            )
    return Decision(**found)


def _value(values: dict[str, Any], name: str) -> Any:
    return np.asarray(values[name], dtype=np.float64) if name in _SHAPES else float(values[name])


def _sigmoid(log_odds: Values) -> Values:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))))
