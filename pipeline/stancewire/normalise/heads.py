"""The head of a document: title, standfirst, byline and date above its first paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.normalise import patterns
from stancewire.normalise.lines import Line

_LONGEST_TITLE = 28  # words
_LONGEST_HEADLINE = 13  # words; what is longer below a headline is a standfirst
_LONGEST_NAVIGATION = 3  # words; what is as short above a title is a link to a section
_LONGEST_HEAD = 12  # lines before the first paragraph that may hold title, byline and site furniture

Zones = dict[int, str]  # line index -> zone


def head_zones(lines: Sequence[Line], zones: Zones) -> Zones:
    """Title, standfirst, byline and date above the first paragraph. A letter has its own head."""
    if "salutation" in zones.values():
        return {}
    head = _head_lines(lines, zones)
    found = {k: zone for k in head for zone, pattern in _HEAD_PATTERNS if pattern.fullmatch(lines[k].text)}
    candidates = [k for k in head if k not in found and not lines[k].is_paragraph and lines[k].words <= _LONGEST_TITLE]
    if len(candidates) > 1 and patterns.KICKER.fullmatch(lines[candidates[0]].text):
        found[candidates.pop(0)] = "furniture"
    if candidates and "title" not in zones.values():
        title = _title(lines, {**zones, **found}, candidates)
        found |= {
            k: "furniture" if lines[k].words <= _LONGEST_NAVIGATION else "related" for k in candidates if k < title
        }
        found[title] = "title"
        found |= _standfirst(lines, {**zones, **found}, title)
    return found


_HEAD_PATTERNS: Final = (("date", patterns.DATE_LINE), ("byline", patterns.BYLINE))


def _head_lines(lines: Sequence[Line], zones: Zones) -> list[int]:
    head = []
    for index, line in enumerate(lines[:_LONGEST_HEAD]):
        if patterns.CONTENTS.fullmatch(line.text):
            break
        if index in zones:
            continue
        if line.is_paragraph and index > 0:
            break
        head.append(index)
    return head


def _title(lines: Sequence[Line], zones: Zones, candidates: list[int]) -> int:
    """The first candidate; below site furniture, mastheads and teasers come first and the title is the last."""
    closing = next((k for k in range(candidates[0], candidates[-1]) if zones.get(k) in ("byline", "date")), None)
    candidates = [k for k in candidates if closing is None or k < closing]
    last = candidates[-1]
    if not any(zones.get(k) == "furniture" for k in range(last)):
        return candidates[0]
    # A standfirst without a full stop looks like one more headline, but it is the longer one.
    longer = last - 1 in candidates and lines[last].words > max(lines[last - 1].words, _LONGEST_HEADLINE)
    return last - 1 if longer or _is_one_block(lines, candidates, last) else last


def _is_one_block(lines: Sequence[Line], candidates: list[int], last: int) -> bool:
    """Headline and standfirst stand together above a byline; a teaser stands apart."""
    touching = last - 1 in candidates and lines[last].start - lines[last - 1].end == 1
    below = last + 1 < len(lines) and any(p.fullmatch(lines[last + 1].text) for _, p in _HEAD_PATTERNS)
    return touching and below and lines[last - 1].words > _LONGEST_NAVIGATION


def _standfirst(lines: Sequence[Line], zones: Zones, title: int) -> Zones:
    """A sentence between the title and the byline or date."""
    below, closing = title + 1, title + 2
    is_standfirst = (
        closing < len(lines)
        and below not in zones
        and lines[below].words <= 45
        and any(pattern.fullmatch(lines[closing].text) for _, pattern in _HEAD_PATTERNS)
    )
    return {below: "standfirst"} if is_standfirst else {}


def bylines(lines: Sequence[Line], zones: Zones) -> Zones:
    """Bylines and dates on lines of their own, wherever they stand."""
    return {
        k: zone
        for k, line in enumerate(lines)
        if line.words <= 14
        for zone, pattern in _HEAD_PATTERNS
        if pattern.fullmatch(line.text)
    }
