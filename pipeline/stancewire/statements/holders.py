"""Who holds the statement that a cue announces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from stancewire.statements.actors import AUTHORITIES, GP_SIDE, SIDES, Actor
from stancewire.statements.cues import CueMatch
from stancewire.statements.issuer import issuer_of
from stancewire.statements.quotes import is_speech
from stancewire.statements.wordindex import fold, may_end

# An actor behind a preposition is no subject, unless the noun before speaks for it.
_PREPOSITION: Final = r"\b(?:of|to|against|by|for|with|from|on|under|at|in|over|about|between|into|than|across|through|among|despite|after|following|that)"
_OBLIQUE: Final = re.compile(
    _PREPOSITION
    + r"\s+(?:the\s|its\s|all\s|local\s|their\s|some\s|many\s|most\s|each\s|every\s|an?\s)?(?:GP\s|emerging\s|new\s|\d+\s)*$",
    re.I,
)
# Of what _OBLIQUE matches, the last word that is none of the small ones ends in a preposition; asked first, it is quicker.
_SMALL: Final = frozenset("the its all local their some many most each every an a gp emerging new".split())
_LAST: Final = re.compile(_PREPOSITION + r"\Z", re.I)
_SPEAKS_FOR: Final = re.compile(
    r"\b(?:spokes\w+|leaders?|members?|chair\w*|officers?|board|body|bosses|chiefs|representatives?|delegates|secretary|director|president|majority|executive|head|plans?|meeting|number|coalition|group|two|three|four|both|all|many|most|some)\s+(?:of|for|at|from|to)\s+(?:the\s|its\s)?$|\bsaid that\s+(?:the\s)?$|\bthat\s+(?:the\s)?$|\b(?:after|as|when|because|while|where|over)\s+(?:the\s)?$",
    re.I,
)
_BREAK: Final = re.compile(r"[;:•]|(?<![\w’'])[–—](?![\w’'])|\.\s")
_OWNED: Final = re.compile(r"[’']s?\s+(?:[‘“\"]?[\w-]+[’”\"]?\s+){0,4}[‘“\"]?$")
_ATTACHED: Final = re.compile(r"\s+(?:[\w-]+\s+)?$")
_POSSESSIVE: Final = re.compile(r"\b(?:its|their|his|her)\s+(?:[\w-]+\s+){0,3}$", re.I)
_OUR: Final = re.compile(r"\bour\s+(?:[\w-]+\s+){0,3}$", re.I)
_AGENT: Final = re.compile(
    r"\s*(?:(?:(?:drawn up|put forward|published|unveiled|announced|proposed|made|set out|tabled|issued|outlined|ordered|(?:\w+\s)?under discussion)\s)?(?:by|from|among)|of)\s+(?:[‘“\"])?(?:the\s|its\s|local\s|some\s|all\s|many\s|both\s)?$",
    re.I,
)
_BE: Final = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?|got)\s(?:\w+ly\s|now\s|also\s|all\s)?$", re.I)
_BY: Final = re.compile(r"\bby\s(?:the\s|its\s|their\s|local\s)?\Z", re.I)
_BY_REACH: Final = 12  # code points; _BY finds nothing longer
_PARTICIPLE: Final = re.compile(
    r"\w+(?:ed|told|given|sent|cut|made|shaken|torn)\b(?! to (?:the|any|all|this|these|plans|such|level))", re.I
)
_DIRECTED: Final = re.compile(
    r"(?:ordered|told|asked|required|forced|instructed|obliged|expected|urged|compelled|banned)\s(?:not\s)?(?:to|from)\b",
    re.I,
)
# "the PCT boundaries", "CCG members": the body only qualifies the noun that follows.
_COMPOUND: Final = re.compile(
    r"\s(?:commissioning|boundar(?:y|ies)|consultants|contracts?|funding|budgets?|area|patients|practices|GPs|constitutions?|roles?|level|membership|data|staff|manager roles)\b"
)
_OBLIGED: Final = re.compile(
    r"\b(?:must|ha(?:ve|s|d) to|should|need(?:s|ed)? to|ought to|(?:told|asked|required|ordered|instructed|expected|urged|invited|obliged|forced)\s(?:not\s)?to)\b",
    re.I,
)
_TOLD: Final = re.compile(
    r"\b(?:tell|ask|requir|order|instruct|expect|urg|invit|oblig|forc|want|warn|call|press|allow|let|mak|get)\w*\s(?:on\s|for\s)?(?:the\s|all\s|every\s|each\s|local\s|its\s|their\s|our\s|both\s|most\s)*$|\btold\s(?:the\s|all\s|every\s|each\s|local\s|its\s|their\s|our\s)*$",
    re.I,
)
_ASIDE: Final = re.compile(r",\s(?:who|whose|which|where)\b[^,]*,")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is needed to find a holder: pronouns among the actors are resolved where they can be."""

    text: str  # of the whole document
    start: int
    end: int
    actors: tuple[Actor, ...]
    quotes: tuple[tuple[int, int], ...]
    speaker: Actor | None
    sender: Actor | None
    issuer: Actor | None
    last_body: Actor | None

    def quote_at(self, position: int) -> tuple[int, int] | None:
        """The quote that holds a position."""
        return next((q for q in self.quotes if q[0] <= position < q[1]), None)


def holder_of(sentence: Sentence, match: CueMatch) -> Actor | None:
    """The holder of a cue, None where the sentence names nobody who could be."""
    how = "passive" if match.cue.how == "subject" and _is_passive(sentence, match) else match.cue.how
    return _BY_HOW[how](sentence, match)


def _is_passive(sentence: Sentence, match: CueMatch) -> bool:
    """ "was rejected", and in headlines "PCTs ordered to": the verb's subject is not who rejects or orders."""
    before = sentence.text[max(sentence.start, match.start - 30) : match.start]
    if _DIRECTED.match(sentence.text, match.start, sentence.end):
        return True
    return bool(_BE.search(before) and _PARTICIPLE.match(sentence.text, match.start, sentence.end))


def subject_of(sentence: Sentence, match: CueMatch) -> Actor | None:
    """The nearest actor before a verb that can be its subject."""
    reach = _reach(sentence, match)
    before = [a for a in sentence.actors if a.end <= match.start and a.start >= reach]
    if not before:
        return None
    asides = [m.span() for m in _ASIDE.finditer(sentence.text, sentence.start, match.start)]
    for actor in reversed(before):
        if _BREAK.search(sentence.text[actor.end : match.start]):
            break
        if _is_doer(sentence, actor, match):
            return actor
        if not (is_oblique(sentence, actor) or any(start <= actor.start < end for start, end in asides)):
            return actor
    return None


def _reach(sentence: Sentence, match: CueMatch) -> int:
    """Speech that is a clause of its own ("‘We reject …") has its subject inside."""
    quote = sentence.quote_at(match.start)
    if quote and is_speech(sentence.text, quote) and sentence.text[quote[0]].isupper():
        return quote[0]
    return sentence.start


def _is_doer(sentence: Sentence, actor: Actor, match: CueMatch) -> bool:
    """ "a plan by the CCG to close": whoever stands behind "by" does what follows."""
    text = sentence.text
    reach = max(sentence.start, actor.start - _BY_REACH)
    return bool(_BY.search(text, reach, actor.start)) and text[actor.end : match.start] in (" to ", " ")


def is_oblique(sentence: Sentence, actor: Actor) -> bool:
    """Whether an actor stands behind a preposition, or only qualifies a noun, and so is no subject."""
    if _COMPOUND.match(sentence.text, actor.end):
        return True
    before = sentence.text[max(sentence.start, actor.start - 50) : actor.start]
    return may_end(before, _is_last) and bool(_OBLIQUE.search(before)) and not _SPEAKS_FOR.search(before)


def only_person(sentence: Sentence) -> Actor | None:
    """Who alone acts by name in a sentence, outside quotation marks: the "he" of the next, though nothing was said yet."""
    people = [a for a in sentence.actors if a.speaker and not a.pronoun and sentence.quote_at(a.start) is None]
    return people[0] if len(people) == 1 and not is_oblique(sentence, people[0]) else None


@lru_cache(maxsize=4096)
def _is_last(word: str) -> bool | None:
    return None if fold(word) in _SMALL or word.isdigit() else bool(_LAST.search(word))


def _subject(sentence: Sentence, match: CueMatch) -> Actor | None:
    actor = subject_of(sentence, match)
    if (
        actor
        and actor.kind in AUTHORITIES
        and match.cue.act in ("plans", "mandates")
        and _is_told(sentence, match, actor)
    ):
        return None
    if actor is None and _is_unattributed_first_person(sentence, match):
        return sentence.sender
    return actor


def _is_told(sentence: Sentence, match: CueMatch, actor: Actor) -> bool:
    """ "told PCTs to publish", "CCGs must review": somebody else's demand, not the actor's own act."""
    before = sentence.text[max(sentence.start, actor.start - 60) : actor.start]
    return bool(_OBLIGED.search(sentence.text[actor.end : match.start]) or _TOLD.search(before))


def _is_unattributed_first_person(sentence: Sentence, match: CueMatch) -> bool:
    """A bare verb of a plan or a list of resolutions ("To introduce …", "Rejects …") is its sender's."""
    lead = sentence.text[sentence.start : match.start].strip(' •*-–0123456789.()‘“"')
    return sentence.sender is not None and len(lead.split()) <= 2 and not sentence.quotes


def _voice(sentence: Sentence, match: CueMatch) -> Actor | None:
    if sentence.speaker:
        return sentence.speaker
    return sentence.sender if sentence.sender and sentence.sender.kind in GP_SIDE else None


def _owner(sentence: Sentence, match: CueMatch) -> Actor | None:
    return _owner_before(sentence, match) or _agent(sentence, match)


def _owner_before(sentence: Sentence, match: CueMatch) -> Actor | None:
    text = sentence.text
    before = [a for a in sentence.actors if a.end <= match.start]
    if _OUR.search(text[sentence.start : match.start]):
        return sentence.speaker or sentence.sender
    if _POSSESSIVE.search(text[sentence.start : match.start]):
        sides = [a for a in before if a.kind in SIDES and a.name]
        return sides[-1] if sides else sentence.last_body
    for actor in reversed(before):
        between = text[actor.end : match.start]
        if actor.kind in SIDES and not actor.pronoun and (_OWNED.fullmatch(between) or _ATTACHED.fullmatch(between)):
            return actor
    return None


def _agent(sentence: Sentence, match: CueMatch) -> Actor | None:
    after = (a for a in sentence.actors if a.start >= match.end)
    return next((a for a in after if _follows(sentence.text, match.end, a.start)), None)


def _follows(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    named_in_cue = (
        text[max(0, end - 5) : end].lower().rstrip().endswith((" by", "from", "among")) and len(between.split()) <= 2
    )
    return named_in_cue or bool(_AGENT.fullmatch(between))


def _passive(sentence: Sentence, match: CueMatch) -> Actor | None:
    agent = _agent(sentence, match)
    if agent or match.cue.act not in ("mandates", "plans"):
        return agent
    return _addressee(sentence, match)


def _addressee(sentence: Sentence, match: CueMatch) -> Actor | None:
    agent = _agent(sentence, match)
    if agent and agent.kind in AUTHORITIES:
        return agent
    subject = subject_of(sentence, match)
    return issuer_of(
        sentence.text[sentence.start : sentence.end],
        subject,
        sentence.speaker,
        sentence.sender,
        sentence.issuer,
        sentence.actors,
    )


_BY_HOW: Final = {"subject": _subject, "voice": _voice, "owner": _owner, "passive": _passive, "addressee": _addressee}


def target_of(sentence: Sentence, match: CueMatch, holder: Actor) -> Actor | None:
    """Whom the act is done to: an authority for an objection, whoever has to act for a plan or a mandate."""
    others = [a for a in sentence.actors if a.name and a.name != holder.name]
    if match.cue.act in ("plans", "mandates"):
        return next(
            (a for a in others if a.kind in ("provider", "local_commissioner") and a.start >= sentence.start), None
        )
    wanted = [a for a in others if a.kind in AUTHORITIES]
    behind = [a for a in wanted if a.start >= match.end]
    named = next(iter(behind or wanted), None)
    rest = [a for a in others if a.kind in ("regulator", "union") and a.start >= match.end]
    return named or next(iter(rest), None) or sentence.issuer
