"""--split-items: a newsletter or the minutes of a meeting, taken apart into one document for each item.

In:  an Article of kind newsletter or minutes.
Out: its items, each with its heading as title and with what the whole says of sender and date; or the
     Article itself where it has no items.

Only the text is looked at, line by line, so that items can be told apart before anything else is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from stancewire.dates import iso_date
from stancewire.types import Article, Given, Zone

KINDS: Final = ("newsletter", "minutes")
_SAYS_KIND: Final = (
    ("minutes", re.compile(r"\bminutes of\b|\bminutes\b.{0,40}\bmeeting\b|\bminutes$", re.I)),
    ("newsletter", re.compile(r"\bnewsletter\b|\bbulletin\b|\be-?news\b|\bnews ?(?:sheet|brief|flash)\b|\bweekly (?:update|round-?up)\b|\bLMC (?:news|update|briefing)\b|\bin this (?:issue|edition)\b", re.I)),
)  # fmt: skip
# "1. Flu", "2) Flu", "Item 3: Flu", "4 Flu", but not "5 March"
_NUMBERED: Final = re.compile(
    r"(?:item\s+)?(\d{1,2})(?:[.):]\s*|\s+(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))([^\d\s.].*)", re.I
)
_UNDERLINE: Final = re.compile(r"([-=_~*–—])\1{2,}")
_HEAD_LINES: Final = 8
_LONGEST_HEADING: Final = 14  # words
_SHORTEST_TEXT: Final = (
    6  # words; a heading in capitals with less below it is a line of an address or a list of contents
)
_FEWEST: Final = 2  # items


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    start: int  # in raw
    end: int
    text: str

    @property
    def words(self) -> list[str]:
        return self.text.split()


def split_items(article: Article) -> Iterator[Article]:
    """Yield the items of a newsletter or minutes in order; any other article as it is.

    Offsets of an item's marks are those of its own raw, which is a stretch of the whole's raw. What stands above the
    first item is a document of its own, part 0, if it holds a paragraph.
    """
    lines = _lines(article.raw)
    kind = article.given.kind or article.found.kind or _kind(lines)
    headings = _headings(lines) if kind in KINDS else []
    if len(headings) < _FEWEST:
        yield article
        return
    shared = _shared(article, kind or "", lines[: headings[0]])
    edges = [*(lines[place].start for place in headings), len(article.raw)]
    if any(_is_paragraph(line) for line in lines[: headings[0]]):
        yield _item(article, shared, 0, edges[0], "0", ())
    for number, place in enumerate(headings, 1):
        head = lines[place : place + (2 if _UNDERLINE.fullmatch(lines[place + 1].text) else 1)]
        yield _item(article, shared, edges[number - 1], edges[number], str(number), head)


def _lines(raw: str) -> list[_Line]:
    """The lines that are not blank, without the white space around them."""
    lines = []
    position = 0
    for row in raw.splitlines(keepends=True):
        if text := row.strip():
            start = position + row.index(text)
            lines.append(_Line(start=start, end=start + len(text), text=text))
        position += len(row)
    return lines


def _kind(lines: Sequence[_Line]) -> str | None:
    head = lines[:_HEAD_LINES]
    return next((kind for kind, pattern in _SAYS_KIND if any(pattern.search(line.text) for line in head)), None)


def _headings(lines: Sequence[_Line]) -> list[int]:
    """The lines that head an item, by the one style of heading that most items have."""
    found = ((_underlined(lines), 1), (_numbered(lines), 1), (_capitals(lines), _SHORTEST_TEXT))
    return max((_with_text(lines, headings, least) for headings, least in found), key=len)


def _underlined(lines: Sequence[_Line]) -> list[int]:
    return [
        k
        for k in range(len(lines) - 1)
        if _UNDERLINE.fullmatch(lines[k + 1].text) and not _UNDERLINE.fullmatch(lines[k].text) and _is_short(lines[k])
    ]


def _numbered(lines: Sequence[_Line]) -> list[int]:
    """Headings "1. …", "2. …"; where the text has paragraphs of its own numbers, those that follow one another."""
    numbers = {
        k: match for k, line in enumerate(lines) if (match := _NUMBERED.fullmatch(line.text)) and _is_short(line)
    }
    kept = _with_text(lines, list(numbers), 1)
    found: list[int] = []
    for k in kept:
        if int(numbers[k][1]) == (int(numbers[found[-1]][1]) + 1 if found else 1):
            found.append(k)
    return found


def _capitals(lines: Sequence[_Line]) -> list[int]:
    """Headings in capitals, but not the masthead."""
    return [
        k
        for k, line in enumerate(lines)
        if line.text.isupper()
        and sum(map(str.isalpha, line.text)) >= 4
        and _is_short(line)
        and not (k == 0 or _kind([line]))
    ]


def _is_short(line: _Line) -> bool:
    return len(line.words) <= _LONGEST_HEADING and not line.text.endswith((".", ";", ","))


def _is_paragraph(line: _Line) -> bool:
    return len(line.words) >= _LONGEST_HEADING and line.text.endswith((".", "?", "!", "’", "”", '"'))


def _with_text(lines: Sequence[_Line], headings: list[int], least: int) -> list[int]:
    """Those below which something is said before the next one comes, in so many words at least."""
    edges = [*headings, len(lines)]
    between = (range(place + 1, edges[number]) for number, place in enumerate(headings, 1))
    return [
        place
        for place, below in zip(headings, between, strict=True)
        if sum(len(lines[k].words) for k in below) >= least
    ]


def _shared(article: Article, kind: str, above: Sequence[_Line]) -> Given:
    """What every item has from the whole: who sent it, when, and that it is part of a newsletter or minutes."""
    said = article.found
    dated = next((date for line in above if (date := iso_date(line.text))), None)
    return replace(
        said,
        title=None,
        kind=kind,
        published=said.published or dated,
        sender=said.sender or (above[0].text if above else None),
    )


def _item(article: Article, shared: Given, start: int, end: int, part: str, head: Sequence[_Line]) -> Article:
    """A stretch of the whole. head: its heading and the line that underlines it, as far as there are any."""
    raw = article.raw[start:end].rstrip()
    member = part if article.source.member is None else f"{article.source.member}!{part}"
    return replace(
        article,
        id=f"{article.id}-{part}",
        source=replace(article.source, member=member),
        raw=raw,
        given=replace(article.given, title=None),
        found=replace(shared, title=_title(head[0].text) if head else article.found.title),
        from_text=tuple(
            name
            for name in ("kind", "published")
            if getattr(shared, name) is not None and getattr(article.found, name) is None
        ),
        marks=tuple(_marks(article.marks, start, start + len(raw), head)),
    )


def _marks(marks: Sequence[Zone], start: int, end: int, head: Sequence[_Line]) -> Iterator[Zone]:
    """The zones of start:end of the whole, in offsets of the item."""
    for line, zone in zip(head, ("title", "furniture"), strict=False):
        yield Zone(start=line.start - start, end=line.end - start, zone=zone)
    below = head[-1].end if head else start
    for mark in marks:
        if below <= mark.start < end:
            yield replace(mark, start=mark.start - start, end=min(mark.end, end) - start)


def _title(heading: str) -> str:
    match = _NUMBERED.fullmatch(heading)
    return match[2] if match else heading
