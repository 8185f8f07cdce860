"""The cascade: the linear model decides what it is sure of; what is left the encoder reads too, and both have a say.

It decides alone where nobody is named who could act (most of a newspaper), and where it is sure: no label reaches `document_low` anywhere in the document, by the linear model's calibrated chances. Units in
which it sees nothing at all are left out of the encoder's windows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.errors import ModelError
from stancewire.stance.decision import Chances, load_decision
from stancewire.stance.encoder import EncoderScorer
from stancewire.stance.labels import NAMES
from stancewire.stance.linear import LinearScorer
from stancewire.stance.reading import Reading

FILE: Final = "cascade.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Below which chances the linear model is believed alone."""

    document_low: float
    unit_low: float

    def is_sure(self, first: Chances) -> bool:
        """Whether a document needs no second reading."""
        return highest_label(first) < self.document_low

    def unsure_units(self, reading: Reading, first: Chances) -> list[int]:
        """The units the encoder reads: those in which anything is seen, the headline, and the first of the body."""
        opening = next((unit for unit, part in enumerate(reading.units) if part.zone == "body"), 0)
        return [
            unit
            for unit, part in enumerate(reading.units)
            if unit == opening or part.zone != "body" or first.units[unit].max() >= self.unit_low
        ]


def highest_label(chances: Chances) -> float:
    """The highest chance of any label, of the document or one of its units; 0 without units."""
    units = chances.units[:, : len(NAMES)]
    return float(max(units.max(), chances.present.max())) if len(units) else 0.0


class CascadeChances:
    """Two models, the thresholds between them, and the decisions of the first alone and of both."""

    def __init__(self, folder: Path) -> None:
        """Load all of it. Raises ModelError where something is missing."""
        self._thresholds = load_thresholds(folder)
        self._linear, self._encoder = LinearScorer(folder), EncoderScorer(folder)
        self._alone, self._both = load_decision(folder, "linear"), load_decision(folder, "cascade")

    def warm(self) -> None:
        """Load the encoder."""
        self._encoder.warm()

    def chances(self, reading: Reading) -> Chances:
        """The linear model's chances, or those of both where it is not sure."""
        scores = self._linear.score(reading)
        first = self._alone.chances(reading, scores)
        if not reading.acted or self._thresholds.is_sure(first):
            return first
        kept = self._thresholds.unsure_units(reading, first)
        return self._both.chances(reading, self._encoder.score(reading, kept), scores)


def load_thresholds(folder: Path) -> Thresholds:
    """Read FOLDER/cascade.json. Raises ModelError where it holds no thresholds."""
    path = folder / FILE
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Thresholds(document_low=float(values["document_low"]), unit_low=float(values["unit_low"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(str(path), f"holds no thresholds ({error})", "restore the model folder") from None
