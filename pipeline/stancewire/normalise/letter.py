"""The parts of a letter: letterhead, recipient, subject, salutation, sign-off."""

from __future__ import annotations

from collections.abc import Sequence

from stancewire.normalise import patterns
from stancewire.normalise.lines import Line

_LATEST_SALUTATION = 25  # lines into the text; a "Dear" below that is quoted
_LONGEST_SIGN_OFF = 12  # lines from "Yours sincerely" on


def salutation_of(lines: Sequence[Line]) -> int | None:
    """Index of the line that greets the addressee, None if this is no letter."""
    for index, line in enumerate(lines[:_LATEST_SALUTATION]):
        if patterns.SALUTATION.fullmatch(line.text.rstrip(",:. ")) and line.words <= 16:
            return index
    return None


def letter_zones(lines: Sequence[Line], salutation: int) -> dict[int, str]:
    """Zone of every line of a letter that is not body."""
    zones = {salutation: "salutation"}
    for index in range(salutation):
        zones[index] = _head_zone(lines, index, salutation, dated="date" in zones.values())
    after = salutation + 1
    if after < len(lines) and lines[after].words <= 18 and not lines[after].is_closed:
        zones[after] = "subject"
    zones.update(_sign_off(lines, after))
    return zones


def _head_zone(lines: Sequence[Line], index: int, salutation: int, *, dated: bool) -> str:
    text = lines[index].text
    for zone, pattern in (
        ("date", patterns.DATE_LINE), ("subject", patterns.SUBJECT), ("recipient", patterns.RECIPIENT), ("letterhead", patterns.SENDER), ("letterhead", patterns.REFERENCE),
    ):  # fmt: skip
        if pattern.fullmatch(text):
            return zone
    if index == 0:
        return "title" if _is_headline(lines[0]) else "letterhead"
    if index == salutation - 1 and _is_subject(lines[index]):
        return "subject"
    return "recipient" if dated else "letterhead"  # whom it is to stands between the date and the greeting


def _is_subject(line: Line) -> bool:
    """What the letter is about may stand right above the greeting."""
    return line.words >= 5 and "," not in line.text and not line.is_closed and not patterns.ADDRESS.fullmatch(line.text)


def _is_headline(line: Line) -> bool:
    """A letter saved from a web page has a headline; a letterhead is a name or an address."""
    lower = sum(word[:1].islower() for word in line.text.split())
    return line.words >= 5 and lower * 2 >= line.words and not patterns.ADDRESS.fullmatch(line.text)


def _sign_off(lines: Sequence[Line], after: int) -> dict[int, str]:
    for index in range(len(lines) - 1, after, -1):
        if patterns.SIGN_OFF.fullmatch(lines[index].text.rstrip(", ")):
            return dict.fromkeys(range(index, min(len(lines), index + _LONGEST_SIGN_OFF)), "signoff")
    return {}
