"""The foot of a page, and what stands between paragraphs: sign-in walls, links, comments, notes to editors, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stancewire.normalise import patterns, site
from stancewire.normalise.lines import Line, first_paragraph

_LONGEST_LINK: Final = 14  # words of a line in the foot of a page that is no sentence
_LONGEST_HEADING: Final = 24  # words of a heading with the link that may stand beside it
_LONGEST_CITE: Final = 8  # words of the heading above it
_LONGEST_CITED: Final = 40  # words of how an article is to be cited
_LATEST_BYLINE: Final = 40  # lines from the top
_NEAR: Final = 6  # lines below a heading that may be of comments
_FEWEST_NOTES: Final = 2  # that stay body, for their heading to stay with them
_ITEM: Final = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)]|\d+\.\d+)\s")
_MOST_SENTENCES: Final = 2  # paragraphs from the end, above which no foot begins
_SHORTEST_SENTENCE: Final = 3  # words
_SENTENCE: Final = re.compile(r"[.][’”\"')\]]*$")
_ABOUT: Final = re.compile(r"(?:about|background(?: to| on)?)(?: .{2,60})?", re.I)
_INLINE: Final = re.compile(r"[^:]{3,30}:\s?\S")
_LEADS_ON: Final = re.compile(r"(?:read|see) more[\s.…›»>]*", re.I)  # alone below a teaser: to one page
_ASKS: Final = re.compile(r"(?:is|was) this (?:page|article|answer|information) (?:useful|helpful)\??", re.I)
_FEWEST_KNOWN: Final = 2  # lines of a block, for the others to be the site's as well
_SITES: Final = ("furniture", "related")
_GONE: Final = ("furniture", "related", "comments", "caption")

Zones = dict[int, str]


def press_tail(lines: Sequence[Line], zones: Zones) -> Zones:
    """Notes to editors to the end of a press release; the publisher's address below the last paragraph."""
    below = False
    for index, line in enumerate(lines[1:], 1):
        below = below or lines[index - 1].is_paragraph
        if below and patterns.PRESS_TAIL.fullmatch(line.text):
            tail = [k for k in range(index, len(lines)) if not _is_note(lines[k]) and not _heads_notes(lines, k)]
            return dict.fromkeys(tail, "furniture")
    last = next((k for k in range(len(lines) - 1, -1, -1) if _is_text(lines[k])), len(lines))
    return {k: "furniture" for k in range(last + 1, len(lines)) if _closes(lines[k])}


def _heads_notes(lines: Sequence[Line], k: int) -> bool:
    """The heading of notes goes where they go; so does that of a paragraph that says who sends them."""
    is_heading = patterns.NOTES.fullmatch(lines[k].text) or _ABOUT.fullmatch(lines[k].text)
    notes = lines[k + 1 : k + 1 + (_FEWEST_NOTES if patterns.NOTES.fullmatch(lines[k].text) else 1)]
    return bool(is_heading and notes) and all(_is_note(line) for line in notes)


def _is_note(line: Line) -> bool:
    """A note to editors may say what a body has decided; whom to ring is not said to readers."""
    is_text = line.is_paragraph or (line.is_closed and bool(_ITEM.match(line.text)))
    return is_text and not site.CONTACT.search(line.text) and not patterns.ABOUT_AUTHOR.fullmatch(line.text)


def _is_text(line: Line) -> bool:
    return line.is_paragraph and not patterns.ABOUT_AUTHOR.fullmatch(line.text)


def _closes(line: Line) -> bool:
    return bool(patterns.POSTAL.fullmatch(line.text) or patterns.ABOUT_AUTHOR.fullmatch(line.text))


def comments(lines: Sequence[Line], zones: Zones) -> Zones:
    """From the heading of the comments to the end. The heading stands below the article, never on its first line."""
    below = False
    for index, line in enumerate(lines[1:], 1):
        below = below or lines[index - 1].is_paragraph
        if below and patterns.COMMENTS.fullmatch(line.text) and _opens_thread(lines, index):
            return dict.fromkeys(range(index, len(lines)), "comments")
    return {}


def _opens_thread(lines: Sequence[Line], index: int) -> bool:
    """A council that consults says "Have your say" too, but nobody replies there."""
    if not patterns.COMMENTS_PERHAPS.fullmatch(lines[index].text):
        return True
    signed = any(patterns.BYLINE.fullmatch(line.text) for line in lines[: min(index, _LATEST_BYLINE)])
    return signed or any(patterns.COMMENTED.fullmatch(line.text) for line in lines[index + 1 : index + 1 + _NEAR])


def sign_in(lines: Sequence[Line], zones: Zones) -> Zones:
    """What follows a sign-in prompt below the article is site furniture as long as it stays short."""
    return _short_lines_below(lines, patterns.SIGN_IN, "furniture")


def related(lines: Sequence[Line], zones: Zones) -> Zones:
    """Links below a heading like "Related articles", up to the next paragraph; and links on lines of their own."""
    found = _short_lines_below(lines, patterns.RELATED, "related")
    below = (k for k in _below_first(lines) if not lines[k].is_paragraph)
    heads = [
        k
        for k in _below_first(lines)
        if lines[k - 1].words <= _LONGEST_CITE and patterns.CITED.fullmatch(lines[k - 1].text)
    ]
    cited = [k for k in heads if lines[k].words <= _LONGEST_CITED]
    found |= _short_lines_below(lines, patterns.FILES, "furniture") | dict.fromkeys(cited, "furniture")
    return found | {k: "related" for k in below if site.LINK.fullmatch(lines[k].text)}


def _below_first(lines: Sequence[Line]) -> range:
    """Where the first paragraph has been read; above it, a menu with such a heading does not swallow the title."""
    return range(first_paragraph(lines) + 1, len(lines))


def _short_lines_below(lines: Sequence[Line], heading: re.Pattern[str], zone: str) -> Zones:
    """A heading and what follows it, up to the next paragraph; above the first paragraph the heading alone."""
    headings = {k for k, line in enumerate(lines) if line.words <= _LONGEST_HEADING and heading.fullmatch(line.text)}
    found: Zones = {}
    run: list[int] = []
    article = _below_first(lines)
    for index in range(min(headings, default=len(lines)), len(lines)):
        line, is_heading = lines[index], index in headings
        if run and not is_heading and _ends_run(lines, run, index):
            leads_on = len(run) == 2 and _LEADS_ON.fullmatch(lines[run[0]].text)
            if leads_on and lines[run[1]].start - lines[run[0]].end > 1:
                found.pop(run[1])  # the heading of the paragraph that follows
            run = []
        if is_heading:
            found[index] = zone
            run = [index] if index in article and not _INLINE.match(line.text) else []
        elif run:
            found[index] = zone
            run.append(index)
    return found


def _ends_run(lines: Sequence[Line], run: list[int], index: int) -> bool:
    """A list of links ends at a paragraph, at a sentence, or at a blank line where there was none between its own."""
    line = lines[index]
    is_sentence = line.words >= _SHORTEST_SENTENCE and bool(_SENTENCE.search(line.text))
    apart = line.start - lines[index - 1].end > 1
    together = len(run) > 1 and lines[run[1]].start - lines[run[0]].end == 1
    is_text = line.is_paragraph and (apart or not line.may_ask)
    return is_text or (apart and (is_sentence or together))


def foot(lines: Sequence[Line], zones: Zones) -> Zones:
    """Short lines below the last paragraph, from the first that is known to be the site's to the end of the page."""
    unknown = [k for k, line in enumerate(lines) if line.is_paragraph and zones.get(k) not in _GONE]
    if not unknown:
        return {}
    return _under_last(lines, zones, unknown) | _last_blocks(lines, zones, unknown[-1])


def _last_blocks(lines: Sequence[Line], zones: Zones, last: int) -> Zones:
    """Below the last paragraph, the short lines of a block whose first line and one more are known to be the site's."""
    found: Zones = {}
    block: list[int] = []
    for k in range(last + 1, len(lines) + 1):
        if k == len(lines) or lines[k].start - lines[k - 1].end > 1:
            known = sum(zones.get(j) in _SITES for j in block)
            asks = bool(block) and bool(_ASKS.fullmatch(lines[block[0]].text))
            if asks or (known >= _FEWEST_KNOWN and zones.get(block[0]) in _SITES):
                found |= {j: "furniture" for j in block if j not in zones and _is_short(lines[j])}
            block = []
        block.append(k)
    return found


def _under_last(lines: Sequence[Line], zones: Zones, unknown: Sequence[int]) -> Zones:
    """From the line that opens the foot."""
    opens = _foot_opens(lines, zones, unknown)
    if opens is None:
        return {}
    above = max((k for k in unknown if k < opens), default=0)
    found = [k for k in range(opens, len(lines)) if k not in zones and _is_short(lines[k])]
    return dict.fromkeys([*found, *_touching(lines, zones, opens, above)], "furniture")


def _is_short(line: Line) -> bool:
    return not line.is_paragraph and not (line.is_closed and line.words >= 5) and not _ITEM.match(line.text)


def _foot_opens(lines: Sequence[Line], zones: Zones, unknown: Sequence[int]) -> int | None:
    """The first line of the foot: the site's own, with more of its kind below it than lines that nobody knows.

    One sentence or two of the site's may stand among them; they stay body.
    """
    first = unknown[-_MOST_SENTENCES] if len(unknown) > _MOST_SENTENCES else unknown[0]
    known = [k for k in range(first + 1, len(lines)) if zones.get(k) in _GONE]
    for rank, k in enumerate(known):
        if site.OPENS_FOOT.fullmatch(lines[k].text) and (
            k > unknown[-1] or (len(known) - rank) * 3 >= (len(lines) - k) * 2
        ):
            return k
    return None


def _touching(lines: Sequence[Line], zones: Zones, opens: int, last: int) -> Iterator[int]:
    """Lines that stand together with the first known one, without a blank line, and do not touch the paragraph above."""
    block = []
    for k in range(opens - 1, last, -1):
        line = lines[k]
        if lines[k + 1].start - line.end > 1:
            break
        if line.is_closed or line.words > _LONGEST_LINK or _ITEM.match(line.text):
            return
        block.append(k)
    else:
        if lines[last + 1].start - lines[last].end == 1:
            return
    yield from (k for k in block if k not in zones)
