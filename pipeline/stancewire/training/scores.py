"""What a model scores on examples it was not trained on: the figures of its card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One document, or one pair passage, with its truth and what a system found; units are those of the body.

    found, chances, deeds are None where a system says nothing of the kind.
    """

    example: Example
    present: tuple[str, ...]
    primary: str
    trust: float  # the chance it gives its primary label
    wanted: Flags  # (units, labels)
    wanted_deeds: Flags  # (units, deeds)
    found: Flags | None = None
    chances: NDArray[np.float64] | None = None
    deeds: Flags | None = None


Figure = Callable[[Sequence[Judged]], float]


def body_units(example: Example) -> Flags:
    """Which units of a reading are scored: those of the body that annotators read."""
    zones = np.array([unit.zone == "body" for unit in example.reading.units], dtype=bool)
    return np.asarray(zones & (targets_of(example).known[:, 0] > 0))


def wanted_of(example: Example) -> dict[str, Flags]:
    """The truth of the units that are scored, as Judged holds it."""
    wanted = targets_of(example).wanted[body_units(example)] > 0
    return {"wanted": wanted[:, :_FIRST], "wanted_deeds": wanted[:, _FIRST:]}


def judged(example: Example, chances: Chances, at: float) -> Judged:
    """What a trained model finds; at: the chance from which a label is present."""
    body = body_units(example)
    labels = labels_of(example.reading, chances, at)
    found = np.array([[name in unit for name in NAMES] for unit in labels.units], dtype=bool)
    return Judged(
        example=example,
        present=labels.present,
        primary=labels.primary,
        trust=float(chances.primary[CLASSES.index(labels.primary)]),
        **wanted_of(example),
        found=found[body],
        chances=chances.units[body, :_FIRST],
        deeds=chances.units[body, _FIRST:] >= chances.deed_at,
    )


def figures(examples: Sequence[Example], model: Chancer, at: float, seed: int = 0) -> dict[str, Any]:
    """Macro-F1 of primary, present and passage labels, F1 of statements, calibration; 95 % bootstrap over documents."""
    rows = [judged(e, model.chances(e.reading), at) for e in examples if e.reading.units]
    documents = [row for row in rows if row.example.primary is not None]
    found: dict[str, Any] = {
        "documents": len(documents),
        "units": int(sum(row.wanted.shape[0] for row in documents)),
        **intervals(documents, FIGURES, seed),
    }
    pairs = [row for row in rows if row.example.primary is None]
    if pairs:
        found["pair_passages"] = round(_passage(pairs), 3)
    return found | _calibration(documents)


def intervals(rows: Sequence[Judged], figures: Mapping[str, Figure], seed: int = 0) -> dict[str, dict[str, float]]:
    """Each figure as score, low and high, by a bootstrap of 1,000 draws of as many documents."""
    random = Random(seed)
    drawn = [[rows[random.randrange(len(rows))] for _ in rows] for _ in range(_ROUNDS)]
    found = {}
    for name, figure in figures.items():
        spread = sorted(figure(draw) for draw in drawn)
        low, high = spread[int(_ROUNDS * 0.025)], spread[int(_ROUNDS * 0.975)]
        found[name] = {"score": round(figure(rows), 3), "low": round(low, 3), "high": round(high, 3)}
    return found


def _primary(rows: Sequence[Judged]) -> float:
    pairs = [(row.primary, row.example.primary) for row in rows]
    return _macro(
        (np.array([p == name for p, _ in pairs]), np.array([g == name for _, g in pairs])) for name in CLASSES
    )


def _present(rows: Sequence[Judged]) -> float:
    pairs = [(row.present, row.example.present) for row in rows]
    return _macro((np.array([n in p for p, _ in pairs]), np.array([n in g for _, g in pairs])) for n in NAMES)


def _passage(rows: Sequence[Judged]) -> float:
    found, wanted = (np.concatenate([getattr(row, name) for row in rows]) for name in ("found", "wanted"))
    return _macro((found[:, label], wanted[:, label]) for label in range(_FIRST))


def _statements(rows: Sequence[Judged]) -> float:
    return f1(*(np.concatenate([getattr(row, name) for row in rows]) for name in ("deeds", "wanted_deeds")))


FIGURES: Final[Mapping[str, Figure]] = {
    "primary": _primary,
    "present": _present,
    "passage": _passage,
    "statements": _statements,
}


def _calibration(rows: Sequence[Judged]) -> dict[str, float]:
    chances = np.concatenate([row.chances.ravel() for row in rows if row.chances is not None])
    right = np.concatenate([row.wanted.ravel() for row in rows])
    trust = np.array([row.trust for row in rows])
    hits = np.array([row.primary == row.example.primary for row in rows])
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


def _macro(pairs: Iterable[tuple[Flags, Flags]]) -> float:
    return float(np.mean([f1(found, wanted) for found, wanted in pairs]))


def f1(found: Flags, wanted: Flags) -> float:
    """F1 of flags of one shape; 0 where nothing is found or wanted."""
    return float(2 * (found & wanted).sum() / max(1, found.sum() + wanted.sum()))
