"""What every trained model gives: raw scores (logits), which decision.py turns into probabilities and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from stancewire.stance.outputs import DOCUMENT_OUTPUTS, UNIT_OUTPUTS
from stancewire.stance.reading import Reading

Floats = NDArray[np.float32]
UNSEEN = -8.0  # the score of whatever a model did not look at: as good as impossible


@dataclass(frozen=True, slots=True)
class Scores:
    """Logits of one reading: units (n, len(UNIT_OUTPUTS)), document (len(DOCUMENT_OUTPUTS),)."""

    units: Floats
    document: Floats


class Scorer(Protocol):
    """A trained model without its decision."""

    def score(self, reading: Reading) -> Scores:
        """Scores of all units; of a reading without units an empty array."""

    def warm(self) -> None:
        """Load now what would be loaded when a reading first needs it."""


def nothing(units: int) -> Scores:
    """Scores of so many units in which nothing was seen."""
    return Scores(
        units=np.full((units, len(UNIT_OUTPUTS)), UNSEEN, dtype=np.float32),
        document=np.zeros(len(DOCUMENT_OUTPUTS), dtype=np.float32),
    )
