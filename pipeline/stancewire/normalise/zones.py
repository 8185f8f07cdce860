"""Give every line of a text its zone.

In:  lines in text order.
Out: one zone for each line. "Skip the comments" is then a filter, never a deletion.

Rules run in the order of RULES; a line keeps the first zone it gets, and what
is left is body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from stancewire.normalise import patterns
from stancewire.normalise.letter import letter_zones, salutation_of
from stancewire.normalise.lines import Line

_LONGEST_TITLE = 28  # words
_LONGEST_HEADLINE = 13  # words; what is longer below a headline is a standfirst
_LONGEST_HEAD = 12  # lines before the first paragraph that may hold title, byline and site furniture

Zones = dict[int, str]  # line index -> zone
Rule = Callable[[Sequence[Line], Zones], Zones]


def zone_lines(lines: Sequence[Line], known: Mapping[int, str] | None = None) -> tuple[str, ...]:
    """The zone of each line, in order. known: what the format told of some lines, by index; it goes before the rules."""
    zones: Zones = dict(known or {})
    for rule in RULES:
        for index, zone in rule(lines, zones).items():
            zones.setdefault(index, zone)
    return tuple(zones.get(index, "body") for index in range(len(lines)))


def _letter(lines: Sequence[Line], zones: Zones) -> Zones:
    salutation = salutation_of(lines)
    return {} if salutation is None else letter_zones(lines, salutation)


def _furniture(lines: Sequence[Line], zones: Zones) -> Zones:
    return {k: "furniture" for k, line in enumerate(lines) if patterns.FURNITURE.fullmatch(line.text)}


def _comments(lines: Sequence[Line], zones: Zones) -> Zones:
    """From the heading of the comments to the end. The heading stands below the article, never on its first line."""
    for index, line in enumerate(lines[1:], 1):
        if patterns.COMMENTS.fullmatch(line.text) and any(before.is_paragraph for before in lines[:index]):
            return dict.fromkeys(range(index, len(lines)), "comments")
    return {}


def _sign_in(lines: Sequence[Line], zones: Zones) -> Zones:
    """What follows a sign-in prompt below the article is site furniture as long as it stays short."""
    found: Zones = {}
    inside = False
    for index, line in enumerate(lines):
        inside = (inside or bool(patterns.SIGN_IN.fullmatch(line.text))) and not line.is_paragraph
        if inside:
            found[index] = "furniture"
    return found


def _captions(lines: Sequence[Line], zones: Zones) -> Zones:
    """Picture captions: marked as such, printed twice, or a bare name below the article."""
    # A reader who quotes a paragraph of the article below it must not turn that paragraph into a caption.
    times = Counter(line.text for k, line in enumerate(lines) if zones.get(k) != "comments")
    found = {k: "caption" for k, line in enumerate(lines) if patterns.CAPTION.fullmatch(line.text)}
    found |= {
        k: "caption"
        for k, line in enumerate(lines)
        if times[line.text] > 1 and 3 <= line.words <= 45 and k > 0 and k not in zones
    }
    found |= {k: "caption" for k, line in enumerate(lines) if k > 1 and patterns.NAME_ONLY.fullmatch(line.text)}
    return found


def _related(lines: Sequence[Line], zones: Zones) -> Zones:
    """Links below a heading like "Related articles", up to the next paragraph."""
    found: Zones = {}
    inside = False
    for index, line in enumerate(lines):
        inside = (inside or bool(patterns.RELATED.fullmatch(line.text))) and not line.is_paragraph
        if inside:
            found[index] = "related"
    return found


def _tables(lines: Sequence[Line], zones: Zones) -> Zones:
    """Rows of figures, the question above them, and the heading of a survey."""
    rows = {k for k, line in enumerate(lines) if patterns.TABLE_ROW.fullmatch(line.text) and not line.is_paragraph}
    runs = {k for k in rows if k + 1 in rows or k - 1 in rows}
    asked = {k - 1 for k in runs if k > 0 and k - 1 not in runs and lines[k - 1].text.endswith(("?", ":"))}
    headed = {k for k, line in enumerate(lines) if patterns.SURVEY.fullmatch(line.text)}
    return dict.fromkeys(runs | asked | headed, "table")


def _head(lines: Sequence[Line], zones: Zones) -> Zones:
    """Title, standfirst, byline and date above the first paragraph. A letter has its own head."""
    if "salutation" in zones.values():
        return {}
    head = _head_lines(lines, zones)
    found = {k: zone for k in head for zone, pattern in _HEAD_PATTERNS if pattern.fullmatch(lines[k].text)}
    candidates = [k for k in head if k not in found and not lines[k].is_paragraph and lines[k].words <= _LONGEST_TITLE]
    if candidates:
        title = _title(lines, zones, candidates)
        found |= {k: "related" for k in candidates if k < title}
        found[title] = "title"
        found |= _standfirst(lines, {**zones, **found}, title)
    return found


_HEAD_PATTERNS: Final = (("date", patterns.DATE_LINE), ("byline", patterns.BYLINE))


def _head_lines(lines: Sequence[Line], zones: Zones) -> list[int]:
    head = []
    for index, line in enumerate(lines[:_LONGEST_HEAD]):
        if index in zones:
            continue
        if line.is_paragraph and index > 0:
            break
        head.append(index)
    return head


def _title(lines: Sequence[Line], zones: Zones, candidates: list[int]) -> int:
    """The first candidate; below site furniture, mastheads and teasers come first and the title is the last."""
    last = candidates[-1]
    if not any(zones.get(k) == "furniture" for k in range(last)):
        return candidates[0]
    # A standfirst without a full stop looks like one more headline, but it is the longer one.
    follows_headline = last - 1 in candidates and lines[last].words > max(lines[last - 1].words, _LONGEST_HEADLINE)
    return last - 1 if follows_headline else last


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


def _bylines(lines: Sequence[Line], zones: Zones) -> Zones:
    return {
        k: zone
        for k, line in enumerate(lines)
        if line.words <= 14
        for zone, pattern in _HEAD_PATTERNS
        if pattern.fullmatch(line.text)
    }


# First come the parts that may hold anything (letters, comment threads), then what single lines look like.
RULES: Final[tuple[Rule, ...]] = (
    _letter,
    _furniture,
    _comments,
    _sign_in,
    _related,
    _tables,
    _captions,
    _head,
    _bylines,
)
