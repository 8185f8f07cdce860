"""The standfirst: the sentence or sentences between a title and the text that say what is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from stancewire.normalise import words
from stancewire.normalise.lines import Line

_LONGEST: Final = 45  # words
_SHORTEST: Final = 6  # words of one that nothing but its place tells
_MOST: Final = 4  # lines
_LONGEST_POINT: Final = 18  # words of a bullet among them
_LONGEST_BLOCK: Final = 6  # lines from a standfirst to its date, without a blank one between
_BULLET: Final = re.compile(r"[•‣◦*▪■-]\s?\S")
_NUMBERED: Final = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]|\d{1,2}[.:]\d\d)\s", re.I)
_SAYS: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|should|can|cannot|may|might|must|not|n[’']t|says?|said|tells?|told|warns?|warned|urges?|urged|claims?|claimed|blames?|blamed|calls?|called|asks?|asked|demands?|wants?|fears?|votes?|voted|rejects?|rejected|agrees?|agreed|faces?|plans?|refuses?|refused|accuses?|accused|argues?|gets?|makes?|takes?|comes?|goes)\b",
    re.I,
)
_A_THING: Final = re.compile(r"An?\s")
_QUOTE: Final = re.compile(r"(?:[A-Z][\w’'.-]+ ){0,4}[A-Z][\w’'.-]+:\s[‘'“\"].{8,140}[’'”\"]")

Zones = dict[int, str]


def standfirst(lines: Sequence[Line], zones: Zones, title: int) -> Zones:
    """The lines below a title that are its standfirst, going by the byline, date or blank lines around them."""
    signed = title + 1 < len(lines) and (
        zones.get(title + 1) == "byline" or words.NAME.fullmatch(lines[title + 1].text)
    )
    if signed and _touches(lines, title + 1):
        title += 1
    below = title + 1
    if below >= len(lines) or below in zones or not _may_be(lines, below, title):
        return {}
    return _closed_by_byline(lines, zones, title) or _in_title_block(lines, zones, title)


def _closed_by_byline(lines: Sequence[Line], zones: Zones, title: int) -> Zones:
    """Lines between the title and the byline or date; one of them may be of any length, more must be sentences."""
    run = _run(lines, zones, title)
    closing = run[-1] + 1 if run else 0
    if not run or zones.get(closing) not in ("byline", "date"):
        return {}
    points = all(_is_long(lines[k]) and not lines[k].is_paragraph for k in run)
    return dict.fromkeys(run, "standfirst") if len(run) == 1 or points else {}


def _in_title_block(lines: Sequence[Line], zones: Zones, title: int) -> Zones:
    """Sentences that touch the title without a blank line, in a text whose paragraphs stand apart."""
    run = list(takewhile(lambda k: _touches(lines, k) and _is_long(lines[k]), _run(lines, zones, title)))
    if not run:
        return {}
    block = list(takewhile(lambda k: _touches(lines, k), range(run[-1] + 1, min(len(lines), run[-1] + _LONGEST_BLOCK))))
    is_signed = any(zones.get(k) in ("byline", "date") or words.NAME.fullmatch(lines[k].text) for k in block)
    after = run[-1] + 1
    while after < len(lines) and after in zones:
        after += 1
    stands_apart = after < len(lines) and not _touches(lines, after) and not _heads_section(lines, zones, after)
    return dict.fromkeys(run, "standfirst") if stands_apart or is_signed else {}


def _heads_section(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    """Whether a line is a heading that touches its paragraph: such a text has no blank line below its headings."""
    below = k + 1
    return below < len(lines) and below not in zones and _touches(lines, below) and lines[below].is_paragraph


def above_text(lines: Sequence[Line], zones: Zones, title: int, first: int) -> Zones:
    """What stands right above the first paragraph, below byline or date: points of a standfirst, a standfirst, or a caption.

    first: index of that paragraph. The words of a picture name a thing and say nothing of it.
    """
    run = [k for k in range(title + 1, first) if k not in zones]
    told = {zones.get(k) for k in range(title + 1, first)} & {"byline", "date"}
    if not told or not run or run != list(range(first - len(run), first)) or len(run) > _MOST:
        return {}
    if len(run) > 1 and all(_BULLET.match(lines[k].text) and lines[k].words <= _LONGEST_POINT for k in run):
        return dict.fromkeys(run, "standfirst")
    found = {}
    for k in run:
        zone = _stands_alone(lines[k])
        if zone is None:
            return {}
        found[k] = zone
    return found


def _stands_alone(line: Line) -> str | None:
    """Whether a line that does not end as a sentence says something, or names what is to be seen."""
    if line.is_closed and not _QUOTE.fullmatch(line.text):
        return None
    if _NUMBERED.match(line.text) or line.text.isupper() or words.is_titled(line.text):
        return None
    if _QUOTE.fullmatch(line.text):
        return "caption"
    if _SAYS.search(line.text):
        return "standfirst" if line.words >= _SHORTEST else None
    return "caption" if _A_THING.match(line.text) and line.words >= _SHORTEST else None


def _run(lines: Sequence[Line], zones: Zones, title: int) -> list[int]:
    run: list[int] = []
    for k in range(title + 1, min(len(lines), title + 1 + _MOST)):
        if k in zones or not _may_be(lines, k, title):
            break
        run.append(k)
    return run


def _may_be(lines: Sequence[Line], k: int, title: int) -> bool:
    line = lines[k]
    other = (words.NAME, words.WITH_OFFICE, words.ISSUE)
    if any(pattern.fullmatch(line.text) for pattern in other) or _NUMBERED.match(line.text):
        return False
    return line.words <= _LONGEST and line.text != lines[title].text and not words.labelled(line.text)


def _is_long(line: Line) -> bool:
    return line.words >= _SHORTEST and not words.is_titled(line.text) and not line.text.isupper()


def _touches(lines: Sequence[Line], k: int) -> bool:
    """Whether no blank line stands above."""
    return k > 0 and lines[k].start - lines[k - 1].end == 1
