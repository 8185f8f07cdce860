"""What actors of a cluster are made of in tests; importable where they run."""

from __future__ import annotations

from typing import Any

from run_parts import harmful
from stancewire.runs import hand
from stancewire.runs.ray_seat import Seat


class HarmfulSeat(Seat):
    """An actor whose worker does what a document says."""

    def __init__(self, *arguments: Any) -> None:
        hand.work = harmful
        super().__init__(*arguments)
