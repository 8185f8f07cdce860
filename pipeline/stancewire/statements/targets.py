"""Whom an act of a drafted statement is done to: an authority for an objection, whoever has to act for a plan or a mandate.

The sentence goes first, then its unit. An objection whose unit names no authority is to the one named last before it,
for that is whom the text speaks of, and a mandate to whoever was last spoken of as having to act; a plan has no target then.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from stancewire.statements.actors import AUTHORITIES, Actor, of_mention
from stancewire.statements.reader import Told
from stancewire.types import Mentions, Span

PRACTICES: Final = "GP practices"
_ANSWERS: Final = frozenset(("objects", "supports"))
_CARRIED_OUT_BY: Final = frozenset(("provider", "local_commissioner"))
_PRACTICES: Final = re.compile(
    r"\b(?:practices?|surger(?:y|ies)|GPs|family doctors|general practice|contractors|partners)\b", re.I
)


class Targets:
    """Finds the targets of one document's statements."""

    def __init__(self, told: Sequence[Told], mentions: Mentions) -> None:
        """told: all sentences of the document that were read."""
        self._actors = [a for item in told for a in item.sentence.actors if a.name]
        self._authorities = [a for a in map(of_mention, mentions.organisations) if a.kind in AUTHORITIES]

    def of(self, act: str, holder: Actor | None, place: Span, unit: Span, told: Sequence[Told]) -> Actor | None:
        """The target of an act at `place` of `unit`; told: the sentences of the unit."""
        actors = [a for item in told for a in item.sentence.actors if a.name and not _is_same(a, holder)]
        inside = [a for a in actors if place.holds(a.start, a.end)]
        if act in _ANSWERS:
            return _best(inside) or _best(actors) or self._spoken_of(unit, holder)
        own = holder.kind if holder else ""
        found = _carrier(inside, own) or _carrier(actors, own)
        return found or (self._told_to_act(unit, own) if act == "mandates" else None)

    def _told_to_act(self, unit: Span, own: str) -> Actor | None:
        before = bisect_left(self._actors, unit.start, key=lambda actor: actor.start)
        return _carrier(reversed(self._actors[:before]), own) or _carrier(self._actors[before:], own)

    def _spoken_of(self, unit: Span, holder: Actor | None) -> Actor | None:
        """The authority that was named last before a unit, else the first behind it."""
        others = [a for a in self._authorities if not _is_same(a, holder)]
        before = bisect_left(others, unit.start, key=lambda actor: actor.start)
        return others[max(before - 1, 0)] if others else None


def _best(actors: Iterable[Actor]) -> Actor | None:
    """An authority by its name before one by a word for its kind."""
    found = [a for a in actors if a.kind in AUTHORITIES]
    return next((a for a in found if a.named), None) or next(iter(found), None)


def _carrier(actors: Iterable[Actor], holder_kind: str) -> Actor | None:
    """Who has to act: practices, or commissioners where they are not the ones who tell others."""
    return next((a for a in _carriers(actors) if a.kind != holder_kind), None)


def _carriers(actors: Iterable[Actor]) -> Iterator[Actor]:
    for actor in actors:
        if actor.kind == "provider" and not actor.named and _PRACTICES.search(actor.name):
            yield replace(actor, name=PRACTICES)
        elif actor.kind in _CARRIED_OUT_BY:
            yield actor


def _is_same(actor: Actor, holder: Actor | None) -> bool:
    return holder is not None and actor.name == holder.name
