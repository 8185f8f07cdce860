"""Statements that a trained model announces: it says which side does what in a unit, the sentences say who and where.

What cue words found there goes first; then whoever of that side speaks or acts in the unit; then the sender; then
whoever of that side the document named last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from stancewire.spans import within
from stancewire.statements.actors import SIDES, Actor, carried_out_locally, of_mention
from stancewire.statements.holders import is_oblique
from stancewire.statements.reader import Told
from stancewire.types import Mentions, Span, Statement

_OTHER: Final = "other"
# Who is likely to be meant by an act, where the sentence names nobody.
_AGAINST: Final[Mapping[str, tuple[str, ...]]] = {
    "objects": ("local_commissioner", "national_authority"),
    "supports": ("local_commissioner", "national_authority"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What a model says of a unit: a side (a holder kind that labels rest on, or "other") does something there."""

    unit: Span
    side: str
    act: str
    probability: float


class Drafter:
    """Turns the deeds of one document into statements."""

    def __init__(self, told: Sequence[Told], mentions: Mentions) -> None:
        self._told = told
        self._starts = [item.sentence.start for item in told]
        self._mentions = mentions
        self._named: dict[str, list[Actor]] = defaultdict(list)  # bodies of each side, in text order
        for mention in mentions.organisations:
            actor = of_mention(mention)
            self._named[actor.kind].append(actor)

    def draft(self, deed: Deed) -> tuple[Statement, ...]:
        """One statement, or one for each holder that cue words found; never none."""
        told = self._told[bisect_left(self._starts, deed.unit.start) : bisect_left(self._starts, deed.unit.end)]
        held = [s for t in told for s in t.statements if _is_of(s.holder_kind, deed.side)]
        same = {s.holder: s for s in reversed(held) if s.act == deed.act}  # the first of each holder
        if same:
            return tuple(replace(s, probability=deed.probability) for s in reversed(same.values()))
        if held:
            return (replace(held[0], act=deed.act, probability=deed.probability),)
        return (self._by_actor(deed, told),)

    def _by_actor(self, deed: Deed, told: Sequence[Told]) -> Statement:
        place, holder = self._holder(deed, told)
        target = self._target(deed, place)
        terms = within(self._mentions.terms, place.start, place.end) or within(
            self._mentions.terms, deed.unit.start, deed.unit.end
        )
        sender = told[0].sentence.sender if told else None
        return Statement(
            start=place.start,
            end=place.end,
            holder=holder.name if holder else "",
            holder_kind=holder.kind if holder else deed.side,
            holder_id=holder.register_id if holder else None,
            speaker=holder.speaker if holder else "",
            act=deed.act,
            target=target.name if target else "",
            target_kind=target.kind if target else "",
            target_id=target.register_id if target else None,
            policy=terms[0].policy if terms else "",
            own=bool(sender and holder and holder.name == sender.name),
            direct=_is_quoted(told, place),
            addresses_practices=bool(told) and carried_out_locally(told[0].sentence.text, place.start, place.end),
            probability=deed.probability,
        )

    def _holder(self, deed: Deed, told: Sequence[Told]) -> tuple[Span, Actor | None]:
        for item in told:
            speaker = item.sentence.speaker
            if speaker and _is_of(speaker.kind, deed.side) and (speaker.name or speaker.speaker):
                return _span(item), speaker
        actors = [(t, a) for t in told for a in t.sentence.actors if _is_of(a.kind, deed.side) and a.name]
        for item, actor in sorted(actors, key=lambda found: is_oblique(found[0].sentence, found[1])):
            return _span(item), actor
        first = _span(told[0]) if told else deed.unit
        if told and told[0].sentence.sender and _is_of(told[0].sentence.sender.kind, deed.side):
            return first, told[0].sentence.sender
        return first, self._last_named(deed)

    def _last_named(self, deed: Deed) -> Actor | None:
        bodies = self._named.get(deed.side, []) if deed.side != _OTHER else []
        behind = bisect_left(bodies, deed.unit.start, key=lambda body: body.start)
        return bodies[max(behind - 1, 0)] if bodies else None

    def _target(self, deed: Deed, place: Span) -> Actor | None:
        bodies = [of_mention(m) for m in within(self._mentions.organisations, place.start, place.end)]
        return next((b for b in bodies if b.kind in _AGAINST.get(deed.act, ()) and not _is_of(b.kind, deed.side)), None)


def _is_of(holder_kind: str, side: str) -> bool:
    return (holder_kind if holder_kind in SIDES else _OTHER) == side


def _span(told: Told) -> Span:
    return Span(start=told.sentence.start, end=told.sentence.end)


def _is_quoted(told: Sequence[Told], place: Span) -> bool:
    return any(
        quote[0] <= place.start and place.end <= quote[1] + 1
        for item in told
        if item.sentence.start == place.start
        for quote in item.sentence.quotes
    )
