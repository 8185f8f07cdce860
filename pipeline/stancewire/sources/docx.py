"""A Word document (DOCX) is one document: its paragraphs, list items and tables in order, headers marked.

In:  the bytes of a DOCX file.
Out: one Extract: page headers, the body with its text boxes, footnotes, page footers.

What was deleted under "track changes" is left out, what was inserted is kept.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, Final

from stancewire.dates import date_value
from stancewire.errors import ParserFailure
from stancewire.sources.blocks import Block, assemble, heading_of, is_letter, table_blocks
from stancewire.sources.docx_parts import Styles, Target, targets
from stancewire.sources.extract import Extract
from stancewire.sources.office import Package, attribute, children, local, text_of

_GONE: Final = frozenset(("del", "moveFrom", "pPr", "rPr", "sectPr", "instrText", "sdtPr", "rt"))
_CONTAINERS: Final = ("tbl", "sdt", "customXml")
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}
_STYLE_ZONES: Final = (("toc", "furniture"), ("table of", "furniture"), ("caption", "caption"))


def extract_docx(content: bytes, name: str) -> Iterator[Extract]:
    """Yield the document of a DOCX file. Raises ParserFailure and OversizeInput."""
    package = Package(content, name)
    main = next((t.path for t in targets(package, "") if t.kind == "officeDocument"), "word/document.xml")
    document = package.part(main)
    if document is None:
        raise ParserFailure(name, "holds no document part", "open it in Word and save it anew as .docx")
    parts = targets(package, main)
    styles = Styles(next((package.side_part(t.path) for t in parts if t.kind == "styles"), None))
    body = [block for child in children(document, "body") for block in _blocks(child, styles)]
    above, below = _page_parts(package, document, parts, styles, is_letter(body))
    properties = package.side_part("docProps/core.xml")
    notes = list(_notes(package, parts, styles))
    yield assemble(
        (*above, *body, *notes, *below),
        heading=heading_of(body),
        named=text_of(properties, "title"),
        created=date_value(text_of(properties, "created") or ""),
        warnings=(*package.warnings, *_unread(document)),
    )


def _unread(document: Any) -> Iterator[str]:
    if number := sum(local(element) == "altChunk" for element in document.iter()):
        yield f"holds {number} piece(s) of another file that Word shows in its place and that are not read: save it anew in Word"


def _blocks(parent: Any, styles: Styles) -> Iterator[Block]:
    """The blocks of a body, a cell, a text box, a header or a note."""
    before = ""  # of paragraphs whose end was deleted under "track changes": the next one goes on with them
    for child in parent:
        name = local(child)
        if name == "p":
            boxes: list[Any] = []
            text = before + "".join(_text(child, boxes))
            before = text if _goes_on(child) else ""
            yield from () if before else _paragraph(text, next(children(child, "pPr"), None), styles)
            yield from (block for box in boxes for block in _blocks(box, styles))
            continue
        if name in _CONTAINERS:
            yield from _paragraph(before, None, styles)
            before = ""
        if name == "tbl":
            yield from table_blocks(_rows(child, styles))
        elif name and name not in _GONE and not (name == "Fallback" and _says_again(child)):
            yield from _blocks(child, styles)  # content controls, insertions
    yield from _paragraph(before, None, styles)


def _goes_on(paragraph: Any) -> bool:
    marks = (mark for outer in children(paragraph, "pPr") for inner in children(outer, "rPr") for mark in inner)
    return any(local(mark) in ("del", "moveFrom") for mark in marks)


def _paragraph(text: str, properties: Any, styles: Styles) -> Iterator[Block]:
    style = styles.name_of(properties)
    zone = next((zone for start, zone in _STYLE_ZONES if style.startswith(start)), None)
    if text.strip():
        item = styles.is_item(properties)
        yield Block(f"• {text.strip()}" if item else text, zone, style)


def _text(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The text below an element; text boxes, which stand in the middle of a paragraph, are put aside."""
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "br":
            yield "\n" if attribute(child, "type") in (None, "textWrapping") else " "
        elif name == "txbxContent":
            boxes.append(child)
        elif (
            name
            and name not in _GONE
            and not (name == "r" and _is_hidden(child))
            and not (name == "Fallback" and _says_again(child))
        ):
            yield from _text(child, boxes)


def _says_again(element: Any) -> bool:
    """Whether a fallback is what older programs show instead of a choice that holds the same words."""
    choices = (choice for choice in children(element.getparent(), "Choice"))
    return any(local(e) == "t" and (e.text or "").strip() for choice in choices for e in choice.iter())


def _is_hidden(run: Any) -> bool:
    marks = (mark for properties in children(run, "rPr") for mark in children(properties, "vanish"))
    return any(attribute(mark, "val") not in ("0", "false", "off") for mark in marks)


def _rows(table: Any, styles: Styles) -> Iterator[list[list[Block]]]:
    for child in table:
        name = local(child)
        if name == "tr" and not _is_deleted(child):
            yield [list(_blocks(cell, styles)) for cell in _cells(child)]
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(child, styles)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(child)


def _is_deleted(row: Any) -> bool:
    return any(True for properties in children(row, "trPr") for _ in children(properties, "del"))


def _page_parts(
    package: Package, document: Any, parts: tuple[Target, ...], styles: Styles, letter: bool
) -> tuple[list[Block], list[Block]]:
    """Headers and footers, each text once. The header of a first page, and any of a letter, is a letterhead."""
    paths = {target.identity: target.path for target in parts}
    above: dict[str, Block] = {}
    below: dict[str, Block] = {}
    for section in (element for element in document.iter() if local(element) == "sectPr"):
        has_first = any(True for _ in children(section, "titlePg"))
        for reference in section:
            kind, first = local(reference), attribute(reference, "type") == "first"
            path = paths.get(attribute(reference, "id") or "")
            if kind not in ("headerReference", "footerReference") or path is None or (first and not has_first):
                continue
            zone = "letterhead" if kind == "headerReference" and (first or letter) else "furniture"
            found = above if kind == "headerReference" else below
            for block in _part_blocks(package, path, styles):
                found.setdefault(block.text, Block(block.text, zone))
    return list(above.values()), list(below.values())


def _part_blocks(package: Package, path: str, styles: Styles) -> Iterator[Block]:
    root = package.side_part(posixpath.normpath(path))
    return iter(()) if root is None else _blocks(root, styles)


def _notes(package: Package, parts: tuple[Target, ...], styles: Styles) -> Iterator[Block]:
    """Footnotes and endnotes; those with a type are the lines between text and notes."""
    for target in parts:
        root = package.side_part(target.path) if target.kind in ("footnotes", "endnotes") else None
        for note in root if root is not None else ():
            if attribute(note, "type") in (None, "normal"):
                yield from _blocks(note, styles)
