"""Every named body under another invented place, every person under another name, the same all through a text.

Names keep their form: words that tell the sort of body, "and", "of", landscapes. Abbreviations follow. National bodies
keep their names, which are roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from random import Random
from typing import Final

from stancewire.entities.placenames import place_of, proper_parts
from stancewire.entities.suffixes import SUFFIXES
from stancewire.evaluation.perturb_places import (
    FIRST_NAMES,
    PLACES,
    SURNAMES,
    initials,
    invented,
    turned,
)
from stancewire.evaluation.perturb_subject import NamedAs, Subject
from stancewire.register.lookup import load_register

_LOCAL: Final = frozenset("lmc ccg pct pct_cluster icb ics sha trust council".split())
_NATIONAL: Final = frozenset("government bma gpc royal_college regulator think_tank".split())
_SHORT: Final = {"lmc": "LMC", "ccg": "CCG", "pct": "PCT", "icb": "ICB", "sha": "SHA", "ics": "ICS"}
_MONTHS: Final = frozenset(
    "January February March April May June July August September October November December".split()
)
_TITLES: Final = frozenset("Dr Mr Mrs Ms Miss Professor Prof Sir Dame Lord Lady Councillor Cllr Rev GP".split())
# Who is spoken of by an office keeps it.
_OFFICES: Final = re.compile(
    r"secretary|minister|chair|committee|spokes|officer|director|chief|leader|\bNHS\b|\bthe\b|LMC|GPC|BMA", re.I
)
_INITIAL: Final = re.compile(r"[A-Z]\.?")


def renamed(subject: Subject, random: Random) -> str:
    """The text with other places and people; unchanged where nobody is named."""
    table = new_names(subject, random)
    if not table:
        return subject.text
    longest = sorted(table, key=lambda old: (-len(old), old))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    return pattern.sub(lambda match: table[match[0]], subject.text)


def new_names(subject: Subject, random: Random) -> dict[str, str]:
    """Old to new, for every string that is to be replaced wherever it stands by itself."""
    places = _places(subject, random)
    table = dict(_people(subject, random))
    for body in subject.bodies:
        place = place_of(body.name) if is_local(body) else ""
        if place and (other := _other(place, places)) != place:
            table[body.name] = body.name.replace(place, other)
            table |= _short_forms(subject, body, place, other)
            if not _is_everyday(place, subject.text):
                table[place] = other
    table |= {old: new for old, new in places.items() if not _is_everyday(old, subject.text)}
    return table | {
        old.upper(): new.upper() for old, new in table.items() if len(old) > 3 and old.upper() in subject.text
    }


def is_local(body: NamedAs) -> bool:
    """Whether a body is one of many of its kind, named after a place: roles like "NHS England" are not."""
    if body.kind in _LOCAL:
        return True
    if body.kind in _NATIONAL:
        return False
    if body.kind == "nhs_england":
        return bool(re.search(r"\bteam\b", body.name, re.I))
    ends = re.search(rf"(?:{_endings(body.kind)})$", body.name, re.I) or body.name.startswith("Healthwatch ")
    return bool(ends) and not load_register().find(body.name)


@cache
def _endings(kind: str) -> str:
    forms = sorted(SUFFIXES.get(kind, ()), key=len, reverse=True)
    return "|".join(re.escape(form) for form in forms) or r"(?!)"


def _places(subject: Subject, random: Random) -> dict[str, str]:
    """Every proper part of a local body's place, and its invented counterpart; no counterpart stands in the text."""
    parts = [part for body in subject.bodies if is_local(body) for part in proper_parts(place_of(body.name))]
    left = [place for place in PLACES if place.lower() not in subject.text.lower()]
    random.shuffle(left)
    return {part: invented(part, left, number) for number, part in enumerate(dict.fromkeys(parts))}


def _other(place: str, places: Mapping[str, str]) -> str:
    parts = sorted(proper_parts(place), key=len, reverse=True)
    if not parts:
        return place
    pattern = "|".join(rf"(?<!\w){re.escape(part)}(?!\w)" for part in parts)
    # A place without a proper part is a name as a whole; otherwise the compass is turned round too.
    pieces = re.split(f"({pattern})", place)
    return "".join(places[piece] if piece in places else turned(piece) for piece in pieces)


def _short_forms(subject: Subject, body: NamedAs, place: str, other: str) -> dict[str, str]:
    """ "ARLMC" of "Aldmere and Rossenby LMC"; "SWL" where the text gives it in brackets, or before a word for the kind."""
    old, new = initials(place), initials(other)
    if len(old) < 2 or len(new) != len(old):
        return {}
    short = _SHORT.get(body.kind, "")
    found = {}
    if short:
        found = {f"{old}{short}{s}": f"{new}{short}{s}" for s in ("", "s")} | {f"{old} {short}": f"{new} {short}"}
    if re.search(rf"\((?:the )?[‘“\"']?{old}[’”\"']?\)", subject.text):
        found[old] = new
    return {before: after for before, after in found.items() if before in subject.text and after not in subject.text}


def _people(subject: Subject, random: Random) -> Iterator[tuple[str, str]]:
    surnames, firsts = list(SURNAMES), list(FIRST_NAMES)
    random.shuffle(surnames)
    random.shuffle(firsts)
    known: dict[str, str] = {}
    for person in sorted(subject.people, key=lambda name: (-len(name), name)):
        words = [word for word in _on_one_line(person, subject.text).split() if word not in _TITLES]
        if _OFFICES.search(person) or not words or not all(word[0].isupper() for word in words):
            continue
        surname = known.setdefault(words[-1], surnames[len(known) % len(surnames)])
        first = [word if _INITIAL.fullmatch(word) else firsts[hash_of(word) % len(firsts)] for word in words[:-1]]
        yield " ".join(words), " ".join([*first, surname])
        for title in sorted(_TITLES):
            yield f"{title} {words[-1]}", f"{title} {surname}"
        if not _is_everyday(words[-1], subject.text):
            yield words[-1], surname


def _on_one_line(person: str, text: str) -> str:
    """A finder may take the office below a signature for part of the name: what stands on the next line is none."""
    match = re.search(r"\s+".join(map(re.escape, person.split())), text)
    return match[0].split("\n")[0] if match else person


def hash_of(word: str) -> int:
    """The same number for the same word in every process, which `hash` does not give."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(word))


def _is_everyday(name: str, text: str) -> bool:
    """Whether a name is a month, or a word that the text also uses as one: then it is replaced only inside a longer name."""
    return name in _MONTHS or bool(re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text))
