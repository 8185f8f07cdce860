"""Everybody in a sentence who may hold a statement: bodies, people, roles, pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from stancewire.spans import first_come, within
from stancewire.statements.heads import Expression, compiled
from stancewire.statements.wordindex import Family, WordIndex, holds, word_begins
from stancewire.types import Mention, Mentions

_KIND_OF: Final = {
    "lmc": "lmc", "bma": "bma_gpc", "gpc": "bma_gpc", "gp_body": "gp_body",
    "ccg": "local_commissioner", "pct": "local_commissioner", "pct_cluster": "local_commissioner", "icb": "local_commissioner", "ics": "local_commissioner",
    "sha": "national_authority", "nhs_england": "national_authority", "government": "national_authority",
    "regulator": "regulator", "trust": "provider", "think_tank": "think_tank",
}  # fmt: skip
_BY_NAME: Final = (
    (re.compile(r"College of General Practitioners|RCGP"), "gp_body"),
    (re.compile(r"Health Board|Health and Social Care Board"), "local_commissioner"),
    (re.compile(r"Patient|Healthwatch|National Voices"), "patient_body"),
    (re.compile(r"Union|Unison|Unite\b|College of Nursing|Pharmac|Dental"), "union"),
    (re.compile(r"Select Committee|Public Accounts|Parliament|National Audit Office"), "parliament"),
    (re.compile(r"Surgery|Medical (?:Centre|Practice|Group)|Health Centre|Primary Care Network|PCN"), "provider"),
)
# Words for holders that are no names. "practices", "patients" and their like stand here because they are
# what a sentence is done to, or because their objection is nobody's stance.
_ROLES: Final = (
    ("bma_gpc", r"(?:GP |the )?negotiators|BMA leaders|(?:the )?doctors[’'] (?:leaders|union)"),
    ("lmc", r"LMC (?:leaders|representatives|chairs|officers|members|delegates)|(?:the )?(?:LMCs )?conference(?! (?:call|room|centre))|(?:LMC )?(?:delegates|representatives)"),
    ("gp_body", r"GP leaders|(?:a |the )?(?:GP )?federation(?: of \d+ (?:GP )?practices)?|(?:the )?profession[’']s leaders|leaders of the profession|GP representatives|family doctors[’'] leaders|GPs[’'] leaders|local (?:GP|medical) leaders"),
    ("local_commissioner", r"(?:local |health |primary care )?commissioners|commissioning groups?|(?:local )?(?:health|NHS) (?:bosses|chiefs|managers)|consortia"),
    ("national_authority", r"(?:health |government )?ministers?|(?:the )?health secretary|(?:the )?secretary of state|(?:the )?prime minister|(?:the )?chancellor|Whitehall|(?:the )?government|(?:NHS )?regional (?:team|office)s?|(?:a |the )?new (?:bill|act|law|regulations?)|(?:the )?national (?:planning |operating )?(?:guidance|rules|requirements|specification|contract)|(?:the )?(?:planning|operational) guidance"),
    ("parliament", r"MPs|peers|opposition MPs"),
    ("patient_body", r"patients|residents|campaigners|parents|carers|(?:patient|residents[’']) groups?|villagers|protesters"),
    ("union", r"(?:health |trade )?unions|nurses|pharmacists|dentists|midwives|health visitors|community pharmac(?:ies|y)|physiotherapists|optometrists"),
    ("provider", r"(?:GP |general |every |each |all |local )*(?:practices?|surger(?:y|ies))|(?:local |all |most |many )*(?:GPs|doctors|partners|family doctors)|hospitals?|contractors|providers|consultants|(?:the |PCN )?networks|(?:primary care )?PCNs"),
    ("other", r"councillors|councils?|inspectors|experts|academics|researchers|staff|managers|critics"),
)  # fmt: skip
_ROLE_WORDS: Final = tuple(Expression(words, kind) for kind, words in _ROLES)


@cache
def _role_index() -> WordIndex:
    return WordIndex([Family(compiled(_ROLE_WORDS), _ROLE_WORDS)])


_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+", re.I)
_PAPER: Final = re.compile(r"\b(?:bill|act|law|regulations?|guidance|rules|requirements|specification|contract)$", re.I)
_PRONOUN: Final = re.compile(
    r"(?<![\w’'-])(?P<person>[Hh]e|[Ss]he)(?![\w’'])|(?<![\w’'-])(?P<body>[Ii]t|[Tt]hey)(?![\w’'])|(?<![\w’'-])(?P<first>[Ww]e|[Oo]ur|[Uu]s|I|[Oo]urselves)(?![\w-])"
)
_PRONOUNS: Final = frozenset("he she it they we our us i ourselves".split())  # all that _PRONOUN matches
_CARRIERS: Final = re.compile(
    r"\b(?:practices?|GPs?|surger(?:y|ies)|CCGs?|PCTs?|ICBs?|ICSs?|STPs?|PCNs?|SHAs?|commission(?:ers|ing)|contract\w*|general practice|primary care|doctors|trusts|patients|health boards?|networks?)\b"
)
_BODIES: Final = ("meeting", "conference", "committee", "governing body", "board")
_THIS_BODY: Final = re.compile(rf"\b[Tt]h(?:is|at|e) (?:{'|'.join(_BODIES)})\b")
SIDES: Final = frozenset(("lmc", "bma_gpc", "gp_body", "local_commissioner", "national_authority"))
GP_SIDE: Final = frozenset(("lmc", "bma_gpc", "gp_body"))
AUTHORITIES: Final = frozenset(("local_commissioner", "national_authority"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody at start:end of the text. `pronoun` is "", "person", "body" or "first" until it is resolved."""

    start: int
    end: int
    name: str
    kind: str  # one of HOLDER_KINDS
    register_id: str | None = None
    speaker: str = ""
    pronoun: str = ""
    named: bool = False  # a body by its name, not a word for a kind of people


def holder_kind(mention: Mention) -> str:
    """The codebook's holder kind (section 2) of a mention."""
    for pattern, kind in _BY_NAME:
        if mention.kind in ("other", "royal_college", "gp_body") and pattern.search(mention.canonical):
            return kind
    return _KIND_OF.get(mention.kind, "other")


def of_mention(mention: Mention, speaker: str = "", start: int | None = None, end: int | None = None) -> Actor:
    """A body as an actor, at its own place or at that of the person who speaks for it."""
    return Actor(
        start=mention.start if start is None else start,
        end=mention.end if end is None else end,
        name=mention.canonical,
        kind=holder_kind(mention),
        register_id=mention.register_id,
        speaker=speaker,
        named=not mention.generic,
    )


def carried_out_locally(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] speaks of practices, commissioners or others who would have to carry something out."""
    return bool(_CARRIERS.search(text, start, end))


def actors_in(text: str, start: int, end: int, mentions: Mentions) -> tuple[Actor, ...]:
    """All actors of text[start:end] in text order, pronouns unresolved, without overlaps; people go before bodies."""
    candidates = [
        *_people(mentions, start, end),
        *_self(text, start, end, mentions),
        *_bodies(mentions.organisations, start, end),
        *_roles(text, start, end),
        *_pronouns(text, start, end),
    ]
    return first_come(candidates)


def _people(mentions: Mentions, start: int, end: int) -> Iterator[Actor]:
    for person in within(mentions.people, start, end):
        body = person.affiliation
        if body:
            # "GPC chair Dr X" is one actor, which begins with the body's name.
            first = body.start if start <= body.start < person.start else person.start
            yield of_mention(body, person.name, first, person.end)
        else:
            yield Actor(start=person.start, end=person.end, name="", kind="other", speaker=person.name)


def _bodies(organisations: Sequence[Mention], start: int, end: int) -> Iterator[Actor]:
    """Newspapers are left out: they report what others do."""
    return (of_mention(m) for m in within(organisations, start, end) if m.kind != "media")


def _roles(text: str, start: int, end: int) -> Iterator[Actor]:
    for _, match in _role_index().find(text, start, end):
        yield Actor(start=match.start(), end=match.end(), name=_role_name(match[0]), kind=match.lastgroup or "other")


def tells_of_a_side(text: str, start: int, end: int) -> bool:
    """Whether a word for one of the sides stands there: "ministers", "GP leaders", "commissioners"."""
    return any(match.lastgroup in SIDES for _, match in _role_index().find(text, start, end))


def _self(text: str, start: int, end: int, mentions: Mentions) -> Iterator[Actor]:
    """ "This meeting deplores" in a list of motions: the body whose meeting it is."""
    sentence = text[start:end] if mentions.sender else ""
    if mentions.sender and holds(sentence, _BODIES):
        for match in _THIS_BODY.finditer(sentence):
            yield of_mention(mentions.sender, start=start + match.start(), end=start + match.end())


def _role_name(surface: str) -> str:
    name = _ARTICLE.sub("", surface)
    if name.lower() == "government":
        return "UK Government"
    # Guidance and laws are somebody's: the holder stays empty, as the codebook has it for requirements without issuer.
    return "" if _PAPER.search(name) else name


def _pronouns(text: str, start: int, end: int) -> Iterator[Actor]:
    for begin in word_begins(text, start, end, _PRONOUNS):
        match = _PRONOUN.match(text, begin, end)
        if match:
            yield Actor(start=begin, end=match.end(), name="", kind="other", pronoun=match.lastgroup or "")
