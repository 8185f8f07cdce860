"""Statements that a trained model announces: it says which side does what in a unit, the sentences say who and where.

What cue words found there goes first; then whoever of that side speaks or acts in the unit; then the sender; then
whoever of that side the document named last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from stancewire.spans import within
from stancewire.statements.actors import SIDES, Actor, carried_out_locally, of_mention
from stancewire.statements.holders import is_oblique
from stancewire.statements.quotes import is_speech
from stancewire.statements.reader import Told
from stancewire.statements.targets import Targets
from stancewire.types import Mentions, Span, Statement

_OTHER: Final = "other"


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
        self._targets = Targets(told, mentions)
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
            return tuple(
                self._completed(replace(s, probability=deed.probability), deed, told) for s in reversed(same.values())
            )
        if held:
            return (self._completed(replace(held[0], act=deed.act, probability=deed.probability), deed, told),)
        return (self._by_actor(deed, told),)

    def _completed(self, statement: Statement, deed: Deed, told: Sequence[Told]) -> Statement:
        """A statement of cue words with what only the unit tells: its target and policy."""
        holder = Actor(start=statement.start, end=statement.end, name=statement.holder, kind=statement.holder_kind)
        target = None if statement.target else self._targets.of(deed.act, holder, statement, deed.unit, told)
        if target:
            statement = replace(statement, target=target.name, target_kind=target.kind, target_id=target.register_id)
        return replace(
            statement,
            speaker=statement.speaker or _speaker(told, statement, statement.holder),
            policy=statement.policy or self._policy(statement, deed.unit),
            direct=statement.direct or _is_quoted(told, statement),
        )

    def _policy(self, place: Span, unit: Span) -> str:
        """The term of the sentence, else of the unit, else of the headline."""
        terms = self._mentions.terms
        found = within(terms, place.start, place.end) or within(terms, unit.start, unit.end)
        return found[0].policy if found else ""

    def _by_actor(self, deed: Deed, told: Sequence[Told]) -> Statement:
        place, holder = self._holder(deed, told)
        target = self._targets.of(deed.act, holder, place, deed.unit, told)
        sender = told[0].sentence.sender if told else None
        return Statement(
            start=place.start,
            end=place.end,
            holder=holder.name if holder else "",
            holder_kind=holder.kind if holder else deed.side,
            holder_id=holder.register_id if holder else None,
            speaker=(holder.speaker if holder else "") or _speaker(told, place, holder.name if holder else ""),
            act=deed.act,
            target=target.name if target else "",
            target_kind=target.kind if target else "",
            target_id=target.register_id if target else None,
            policy=self._policy(place, deed.unit),
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


def _is_of(holder_kind: str, side: str) -> bool:
    return (holder_kind if holder_kind in SIDES else _OTHER) == side


def _span(told: Told) -> Span:
    return Span(start=told.sentence.start, end=told.sentence.end)


def _speaker(told: Sequence[Told], place: Span, holder: str) -> str:
    """Who is named as speaking in a sentence or elsewhere in its unit: for the holder, or for nobody who is known."""
    ordered = sorted(told, key=lambda item: item.sentence.start != place.start)
    people = ((t.sentence, a) for t in ordered for a in t.sentence.actors if a.speaker and a.name in ("", holder))
    return next((actor.speaker for sentence, actor in people if not is_oblique(sentence, actor)), "")


def _is_quoted(told: Sequence[Told], place: Span) -> bool:
    """Whether words of speech stand inside quotation marks in the sentence at a place."""
    sentence = next((t.sentence for t in told if t.sentence.start == place.start), None)
    return sentence is not None and any(is_speech(sentence.text, quote) for quote in sentence.quotes)
