"""Longer paragraphs from shorter ones: neighbours of one document put together carry what either carried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from stancewire.stance.reading import Unit
from stancewire.training.examples import Example, Truth

_SHARE: Final = 0.4  # of neighbours that could be joined
_LONGEST: Final = 70  # words of a joined paragraph
_Part = tuple[Unit, Truth | None]


def joined(example: Example, random: Random) -> Example:
    """A copy of which some neighbouring paragraphs are one; its truths are those of both together.

    Only paragraphs of the body that annotators read are joined, to no more than 70 words.
    """
    parts = list(_joined(zip(example.reading.units, example.truths, strict=True), random))
    reading = replace(example.reading, units=tuple(unit for unit, _ in parts))
    return replace(example, reading=reading, truths=tuple(truth for _, truth in parts))


def _joined(parts: Iterator[_Part], random: Random) -> Iterator[_Part]:
    held: _Part | None = None
    for part in parts:
        one = _one(held, part) if held and random.random() < _SHARE else None
        if held and not one:
            yield held
        held = one or part
    if held:
        yield held


def _one(first: _Part, second: _Part) -> _Part | None:
    """Two as one, None where they are not two read paragraphs of the body or would be too long."""
    (a, truth), (b, other) = first, second
    if truth is None or other is None or truth.labels is None or other.labels is None:
        return None
    if not a.zone == b.zone == "body":
        return None
    text = f"{a.text} {b.text}"
    if len(text.split()) > _LONGEST:
        return None
    unit = replace(a, end=b.end, text=text)
    return unit, replace(truth, labels=truth.labels | other.labels, deeds=truth.deeds | other.deeds)
