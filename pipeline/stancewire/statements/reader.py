"""Read statements off a document by cue words: the first, honest method.

In:  a Document and its Mentions; only title, standfirst and body are read.
Out: its sentences in text order, each with the Statements that stand there. Evidence is the whole sentence; within
     one, verbs come before nouns, so the first statement of a headline is what it reports.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from stancewire.spans import within
from stancewire.statements.actors import AUTHORITIES, SIDES, Actor, actors_in, carried_out_locally, of_mention
from stancewire.statements.cues import Cue, CueMatch, cues_in
from stancewire.statements.holders import Sentence, holder_of, is_oblique, only_person, target_of
from stancewire.statements.quotes import quote_spans
from stancewire.statements.sentences import sentence_spans
from stancewire.statements.speech import reports, speaker_of
from stancewire.types import Document, Mentions, Statement

_UNREAL_SHARE: Final = 0.5  # what is only supposed counts half
_OPENING: Final = 4  # title, standfirst and the first passages
_CONTINUED_SHARE: Final = 0.95
_ITEM: Final = re.compile(r"\s*(?:[•‣◦·*–-]|\(?(?:\d{1,3}(?:\.\d+)*|[a-z]|[ivx]+)[.)])\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence, who speaks and acts in it, and the statements that cue words find there."""

    sentence: Sentence
    statements: tuple[Statement, ...]


@dataclass(slots=True)
class Thread:
    """What one sentence hands to the next: who spoke last, what "it" is, who issues demands."""

    speaker: Actor | None = None
    body: Actor | None = None
    issuer: Actor | None = None  # who last planned or demanded something
    near: Actor | None = None  # the authority this passage speaks of
    lead: tuple[Statement, ...] = ()  # what a passage that ends in a colon says of the list below it


class StatementReader:
    """Holds the compiled cues of a model; one instance serves any number of documents."""

    def __init__(self, cues: tuple[Cue, ...]) -> None:
        self._cues = cues

    def read(
        self, document: Document, mentions: Mentions, *, wanted: Collection[int] | None = None
    ) -> tuple[Told, ...]:
        """The sentences of a document; none of a document that is not in English.

        wanted: where the units begin that are read for statements; of the unit before each only the actors are
        found, for "he" and "it". None: all units are read.
        """
        if document.meta.language not in (None, "en"):
            return ()
        # "Practices told to …": a headline leaves out the issuer that the opening names.
        thread = Thread(issuer=_first_authority(document, mentions))
        units = tuple(_units(document))
        return tuple(
            told
            for (start, end), behind in zip_longest(units, units[1:])
            if wanted is None or start in wanted or (behind and behind[0] in wanted)
            for told in self._read_unit(document, mentions, start, end, thread, wanted is None or start in wanted)
        )

    def cues(self, document: Document, statement: Statement) -> tuple[CueMatch, ...]:
        """The cue words in a statement's sentence that announce its act, in text order; none where a line above does.

        Where a national authority's own letter says what others will do, those are words for a plan.
        """
        found = sorted(cues_in(document.text, statement.start, statement.end, self._cues), key=lambda cue: cue.start)
        acts = {_act(cue) for cue in found}
        act = "plans" if statement.act == "mandates" and statement.act not in acts else statement.act
        return tuple(cue for cue in found if _act(cue) == act)

    def _read_unit(
        self, document: Document, mentions: Mentions, start: int, end: int, thread: Thread, cued: bool
    ) -> Iterator[Told]:
        thread.near = None
        quotes = quote_spans(document.text, start, end)
        sender = of_mention(mentions.sender, start=0, end=0) if mentions.sender else None
        for first, last in sentence_spans(document.text, start, end):
            sentence = _sentence(document.text, first, last, mentions, quotes, sender, thread)
            statements = _best(self._statements(sentence, mentions)) if cued else []
            held = [statement for _, statement in statements]
            said = {(statement.holder, statement.act) for statement in held}
            held += [s for s in _continued(sentence, thread) if (s.holder, s.act) not in said]
            yield Told(sentence=sentence, statements=tuple(held))
            _remember(thread, sentence, [holder for holder, _ in statements], held)

    def _statements(self, sentence: Sentence, mentions: Mentions) -> Iterator[tuple[Actor, CueMatch, Statement]]:
        for match in cues_in(sentence.text, sentence.start, sentence.end, self._cues):
            act = _act(match)
            holder = holder_of(sentence, match) if act else None
            if act and holder and (holder.name or holder.kind in SIDES):
                holder, act = _ordered(sentence, holder, act)
                yield holder, match, _statement(sentence, mentions, match, act, holder)


def _units(document: Document) -> Iterator[tuple[int, int]]:
    """Title and standfirst zones and body passages, in text order."""
    heads = [(zone.start, zone.end) for zone in document.zones if zone.zone in ("title", "standfirst")]
    yield from sorted([*heads, *((p.start, p.end) for p in document.passages)])


def _first_authority(document: Document, mentions: Mentions) -> Actor | None:
    opening = list(_units(document))[:_OPENING]
    actors = (a for start, end in opening for a in actors_in(document.text, start, end, mentions))
    return next((a for a in actors if a.kind in AUTHORITIES and a.name), None)


def _act(match: CueMatch) -> str | None:
    """The act a cue announces; "does not support" objects, "does not oppose" announces nothing."""
    if match.voided:
        return None
    if not match.negated:
        return match.cue.act
    return "objects" if match.cue.act == "supports" else None


def _ordered(sentence: Sentence, holder: Actor, act: str) -> tuple[Actor, str]:
    """In a national authority's own letter, what "each CCG will" do is what it is told to do."""
    sender = sentence.sender
    if (
        sender
        and sender.kind == "national_authority"
        and holder.kind == "local_commissioner"
        and act in ("plans", "mandates")
    ):
        return sender, "mandates"
    return holder, act


def _continued(sentence: Sentence, thread: Thread) -> Iterator[Statement]:
    """A list item goes on with what the line above the list says: "we will:" or "practices must:"."""
    if _ITEM.match(sentence.text, _line_start(sentence), sentence.end):
        for statement in thread.lead:
            yield replace(
                statement,
                start=sentence.start,
                end=sentence.end,
                probability=round(statement.probability * _CONTINUED_SHARE, 4),
            )


def _line_start(sentence: Sentence) -> int:
    return sentence.text.rfind("\n", 0, sentence.start) + 1


def _statement(sentence: Sentence, mentions: Mentions, match: CueMatch, act: str, holder: Actor) -> Statement:
    target = target_of(sentence, match, holder)
    terms = within(mentions.terms, sentence.start, sentence.end)
    nearest = min(terms, key=lambda t: abs(t.start - match.start), default=None)
    return Statement(
        start=sentence.start,
        end=sentence.end,
        holder=holder.name,
        holder_kind=holder.kind,
        holder_id=holder.register_id,
        speaker=holder.speaker,
        act=act,
        target=target.name if target else "",
        target_kind=target.kind if target else "",
        target_id=target.register_id if target else None,
        policy=nearest.policy if nearest else "",
        own=sentence.sender is not None and holder.name == sentence.sender.name,
        direct=sentence.quote_at(match.start) is not None,
        addresses_practices=carried_out_locally(sentence.text, sentence.start, sentence.end),
        probability=round(match.cue.strength * (_UNREAL_SHARE if match.unreal else 1.0), 4),
    )


def _best(found: Iterator[tuple[Actor, CueMatch, Statement]]) -> list[tuple[Actor, Statement]]:
    """One statement a holder and act, the surest; verbs before nouns, then as they stand in the sentence."""
    best: dict[tuple[str, str, str], tuple[Actor, CueMatch, Statement]] = {}
    for item in found:
        key = (item[2].holder, item[2].holder_kind, item[2].act)
        if key not in best or item[2].probability > best[key][2].probability:
            best[key] = item
    ordered = sorted(best.values(), key=lambda item: (item[1].cue.how == "owner", item[1].start))
    return [(holder, statement) for holder, _, statement in ordered]


def _sentence(
    text: str,
    start: int,
    end: int,
    mentions: Mentions,
    quotes: tuple[tuple[int, int], ...],
    sender: Actor | None,
    thread: Thread,
) -> Sentence:
    inside = tuple(q for q in quotes if q[0] < end and start < q[1])
    actors = actors_in(text, start, end, mentions)
    outside = _resolved(text, [a for a in actors if not _in(a, inside)], thread, thread.speaker, sender)
    speaker = speaker_of(text, start, end, outside, inside, thread.speaker)
    spoken = _resolved(text, [a for a in actors if _in(a, inside)], thread, speaker, sender)
    return Sentence(
        text=text,
        start=start,
        end=end,
        actors=tuple(sorted((*outside, *spoken), key=lambda a: a.start)),
        quotes=inside,
        speaker=speaker if speaker and (speaker.name or speaker.kind != "other") else None,
        sender=sender,
        issuer=thread.near or thread.issuer,
        last_body=thread.body,
    )


def _in(actor: Actor, quotes: Sequence[tuple[int, int]]) -> bool:
    return any(start <= actor.start < end for start, end in quotes)


def _resolved(
    text: str, actors: Sequence[Actor], thread: Thread, speaker: Actor | None, sender: Actor | None
) -> tuple[Actor, ...]:
    """Pronouns become whom they stand for: "he" the last speaker, "it" the last body, "we" the speaker or the sender."""
    found = []
    body = thread.body
    for actor in actors:
        said = thread.speaker if reports(text, actor.end) else None
        referent = {"person": thread.speaker, "body": said or body or thread.speaker, "first": speaker or sender}.get(
            actor.pronoun
        )
        if actor.pronoun and referent:
            actor = replace(referent, start=actor.start, end=actor.end, pronoun=actor.pronoun)  # noqa: PLW2901
        if actor.named or (actor.kind in SIDES and not actor.pronoun):
            body = actor
        found.append(actor)
    return tuple(found)


def _remember(thread: Thread, sentence: Sentence, holders: Sequence[Actor], statements: Sequence[Statement]) -> None:
    if sentence.text[sentence.start : sentence.end].endswith(":"):
        thread.lead = tuple(s for s in statements if s.act in ("plans", "mandates", "objects"))
    elif not _ITEM.match(sentence.text, _line_start(sentence), sentence.end):
        thread.lead = ()
    thread.speaker = sentence.speaker or only_person(sentence) or thread.speaker
    subjects = [
        a
        for a in sentence.actors
        if (a.kind in SIDES or a.named) and a.name and not _in(a, sentence.quotes) and not is_oblique(sentence, a)
    ]
    if subjects:
        thread.body = subjects[0]
    # Who is spoken of as acting goes before who is only found to hold a statement: "what NHS England has asked of practices".
    thread.near = next((a for a in subjects if a.kind in AUTHORITIES), thread.near)
    thread.issuer = next((h for h in holders if h.kind in AUTHORITIES and h.name), thread.issuer)
