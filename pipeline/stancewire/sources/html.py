"""A saved web page: trafilatura finds the body; title, captions, related links and comments become zones of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from stancewire.sources.decode import decode_as
from stancewire.sources.exports import may_be_export, split
from stancewire.sources.extract import Extract
from stancewire.sources.html_blocks import BAR, is_layout, lines_of, spread_lists
from stancewire.sources.html_kept import passages_of, restored, signs_above
from stancewire.sources.html_linked import parted, scripts_with_text
from stancewire.sources.html_loose import wrap_loose
from stancewire.sources.html_meta import found_in
from stancewire.sources.html_parts import Parts, take_parts
from stancewire.sources.html_signs import zone_of
from stancewire.sources.html_tree import parsed
from stancewire.sources.publishers import told_by_publisher, with_publisher
from stancewire.types import Given, Zone

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
_HEAD_BYTES: Final = 4_096
_BETWEEN: Final = "\n\n"
_BELOW: Final = ("byline", "caption", "related", "comments")
Lines = list[tuple[str | None, str]]  # (zone or None for body, line)


def extract_html(content: bytes, name: str, charset: str | None = None) -> Iterator[Extract]:
    """Yield the one document of a page; a page without a word gives an empty text. charset: as its server named it. Raises BinaryInput."""
    text, warnings = _decoded(content, name, charset)
    tree = parsed(text) if text.strip() else None
    if tree is None:
        yield Extract(raw="", warnings=(*warnings, "is no HTML that can be parsed"))
        return
    if export := _export(text, tree):
        yield Extract(raw=export, warnings=warnings)
        return
    told = told_by_publisher(tree)
    parts = take_parts(tree)
    found = with_publisher(found_in(tree, parts.heading), told)
    lines = _lines(parts, found, _body(tree, found.byline if parts.heading else None))
    yield _extract(lines, found, warnings)


def _export(text: str, tree: HtmlElement) -> str:
    """All lines of the export of a newspaper archive, "" if the page is none.

    Trafilatura drops a line that it has read before, and the headers of hundreds of articles are alike.
    """
    lines = _BETWEEN.join(lines_of(tree)) if may_be_export(text) else ""
    return lines if lines and split(lines) else ""


def _decoded(content: bytes, name: str, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """The text in the encoding that the page names, if it fits, or its server, else as any text file is read.

    A page that is UTF-8 throughout is no Latin-1 by chance, whatever it was called when it was saved.
    """
    named = _CHARSET.search(content[:_HEAD_BYTES])
    if named and not content.isascii() and _is_unicode(content):
        return content.decode("utf-8-sig"), ()
    if named and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode(named[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_as(content, name, charset)


def _is_unicode(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _body(tree: HtmlElement, author: str | None) -> Lines:
    """The text, and who and when stand right above it; author: whom the page names as such."""
    spread_lists(tree)
    wrap_loose(tree, author)
    passages = passages_of(tree)
    scripts = scripts_with_text(tree)
    document: Any = bare_extraction(tree, include_comments=False)
    lines = parted(list(_body_lines(document.body)) if document is not None else [], scripts)
    if lines:
        told = {passage.line: zone_of(passage.line, author) for passage in passages if passage.is_sign}
        found = [*signs_above(passages, lines, author), *restored(passages, lines)]
        return [(zone or told.get(line), line) for zone, line in found]
    return [(None, line) for line in lines_of(_container(tree))]


def _container(tree: HtmlElement) -> HtmlElement:
    """Where the text of a page stands, of a page that trafilatura can do nothing with."""
    return next((e for tag in ("article", "main", "body") for e in tree.iter(tag)), tree)


def _body_lines(body: HtmlElement) -> Iterator[tuple[str | None, str]]:
    """The lines of trafilatura's own tree."""
    for element in body:
        if element.tag == "table" and not is_layout(element):
            yield from (("table", row) for row in map(_row, element.iter("row")) if row)
        else:
            yield from ((None, line) for line in lines_of(element))


def _row(row: HtmlElement) -> str:
    return BAR.join(text for cell in row.iter("cell") if (text := " ".join("".join(cell.itertext()).split())))


def _lines(parts: Parts, found: Given, body: Lines) -> Lines:
    """Title, what stands under it, body, and the rest, each once."""
    title = parts.heading or found.title
    head: Lines = [("title", title)] if title else []
    head += parts.head
    said = {line for _, line in head}
    below: Lines = [(zone, line) for zone in _BELOW for line in parts.below.get(zone, ())]
    return [*head, *((zone, line) for zone, line in body if line not in said), *below]


def _extract(lines: Lines, found: Given, warnings: tuple[str, ...]) -> Extract:
    """One line a paragraph, a blank one between; marks where a line has a zone."""
    pieces, marks, position = [], [], 0
    for zone, line in lines:
        pieces.append(line)
        if zone:
            marks.append(Zone(start=position, end=position + len(line), zone=zone))
        position += len(line) + len(_BETWEEN)
    return Extract(raw=_BETWEEN.join(pieces), marks=tuple(marks), found=found, warnings=warnings)
