"""How sure: from the strength of cue words to probabilities of labels and of the primary class.

The numbers of the rules model are degrees of trust set by hand and not
calibrated; its card says so, and docs/results.md shows how far off they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import Final

from stancewire.stance.labels import CLASSES, NAMES, NONE
from stancewire.types import Statement

_COUNTED: Final = 3  # more evidence of one kind adds nothing
_CEILING: Final = 0.98
_FLOOR: Final = 0.02


def label_chances(statements: Sequence[Statement], labels: Sequence[str | None]) -> dict[str, float]:
    """The chance of each label, from the strongest statements that carry it; 0.02 where none does."""
    return {
        name: _either(s.probability for s, label in zip(statements, labels, strict=True) if label == name)
        for name in NAMES
    }


def _either(chances: Iterable[float]) -> float:
    strongest = sorted(chances, reverse=True)[:_COUNTED]
    return min(_CEILING, max(_FLOOR, 1 - prod(1 - chance for chance in strongest)))


def primary_chances(primary: str, trust: float, chances: Mapping[str, float]) -> dict[str, float]:
    """Trust goes to the chosen class, the rest to the others by how likely they are present. Sums to 1."""
    weights = {name: chances.get(name, 0.0) + _FLOOR for name in CLASSES if name != primary}
    if NONE in weights:
        weights[NONE] += 1 - max(chances.values())
    total = sum(weights.values())
    return {name: trust if name == primary else (1 - trust) * weights[name] / total for name in CLASSES}


def prediction_set(primary_probabilities: Mapping[str, float], mass: float) -> tuple[str, ...]:
    """The fewest classes that together hold `mass`, likeliest first."""
    chosen: list[str] = []
    for name in sorted(primary_probabilities, key=lambda n: (-primary_probabilities[n], CLASSES.index(n))):
        chosen.append(name)
        if sum(primary_probabilities[n] for n in chosen) >= mass:
            break
    return tuple(chosen)
