"""The head of a document: which of the lines above its first paragraph is the title, and what the ones above it are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from stancewire.normalise import patterns, signed, site, words
from stancewire.normalise.dated import CLOCK, DATE_LINE
from stancewire.normalise.lines import Line
from stancewire.normalise.underheads import under_title, whose_zone

_LONGEST_TITLE = 28  # words
_LONGEST_HEADLINE = 13  # words; what is longer below a headline is a standfirst
_LONGEST_NAVIGATION = 3  # words; what is as short above a title is a link to a section
_LONGEST_HEAD = 40  # lines before the first paragraph that may hold title, byline and site furniture
_LONGEST_PLAIN_HEAD = 12  # the same where none of them is known to be site furniture
_LONGEST_BLOCK = 7  # lines from a title to its date, without a blank one between
_LONGEST_LINK = 4  # words of a link in a menu
_LATEST_CONSENT = 8  # lines from the top within which a site asks about cookies
_LONGEST_CONSENT = 40  # words
_SHORTEST_MENU = 3  # links, one below the other
_FEWEST_CLOCKS = 3  # times of day on lines of their own
_SHORTEST_DATE = 4  # characters: a year
_BULLETS = "•‣◦ "
_NOT_A_TITLE = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]|\d{1,2}[.:]\d\d|\d{1,2}\.\d)\s|[*•‣◦]|[-=~_#]{2,}.*|.*\bthat conference\b|.*[;,]$", re.I)  # fmt: skip

Zones = dict[int, str]  # line index -> zone


def head_zones(lines: Sequence[Line], zones: Zones) -> Zones:
    """Title, standfirst, byline and date above the first paragraph. A letter has its own head."""
    if "salutation" in zones.values() and 0 in zones:
        return {}
    head = _head_lines(lines, zones)
    found = {k: zone for k in head if (zone := whose_zone(lines[k]))}
    candidates = [k for k in head if k not in found and _may_be_title(lines[k])]
    while len(candidates) > 1 and patterns.KICKER.fullmatch(lines[candidates[0]].text):
        found[candidates.pop(0)] = "furniture"
    if not candidates or "title" in zones.values():
        return found if not head or "title" not in zones.values() else found | _below_known(lines, zones, found)
    if _is_letterhead(lines, {**zones, **found}, candidates):
        found[candidates.pop(0)] = "letterhead"
    title = _title(lines, {**zones, **found}, candidates)
    found |= {k: _above(lines[k]) for k in candidates if k < title}
    found[title] = "title"
    return found | under_title(lines, {**zones, **found}, title)


def _below_known(lines: Sequence[Line], zones: Zones, found: Zones) -> Zones:
    """What stands under a title that the format told."""
    title = next(k for k, zone in zones.items() if zone == "title")
    return under_title(lines, {**zones, **found}, title)


def _may_be_title(line: Line) -> bool:
    is_text = line.is_paragraph and not line.may_ask
    if words.PAPER_LABEL.match(line.text):
        return False
    return not is_text and line.words <= _LONGEST_TITLE and not _NOT_A_TITLE.match(line.text)


def _above(line: Line) -> str:
    """Above a title stand links to sections, the name of the site, and teasers of other pages."""
    is_teaser = line.words > _LONGEST_NAVIGATION and not words.is_titled(line.text)
    return "related" if is_teaser else "furniture"


def _head_lines(lines: Sequence[Line], zones: Zones) -> list[int]:
    """Lines without a zone above the first paragraph, or the first item of a list or agenda."""
    head: list[int] = []
    furnished = False
    for index, line in enumerate(lines[:_LONGEST_HEAD]):
        furnished = furnished or zones.get(index) == "furniture"
        if patterns.CONTENTS.fullmatch(line.text) or (index >= _LONGEST_PLAIN_HEAD and not furnished):
            break
        if index in zones:
            if zones[index] == "salutation":
                break
            continue
        if (head and _NOT_A_TITLE.match(line.text)) or words.NAMES_THE_PRESENT.match(line.text):
            break
        if line.is_paragraph and index > 0 and not _asks_reader(lines, head, index):
            break
        head.append(index)
    return head


def _asks_reader(lines: Sequence[Line], head: list[int], index: int) -> bool:
    """A headline may be a question, and then ends as a sentence does."""
    line = lines[index]
    is_first = not any(lines[k].words > _LONGEST_LINK and not words.is_titled(lines[k].text) for k in head)
    return is_first and line.may_ask


def _is_letterhead(lines: Sequence[Line], zones: Zones, candidates: list[int]) -> bool:
    """The name of a body first of all, right above the title of its paper, and no menu anywhere."""
    first, *rest = candidates
    if not rest or rest[0] != first + 1 or _gap(lines, rest[0]) or not words.BODY_NAME.fullmatch(lines[first].text):
        return False
    plain = all(lines[k].text.isupper() for k in range(first)) and words.is_titled(lines[first].text)
    return plain and lines[rest[0]].words > 1 and not _menus(lines, zones, candidates)


def _title(lines: Sequence[Line], zones: Zones, candidates: list[int]) -> int:
    """The candidate for which most speaks; of equals the first, for what stands below a headline is its standfirst."""
    last = candidates[-1]
    menus = _menus(lines, zones, candidates)
    furnished = next((k for k in range(last) if zones.get(k) in ("furniture", "related")), None)
    return max(candidates, key=lambda k: (_worth(lines, zones, candidates, k, menus, furnished), -k))


def _worth(
    lines: Sequence[Line], zones: Zones, candidates: list[int], k: int, menus: frozenset[int], furnished: int | None
) -> int:
    """How much speaks for a line: its wording, what stands below it, and what stands above it."""
    line = lines[k]
    worth = _wording(line)
    worth -= 5 * (k in menus)
    worth += 2 * (lines[k + 1].text == line.text if k + 1 < len(lines) else False)
    closes = _closes(zones, k) or (k + 1 in candidates and _closes(zones, k + 1))
    worth += 3 * (closes or _is_signed_block(lines, zones, k))
    worth += 2 * (k == candidates[-1] and furnished is not None)
    worth += _gap(lines, k)
    worth += 4 * (k == candidates[0] and furnished is None)
    worth -= 5 * _is_standfirst(lines, zones, candidates, k, menus, plain=furnished is None)
    return worth


def _wording(line: Line) -> int:
    """Headlines are phrases; mastheads are short names in capitals, and links shorter still."""
    if patterns.KICKER.fullmatch(line.text):
        return -6
    if words.is_masthead(line.text):
        return -5
    worth = min(line.words, 6) - 3
    return worth + (-1 if words.is_titled(line.text) else 1)


def _menus(lines: Sequence[Line], zones: Zones, candidates: list[int]) -> frozenset[int]:
    """Links of a menu stand together, each of them short. A blank line where there was none ends a menu."""
    found: set[int] = set()
    run: list[int] = []
    for k in range(candidates[-1] + 1):
        if run and not (_is_link(lines, zones, k) and (len(run) < 2 or _gap(lines, k) == _gap(lines, run[-1]))):
            found.update(run if len(run) >= _SHORTEST_MENU else ())
            run = []
        if _is_link(lines, zones, k):
            run.append(k)
    return frozenset(found.union(run if len(run) >= _SHORTEST_MENU else ()))


def _is_link(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    return lines[k].words <= _LONGEST_LINK and zones.get(k) in (None, "furniture", "related")


def _gap(lines: Sequence[Line], k: int) -> bool:
    """Whether a blank line stands above."""
    return k > 0 and lines[k].start - lines[k - 1].end > 1


def _closes(zones: Zones, k: int) -> bool:
    """Below a title stands its byline, its date, or its picture."""
    return zones.get(k + 1) in ("byline", "date", "caption")


def _is_signed_block(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    """Whether the lines below, without a blank one between, hold a byline or date."""
    if not _heads_block(lines, zones, k):
        return False
    block = takewhile(lambda j: not _gap(lines, j), range(k + 1, min(len(lines), k + _LONGEST_BLOCK)))
    return any(zones.get(j) in ("byline", "date") for j in block)


def _is_standfirst(
    lines: Sequence[Line], zones: Zones, candidates: list[int], k: int, menus: frozenset[int], *, plain: bool
) -> bool:
    """A standfirst without a full stop looks like one more headline, but stands below one and is the longer."""
    before = k - 1
    named = k - 2 if _is_name(lines, zones, before) and not _gap(lines, before) else before
    touching = named not in menus and not _gap(lines, k) and (plain or lines[k].words > lines[named].words)
    if touching and _heads_block(lines, zones, named) and not words.is_titled(lines[named].text):
        return True
    if before not in candidates or before in menus or lines[before].words < _LONGEST_NAVIGATION:
        return False
    if not plain and words.is_titled(lines[before].text) and not words.is_titled(lines[k].text):
        return False
    if lines[before].text == lines[k].text or lines[k].words > max(lines[before].words, _LONGEST_HEADLINE):
        return True
    longer = (
        plain and lines[k].words * 2 > lines[before].words * 3
    )  # below a banner it would be a teaser that is the shorter
    touching = lines[k].start - lines[before].end == 1
    return _closes(zones, k) and lines[before].words > _LONGEST_NAVIGATION and (touching or longer)


def _is_name(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    return k > 0 and (zones.get(k) == "byline" or bool(words.NAME.fullmatch(lines[k].text)))


def _heads_block(lines: Sequence[Line], zones: Zones, k: int) -> bool:
    """Whether a line of some length stands first below a blank line, but for what the site says above it."""
    if k < 0 or lines[k].words <= _LONGEST_NAVIGATION or zones.get(k) in ("byline", "date"):
        return False
    above = next((j for j in range(k, -1, -1) if _gap(lines, j)), 0)
    return all(zones.get(j) in ("furniture", "related", "date") for j in range(above, k))


def bylines(lines: Sequence[Line], zones: Zones) -> Zones:
    """Bylines and dates on lines of their own, wherever they stand; times of day where there are several."""
    clocks = [k for k, line in enumerate(lines) if line.words <= _LONGEST_NAVIGATION and CLOCK.fullmatch(line.text)]
    return (
        dict.fromkeys(clocks if len(clocks) >= _FEWEST_CLOCKS else (), "date")
        | {
            k: zone
            for k, line in enumerate(lines)
            if line.words <= 14 and len(line.text) >= _SHORTEST_DATE
            for zone, pattern in (("date", DATE_LINE), ("byline", patterns.BYLINE))
            if pattern.fullmatch(line.text.lstrip(_BULLETS))
        }
        | signed.signed_lines(lines)
    )


def consent(lines: Sequence[Line], zones: Zones) -> Zones:
    """What a site says of its cookies above all else, with what stands between and its buttons."""
    says = [
        k
        for k, line in enumerate(lines[:_LATEST_CONSENT])
        if site.COOKIES.search(line.text) and line.words <= _LONGEST_CONSENT
    ]
    if not says:
        return {}
    last = min(len(lines), says[-1] + _LATEST_CONSENT)
    pressed = [k for k in range(says[0], last) if site.CONSENT_CLOSES.fullmatch(lines[k].text)]
    if pressed and pressed[0] > says[-1] + _LONGEST_NAVIGATION:
        return {}
    found = set(says) | set(range(says[0], pressed[0] if pressed else says[0])) | set(pressed)
    return dict.fromkeys(sorted(found) if pressed else [k for k in says if not lines[k].is_paragraph], "furniture")
