"""What stands between a title and the first paragraph: standfirst, byline, role, date, picture, and the site's own labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.normalise import dated, patterns, words
from stancewire.normalise.lines import Line

_LONGEST_STANDFIRST = 45  # words
_LONGEST_UNDERHEAD = 12  # lines
_LONGEST_LABEL = 12  # words of a line like "Purpose: decision"
_LONGEST_PLACE = 2  # words in capitals between title and byline: a section or a place

Zones = dict[int, str]
_PATTERNS: Final = (
    ("date", dated.DATE_LINE), ("byline", patterns.BYLINE), ("date", dated.HEAD_DATE), ("date", dated.WRITTEN_DATE),
    ("byline", words.HANDLE), ("caption", words.CREDIT),
)  # fmt: skip


def whose_zone(line: Line) -> str | None:
    """Byline, date or credit, by its wording alone."""
    return next((zone for zone, pattern in _PATTERNS if pattern.fullmatch(line.text)), None)


def under_title(lines: Sequence[Line], zones: Zones, title: int) -> Zones:
    """The lines below a title, down to the first paragraph."""
    found = _standfirst(lines, zones, title)
    rest = _lines_below(lines, zones, title)
    for k in reversed(rest):
        if k not in found and (zone := _by_place(lines, {**zones, **found}, k, title)):
            found[k] = zone
    for k in reversed(rest):
        if k not in found and _is_author(lines, {**zones, **found}, k):
            found[k] = "byline"
    return found


def _lines_below(lines: Sequence[Line], zones: Zones, title: int) -> list[int]:
    """Those without a zone, up to the first paragraph; none where there is no paragraph to stand above."""
    rest: list[int] = []
    for k in range(title + 1, min(len(lines), title + _LONGEST_UNDERHEAD)):
        if zones.get(k) in (None, "byline") and lines[k].is_paragraph and zones.get(k + 1) not in ("byline", "date"):
            return rest
        if k not in zones:
            rest.append(k)
    return [k for k in rest if zones.get(k - 1) or zones.get(k + 1)]


def _by_place(lines: Sequence[Line], zones: Zones, k: int, title: int) -> str | None:
    """What a line is because it stands there."""
    line = lines[k]
    if line.text in (lines[title].text, lines[k - 1].text) or (k + 1 < len(lines) and lines[k + 1].text == line.text):
        return "caption"
    if words.COMMENT_LINK.fullmatch(line.text):
        return "furniture"
    if words.ROLE.fullmatch(line.text) and "byline" in (zones.get(k - 1), zones.get(k + 1)):
        return "byline"
    if _is_place(line) and (
        zones.get(k + 1) == "byline" or (zones.get(k + 1) == "furniture" and _is_place(lines[k + 1]))
    ):
        return "furniture"
    if words.PICTURED.fullmatch(line.text) and not line.is_closed:
        return "caption"
    return words.labelled(line.text) if line.words <= _LONGEST_LABEL and not line.is_closed and k - title < 5 else None


def _is_place(line: Line) -> bool:
    return line.text.isupper() and line.words <= _LONGEST_PLACE


def _is_author(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    """A bare name is a byline above a date, a role or another byline, and below the word "Authors"."""
    if words.AUTHORS.fullmatch(lines[k].text):
        return zones.get(k + 1) == "byline"
    return bool(words.NAME.fullmatch(lines[k].text)) and zones.get(k + 1) in ("date", "byline")


def _standfirst(lines: Sequence[Line], zones: Zones, title: int) -> Zones:
    """A sentence between the title and the byline or date."""
    below, closing = title + 1, title + 2
    is_standfirst = (
        closing < len(lines)
        and below not in zones
        and lines[below].words <= _LONGEST_STANDFIRST
        and (zones.get(closing) in ("byline", "date") or whose_zone(lines[closing]) in ("byline", "date"))
        and lines[below].text != lines[title].text
        and not words.NAME.fullmatch(lines[below].text)
        and not words.labelled(lines[below].text)
    )
    return {below: "standfirst"} if is_standfirst else {}
