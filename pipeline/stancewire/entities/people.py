"""People with title, role and the body they speak for, and their later short mentions.

"GPC chair Dr Laura Kemp", "Dr Kemp, medical secretary of Kent LMC, said",
"health secretary John Rowe", then "Dr Kemp" alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from stancewire.spans import crosses, within
from stancewire.types import Document, Mention, Person

_TITLE: Final = r"(?:Dr|Drs|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor)\.?"
_NAME: Final = r"[A-Z][a-zà-ÿ]*(?:(?![’']s\b)[’'-][A-Z]?[a-zà-ÿ]+)*(?:[A-Z][a-z]+)?"
_NAMES: Final = rf"(?:[A-Z]\.\s?)*{_NAME}(?:\s(?:[A-Z]\.\s?)?(?:de\s|van\s|al-)?{_NAME}){{0,2}}"
ROLE: Final = (
    r"(?:(?:joint|acting|interim|deputy|vice|co|lead|former|outgoing|then|national|regional|senior|honorary|associate|assistant)[\s-])*"
    r"(?:chair(?:man|woman|person)?|chief (?:executive|officer|operating officer|medical officer)|medical (?:secretary|director|officer)|(?i:secretary of state(?: for health(?: and social care)?)?)"
    r"|(?i:(?:health |public health |care |primary care )(?:secretary|minister))|secretary|minister|president|director(?: of [a-z ]{3,40}?)?|accountable officer|managing director|negotiator|spokes(?:man|woman|person)"
    r"|(?:clinical |policy |executive |prescribing |workforce |contracts? )?lead|leader|officer|member|treasurer|executive|representative|(?i:prime minister|chancellor)|head(?: of [a-z ]{3,40}?)?)"
)
_TITLED: Final = re.compile(rf"(?<![\w’'-]){_TITLE}\s({_NAMES})")
_APPOSED: Final = re.compile(
    rf"(?<![\w’'-])({_NAME}(?:\s{_NAME}){{1,2}}),\s(?=(?:the\s|a\s|an\s|its\s)?(?:[\w’'-]+\s){{0,6}}?{ROLE}\b)"
)
# Two names behind a small letter: few enough to look back from each for a role, where a search for roles reads every word.
_PREFIXED: Final = re.compile(
    rf"(?<=[a-z]\s)(?!(?:Secretary|Minister|Chair\w*|Director|Officer|President|Executive|Leader)\b)({_NAME}\s{_NAME}(?:-{_NAME})?)\b"
)
_ROLE_BEFORE: Final = re.compile(rf"\b({ROLE})[,\s]*$")
_ROLE_END: Final = re.compile(
    r"(?:chair(?:man|woman|person)?|officer|executive|secretary|director|minister|president|negotiator|spokes(?:man|woman|person)"
    r"|lead|leader|member|treasurer|representative|chancellor|head|health|care|(?:director|head) of [a-z ]{3,40})\s$",
    re.I,
)
_BETWEEN: Final = re.compile(rf"[’']?s?\s*(?:[a-z-]+\s){{0,3}}{ROLE},?\s*(?:and (?:[a-z ]+) GP,?\s)?$")
_ROLE_AFTER: Final = re.compile(rf",\s(?:who (?:is|was|chairs) |the |a |an |its )?(?:[\w’'-]+\s){{0,5}}?({ROLE})\b")
_MINISTER: Final = re.compile(r"minister|secretary of state|health secretary|chancellor|prime minister", re.I)
_REACH: Final = 110  # code points from a name to the body it speaks for


def find_people(document: Document, organisations: Sequence[Mention]) -> tuple[Person, ...]:
    """Everybody named, in text order; a surname alone takes the affiliation of its first full mention."""
    full = sorted(_named(document.text, organisations), key=lambda p: (p.start, p.start - p.end))
    people: list[Person] = []
    for person in full:
        if not people or person.start >= people[-1].end:
            people.append(person)
    return tuple(_carried(people))


def _named(text: str, organisations: Sequence[Mention]) -> Iterator[Person]:
    for pattern in (_TITLED, _APPOSED, _PREFIXED):
        for match in pattern.finditer(text):
            start, end = match.span(0 if pattern is _TITLED else 1)
            if crosses(organisations, start, end) or (pattern is _PREFIXED and not _follows_role(text, start)):
                continue
            role = _role(text, start, end)
            yield Person(
                start=start,
                end=end,
                name=text[start:end],
                role=role,
                affiliation=_affiliation(text, start, end, organisations, role),
            )


def _follows_role(text: str, start: int) -> bool:
    before = text[max(0, start - 60) : start]
    return bool(_ROLE_END.search(before) and _ROLE_BEFORE.search(before))


def _role(text: str, start: int, end: int) -> str | None:
    if match := _ROLE_BEFORE.search(text[max(0, start - 60) : start]):
        return match[1]
    after = _ROLE_AFTER.match(text, end)
    return after[1] if after else None


def _affiliation(text: str, start: int, end: int, organisations: Sequence[Mention], role: str | None) -> Mention | None:
    """The body before the role ("GPC chair Dr X") or behind it ("Dr X, chair of Kent LMC,"); a minister's is the Government."""
    for body in reversed(within(organisations, start - _REACH, start)):
        if _BETWEEN.fullmatch(text[body.end : start]):
            return body
    if role and text[end : end + 1] == ",":
        clause = text[end : end + _REACH].split("\n", maxsplit=1)[0]
        stop = min(
            (clause.find(cue) for cue in (" said", " told", " added", ". ", ": ‘") if cue in clause),
            default=len(clause),
        )
        if bodies := within(organisations, end, end + stop):
            return bodies[0]
    if role and _MINISTER.search(role):
        return Mention(start=start, end=end, kind="government", canonical="UK Government", finder="role")
    return None


def _carried(people: Iterable[Person]) -> Iterator[Person]:
    known: dict[str, Person] = {}
    for person in people:
        surname = person.name.split()[-1]
        first = known.get(surname)
        if first is None or (person.affiliation and not first.affiliation):
            known[surname] = person
            yield person
        elif not _may_be_one(first.name, person.name):
            yield person
        else:
            longer = max(first.name, person.name, key=len)
            yield Person(
                start=person.start,
                end=person.end,
                name=longer,
                role=person.role or first.role,
                affiliation=person.affiliation or first.affiliation,
            )


def _may_be_one(first: str, second: str) -> bool:
    """Whether two names with one surname may be one person's: a given name is missing, or both begin alike."""
    one, other = _given_name(first), _given_name(second)
    return not one or not other or one[0] == other[0]


def _given_name(name: str) -> str:
    words = re.sub(rf"^{_TITLE}\s", "", name).split()
    return words[0] if len(words) > 1 else ""
