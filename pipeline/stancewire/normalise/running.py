"""Headers and footers of pages: lines that stand again and again, or with the number of their page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from stancewire.normalise import patterns, words
from stancewire.normalise.lines import Line
from stancewire.normalise.speakers import speakers

_LONGEST: Final = 14  # words of a header or footer of pages
_LONGEST_NUMBER: Final = 20  # characters of "- page 12 of 120 -"
_SHORTEST: Final = 2
_TIMES: Final = 3  # a header stands on every page, a caption at most twice
_HEAD: Final = 6  # lines from the top that a header says again
_PAGE: Final = re.compile(r"[-–—\s]*(?:page\s)?\d{1,3}(?:\s(?:of|/)\s\d{1,3})?[-–—\s]*", re.I)
_NUMBERED: Final = re.compile(
    r"\S.{3,90}?[\s|–—-]+(?:page|pg\.?|p\.)\s?\d{1,3}(?:\sof\s\d{1,3})?|\S.{3,90}?\s[/|•·]\s?\d{1,3}", re.I
)
_SMALL: Final = re.compile(r"\b(?:page|with|from|held)\b", re.I)  # in a header whose other words begin with capitals
_WORD: Final = re.compile(r"[^\W\d_]{3,}")

Zones = dict[int, str]


def running(lines: Sequence[Line], zones: Zones) -> Zones:
    """Short lines that stand three times or more, but for their page numbers; and those that say the head again at a page's end."""
    times = Counter(_unnumbered(line) for k, line in enumerate(lines) if zones.get(k) not in ("comments", "quoted"))
    often = {text for text, count in times.items() if count >= _TIMES and len(text.split()) >= _SHORTEST}
    often -= speakers(lines) if often else frozenset()
    found = (
        {k for k, line in enumerate(lines) if k > 0 and _unnumbered(line) in often and _can_run(line)}
        if often
        else set()
    )
    return dict.fromkeys(sorted(found | _at_page_ends(lines)), "furniture")


def _at_page_ends(lines: Sequence[Line]) -> set[int]:
    """Lines with a page number behind or beside them, most of whose words stand in the head of the document."""
    numbers = frozenset(k for k, line in enumerate(lines) if _is_number(line))
    near = [
        k
        for k, line in enumerate(lines)
        if k > 1 and (k - 1 in numbers or k + 1 in numbers or line.text[-1].isdigit()) and k not in numbers
    ]
    ends = [k for k in near if lines[k].words <= _LONGEST and _can_run(lines[k]) and _ends_page(lines, numbers, k)]
    if not ends:
        return set()
    head = {word for line in lines[: min(_HEAD, ends[0])] for word in _words(line)}
    return {k for k in ends if (said := _words(lines[k])) and len(said & head) * 3 >= len(said) * 2}


def _ends_page(lines: Sequence[Line], numbers: frozenset[int], k: int) -> bool:
    line = lines[k]
    touching = any(abs(lines[max(j, k)].start - lines[min(j, k)].end) == 1 for j in (k - 1, k + 1) if j in numbers)
    if not (touching or (line.text[-1].isdigit() and _NUMBERED.fullmatch(line.text))):
        return False
    return words.is_titled(_SMALL.sub("", line.text))


def _is_number(line: Line) -> bool:
    return line.end - line.start <= _LONGEST_NUMBER and bool(_PAGE.fullmatch(line.text))


def _words(line: Line) -> set[str]:
    return {word.lower() for word in _WORD.findall(line.text)} - {"page", "the", "and"}


def _can_run(line: Line) -> bool:
    """Minutes and motions say "carried unanimously" more than once, and mean it."""
    return line.words <= _LONGEST and not line.is_closed and not patterns.OUTCOME.fullmatch(line.text)


def _unnumbered(line: Line) -> str:
    return line.text.strip("0123456789|.•*-– ")
