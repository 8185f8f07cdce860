"""What a model holds of a text before it decides: log odds, so that two texts can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from stancewire.types import Verdict

_LEAST: Final = 1e-13  # as far as log odds are told apart
_LEAST_STATED: Final = 0.00005  # of the rounded probabilities of a verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """Log odds of every label in each passage, by where it begins, and of every class as the primary one."""

    passages: Mapping[int, Mapping[str, float]]
    primary: Mapping[str, float]


def odds_of(verdict: Verdict) -> Odds:
    """Log odds of any model, from the probabilities that it states."""
    stance = verdict.stance
    return Odds(
        passages={p.start: _named(p.probabilities, _LEAST_STATED) for p in stance.passages},
        primary=_named(stance.primary_probabilities, _LEAST_STATED),
    )


def named_odds(names: Sequence[str], chances: Sequence[float]) -> dict[str, float]:
    """Log odds of exact probabilities."""
    return _named(dict(zip(names, chances, strict=True)), _LEAST)


def _named(chances: Mapping[str, float], least: float) -> dict[str, float]:
    values = np.clip(list(chances.values()), least, 1 - least)
    return dict(zip(chances, (np.log(values) - np.log1p(-values)).tolist(), strict=True))
