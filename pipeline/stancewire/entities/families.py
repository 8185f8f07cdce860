"""National bodies by the form of their names: "Department for Transport", "Scottish Government", "NHS Wales".

A head ("Association of", "Royal College of") with the words behind it, the government of a nation, what "NHS" and a
nation stand for, and the committees of general practitioners. Those of the register are found by name as well; this
finds others, and keeps what is right where a register lacks one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.scene import Scene
from stancewire.register.lookup import Register
from stancewire.types import Mention

Span = tuple[int, int, str]  # start, end, kind

# What a name begins with, and the kind that tells; "of", "for" or "on" and capitals follow.
_HEADS: Final = {
    "Royal College": "royal_college",
    "Faculty": "royal_college",
    "Department": "government",
    "Ministry": "government",
    "Institute": "think_tank",
    "Association": "other",
    "Federation": "other",
    "Confederation": "other",
    "Society": "other",
    "Joint Committee": "other",
    "University": "other",
}
_WORD: Final = r"(?:(?!(?:To|From|Dear|Our|Your|The|Said|Says|Secretary|Minister|Press|Subject|Date|Re)\b)[A-Z][a-z]+(?:(?:-|[’'](?!s\b))[A-Za-z]+)*|GPs?(?![\w]))"
_BEHIND_HEAD: Final = re.compile(
    rf"\s(?:of|for|on)\s(?:the\s)?{_WORD}(?:(?:\s|,\s(?={_WORD}\sand\s)|\s(?:and|of|&|for)\s){_WORD}){{0,5}}"
)
# Hospitals and universities have departments ("of", never "for") and faculties too, and "Ministry" is a word for clubs.
_MATTERS: Final = {
    "Department": r"(?:[A-Z][a-z]+(?:\sand\s|,\s))?(?:Health|Social|Transport|Education|Work|Business|Trade|Environment|Communities|Local\sGovernment|Energy|Culture"
    r"|Digital|International|Constitutional|Levelling|Housing|Exiting|Science|Innovation|Employment|Finance|Justice|Defence|Agriculture|Infrastructure"
    r"|(?:the\s)?Economy|(?:the\s)?Environment|(?:the\s)?Treasury|Industry|Children|Economic|National)(?!\w)",
    "Ministry": r"(?:Health|Defence|Justice|Housing|Agriculture|Education|Transport|Labour|Finance|Social|Food|Works)(?!\w)",
    "Faculty": r"\w+\s(?:and\s)?[A-Z&]",
}
_MATTER: Final = {head: re.compile(rf"\sfor\s|\s(?:of|on)\s(?:the\s)?(?:{what})") for head, what in _MATTERS.items()}
_BEFORE_HEAD: Final = re.compile(
    r"(?<!\w)(?:(?:National|British|Royal|Scottish|Welsh|Irish|European|International)\s)+$"
)
_NATION: Final = r"(?:UK|British|Scottish|Welsh|Northern\sIreland|Northern\sIrish)"
_GOVERNMENT: Final = re.compile(r"overnment(?!\w)(?!\s[A-Z])")
_WHOSE: Final = re.compile(rf"(?<!\w)(?:(?P<nation>{_NATION}\s)|[Tt]he\s)$")
_ENGLISH: Final = r"(?:(?:\s(?:and\s)?(?:North|South|East|West|Midlands|London)(?!\w)(?:\sof\sEngland)?){0,4})"
_BRANDED: Final = re.compile(rf"NHS\s(?:England{_ENGLISH}|Scotland|Wales|Cymru)(?!\w)")
_COMMITTEE: Final = re.compile(r"ommittee(?![\w’-])")
_WHOSE_COMMITTEE: Final = re.compile(
    rf"(?<!\w)(?:(?P<nation>{_NATION}|England)\s|[Tt]he\s(?P<place>(?!{_NATION}\s|England\s)[A-Z][a-z]+)\s)?"
    r"(?P<doctors>GPs?[’']?|[Gg]eneral\s[Pp]ractitioners?[’']?)\s$"
)
_BACK: Final = 50  # characters before a head that may belong to its name


class FamilyFinder:
    """Knows nothing beforehand; vocabulary and register are what every finder is given."""

    def __init__(self, vocab: Vocab, register: Register) -> None:
        del vocab, register
        self.phrases: tuple[Phrases, ...] = ()

    def find(self, scene: Scene) -> Iterator[Mention]:
        """Every such name that was not found before. Most texts have few of the words, and are searched for no others."""
        text = scene.text
        found = {(m.start, m.end) for m in scene.found}
        for start, end, kind in _named(text):
            if (start, end) not in found:
                named = " ".join(text[start:end].split())
                yield Mention(start=start, end=end, kind=kind, canonical=named, finder="family")


def _named(text: str) -> Iterator[Span]:
    for head, kind in _HEADS.items():
        if head in text:
            yield from ((start, end, kind) for start, end in _headed(text, head))
    for match in _GOVERNMENT.finditer(text):
        yield from _government(text, match.start() - 1, match.end())
    for match in _COMMITTEE.finditer(text):
        yield from _committee(text, match.start() - 1, match.end())
    for match in _BRANDED.finditer(text):
        yield *match.span(), "nhs_england" if match[0].startswith("NHS England") else "other"


def _headed(text: str, head: str) -> Iterator[tuple[int, int]]:
    """ "National Association of Fen Doctors", "Royal College of Surgeons"."""
    start = text.find(head)
    while start >= 0:
        end = start + len(head)
        if (behind := _BEHIND_HEAD.match(text, end)) and _stands(text, start, end, head):
            before = _BEFORE_HEAD.search(text, max(0, start - _BACK), start)
            # "University of Fen and Marsh Church University" are two; other names may have an "and".
            last = text.find(" and ", end, behind.end()) if head == "University" else -1
            yield before.start() if before else start, behind.end() if last < 0 else last
        start = text.find(head, end)


def _stands(text: str, start: int, end: int, head: str) -> bool:
    """Whether a head is a word of its own, and what stands behind is the matter of such a body."""
    return not text[start - 1 : start].isalpha() and (head not in _MATTER or bool(_MATTER[head].match(text, end)))


def _government(text: str, start: int, end: int) -> Iterator[Span]:
    """ "Welsh Government", "the government", "Government"; "local government" is nobody's name."""
    before = _WHOSE.search(text, max(0, start - _BACK), start)
    if before and before["nation"]:
        yield before.start("nation"), end, "government"
    elif before or text[start] == "G":
        yield start, end, "government"


def _committee(text: str, start: int, end: int) -> Iterator[Span]:
    """ "GPs’ committee", "Scottish General Practitioners Committee"; with the name of a place, that place's own."""
    if match := _WHOSE_COMMITTEE.search(text, max(0, start - _BACK), start):
        if match["place"]:
            yield match.start("place"), end, "gp_body"
        else:
            yield match.start("nation" if match["nation"] else "doctors"), end, "gpc"
