"""Captions and credits of pictures, and the inline links that stand between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.normalise import patterns, words
from stancewire.normalise.lines import Line, first_paragraph
from stancewire.normalise.speakers import speakers

_PICTURED: Final = re.compile(
    r"[A-Z].{2,160}\((?i:also )?(?i:pictured)\b[^()]{0,40}\).{0,120}|[A-Z].{0,120}[A-Z][\w’'-]+ \((?i:left|right|above|below|far left|far right|centre)\).{0,120}"
)
_CREDITED: Final = re.compile(
    r".{4,220}?[\s.(](?i:photo(?:graph)?|picture|image|pic|credit|pics|photos|pictures)(?i:s? ?(?::|by|courtesy of|credit:?))\s?(?:[A-Z][\w’'.&-]*[\s/]{0,3}){1,5}\)?"
    r"|.{4,220}[.…]\s[A-Z]{2,}(?: [A-Z]{2,})?/(?:[A-Z][\w’'.-]* ?){1,3}|.{4,220}?\s© ?(?:[A-Z][\w’'.&-]* ?){1,4}"
    r"|.{12,200}?\s(?i:getty(?: images)?|alamy(?: stock photo)?|shutterstock|i?stock(?:photo)?|reuters|swns|adobe stock|pa (?:media|wire|archive))(?:\s?/\s?.{2,30})?"
)
_MAY_CREDIT: Final = re.compile(
    r"[/©]|(?i:photo|picture|image|pic\b|pics\b|credit|getty|alamy|shutterstock|stock|reuters|swns|\bpa )"
)
_NAMED: Final = re.compile(
    r"(?!(?:Analysis|Explained|Background|Comment|Opinion|Report|Note|Action|Resolved|Decision|Deadline|Reminder|Update|Warning|Question|Answer|Venue|Contact|Cost|Aim|Risk|Reason|Example)\b)[A-Z][a-z’'-]{2,14}:\s(?:[a-z]|[A-Z][a-z]+ [a-z]).{15,140}"
)
_FIGURES: Final = re.compile(r"sources?\s?:\s?\S", re.I)
_LONGEST_SOURCE: Final = 14  # words of where the figures of a chart are from, in one sentence or two
_BEHIND: Final = re.compile(
    r"[A-Z][^()]{10,200}[.!?]\s\((?!(?:Carried|Lost|Agreed|Noted|Applause|Laughter|Interruption)\b)(?:[A-Z][\w’'&/.-]* ?){1,4}\)"
)
_FEWEST_WORDS: Final = 6  # of a caption that begins with what it shows: "Queue: patients wait …"
_SOURCE: Final = re.compile(r"(?:source|credit|photo|image|picture)(?: source)?\s?[:,]\s?.{2,50}", re.I)
_TWICE: Final = range(3, 46)  # words of a line that is printed twice because it is a caption
_LONGEST_CREDIT: Final = 12  # words
_LONGEST_TOLD: Final = 30  # words of a caption that ends in its credit
_LONGEST_BYLINE: Final = 14  # words
_LATEST_BYLINE: Final = 40  # lines from the top
_SHORTEST_CAPTION: Final = 4  # words of a caption below its credit, and of a credit above it

Zones = dict[int, str]


def captions(lines: Sequence[Line], zones: Zones) -> Zones:
    """Picture captions: marked as such, printed twice, one below the other, or a bare name below the article."""
    found = {k: "caption" for k, line in enumerate(lines) if k not in zones and len(line.text) > 1 and _is_marked(line)}
    found |= {k: "caption" for k in range(1, len(lines)) if k not in zones and _is_below_figure(lines, zones, k)}
    first = first_paragraph(lines)
    for k in range(first + 1, len(lines)):  # above it, the title may be printed again below its picture
        if lines[k].text == lines[k - 1].text and _may_stand_twice(lines[k]) and not {k, k - 1} & zones.keys():
            # A teaser is printed again as the first paragraph: one of the two is the article's.
            found |= {k - 1: "caption"} | ({} if lines[k].is_paragraph else {k: "caption"})
    if _is_news(zones, lines):
        named = [k for k in range(first + 1, len(lines) - 1) if k not in zones and _is_named(lines, k)]
        found |= {
            k: "caption"
            for k in range(first + 1, len(lines))
            if k not in zones
            and lines[k].words <= _LONGEST_TOLD
            and lines[k].text[-1] == ")"
            and _BEHIND.fullmatch(lines[k].text)
        }
        found |= dict.fromkeys(named if found or len(named) > 1 else [], "caption")
    names = [k for k, line in enumerate(lines) if k > 1 and patterns.NAME_ONLY.fullmatch(line.text)]
    names = [k for k in names if k > first or (k + 1 < len(lines) and lines[k + 1].is_paragraph)]  # else an author's
    if names and not speakers(lines):
        found |= dict.fromkeys(names, "caption")
    found |= {
        k: "caption"
        for k in range(1, len(lines) - 2)
        if k not in zones and lines[k].text.isupper() and _agency_above(lines, k)
    }
    return found | {k + 1: "caption" for k in found if k + 1 < len(lines) and _goes_with(lines, k)}


def _is_news(zones: Zones, lines: Sequence[Line]) -> bool:
    """Whether somebody signs it below its title; letters, minutes and motions have labels of their own."""
    signed = any(
        line.words <= _LONGEST_BYLINE and patterns.BYLINE.fullmatch(line.text) for line in lines[:_LATEST_BYLINE]
    )
    return signed and "salutation" not in zones.values()


def _is_named(lines: Sequence[Line], k: int) -> bool:
    """A word, a colon and what is to be seen, without a full stop, alone between paragraphs that have one."""
    line = lines[k]
    if line.is_closed or line.words < _FEWEST_WORDS or not _NAMED.fullmatch(line.text):
        return False
    beside = (lines[k - 1], lines[k + 1])
    return line.start - lines[k - 1].end > 1 and lines[k + 1].start - line.end > 1 and beside[1].is_closed


def _goes_with(lines: Sequence[Line], credit: int) -> bool:
    """A broadcaster's pages name the agency first and then say what is to be seen, without a full stop."""
    line = lines[credit + 1]
    if _source_above(lines, credit):
        return True
    if _agency_above(lines, credit):
        return True
    is_credit = words.CREDIT.fullmatch(lines[credit].text) and lines[credit].words <= _SHORTEST_CAPTION
    return bool(is_credit) and line.words > _SHORTEST_CAPTION and not line.is_closed and not line.is_paragraph


def _is_below_figure(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    """Where the figures of a table or chart are from may be a sentence."""
    is_source = lines[k].words <= _LONGEST_SOURCE and _FIGURES.match(lines[k].text)
    return bool(is_source) and zones.get(k - 1) == "table"


def _agency_above(lines: Sequence[Line], credit: int) -> bool:
    """An agency in capitals, and right below what is to be seen, these two alone and above a paragraph."""
    if credit + 2 >= len(lines) or not lines[credit].text.isupper() or not words.AGENCY.fullmatch(lines[credit].text):
        return False
    below, after = lines[credit + 1], lines[credit + 2]
    alone = lines[credit].start - lines[credit - 1].end > 1 and after.start - below.end > 1
    shown = below.words > _SHORTEST_CAPTION and not below.is_closed and below.start - lines[credit].end == 1
    return alone and shown and after.is_paragraph


def _source_above(lines: Sequence[Line], credit: int) -> bool:
    """Above the article, two lines alone: where a picture comes from, and what it shows."""
    below = lines[credit + 1]
    if not _SOURCE.fullmatch(lines[credit].text) or below.is_closed or credit + 2 >= len(lines):
        return False
    alone = below.start - lines[credit].end == 1 and lines[credit + 2].start - below.end > 1
    return alone and not any(line.is_paragraph for line in lines[:credit])


def _is_marked(line: Line) -> bool:
    if patterns.CAPTION.fullmatch(line.text) or (
        line.text.rstrip(".")[-1:] in (")", "]") and patterns.BRACKETED.fullmatch(line.text)
    ):
        return True
    if line.is_closed:
        return False
    is_credit = line.words <= _LONGEST_CREDIT and words.CREDIT.fullmatch(line.text)
    if is_credit or words.FIGURE.fullmatch(line.text):
        return True
    if line.words > _LONGEST_TOLD:
        return False
    is_pictured = "(" in line.text and _PICTURED.fullmatch(line.text)
    return bool(is_pictured or (_MAY_CREDIT.search(line.text) and _CREDITED.fullmatch(line.text)))


def _may_stand_twice(line: Line) -> bool:
    return line.words in _TWICE and not patterns.OUTCOME.fullmatch(line.text)
