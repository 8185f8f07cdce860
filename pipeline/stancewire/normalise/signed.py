"""Who wrote a text and when, on one line with bars between: "by Iris Calder · 8 Oct 2014 · 4 min read"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.normalise.dated import DATE_LINE, HAS_DATE
from stancewire.normalise.lines import Line

_LONGEST: Final = 18  # words
_SHORTEST: Final = 4  # characters: a year

_BAR: Final = re.compile(r"\s+[|•·–—-]\s+")
_NAME: Final = (
    r"(?-i:(?:(?:Dr|Prof(?:essor)?|Mr|Mrs|Ms|Sir|Dame)\.?\s)?[A-Z][\w’'.-]+(?:\s(?:(?:and|&)\s)?[A-Z][\w’'.-]*){1,6})"
)
_BY: Final = re.compile(
    rf"(?:(?:posted|written|published|reported|submitted|story|words)\s)?by:?\s(?P<name>{_NAME})(?:,?\s(?:on\s)?(?P<when>.*\d.*))?",
    re.I,
)
_SAID_BY: Final = re.compile(
    rf"(?:^|\s)by:?\s(?P<name>{_NAME})(?=\s(?:on|at|in|under)\b|[\s,]*(?:[|•·–—-]|\d|$))", re.I
)
_COUNTED: Final = re.compile(
    r"(?:no|\d[\d,]*)\s(?:comments?|views?|shares?|likes?|replies|reads?)|leave a (?:comment|reply)"
    r"|\d+\s?min(?:ute)?s?(?:\sread)?|(?:reading time|read)\s?:?\s?\d+\s?min(?:ute)?s?",
    re.I,
)


def signed_lines(lines: Sequence[Line]) -> dict[int, str]:
    """The zones of such lines, by their place."""
    return {
        k: zone
        for k, line in enumerate(lines)
        if line.words <= _LONGEST and len(line.text) >= _SHORTEST and (zone := zone_of(line.text))
    }


def zone_of(line: str) -> str | None:
    """The zone of a line on which all that stands is who, when, and how many read it; None for any other."""
    kinds = {_kind(part) for part in _BAR.split(line)}
    if None in kinds or not kinds & {"byline", "date"}:
        return None
    return "byline" if "byline" in kinds else "date"


def name_in(line: str) -> str | None:
    """The name on a line that says by whom and when a text was written."""
    match = _SAID_BY.search(line) if HAS_DATE.search(line) else None
    return match["name"] if match else None


def _kind(part: str) -> str | None:
    if match := _BY.fullmatch(part):
        return "byline" if match["when"] is None or DATE_LINE.fullmatch(match["when"]) else None
    if DATE_LINE.fullmatch(part):
        return "date"
    return "count" if _COUNTED.fullmatch(part) else None
