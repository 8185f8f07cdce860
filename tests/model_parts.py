"""Build by hand what trained models take in and give: readings, scores, decisions, chances, examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stancewire.stance.decision import Chances, Decision
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.reading import Reading, Unit
from stancewire.stance.scores import UNSEEN, Scores
from stancewire.stance.summary import PRESENT_FEATURES, PRIMARY_FEATURES
from stancewire.training.examples import Example, Truth

Named = Mapping[str, float]


def reading(*body: str, title: str | None = None, standfirst: str | None = None, head: str = "news") -> Reading:
    """A Reading of a title, a standfirst and body units, each at a place of its own."""
    parts = [("title", title), ("standfirst", standfirst), *(("body", text) for text in body)]
    units = []
    place = 0
    for zone, text in parts:
        if text is not None:
            units.append(Unit(start=place, end=place + len(text) + 1, zone=zone, text=text))
            place += len(text) + 2
    return Reading(head=head, units=tuple(units))


def outputs(values: Named, rest: float) -> NDArray[np.float64]:
    """One row of unit outputs: these, and the rest alike."""
    assert values.keys() <= set(UNIT_OUTPUTS)
    return np.array([values.get(name, rest) for name in UNIT_OUTPUTS])


def scores(*units: Named, document: Sequence[float] = (0.0, 0.0, 0.0, 0.0)) -> Scores:
    """Scores of units, UNSEEN where none is given."""
    rows = [outputs(values, UNSEEN) for values in units]
    return Scores(
        units=np.array(rows, dtype=np.float32).reshape(len(rows), len(UNIT_OUTPUTS)),
        document=np.array(document, dtype=np.float32),
    )


def decision(models: int = 1, **values: Any) -> Decision:
    """It believes scores as they are: of labels the surest unit, of classes the document's own scores."""
    plain: dict[str, Any] = {
        "scale": np.full((models, len(UNIT_OUTPUTS)), 1 / models),
        "shift": np.zeros(len(UNIT_OUTPUTS)),
        "present_weights": np.eye(1, PRESENT_FEATURES).repeat(len(NAMES), axis=0),
        "present_bias": np.zeros(len(NAMES)),
        "primary_weights": np.eye(len(CLASSES), PRIMARY_FEATURES),
        "primary_bias": np.zeros(len(CLASSES)),
        "label_at": np.full(len(NAMES), 0.4),
        "deed_at": 0.5,
        "set_at": 0.2,
        "coverage": 0.9,
    }
    return Decision(**(plain | values))


def chances(
    *units: Named, present: Named, primary: Named, label_at: float = 0.4, deed_at: float = 0.5, set_at: float = 0.2
) -> Chances:
    """Probabilities; of what is not named 0."""
    rows = [outputs(values, 0.0) for values in units]
    return Chances(
        units=np.array(rows, dtype=np.float64).reshape(len(rows), len(UNIT_OUTPUTS)),
        present=np.array([present.get(name, 0.0) for name in NAMES]),
        primary=np.array([primary.get(name, 0.0) for name in CLASSES]),
        label_at=np.full(len(NAMES), label_at),
        deed_at=deed_at,
        set_at=set_at,
    )


def truth(*labels: str, deeds: Sequence[tuple[str, str]] = ()) -> Truth:
    """What annotators say of a body unit."""
    return Truth(labels=frozenset(labels), deeds=frozenset(deeds))


def example(read: Reading, *truths: Truth | None, **values: Any) -> Example:
    """A document of the training side without a label, unless said otherwise."""
    assert len(read.units) == len(truths)
    plain: dict[str, Any] = {"id": "x", "split": "train", "primary": "none", "kind": "news", "group": "an event"}
    return Example(reading=read, truths=truths, **(plain | values))
