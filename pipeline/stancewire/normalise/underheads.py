"""What stands between a title and the first paragraph: standfirst, byline, role, date, picture, and the site's own labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from stancewire.normalise import dated, patterns, words
from stancewire.normalise.authors import is_persons
from stancewire.normalise.lines import Line
from stancewire.normalise.standfirsts import above_text, standfirst

_LONGEST_TOLD = 20  # words of a byline or date with all that may stand beside it
_LONGEST_UNDERHEAD = 12  # lines
_LONGEST_LABEL = 12  # words of a line like "Purpose: decision"
_FEWEST_WIDGETS = 2  # buttons above a line among them
_LONGEST_WIDGET = 8  # words of a line among buttons
_FROM: Final = re.compile(r"from\s?:?", re.I)
_GLUED: Final = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+){1,4}")  # names of sections, side by side on the page
_LONGEST_PLACE = 2  # words in capitals between title and byline: a section or a place

Zones = dict[int, str]
_PATTERNS: Final = (
    ("date", dated.DATE_LINE), ("byline", patterns.BYLINE), ("date", dated.HEAD_DATE), ("date", dated.WRITTEN_DATE),
    ("byline", words.HANDLE), ("caption", words.CREDIT),
)  # fmt: skip


def whose_zone(line: Line) -> str | None:
    """Byline, date or credit, by its wording alone."""
    text = line.text.lstrip("•‣◦ ")
    return next((zone for zone, pattern in _PATTERNS if pattern.fullmatch(text)), None)


def under_title(lines: Sequence[Line], zones: Zones, title: int) -> Zones:
    """The lines below a title, down to the first paragraph."""
    told = _told(lines, zones, title)
    known = {**told, **zones}
    found = {title + 1: "title"} if _goes_on(lines, known, title) else standfirst(lines, known, title)
    rest = _lines_below(lines, zones, found, title)
    for k in reversed(rest):
        if (
            k not in found
            and told.get(k) not in ("byline", "date")
            and (zone := _by_place(lines, {**zones, **found}, k, title))
        ):
            found[k] = zone
    for k in reversed(rest):
        if k not in found and _is_author(lines, {**known, **found}, k, title):
            found[k] = "byline"
    placed = {**known, **found}
    first = next((k for k in range(title + 1, len(lines)) if _opens_text(lines, placed, k)), title)
    found = {**{k: zone for k, zone in told.items() if k < first}, **found}
    return found | above_text(lines, {**zones, **found}, title, first)


def _told(lines: Sequence[Line], zones: Zones, title: int) -> Zones:
    """Bylines and dates by their wording, close below the title."""
    near = range(title + 1, min(len(lines), title + _LONGEST_UNDERHEAD))
    short = (k for k in near if k not in zones and lines[k].words <= _LONGEST_TOLD)
    return {k: zone for k in short if (zone := whose_zone(lines[k]) or _label_zone(lines[k]))}


def _label_zone(line: Line) -> str | None:
    return words.labelled(line.text) if line.words <= _LONGEST_LABEL and not line.is_closed else None


def _goes_on(lines: Sequence[Line], zones: Zones, title: int) -> bool:
    """Below the name of a body or plan may stand, on a line of its own, that these are its minutes."""
    below = title + 1
    return below < len(lines) and below not in zones and bool(words.KIND_OF_PAPER.fullmatch(lines[below].text))


def _opens_text(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    return k not in zones and lines[k].is_paragraph


def _lines_below(lines: Sequence[Line], zones: Zones, found: Zones, title: int) -> list[int]:
    """Those without a zone, up to the first paragraph; none where there is no paragraph to stand above."""
    rest: list[int] = []
    for k in range(title + 1, min(len(lines), title + _LONGEST_UNDERHEAD)):
        if k in found:
            continue
        if zones.get(k) in (None, "byline") and lines[k].is_paragraph and zones.get(k + 1) not in ("byline", "date"):
            return rest
        if k not in zones:
            rest.append(k)
    known = {**zones, **found}
    return [k for k in rest if known.get(k - 1) or known.get(k + 1) or words.ROLE.fullmatch(lines[k].text)]


def _by_place(lines: Sequence[Line], zones: Zones, k: int, title: int) -> str | None:
    """What a line is because it stands there."""
    line = lines[k]
    if line.text in (lines[title].text, lines[k - 1].text) or (k + 1 < len(lines) and lines[k + 1].text == line.text):
        return "caption"
    if _says_from_whom(lines, zones, k):
        return "byline"
    if _is_sites(lines, zones, k):
        return "furniture"
    if words.PICTURED.fullmatch(line.text) and not line.is_closed:
        return "caption"
    return words.labelled(line.text) if line.words <= _LONGEST_LABEL and not line.is_closed and k - title < 5 else None


def _says_from_whom(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    """A role beside a name, or what stands below the word "From"."""
    if _FROM.fullmatch(lines[k - 1].text):
        return _touches(lines, k)
    beside = "byline" in (zones.get(k - 1), zones.get(k + 1)) or words.NAME.fullmatch(lines[k - 1].text)
    return bool(beside and words.ROLE.fullmatch(lines[k].text))


def _is_sites(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    """How many comments, which issue, which section, and what stands among buttons."""
    text = lines[k].text
    if words.COMMENT_LINK.fullmatch(text) or words.ISSUE.fullmatch(text):
        return True
    above = zones.get(k + 1) == "byline" or (zones.get(k + 1) == "furniture" and _is_place(lines[k + 1]))
    return (_is_place(lines[k]) and above) or _among_furniture(lines, zones, k)


def _is_place(line: Line) -> bool:
    return (line.text.isupper() and line.words <= _LONGEST_PLACE) or bool(_GLUED.fullmatch(line.text))


def _among_furniture(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    """A short line right below one of the site's, in a block of its own that holds no sentence."""
    above = [zones.get(j) for j in range(max(0, k - _FEWEST_WIDGETS), k)]
    if not set(above) <= {"furniture", "related"} or not _touches(lines, k) or lines[k].words > _LONGEST_WIDGET:
        return False
    near = range(k + 1, min(len(lines), k + _LONGEST_UNDERHEAD))
    block = [k, *takewhile(lambda j: _touches(lines, j), near)]
    return len(block) < len(lines) - k and not any(lines[j].is_closed or _is_said(zones, j) for j in block)


def _is_said(zones: Zones, k: int) -> bool:
    return zones.get(k) in ("byline", "date", "title", "standfirst")


def _is_author(lines: Sequence[Line], zones: Zones, k: int, title: int) -> bool:
    """A name is a byline above a date, a role or another byline, right below title or date, and below the word "Authors"."""
    line = lines[k]
    if words.AUTHORS.fullmatch(line.text):
        return zones.get(k + 1) == "byline"
    if words.WITH_OFFICE.fullmatch(line.text):
        return k == title + 1 or zones.get(k - 1) in ("date", "byline", "standfirst")
    if not words.NAME.fullmatch(line.text):
        return False
    if zones.get(k + 1) in ("date", "byline") or (zones.get(k - 1) == "byline" and _touches(lines, k)):
        return True
    between = zones.get(k - 1) == "date" and zones.get(k + 1) in ("furniture", "caption") and is_persons(lines, k)
    if between or (k == title + 1 and zones.get(k + 1) == "standfirst" and _touches(lines, k + 1)):
        return True
    ends_block = k + 1 < len(lines) and not _touches(lines, k + 1)
    below = k == title + 1 or zones.get(k - 1) in ("date", "standfirst")
    return below and ends_block and _touches(lines, k) and is_persons(lines, k)


def _touches(lines: Sequence[Line], k: int) -> bool:
    """Whether no blank line stands above."""
    return lines[k].start - lines[k - 1].end == 1
