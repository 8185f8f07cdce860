"""What a stance model reads: the title, standfirst and passages of a document, with bodies told by their roles.

"Kent LMC", "the committee" of its letter and a committee that no register knows are all "LMC" to a model; PCT,
CCG and ICB are one role. So a body that was never seen, or an era with other names, is read like any other.
People, and places of local bodies, are told by one name each (aliases.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.spans import first_come, within
from stancewire.stance.aliases import Places, people_told, places_of
from stancewire.statements.actors import holder_kind, tells_of_a_side
from stancewire.types import Document, Mention, Mentions, Span

_ROLE: Final = {
    "lmc": "LMC",
    "bma_gpc": "BMA",
    "gp_body": "GP body",
    "local_commissioner": "CCG",
    "national_authority": "NHS England",
    "regulator": "regulator",
    "provider": "hospital trust",
    "council": "council",
}
_SPEAKS_FOR_ITSELF: Final = frozenset(("news", "comment"))  # kinds without a sender whose voice they are
_HEADS: Final = ("title", "standfirst")
_BESIDE: Final = 60  # characters within which a person's body is named anyway
_ARTICLE: Final = re.compile(
    r"\b([Aa])n? (?=(LMC\b|NHS England\b)|(?:CCG|BMA|GP body|regulator|hospital trust|council)\b)"
)
# When it happened says nothing of who wants what; with the year as it stands a model learns whole eras by heart.
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d(?:([/–-])\d\d)?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Span):
    """One stretch that gets labels of its own; `text` is what stands there, in roles."""

    zone: str  # title, standfirst or body
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as a model reads it. `head` says what it is and whose voice it has: "letter from LMC"."""

    head: str
    units: tuple[Unit, ...]  # in text order
    acted: bool = True  # whether it tells of anybody who could hold a statement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit(Span):
    text: str


def reading_of(document: Document, mentions: Mentions, *, roles: bool = True) -> Reading:
    """Read a document for a model; roles=False keeps names as they stand, for comparison."""
    edits = _edits(document.text, mentions) if roles else ()
    places = places_of(document.text, mentions.organisations if roles else ())
    stretches = [(z.start, z.end, z.zone) for z in document.zones if z.zone in _HEADS]
    stretches += [(p.start, p.end, "body") for p in document.passages]
    return Reading(
        head=_head(document, mentions),
        units=tuple(
            Unit(start=start, end=end, zone=zone, text=_smoothed(text) if roles else text)
            for start, end, zone in sorted(stretches)
            for text in (_edited(document.text, start, end, edits, places),)
        ),
        acted=any(map(_role_of, _actors(mentions)))
        or mentions.sender is not None
        or any(tells_of_a_side(document.text, start, end) for start, end, _ in stretches),
    )


def _actors(mentions: Mentions) -> Iterator[Mention]:
    yield from mentions.organisations
    yield from (person.affiliation for person in mentions.people if person.affiliation)


def _head(document: Document, mentions: Mentions) -> str:
    kind = document.meta.kind
    sender = _role_of(mentions.sender) if mentions.sender else None
    return f"{kind} from {sender}" if sender and kind not in _SPEAKS_FOR_ITSELF else kind


def _role_of(mention: Mention) -> str | None:
    kind = holder_kind(mention)
    return _ROLE.get(mention.kind if kind == "other" else kind)


def _edits(text: str, mentions: Mentions) -> tuple[_Edit, ...]:
    """Where the text is told in roles, in text order, without overlaps."""
    return first_come([*_bodies(mentions.organisations), *_people(text, mentions)])


def _bodies(organisations: Sequence[Mention]) -> Iterator[_Edit]:
    for mention in organisations:
        role = _role_of(mention)
        if role:
            # "CCGs" are several; a name that happens to end in s is one.
            several = mention.generic and mention.canonical.endswith("s")
            yield _Edit(start=mention.start, end=mention.end, text=_plural(role) if several else role)


def _plural(role: str) -> str:
    return f"{role[:-1]}ies" if role.endswith("body") else f"{role}s"


def _people(text: str, mentions: Mentions) -> Iterator[_Edit]:
    """Everybody under one name, and behind "Dr Moss" the body that an earlier sentence said she speaks for."""
    for person, told in people_told(text, mentions):
        body = person.affiliation
        role = _role_of(body) if body else None
        far = body and not person.start - _BESIDE < body.start < person.end + _BESIDE
        yield _Edit(start=person.start, end=person.end, text=f"{told} ({role})" if role and far else told)


def _edited(text: str, start: int, end: int, edits: Sequence[_Edit], places: Places) -> str:
    parts = []
    place = start
    for edit in within(edits, start, end):
        parts += [places.told(text[place : edit.start]), edit.text]
        place = edit.end
    return " ".join("".join([*parts, places.told(text[place:end])]).split())


def _smoothed(text: str) -> str:
    """Without what would tell a body's name or the era all the same: "an ICB" of 2023 is "a CCG"."""
    return _YEAR.sub(_any_year, _ARTICLE.sub(_article, text))


def _article(match: re.Match[str]) -> str:
    return f"{match[1]}n " if match[2] else f"{match[1]} "


def _any_year(match: re.Match[str]) -> str:
    return f"2010{match[1]}11" if match[1] else "2010"  # "2023/24", a year of accounts, stays one
