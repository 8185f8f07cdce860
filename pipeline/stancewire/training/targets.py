"""Annotations as arrays: what a model shall say of each unit, and where annotators said anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stancewire.stance.labels import CLASSES, NAMES
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.training.examples import Example

_PLACE: Final = {name: index for index, name in enumerate(UNIT_OUTPUTS)}
_LABELS: Final = len(NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Of one example with n units: wanted and known (n, outputs) in {0, 1}; primary is -1 where there is none."""

    wanted: NDArray[np.float32]
    known: NDArray[np.float32]
    primary: int


def targets_of(example: Example) -> Targets:
    """Titles have known deeds and no known labels; lines that annotators did not read have neither."""
    wanted = np.zeros((len(example.truths), len(UNIT_OUTPUTS)), dtype=np.float32)
    known = np.zeros_like(wanted)
    for row, truth in enumerate(example.truths):
        if truth is None:
            continue
        known[row, _LABELS:] = 1
        wanted[row, [_PLACE[f"{side}:{act}"] for side, act in truth.deeds]] = 1
        if truth.labels is not None:
            known[row, :_LABELS] = 1
            wanted[row, [_PLACE[name] for name in truth.labels]] = 1
    primary = example.primary or example.learned
    return Targets(wanted=wanted, known=known, primary=-1 if primary is None else CLASSES.index(primary))
