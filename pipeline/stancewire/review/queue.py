"""In which order records are gone through. An order depends on records and seed alone, so two coders have the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Final

from stancewire.review.store import Item
from stancewire.stance.labels import CLASSES

Order = Callable[[Sequence[Item], int], list[Item]]


def _uncertain(items: Sequence[Item], seed: int) -> list[Item]:
    """What the model abstained from, then by how likely a label is wrong."""
    return sorted(items, key=lambda item: (not item.abstained, -item.doubt, item.number))


def _random(items: Sequence[Item], seed: int) -> list[Item]:
    """By a hash of seed and document: the first n are a random sample, and stay so when records are added elsewhere."""
    return sorted(items, key=lambda item: sha256(f"{seed}:{item.key}".encode()).digest())


def _by_label(items: Sequence[Item], seed: int) -> list[Item]:
    """By the model's primary label, those of ours in their order, the most doubtful of each first."""
    rank = {name: place for place, name in enumerate(CLASSES)}
    return sorted(items, key=lambda item: (rank.get(item.label, len(rank)), item.label, -item.doubt, item.number))


def _listed(items: Sequence[Item], seed: int) -> list[Item]:
    """As they stand in the files."""
    return sorted(items, key=lambda item: item.number)


ORDERS: Final[dict[str, Order]] = {
    "uncertain": _uncertain,
    "random": _random,
    "label": _by_label,
    "listed": _listed,
}
# Orders that tell what the model says: not for coders who are not to know it.
TELLING: Final = frozenset(("label",))


def queue(items: Sequence[Item], order: str, *, seed: int, limit: int | None = None) -> list[int]:
    """Numbers of records in an order, the first `limit` of them. order: a key of ORDERS."""
    return [item.number for item in ORDERS[order](items, seed)[:limit]]
