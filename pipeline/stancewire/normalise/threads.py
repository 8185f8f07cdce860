"""Comments of readers below an article, told by who and when above each of them, whatever the heading above them all says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.normalise.dated import HAS_DATE
from stancewire.normalise.lines import Line

_FEWEST: Final = 2  # comments
_LONGEST: Final = 14  # words of who and when
_LONGEST_NAME: Final = 6  # words
_LONGEST_HEADING: Final = 8  # words
_FARTHEST: Final = 12  # lines from one comment to the next
_TIME: Final = r"\d{1,2}[.:]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?"
_DAY: Final = r"(?:[a-z]+day,?\s)?(?:\d{1,2}(?:st|nd|rd|th)?\s[a-z]{3,9},?\s(?:(?:19|20)?\d\d)|[a-z]{3,9}\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d)"
_WHEN: Final = rf"(?:{_DAY},?(?:\s(?:at|[|·•@–-]))?\s{_TIME}|{_TIME},?(?:\son)?\s{_DAY}|(?:an?|\d{{1,2}})\s(?:min(?:ute)?|hour|hr|day|week|month|year)s?\sago)"
_NAME: Final = r"[^.!?:;]{2,60}?"
_HEADER: Final = re.compile(
    rf"(?:#?\d{{1,3}}[.)]?\s)?(?:(?:posted|written|added|left|comment(?:ed)?|from)\s(?:by\b)?\s?:?\s?)?(?:{_NAME}(?:\s?[,|·•:(–—-]\s?|\s(?:on\s|at\s)?))?(?:(?:said|says|wrote|writes|commented|replied|posted)(?:\son|\sat)?:?,?\s)?{_WHEN}\)?[.:]?(?:\s(?:(?:reply|report|permalink|#|link|\d+|like|likes|edited)[\s|·]*){{1,4}})?",
    re.I,
)
_MAY_TELL: Final = re.compile(r"\d[.:]\d\d|\bago\b", re.I)
_SAYS: Final = re.compile(
    r"(?P<name>[\w.’'-]+(?:\s[\w.’'-]+){0,3})\s(?:says|said|writes|wrote|commented|replied):?", re.I
)

Zones = dict[int, str]


def threads(lines: Sequence[Line], zones: Zones) -> Zones:
    """From the first of two comments or more, with the heading above it, to the end. A letter or a debate has none."""
    if {"comments", "salutation", "quoted"} & set(zones.values()):
        return {}
    below = next((k for k, line in enumerate(lines) if line.is_paragraph), len(lines))
    heads = [k for k in range(below + 1, len(lines) - 1) if _opens(lines, zones, k)]
    while len(heads) >= _FEWEST and heads[1] - heads[0] > _FARTHEST:
        heads.pop(0)
    if len(heads) < _FEWEST or sum(lines[k + 1].is_closed for k in heads) * 2 < len(heads):
        return {}  # a list of meetings says when and where
    first = heads[0] - (_is_heading(lines, heads[0] - 1) and heads[0] - 1 > below)
    return dict.fromkeys(range(first, len(lines)), "comments")


def _opens(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    """Who and when, above what was said; an entry of a diary or an agenda names no time of day, or nobody."""
    line = lines[k]
    if line.words > _LONGEST or zones.get(k) not in (None, "date", "byline"):
        return False
    if line.words <= _LONGEST_NAME and _SAYS.fullmatch(line.text):
        return HAS_DATE.search(lines[k + 1].text) is not None
    return bool(_MAY_TELL.search(line.text) and _HEADER.fullmatch(line.text))


def _is_heading(lines: Sequence[Line], k: int) -> bool:
    """A few words above the first comment, with a blank line above them."""
    line = lines[k]
    named = line.words <= _LONGEST_HEADING and not (line.is_closed and not line.may_ask)
    return named and line.start - lines[k - 1].end > 1
