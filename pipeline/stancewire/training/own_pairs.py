"""Texts with their targets as a model folder remembers them: short hashes, which tell nothing of the texts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Final

from stancewire.training.own_data import OwnExample, OwnSides, refuse, words_of

_DIGITS: Final = 16  # of each hash
_SHOWN: Final = 5  # rows named


def hashes_of(examples: Sequence[OwnExample]) -> tuple[str, ...]:
    """The hash of each text with its target once, in order."""
    return tuple(sorted({_hash(example) for example in examples}))


def _hash(example: OwnExample) -> str:
    pair = f"{example.key}\0{words_of(example.target)}"
    return hashlib.sha256(pair.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def refuse_seen(judged: Sequence[OwnExample], seen: Sequence[str], name: str) -> None:
    """Raise MalformedRow with the rows whose text and target the model of that name was trained or calibrated on."""
    known = frozenset(seen)
    # By length first: line 9 stands before line 10.
    places = sorted((e.where for e in judged if _hash(e) in known), key=lambda where: (len(where), where))
    if places:
        faults = [f"{where} was one of those that {name} was trained or calibrated on" for where in places]
        hint = "judge it on others, or train it again with this config"
        refuse(places[0].partition(",")[0], "cannot be judged", faults, hint, shown=_SHOWN)


def repeats(sides: OwnSides) -> str:
    """One line on rows that say again what another of their side says; empty where there is none."""
    found = []
    for name in ("train", "dev", "test"):
        counts = Counter((e.text, e.target) for e in getattr(sides, name))
        if again := sum(counts.values()) - len(counts):
            found.append(f"{again} in {name}")
    return f"rows that repeat another, with the same label, and are counted again: {', '.join(found)}" if found else ""
