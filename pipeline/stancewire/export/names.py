"""Names as a study can hold them: 190 characters, and no two of a kind the same."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from stancewire.export.dna_schema import LONGEST

Body = tuple[str, str | None]  # name and id of the register
_DOTS: Final = "…"


def cut(name: str, longest: int = LONGEST) -> str:
    """A name without what is too long, and an ellipsis in its place; no mark is parted from its letter."""
    if len(name) <= longest:
        return name
    end = longest - len(_DOTS)
    while end and unicodedata.combining(name[end]):
        end -= 1
    return name[:end] + _DOTS


def shortened(names: Iterable[str]) -> dict[str, str]:
    """What stands for each name, in alphabetical order; of names that would be cut to the same the later bear a number."""
    found: dict[str, str] = {}
    every = sorted(set(names))
    taken = {name for name in every if len(name) <= LONGEST}
    for name in every:
        short, number = cut(name), 1
        while short != name and short in taken:
            number += 1
            end = f" ({number})"
            short = cut(name, LONGEST - len(end)) + end
        taken.add(short)
        found[name] = short
    return found


def told_apart(bodies: Iterable[Body]) -> dict[Body, str]:
    """A name for each body: its own, but where two bodies share one the id of the register stands behind it.

    A mention that the register could not place goes with the only body of its name, else it stands alone.
    """
    ids: dict[str, set[str]] = defaultdict(set)
    every = sorted(set(bodies), key=lambda body: (body[0], body[1] or ""))
    for name, code in every:
        ids[name] |= {code} if code else set()
    return {(name, code): f"{name} ({code})" if code and len(ids[name]) > 1 else name for name, code in every}


def most(values: Iterable[str | None]) -> str:
    """The most frequent of some values, of equals the first by alphabet; empty where there is none."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default="")
