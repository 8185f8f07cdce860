"""How likely a record's labels are wrong, by its own calibrated probabilities: what is looked at first.

The chance that at least one answer is wrong, as if answers were independent: the primary label, and of each label
whether it is present. Of another scheme than ours, where a text has one label, the primary alone.
"""

from __future__ import annotations

from math import prod
from typing import Any

from stancewire.stance.labels import OURS

Json = dict[str, Any]


def doubt_of(record: Json) -> float:
    """In [0, 1], 0 where the model is sure of everything. record: one with a stance."""
    stance = record["stance"]
    right: float = stance["primary_probabilities"][stance["primary"]]
    if record["model"]["scheme"] == OURS.name:
        present = set(stance["present"])
        right *= prod(chance if name in present else 1 - chance for name, chance in stance["probabilities"].items())
    return round(1 - right, 6)
