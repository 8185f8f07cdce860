""" "NHS Cawderby": what PCTs, clusters, CCGs, boards of care and Scottish boards call themselves, with no word for the kind.

Those of the register are found by name. Of others the text tells the kind: in the words behind the name ("NHS
Cawderby, the strategic health authority"), else in those it uses most, of kinds that its time knew, else by the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.nation import nation_of
from stancewire.entities.openings import opening
from stancewire.entities.period import ERAS, spoken_year
from stancewire.entities.rows import first_of_row
from stancewire.entities.scene import Scene
from stancewire.register.lookup import Register
from stancewire.types import Mention

_WORD: Final = r"[A-Z][a-z]{2,}(?:(?:-|[’'](?!s\b))[A-Za-z]+)*"
_NO_DATE: Final = r"(?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\b)"
_BRANDS: Final = (
    "NHS",
    "Healthwatch",
    "University Hospitals?(?: of)?",
    r"BBC(?= (?:Radio|Look|Points|Spotlight|South|North|East|West|Midlands|London)\b)",
)
_BRAND: Final = re.compile(
    rf"{opening(_BRANDS)}\s({_WORD}(?:(?:\s|,\s{_NO_DATE}|\s(?:and|&|of|on|upon|the|with)\s(?:the\s)?){_WORD}){{0,5}})"
)
_AND: Final = re.compile(r"\s(?:and|&)\s")
# What else follows "NHS": schemes, services, national bodies, and the words of headlines.
_NO_PLACE: Final = frozenset(
    "act alliance app backlog bank bill blood board boards body bosses budget business care cash centre chief chiefs "
    "choices clinical commissioning committee confederation connecting constitution continuing contract cuts dental "
    "dentist dentistry dentists digital direct doctor doctors employers england estates executive federation five "
    "foundation friends fund funding future general gp health hospital hospitals improvement information injury "
    "institute it jobs leaders litigation logistics long mail management mandate medical minister modernisation money "
    "national new next number nurse nurses operating organisation organisations outcomes patient patients pay pension "
    "pensions people pharmacy plan plans practice prescription prescriptions primary property providers reform reforms "
    "regulations research resolution review scotland secondary security service services shared staff standard "
    "strategic supply talking ten terms test transformation treatment trust trusts university urgent wales walk "
    "website white workers workforce".split()
)
# Looked for in the text in lower case: with re.I each takes five times as long.
_SPOKEN: Final = tuple(
    (kind, re.compile(rf"{opening(words)}(?!\w)"))
    for kind, words in (
        ("pct", ("pcts?", "tpct", "primary care trusts?")),
        ("ccg", ("ccgs?", "clinical commissioning groups?")),
        ("icb", ("icbs?", "integrated care boards?")),
        ("other", ("health boards?",)),
    )
)
_APPOSED: Final = re.compile(
    r",?\s(?:\(|(?:which|who)\sis\s)?(?:the|a|an|our|your)\s(?:[a-z]+\s){0,2}?"
    r"(?:(?P<sha>strategic health authority|SHA)|(?P<pct_cluster>(?:PCT )?cluster)|(?P<pct>primary care trust|PCT)"
    r"|(?P<ccg>clinical commissioning group|CCG)|(?P<icb>integrated care board|ICB)|(?P<other>health board))(?!\w)",
    re.I,
)
_TOLD: Final = {"H": "other", "U": "trust", "B": "media"}  # by the first letter of the brand
# Names of systems that no county or town bears, so that they stand alone: by the words of the text, else by the time.
_SYSTEM: Final = re.compile(r"\bSurrey Heartlands\b")
_SYSTEMS: Final = (
    ("ics", "ICS", re.compile(r"\b(?:ICSs?|STPs?|integrated care systems?)\b", re.I)),
    ("icb", "ICB", re.compile(r"\b(?:ICBs?|integrated care boards?)\b", re.I)),
)
_SMALL_WORD: Final = re.compile(r"(?<!\w)(?!(?:from|with|over|into|after|amid|than|upon)\b)[a-z]{4}|[.,;:]\s[A-Z][a-z]")
_TITLE: Final = 4  # words of a headline at least
_LONGEST_HEADLINE: Final = 300  # characters
_TWICE: Final = 2
_MIDDLE: Final = 2015  # of the years that texts come from
_BOARDS: Final = "2022-07"  # boards took over from systems
_TIMES: Final = (("2013-04", "pct"), ("2022-07", "ccg"), ("9999", "icb"))


class BrandFinder:
    """Knows nothing beforehand; vocabulary and register are what every finder is given."""

    def __init__(self, vocab: Vocab, register: Register) -> None:
        del vocab, register
        self.phrases: tuple[Phrases, ...] = ()

    def find(self, scene: Scene) -> Iterator[Mention]:
        """Every "NHS", "Healthwatch", "University Hospitals" or local "BBC" with a proper name behind it, if not found before."""
        text = scene.text
        found = {(m.start, m.end) for m in scene.found}
        places = [span for span in _names(scene) if span not in found and not _is_headline(text, *span)]
        kind = _kind(text, scene.document.meta.published) if places else ""
        apposed = {text[start:end]: said.lastgroup for start, end in places if (said := _APPOSED.match(text, end))}
        for start, end in places:
            surface = text[start:end]
            yield Mention(
                start=start,
                end=end,
                kind=_TOLD.get(surface[0]) or apposed.get(surface) or kind,
                canonical=" ".join(surface.split()),
                finder="brand",
            )
        yield from _systems(scene)


def _systems(scene: Scene) -> Iterator[Mention]:
    """ "Surrey Heartlands" without a word for what it is."""
    if "Surrey Heartlands" not in scene.text:
        return  # nearly every document: a search for the pattern takes far longer
    counts = [len(pattern.findall(scene.text)) for *_, pattern in _SYSTEMS]
    late = counts[1] > counts[0] or (counts[0] == counts[1] and (scene.document.meta.published or "9999") >= _BOARDS)
    kind, word, _ = _SYSTEMS[late]
    for match in _SYSTEM.finditer(scene.text):
        yield Mention(start=match.start(), end=match.end(), kind=kind, canonical=f"{match[0]} {word}", finder="brand")


def _names(scene: Scene) -> Iterator[tuple[int, int]]:
    """ "NHS Fen, Jane Roe, said", "NHS Fen and Stow LMC", "NHS Fen and Healthwatch Stow": each brand with no more than its name."""
    text, end = scene.text, 0
    while match := _BRAND.search(text, end):
        end = first_of_row(scene, *match.span())
        comma = text.find(",", match.start(), end)
        if comma >= 0 and not _AND.search(text, comma, end):
            end = comma
        if _is_place(text[match.start(1) : end]):
            yield match.start(), end


def _is_place(name: str) -> bool:
    return not {word.lower() for word in re.findall(r"[A-Za-z]+", name)} & _NO_PLACE


def _is_headline(text: str, start: int, end: int) -> bool:
    """ "NHS Winter Pressures Mount": a line whose words all have capitals, and a name that the text has nowhere else."""
    name, first, last = text[start:end], text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    if len(line) > _LONGEST_HEADLINE or _SMALL_WORD.search(line) or len(line.split()) < _TITLE or _is_whole(name, line):
        return False
    return text.count(name) < _TWICE


def _is_whole(name: str, line: str) -> bool:
    """A letterhead: "NHS Fen, Marsh and Stow"."""
    return name == line.strip() and " and " in line


def _was_there(kind: str, published: str | None) -> bool:
    """A text of 2019 may look back at trusts, but its "NHS Cawderby" is none."""
    since, until = ERAS.get(kind, (0, 9999))
    return not published or since <= int(published[:4]) <= until


def _kind(text: str, published: str | None) -> str:
    """The kind of that time that the text speaks of most, else the one of its time; in Scotland its boards."""
    lower = text.lower()
    counts = [(len(pattern.findall(lower)), kind) for kind, pattern in _SPOKEN if _was_there(kind, published)]
    most, kind = max(counts, key=lambda pair: pair[0])
    if most:
        return kind
    if nation_of(text) == "Scotland":
        return "other"
    when = published or str(spoken_year(text) or _MIDDLE)
    return next(kind for end, kind in _TIMES if when < end)
