"""Which examples are trained on, calibrated on and judged on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stancewire.training.examples import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Three groups without an event in common, as the corpus divides them."""

    train: tuple[Example, ...]
    dev: tuple[Example, ...]
    test: tuple[Example, ...]


def sides_of(examples: Sequence[Example], held_out: str) -> Sides:
    """The corpus's own split; with "temporal" or "letters" all such documents are test, and nothing else is."""
    if held_out == "test":
        return Sides(**{name: tuple(e for e in examples if e.split == name) for name in ("train", "dev", "test")})
    held = [e for e in examples if (e.temporal if held_out == "temporal" else e.letters)]
    groups = {e.group for e in held}
    rest = [e for e in examples if e.group not in groups]
    return Sides(
        train=tuple(e for e in rest if e.split != "dev"),
        dev=tuple(e for e in rest if e.split == "dev"),
        test=tuple(held),
    )
