"""The lines of an HTML element as a browser would show them: one a block, list items with their bullet, rows with bars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml.etree import iterwalk
from lxml.html import HtmlElement

BLOCKS: Final = frozenset(
    "address article aside blockquote body br button caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr label legend li main nav ol option p pre section summary table tbody tfoot thead tr ul "
    "head item lb list quote row".split()  # trafilatura's own tags
)
SILENT: Final = frozenset(
    "iframe math noscript object script select style svg template textarea title video audio".split()
)
_CELLS: Final = frozenset(("td", "th", "cell"))
_ITEMS: Final = frozenset(("li", "item"))
_LONGEST_CELL: Final = 40  # words; a longer one is part of a page laid out as a table, and no row of figures
BAR: Final = " | "


def lines_of(root: HtmlElement) -> list[str]:
    """The lines a reader sees of an element, in order, white space collapsed."""
    lines, line = [], []
    for piece in _pieces(root):
        if piece is not None:
            line.append(piece)
        elif text := _collapsed(line):
            lines.append(text)
            line = []
        else:
            line = []
    return [*lines, text] if (text := _collapsed(line)) else lines


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only places running text on the page."""
    return any(len("".join(cell.itertext()).split()) > _LONGEST_CELL for cell in table.iter("td", "cell"))


def drop_deleted(tree: HtmlElement) -> None:
    """Take out what an editor has struck out of a text; what was put in its place stays."""
    for element in [*tree.iter("del")]:
        if element.getparent() is not None:
            element.drop_tree()


def spread_lists(tree: HtmlElement) -> None:
    """Make paragraphs of the lists in a page laid out as a table, since trafilatura drops lists from the cells of a table."""
    for table in [table for table in tree.iter("table") if is_layout(table)]:
        for item in [*table.iter("li")]:
            item.text = bullet(item) + (item.text or "").lstrip()
        for element in [*table.iter("li", "ul", "ol")]:
            element.tag = "p" if element.tag == "li" else "div"


def _collapsed(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split()).strip(" |")


def _pieces(root: HtmlElement) -> Iterator[str | None]:
    """Text in order, None wherever a line ends."""
    silent: HtmlElement | None = None
    layout: list[HtmlElement] = []
    for event, element in iterwalk(root, events=("start", "end")):
        if silent is None and event == "start":
            if element.tag in SILENT:
                silent = element
                continue
            yield from _opened(element, in_layout=bool(layout))
            layout += [element] if element.tag == "table" and is_layout(element) else []
            if element.text:
                yield element.text
        elif event == "end" and (silent is None or silent is element):
            if silent is None:
                yield from _closed(element, in_layout=bool(layout))
            layout = [table for table in layout if table is not element]
            silent = None
            if element is not root and element.tail:
                yield element.tail


def _opened(element: HtmlElement, *, in_layout: bool) -> Iterator[str | None]:
    if element.tag in BLOCKS or (in_layout and element.tag in _CELLS):
        yield None
    if element.tag in _ITEMS:
        yield bullet(element)


def _closed(element: HtmlElement, *, in_layout: bool) -> Iterator[str | None]:
    if element.tag in _CELLS and not in_layout:
        yield BAR
    elif element.tag in BLOCKS or element.tag in _CELLS:
        yield None


def bullet(item: HtmlElement) -> str:
    """What stands before a list item: its number in an ordered list, else a bullet."""
    above = item.getparent()
    if above is None or (above.tag != "ol" and above.get("rend") != "ol"):
        return "• "
    start = above.get("start") or "1"
    before = sum(1 for other in item.itersiblings(item.tag, preceding=True))
    return f"{(int(start) if start.isdigit() else 1) + before}. "
