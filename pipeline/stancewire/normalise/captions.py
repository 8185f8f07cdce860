"""Captions and credits of pictures, and the inline links that stand between paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.normalise import patterns, words
from stancewire.normalise.lines import Line, first_paragraph
from stancewire.normalise.speakers import speakers

_TWICE: Final = range(3, 46)  # words of a line that is printed twice because it is a caption
_LONGEST_CREDIT: Final = 12  # words
_SHORTEST_CAPTION: Final = 4  # words of a caption below its credit, and of a credit above it

Zones = dict[int, str]


def captions(lines: Sequence[Line], zones: Zones) -> Zones:
    """Picture captions: marked as such, printed twice, one below the other, or a bare name below the article."""
    found = {k: "caption" for k, line in enumerate(lines) if k not in zones and _is_marked(line)}
    first = first_paragraph(lines)
    for k in range(first + 1, len(lines)):  # above it, the title may be printed again below its picture
        if lines[k].text == lines[k - 1].text and _may_stand_twice(lines[k]) and not {k, k - 1} & zones.keys():
            found |= {k - 1: "caption", k: "caption"}
    names = [k for k, line in enumerate(lines) if k > 1 and patterns.NAME_ONLY.fullmatch(line.text)]
    names = [k for k in names if k > first or (k + 1 < len(lines) and lines[k + 1].is_paragraph)]  # else an author's
    if names and not speakers(lines):
        found |= dict.fromkeys(names, "caption")
    return found | {k + 1: "caption" for k in found if k + 1 < len(lines) and _goes_with(lines, k)}


def _goes_with(lines: Sequence[Line], credit: int) -> bool:
    """A broadcaster's pages name the agency first and then say what is to be seen, without a full stop."""
    line = lines[credit + 1]
    is_credit = words.CREDIT.fullmatch(lines[credit].text) and lines[credit].words <= _SHORTEST_CAPTION
    return bool(is_credit) and line.words > _SHORTEST_CAPTION and not line.is_closed and not line.is_paragraph


def _is_marked(line: Line) -> bool:
    if patterns.CAPTION.fullmatch(line.text) or (
        line.text.rstrip(".")[-1:] in (")", "]") and patterns.BRACKETED.fullmatch(line.text)
    ):
        return True
    if line.is_closed:
        return False
    is_credit = line.words <= _LONGEST_CREDIT and words.CREDIT.fullmatch(line.text)
    return bool(is_credit or words.FIGURE.fullmatch(line.text))


def _may_stand_twice(line: Line) -> bool:
    return line.words in _TWICE and not patterns.OUTCOME.fullmatch(line.text)
