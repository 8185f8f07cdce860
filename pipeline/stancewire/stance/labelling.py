"""From chances to labels: of the document, of each unit, and the primary one, so that they agree with each other.

A label that a passage carries is present in the document, and a label that is present stands in some passage of the
body: a document that takes a stance takes it somewhere. Only a text that is all headline has labels without a passage.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stancewire.stance.decision import Chances
from stancewire.stance.labels import CLASSES, NAMES, NONE
from stancewire.stance.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """present and units in the order of NAMES; one tuple for each unit of the reading, empty for a title."""

    present: tuple[str, ...]
    units: tuple[tuple[str, ...], ...]
    primary: str


def labels_of(reading: Reading, chances: Chances, present_at: float) -> Labels:
    """Decide the labels of a document. present_at: the chance from which a label is present."""
    body = np.array([unit.zone == "body" for unit in reading.units], dtype=bool)
    read = np.array([unit.zone != "title" for unit in reading.units], dtype=bool)
    present = tuple(name for name, chance in zip(NAMES, chances.present, strict=True) if chance >= present_at)
    marked = np.zeros((len(body), len(NAMES)), dtype=bool)
    for column, name in enumerate(NAMES):
        if name in present and body.any():
            values = chances.units[:, column]
            marked[:, column] = read & (values >= chances.label_at[column])
            if not marked[body, column].any():
                marked[np.where(body, values, -1.0).argmax(), column] = True
    return Labels(
        present=present,
        units=tuple(tuple(name for name, found in zip(NAMES, row, strict=True) if found) for row in marked),
        primary=max((*present, NONE), key=lambda name: chances.primary[CLASSES.index(name)]),
    )
