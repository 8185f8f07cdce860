"""Shares of a whole, as tables show them."""

from __future__ import annotations

from collections.abc import Sized


def share(count: int, of: Sized) -> str:
    """A count and what part of the whole it is: 12 (40 %)."""
    return f"{count:,} ({ratio(count, of):.0%})".replace("%", " %")


def ratio(count: int, of: Sized) -> float:
    """A count by the size of the whole; of nothing it is 0."""
    return count / max(1, len(of))
