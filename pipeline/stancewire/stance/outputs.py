"""What a trained model says of one unit: a chance for each label, and for each side of actors what it does there."""

from __future__ import annotations

from typing import Final

from stancewire.stance.labels import CLASSES, NAMES

# The holder kinds that labels rest on; everybody else is "other".
SIDES: Final = ("lmc", "bma_gpc", "gp_body", "local_commissioner", "national_authority", "other")
ACTS: Final = ("objects", "supports", "plans", "mandates")  # neutral acts carry nothing
DEEDS: Final = tuple((side, act) for side in SIDES for act in ACTS)
UNIT_OUTPUTS: Final = (*NAMES, *(f"{side}:{act}" for side, act in DEEDS))
DOCUMENT_OUTPUTS: Final = CLASSES


def side_of(holder_kind: str) -> str:
    """The side of a holder kind: itself, or "other"."""
    return holder_kind if holder_kind in SIDES else "other"
