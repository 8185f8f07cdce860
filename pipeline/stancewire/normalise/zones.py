"""Give every line of a text its zone.

In:  lines in text order.
Out: one zone for each line. "Skip the comments" is then a filter, never a deletion.

Rules run in the order of RULES; a line keeps the first zone it gets, and what
is left is body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import Final

from stancewire.normalise import patterns
from stancewire.normalise.heads import Zones, bylines, head_zones
from stancewire.normalise.letter import letter_zones, salutation_of
from stancewire.normalise.lines import Line

_LONGEST_RUNNING = 14  # words of a header or footer of pages
_SHORTEST_RUNNING = 2
_RUNNING_TIMES = 3  # a header stands on every page, a caption at most twice
_MAIL_HEADERS = 3  # lines like "From: …", one below the other

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
    if salutation is None:
        return {}
    parts = letter_zones(lines, salutation)
    kept = {k for k in parts if parts[k] == "salutation" or not patterns.FURNITURE.fullmatch(lines[k].text)}
    return {k: parts[k] for k in kept}


def _quoted(lines: Sequence[Line], zones: Zones) -> Zones:
    """Lines of an e-mail that this one answers: marked with ">", or all that stands below its header."""
    below = False
    for index, line in enumerate(lines[1:], 1):
        below = below or lines[index - 1].is_paragraph
        if patterns.QUOTE_OPENS.fullmatch(line.text) or (below and _opens_answer(lines[index : index + _MAIL_HEADERS])):
            return dict.fromkeys(range(index, len(lines)), "quoted")
    return {k: "quoted" for k, line in enumerate(lines) if patterns.QUOTED_LINE.fullmatch(line.text)}


def _opens_answer(headers: Sequence[Line]) -> bool:
    return len(headers) == _MAIL_HEADERS and all(patterns.MAIL_HEADER.fullmatch(line.text) for line in headers)


def _contents(lines: Sequence[Line], zones: Zones) -> Zones:
    """A list of contents: its entries end in a page number, or stand again as headings below."""
    found: Zones = {}
    for index, line in enumerate(lines):
        if patterns.CONTENTS.fullmatch(line.text):
            entries = list(takewhile(lambda k: _is_entry(lines, k), range(index + 1, len(lines))))
            found |= dict.fromkeys([index, *entries] if entries else [], "furniture")
    return found


def _is_entry(lines: Sequence[Line], index: int) -> bool:
    if lines[index].is_paragraph:
        return False
    entry = _unnumbered(lines[index]).lower()
    numbered = lines[index].text[-1].isdigit()
    return numbered or any(_unnumbered(other).lower() == entry for other in lines[index + 1 :])


def _running(lines: Sequence[Line], zones: Zones) -> Zones:
    """Headers and footers of pages: short lines that stand three times or more, but for their page numbers."""
    times = Counter(_unnumbered(line) for k, line in enumerate(lines) if zones.get(k) not in ("comments", "quoted"))
    often = {
        text for text, count in times.items() if count >= _RUNNING_TIMES and len(text.split()) >= _SHORTEST_RUNNING
    }
    return {k: "furniture" for k, line in enumerate(lines) if k > 0 and _unnumbered(line) in often and _can_run(line)}


def _can_run(line: Line) -> bool:
    """Minutes and motions say "carried unanimously" more than once, and mean it."""
    return line.words <= _LONGEST_RUNNING and not line.is_closed and not patterns.OUTCOME.fullmatch(line.text)


def _unnumbered(line: Line) -> str:
    return line.text.strip("0123456789|.•*-– ")


def _tail(lines: Sequence[Line], zones: Zones) -> Zones:
    """Notes to editors to the end of a press release; the publisher's address below the last paragraph."""
    for index, line in enumerate(lines[1:], 1):
        if patterns.PRESS_TAIL.fullmatch(line.text) and any(before.is_paragraph for before in lines[:index]):
            return dict.fromkeys(range(index, len(lines)), "furniture")
    last = next((k for k in range(len(lines) - 1, -1, -1) if _is_text(lines[k])), len(lines))
    return {k: "furniture" for k in range(last + 1, len(lines)) if _closes(lines[k])}


def _is_text(line: Line) -> bool:
    return line.is_paragraph and not patterns.ABOUT_AUTHOR.fullmatch(line.text)


def _closes(line: Line) -> bool:
    return bool(patterns.POSTAL.fullmatch(line.text) or patterns.ABOUT_AUTHOR.fullmatch(line.text))


def _furniture(lines: Sequence[Line], zones: Zones) -> Zones:
    return {k: "furniture" for k, line in enumerate(lines) if patterns.FURNITURE.fullmatch(line.text.lstrip("•‣◦ "))}


def _comments(lines: Sequence[Line], zones: Zones) -> Zones:
    """From the heading of the comments to the end. The heading stands below the article, never on its first line."""
    for index, line in enumerate(lines[1:], 1):
        if patterns.COMMENTS.fullmatch(line.text) and any(before.is_paragraph for before in lines[:index]):
            return dict.fromkeys(range(index, len(lines)), "comments")
    return {}


def _short_lines_below(lines: Sequence[Line], heading: re.Pattern[str], zone: str) -> Zones:
    """A heading and what follows it, up to the next paragraph."""
    found: Zones = {}
    inside = False
    for index, line in enumerate(lines):
        inside = (inside or bool(heading.fullmatch(line.text))) and not line.is_paragraph
        if inside:
            found[index] = zone
    return found


def _sign_in(lines: Sequence[Line], zones: Zones) -> Zones:
    """What follows a sign-in prompt below the article is site furniture as long as it stays short."""
    return _short_lines_below(lines, patterns.SIGN_IN, "furniture")


def _captions(lines: Sequence[Line], zones: Zones) -> Zones:
    """Picture captions: marked as such, printed twice, or a bare name below the article."""
    # A reader who quotes a paragraph of the article below it must not turn that paragraph into a caption.
    times = Counter(line.text for k, line in enumerate(lines) if zones.get(k) != "comments")
    found = {k: "caption" for k, line in enumerate(lines) if patterns.CAPTION.fullmatch(line.text)}
    found |= {
        k: "caption"
        for k, line in enumerate(lines)
        if times[line.text] > 1
        and 3 <= line.words <= 45
        and k > 0
        and k not in zones
        and not patterns.OUTCOME.fullmatch(line.text)
    }
    found |= {k: "caption" for k, line in enumerate(lines) if k > 1 and patterns.NAME_ONLY.fullmatch(line.text)}
    return found


def _related(lines: Sequence[Line], zones: Zones) -> Zones:
    """Links below a heading like "Related articles", up to the next paragraph."""
    return _short_lines_below(lines, patterns.RELATED, "related")


def _tables(lines: Sequence[Line], zones: Zones) -> Zones:
    """Rows of figures, the question above them, and the heading of a survey."""
    rows = {k for k, line in enumerate(lines) if _is_row(line)}
    runs = {k for k in rows if k + 1 in rows or k - 1 in rows}
    asked = {k - 1 for k in runs if k > 0 and k - 1 not in runs and _heads_table(lines[k - 1])}
    headed = {k for k, line in enumerate(lines) if patterns.SURVEY.fullmatch(line.text)}
    return dict.fromkeys(runs | asked | headed, "table")


def _is_row(line: Line) -> bool:
    is_row = not line.is_paragraph and patterns.TABLE_ROW.fullmatch(line.text)
    return bool(is_row) and not patterns.DATE_LINE.fullmatch(line.text)


def _heads_table(line: Line) -> bool:
    return line.text.endswith(("?", ":")) or bool(patterns.COLUMNS.fullmatch(line.text))


# First come the parts that may hold anything (letters, comment threads), then what single lines look like.
RULES: Final[tuple[Rule, ...]] = (
    _quoted,
    _letter,
    _contents,
    _furniture,
    _comments,
    _running,
    _tail,
    _sign_in,
    _related,
    _tables,
    _captions,
    head_zones,
    bylines,
)
