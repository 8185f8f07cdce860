"""What a model scores on examples it was not trained on: the figures of its card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stancewire.stance.decision import Chancer, Chances
from stancewire.stance.labelling import labels_of
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.training.examples import Example
from stancewire.training.targets import targets_of

_FIRST: Final = len(NAMES)
_ROUNDS: Final = 1000
_BINS: Final = 10
Flags = NDArray[np.bool_]


def figures(examples: Sequence[Example], model: Chancer, at: float, seed: int = 0) -> dict[str, Any]:
    """Macro-F1 of primary, present and passage labels, F1 of statements, calibration; 95 % bootstrap over documents."""
    rows = [_row(e, model.chances(e.reading), at) for e in examples if e.reading.units]
    documents = [row for row in rows if row["primary"] is not None]
    random = Random(seed)
    drawn = [[documents[random.randrange(len(documents))] for _ in documents] for _ in range(_ROUNDS)]
    found: dict[str, Any] = {
        "documents": len(documents),
        "units": int(sum(row["wanted"].shape[0] for row in documents)),
    }
    for name, figure in _FIGURES.items():
        spread = sorted(figure(draw) for draw in drawn)
        low, high = spread[int(_ROUNDS * 0.025)], spread[int(_ROUNDS * 0.975)]
        found[name] = {"score": round(figure(documents), 3), "low": round(low, 3), "high": round(high, 3)}
    pairs = [row for row in rows if row["primary"] is None]
    if pairs:
        found["pair_passages"] = round(_passage(pairs), 3)
    return found | _calibration(documents)


def _row(example: Example, chances: Chances, at: float) -> dict[str, Any]:
    targets = targets_of(example)
    body = (np.array([unit.zone == "body" for unit in example.reading.units])) & (targets.known[:, 0] > 0)
    labels = labels_of(example.reading, chances, at)
    found = np.array([[name in unit for name in NAMES] for unit in labels.units], dtype=bool)
    return {
        "wanted": targets.wanted[body, :_FIRST] > 0,
        "found": found[body],
        "chances": chances.units[body, :_FIRST],
        "wanted_deeds": targets.wanted[body, _FIRST:] > 0,
        "deeds": chances.units[body, _FIRST:] >= chances.deed_at,
        "present": (labels.present, example.present),
        "primary": None if example.primary is None else (labels.primary, example.primary),
        "trust": chances.primary[CLASSES.index(labels.primary)],
    }


def _primary(rows: Sequence[dict[str, Any]]) -> float:
    pairs = [row["primary"] for row in rows]
    return _macro(
        (np.array([p == name for p, _ in pairs]), np.array([g == name for _, g in pairs])) for name in CLASSES
    )


def _present(rows: Sequence[dict[str, Any]]) -> float:
    pairs = [row["present"] for row in rows]
    return _macro((np.array([n in p for p, _ in pairs]), np.array([n in g for _, g in pairs])) for n in NAMES)


def _passage(rows: Sequence[dict[str, Any]]) -> float:
    found, wanted = (np.concatenate([row[name] for row in rows]) for name in ("found", "wanted"))
    return _macro((found[:, label], wanted[:, label]) for label in range(_FIRST))


def _statements(rows: Sequence[dict[str, Any]]) -> float:
    return _f1(*(np.concatenate([row[name] for row in rows]) for name in ("deeds", "wanted_deeds")))


_FIGURES: Final[dict[str, Callable[[Sequence[dict[str, Any]]], float]]] = {
    "primary": _primary,
    "present": _present,
    "passage": _passage,
    "statements": _statements,
}


def _calibration(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    chances = np.concatenate([row["chances"].ravel() for row in rows])
    right = np.concatenate([row["wanted"].ravel() for row in rows])
    trust = np.array([row["trust"] for row in rows])
    hits = np.array([row["primary"][0] == row["primary"][1] for row in rows])
    surest = np.argsort(-trust)[: int(np.ceil(0.7 * len(trust)))]
    return {
        "passage_calibration_error": round(expected_calibration_error(chances, right), 4),
        "primary_calibration_error": round(expected_calibration_error(trust, hits), 4),
        "accuracy_on_surest_70": round(float(hits[surest].mean()), 3),
    }


def expected_calibration_error(chances: NDArray[np.float64], right: Flags) -> float:
    """Mean distance of stated chance and observed share over ten bins of equal width, weighed by their size."""
    bins = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    gaps = [abs(chances[bins == b].sum() - right[bins == b].sum()) for b in range(_BINS)]
    return float(sum(gaps) / max(1, len(chances)))


def _macro(pairs: Any) -> float:
    return float(np.mean([_f1(found, wanted) for found, wanted in pairs]))


def _f1(found: Flags, wanted: Flags) -> float:
    return float(2 * (found & wanted).sum() / max(1, found.sum() + wanted.sum()))
