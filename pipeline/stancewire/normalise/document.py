"""Turn an Article into a Document whose offsets can be traced home.

In:  Article.raw, as extracted: NBSP, soft hyphens and all.
Out: Document.text, and Document.origin, where origin[i] is the index in
     Article.raw of text[i] and origin[len(text)] is len(raw).

Later stages read Document.text only; nothing downstream looks at raw again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from stancewire.normalise.lines import Line, split_lines
from stancewire.normalise.meta import meta_of
from stancewire.normalise.repair import repair
from stancewire.normalise.tables import tabbed
from stancewire.normalise.zones import zone_lines
from stancewire.spans import Origin
from stancewire.types import Article, Document, Meta, Span, Zone


def normalise(article: Article) -> Document:
    """Repair the text, zone its lines and read its metadata. An article without a word gives a document without zones."""
    text, origin = repair(article.raw)
    lines = split_lines(text)
    zones = zone_lines(lines, _tabbed(lines, origin, article.raw) | _marked(lines, origin, article.marks))
    meta = meta_of(article, lines, zones, text)
    return Document(
        article_id=article.id,
        text=text,
        origin=origin,
        zones=tuple(_merged(lines, zones)),
        passages=tuple(
            Span(start=line.start, end=line.end) for line, zone in zip(lines, zones, strict=True) if zone == "body"
        ),
        meta=meta,
        warnings=(*article.warnings, *_warnings(meta)),
    )


def _marked(lines: Sequence[Line], origin: Origin, marks: Sequence[Zone]) -> dict[int, str]:
    """The zone that the format tells of a line, by the place in raw that the line begins at."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines if marks else ()):
        place = bisect_right(marks, origin[line.start], key=lambda mark: mark.start) - 1
        if place >= 0 and origin[line.start] < marks[place].end:
            found[index] = marks[place].zone
    return found


def _tabbed(lines: Sequence[Line], origin: Origin, raw: str) -> dict[int, str]:
    """Rows of a table that was copied out of its window; repair makes blanks of their tabs."""
    return tabbed([raw[origin[line.start] : origin[line.end]] for line in lines]) if "\t" in raw else {}


def _merged(lines: Sequence[Line], zones: Sequence[str]) -> Iterator[Zone]:
    """Neighbouring lines of one zone are one zone."""
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or zones[index] != zones[first]:
            yield Zone(start=lines[first].start, end=lines[index - 1].end, zone=zones[first])
            first = index


def _warnings(meta: Meta) -> Iterator[str]:
    if meta.language not in (None, "en"):
        yield f"language is {meta.language!r}, not English: stancewire's own labels are read from English only"
