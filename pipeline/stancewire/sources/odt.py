"""An OpenDocument text (ODT) is one document: its paragraphs, list items and tables in order, headers marked.

In:  the bytes of an ODT file.
Out: one Extract: page headers, the body with its text boxes, notes, page footers.

What was deleted under "record changes" and what is hidden is left out. Repeated columns, rows and
spaces count once, however often a file says to repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from stancewire.dates import date_value
from stancewire.errors import ParserFailure, UnsupportedFormat
from stancewire.sources.blocks import Block, assemble, heading_of, is_letter, table_blocks
from stancewire.sources.extract import Extract
from stancewire.sources.office import Package, attribute, children, local, text_of

_GONE: Final = frozenset(
    ("tracked-changes", "forms", "annotation", "sequence-decls", "variable-decls", "bookmark", "ruby-text")
)
_PICTURE_SAYS: Final = ("title", "desc")  # of a picture, for who cannot see it; "title" is also a field of the text
_SIGNS: Final = {"s": " ", "tab": "\t", "line-break": "\n"}
_PARAGRAPHS: Final = ("p", "h", "list", "table", "section")
_DRAWN: Final = ("frame", "custom-shape", "g", "object", "image", "rect", "line", "path", "polygon")
_INDEXES: Final = ("table-of-content", "illustration-index", "table-index", "alphabetical-index")
_ROW_GROUPS: Final = ("table-header-rows", "table-rows", "table-row-group")
_HEADERS: Final = ("header-first", "header", "header-left")
_FOOTERS: Final = ("footer-first", "footer", "footer-left")


def extract_odt(content: bytes, name: str) -> Iterator[Extract]:
    """Yield the document of an ODT file. Raises ParserFailure, OversizeInput, and UnsupportedFormat for an encrypted one."""
    package = Package(content, name)
    manifest = package.side_part("META-INF/manifest.xml")
    if text_of(manifest, "encryption-data") is not None:
        raise UnsupportedFormat(name, "is protected by a password", "save a copy without it")
    root = package.part("content.xml")
    if root is None:
        raise ParserFailure(name, "holds no content.xml", "open it in an office program and save it anew")
    walk = _Walk(root)
    body = [block for text in islice((e for e in root.iter() if local(e) == "text"), 1) for block in walk.blocks(text)]
    styles, meta = package.side_part("styles.xml"), package.side_part("meta.xml")
    yield assemble(
        (*_page_parts(styles, _HEADERS, is_letter(body)), *body, *walk.notes(), *_page_parts(styles, _FOOTERS)),
        heading=heading_of(body),
        named=text_of(meta, "title"),
        created=date_value(text_of(meta, "creation-date") or ""),
        warnings=tuple(package.warnings),
    )


class _Walk:
    """One way through a document, which puts notes aside."""

    def __init__(self, root: Any) -> None:
        self._parents = {
            attribute(style, "name"): attribute(style, "parent-style-name")
            for style in root.iter()
            if local(style) == "style"
        }
        self._notes: list[Any] = []

    def blocks(self, parent: Any, zone: str | None = None) -> Iterator[Block]:
        """The blocks of a text, a section, a cell, a text box or a header."""
        for child in parent:
            name = local(child)
            if name in ("p", "h"):
                yield from self._paragraph(child, zone)
            elif name == "list":
                yield from self._items(child, zone)
            elif name == "table":
                yield from table_blocks(self._rows(child))
            elif name and name not in _GONE and attribute(child, "display") != "none":
                yield from self.blocks(child, "furniture" if name in _INDEXES else zone)

    def notes(self) -> Iterator[Block]:
        """The notes met so far."""
        while self._notes:
            yield from self.blocks(self._notes.pop(0))

    def _paragraph(self, element: Any, zone: str | None) -> Iterator[Block]:
        boxes: list[Any] = []
        yield Block("".join(self._text(element, boxes)), zone, self._style(element))
        for box in boxes:
            yield from self.blocks(box, zone)

    def _style(self, element: Any) -> str:
        if local(element) == "h":
            return f"heading {attribute(element, 'outline-level') or 1}"
        name = attribute(element, "style-name")
        return (self._parents.get(name) or name or "").lower()

    def _text(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        """The text below an element; text boxes and notes, which stand in the middle of a paragraph, are put aside."""
        yield element.text or ""
        for child in element:
            name = local(child)
            if name == "note":
                self._notes += children(child, "note-body")
            elif name not in _GONE and any(local(inner) in _PARAGRAPHS for inner in child):
                boxes.append(child)  # a text box, or any other shape with paragraphs in it
            elif name in _PICTURE_SAYS and local(element) in _DRAWN:
                pass
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name and name not in _GONE:
                yield from self._text(child, boxes)
            yield child.tail or ""

    def _items(self, element: Any, zone: str | None) -> Iterator[Block]:
        for item in element:
            first = local(item) == "list-item"
            for block in self.blocks(item, zone):
                own = first and bool(block.text.strip()) and not block.text.startswith("• ")
                yield Block(f"• {block.text.strip()}" if own else block.text, block.zone, block.style)
                first = first and not block.text.strip()

    def _rows(self, table: Any) -> Iterator[list[list[Block]]]:
        for child in table:
            if local(child) == "table-row":
                yield [list(self.blocks(cell)) for cell in children(child, "table-cell")]
            elif local(child) in _ROW_GROUPS:
                yield from self._rows(child)


def _page_parts(styles: Any, names: tuple[str, ...], letter: bool = False) -> Iterator[Block]:
    """Headers or footers, each text once. The header of a first page, and any of a letter, is a letterhead."""
    found: dict[str, Block] = {}
    for element in styles.iter() if styles is not None else ():
        if (name := local(element)) in names:
            zone = "letterhead" if name.startswith("header") and (letter or name == "header-first") else "furniture"
            for block in _Walk(element).blocks(element):
                found.setdefault(block.text, Block(block.text, zone))
    yield from found.values()
