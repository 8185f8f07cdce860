"""People with title, role and the body they speak for, and their later short mentions.

In:  a Document and the organisations found in it, in text order.
Out: "GPC chair Dr Laura Kemp", "Dr Kemp, medical secretary of Kent LMC", "health secretary John Rowe" with role and
     body; then "Dr Kemp" alone, with the name, role and body of the one person it can mean.

A short form that may mean either of two people takes nothing from them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from stancewire.entities.naming import IN_WORDS, LETTERS, NAME, NAMES, REST, ROLE, SPACE, TITLE, TITLES
from stancewire.entities.openings import opening
from stancewire.entities.signers import signed
from stancewire.entities.surnames import surnames_alone
from stancewire.spans import crosses, within
from stancewire.types import Document, Mention, Person

# "Dr AB Kemp", and in minutes "Dr AB" alone.
_TITLED: Final = re.compile(rf"{opening(TITLES, IN_WORDS)}\.?{SPACE}({NAMES}|[A-Z]{{2,3}}(?:{SPACE}{NAMES}|(?!\w)))")
_APPOSED: Final = re.compile(
    rf"([A-Z](?<![{IN_WORDS}].){REST}(?:{SPACE}{NAME}){{1,2}}),\s(?=(?:the\s|a\s|an\s|its\s)?(?:[\w’'-]+\s){{0,6}}?{ROLE}\b)"
)
# Two names behind a small letter: few enough to look back from each for a role, where a search for roles reads every word.
_PREFIXED: Final = re.compile(
    rf"\s(?<=[a-z]\s)(?!(?:The|Secretary|State|Health|Care|Minister|Chair\w*|Director|Officer|President|Executive|Leader)\b)({NAME}{SPACE}{NAME}(?:-{NAME})?)\b"
)
_ROLE_BEFORE: Final = re.compile(rf"\b({ROLE})[,\s]*$")
# The last words of roles: they tell most names without one, in a tenth of the time of a search for roles.
_ROLE_ENDS: Final = tuple(
    "chair chairman chairwoman chairperson officer executive secretary director minister president negotiator spokesman spokeswoman"
    " spokesperson lead leader member treasurer representative chancellor head health care".split()
)
_BETWEEN: Final = re.compile(rf"[’']?s?\s*(?:[a-z-]+\s){{0,3}}{ROLE},?\s*(?:and (?:[a-z ]+) GP,?\s)?$")
_ROLE_AFTER: Final = re.compile(
    rf",\s(?:who (?:is|was|chairs) |the |a |an |its )?(?:(?!{TITLE}{SPACE})[\w’'-]+{SPACE}){{0,5}}?((?i:{ROLE}))\b"
)
# "the chair of Kent LMC, Dr X": what stands before the body, in front of that, and behind the name.
_ROLE_OF: Final = re.compile(rf"\b((?i:{ROLE}))\s(?:of|for|at|on)\s(?:the\s)?$")
_OPENS: Final = re.compile(r"(?:^|[.!?:“‘\"\n]\s*)(?:[Tt]he\s)?$")
_GOES_ON: Final = re.compile(r"\s[a-z]")
# "Dr X, Surrey LMC chief executive, Dr Y": the role is that of Dr X.
_ANOTHERS: Final = re.compile(rf"\b{TITLE}\s{NAMES},\s(?:[\w’'-]+\s){{0,4}}$")
_TOUCHES: Final = re.compile(r",|\s\(|\s(?:of|from|at|representing)\s")
_STOP: Final = re.compile(r"\n|\s(?:said|told|added)|\.\s|:\s‘")
_LINK: Final = re.compile(
    r",?\s(?:of|from|at|representing)\s(?:the\s)?|,\sfor\s(?:the\s)?"
    r"|,\s(?:[\w’'-]+\s){0,6}?(?:who|and)\s(?:also\s|now\s|currently\s)?"
    r"(?:(?P<verb>(?:co-|vice-)?chair|lead|head)s|represents|speaks\sfor|sits\son)\s(?:the\s)?"
    rf"|(?P<bracket>\s\()(?:(?:the\s|an?\s)?(?:[\w’'-]+\s){{0,3}}?(?P<role>{ROLE})(?:,|\s(?:of|for|at|on))\s|of\s|from\s)?(?:the\s)?"
)
_POSSESSIVE: Final = re.compile(r"[’']s?\s")
_AN_EVENT: Final = re.compile(r"(?i:conference|meeting)$")  # "Dr X, at the LMCs conference": where, and not for whom
# "His deputy Dr Y": the role, and whose body it is in, is said by the person named before.
_OF_HIM: Final = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir)\s(?:own\s|new\s|then\s|former\s|fellow\s)?(?P<role>deputy|predecessor|successor|colleague|number two|{ROLE})(?:\sthere)?,?\s$"
)
_IN_BRACKETS: Final = re.compile(rf"(?:[’']?s?,?\s(?:[a-z-]+\s){{0,3}}?(?P<role>{ROLE})\b|,)?[^()\n]{{0,40}}\)")
_LETTER_TO: Final = re.compile(r"\bto\s$")  # "a letter to Dr X from Kent LMC" is the LMC's
_LETTERS: Final = re.compile(LETTERS)
_MINISTER: Final = re.compile(
    r"(?!.*shadow).*(?:minister|secretary of state|(?:health|care) secretary|chancellor)", re.I
)
_LEADING_TITLE: Final = re.compile(rf"{TITLE}\s")
_REACH: Final = 110  # code points from a name to the body it speaks for
_BEFORE: Final = 60  # code points before a name in which its role stands
_NAMESAKES: Final = 20  # the last so many of one surname: a roll of members may list thousands


def find_people(document: Document, organisations: Sequence[Mention]) -> tuple[Person, ...]:
    """Everybody named, in text order; a later surname, with title or not, takes the affiliation of the one person it can mean."""
    full = sorted(_named(document, organisations), key=lambda p: (p.start, p.start - p.end))
    people: list[Person] = []
    for person in full:
        if not people or person.start >= people[-1].end:
            people.append(person)
    alone = tuple(surnames_alone(document.text, people, organisations))
    return tuple(_carried(document.text, sorted((*people, *alone), key=lambda person: person.start)))


def _named(document: Document, organisations: Sequence[Mention]) -> Iterator[Person]:
    text = document.text
    for pattern in (_TITLED, _APPOSED, _PREFIXED):
        for match in pattern.finditer(text):
            start, end = match.span(0 if pattern is _TITLED else 1)
            if crosses(organisations, start, end) or (pattern is _PREFIXED and not _follows_role(text, start)):
                continue
            role, body = _position(text, start, end, organisations)
            if body is None and text[start - 1 : start] == "\n":
                below, body = signed(document, start, end, organisations)
                role = role or below
            yield Person(start=start, end=end, name=text[start:end], role=role, affiliation=body)


def _follows_role(text: str, start: int) -> bool:
    before = text[max(0, start - _BEFORE) : start]
    likely = before[:-1].lower().endswith(_ROLE_ENDS) or " of " in before
    return likely and bool(_ROLE_BEFORE.search(before))


def _position(text: str, start: int, end: int, organisations: Sequence[Mention]) -> tuple[str | None, Mention | None]:
    """Role and body as said before the name, else behind it; a minister's body is the Government."""
    if letters := _LETTERS.match(text, end):
        end = letters.end()
    role = _role_before(text, start)
    if found := _before(text, start, end, organisations, role):
        return found
    bodies = _bodies_behind(text, end, organisations)
    link = _linked(text, start, end, bodies[0]) if bodies else None
    role = role or (link[0] if link else None)
    if role is None and (after := _ROLE_AFTER.match(text, end)):
        role = after[1]
    if owner := _owner(text, start, organisations):
        return role, owner
    if bodies and (link or (role and text[end] == ",")):
        return role, bodies[0]
    if role and _MINISTER.match(role):
        return role, Mention(start=start, end=end, kind="government", canonical="UK Government", finder="role")
    return role, None


def _role_before(text: str, start: int) -> str | None:
    match = _ROLE_BEFORE.search(text, max(0, start - 60), start)
    if match is None or ("," in match[0] and _ANOTHERS.search(text, max(0, match.start() - 60), match.start())):
        return None
    return match[1]


def _before(
    text: str, start: int, end: int, organisations: Sequence[Mention], role: str | None
) -> tuple[str, Mention] | None:
    """ "GPC chair Dr X", "the chair of Kent LMC, Dr X"."""
    bodies = within(organisations, start - _REACH, start)
    if role:
        for body in reversed(bodies):
            if _BETWEEN.fullmatch(text, body.end, start):
                return role, body
    if not bodies or text[bodies[-1].end : start] not in (" ", ", "):
        return None
    body = bodies[-1]
    owned = len(bodies) > 1 and _POSSESSIVE.fullmatch(text, bodies[-2].end, body.start)  # "chair of the BMA's GPC"
    head = bodies[-2].start if owned else body.start
    of = _ROLE_OF.search(text, max(0, head - 60), head)
    return (of[1], body) if of and _apposed(text, of.start(), body.end, end) else None


def _owner(text: str, start: int, organisations: Sequence[Mention]) -> Mention | None:
    """ "Westmarch LMC's Dr X" """
    bodies = within(organisations, max(0, start - _REACH), start)
    return bodies[-1] if bodies and _POSSESSIVE.fullmatch(text, bodies[-1].end, start) else None


def _apposed(text: str, role: int, comma: int, end: int) -> bool:
    """Not so in "In a letter to the chair of Kent LMC, Dr X said": a comma opens there and none closes."""
    return text[comma] != "," or not _GOES_ON.match(text, end) or bool(_OPENS.search(text, max(0, role - 8), role))


def _bodies_behind(text: str, end: int, organisations: Sequence[Mention]) -> Sequence[Mention]:
    """The bodies in the clause behind a name, up to where it says something."""
    if not _TOUCHES.match(text, end):
        return ()
    bodies = within(organisations, end, end + _REACH)
    stop = _STOP.search(text, end, end + _REACH) if bodies else None
    return [body for body in bodies if body.end <= stop.start()] if stop else bodies


def _linked(text: str, start: int, end: int, body: Mention) -> tuple[str | None] | None:
    """The role (or None) said in "Dr X of the NAPC", "Dr X, who chairs Kent LMC", "Dr X (GPC chair)"; without such words no tuple."""
    link = _LINK.fullmatch(text, end, body.start)
    if link is None or ("from" in link[0] and _LETTER_TO.search(text, max(0, start - 4), start)):
        return None
    if " at " in link[0] and _AN_EVENT.search(text, body.start, body.end):
        return None
    if not link["bracket"]:
        return (link["verb"],)
    rest = _IN_BRACKETS.match(text, body.end)
    return (link["role"] or rest["role"],) if rest else None


def _carried(text: str, people: Iterable[Person]) -> Iterator[Person]:
    known: dict[str, deque[Person]] = {}
    last: Person | None = None
    for found in people:
        person = _introduced(text, found, last)
        namesakes = known.setdefault(person.name.split()[-1], deque(maxlen=_NAMESAKES))
        meant = [other for other in _meant(person, namesakes) if person is found or other is not last]
        if not meant:
            namesakes.append(person)
        if len(meant) == 1:
            first = meant[0]
            person = _filled(person, first)
            namesakes[namesakes.index(first)] = _filled(first, person) if first.affiliation else person
        last = person
        yield person


def _introduced(text: str, person: Person, last: Person | None) -> Person:
    """ "His deputy Dr Y": somebody else, of the body of the one named last; any other person as found."""
    match = _OF_HIM.search(text, max(0, person.start - 60), person.start)
    if match is None or last is None or person.affiliation:
        return person
    return replace(person, role=match["role"], affiliation=last.affiliation)


def _filled(person: Person, other: Person) -> Person:
    """A mention with what another one of the same person says besides; a role goes with its body."""
    name = max(other.name, person.name, key=lambda name: (_in_full(_given_name(name)), len(name)))
    body = person.affiliation or other.affiliation
    elsewhere = body and other.affiliation and body.canonical != other.affiliation.canonical
    role = person.role or (None if elsewhere else other.role)
    return replace(person, name=name, role=role, affiliation=body)


def _meant(person: Person, namesakes: Iterable[Person]) -> Sequence[Person]:
    """Whom of those with this surname a mention may mean; a full given name or the body said beside it decides."""
    given = _given_name(person.name)
    meant = [other for other in namesakes if _may_be_one(_given_name(other.name), given)]
    if len(meant) > 1 and person.affiliation:
        body = person.affiliation.canonical
        return [other for other in meant if other.affiliation and other.affiliation.canonical == body] or meant
    return meant


def _may_be_one(one: str, other: str) -> bool:
    """Whether two given names may be one person's: they are alike, or one is missing or an initial of the other."""
    if _in_full(one) and _in_full(other):
        return one == other
    return not one or not other or one[0] == other[0]


def _in_full(given: str) -> bool:
    return len(given) > 1 and "." not in given and not given.isupper()


def _given_name(name: str) -> str:
    words = name[title.end() if (title := _LEADING_TITLE.match(name)) else 0 :].split()
    return words[0] if len(words) > 1 else ""
