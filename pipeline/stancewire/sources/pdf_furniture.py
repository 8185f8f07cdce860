"""Find running headers, footers and page numbers: rows at the edges of pages that come again page after page.

In:  the rows of each page, from the top.
Out: the furniture, each kind once, and the rows that are left. What stands sideways on a page is furniture too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.sources.pdf_order import rows_of
from stancewire.sources.pdf_page import Piece
from stancewire.sources.pdf_tables import Row

_MARGIN: Final = 0.12  # of the page's height, at the top and at the bottom
_ROWS: Final = 3  # from each edge
_SHARE: Final = 0.25  # of the pages; left and right pages may differ, and so may the first
_STEP: Final = 4.0  # points by which a running line may move
_NUMBER: Final = re.compile(r"[-–—|\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|.\s]*", re.I)
_DIGITS: Final = re.compile(r"\d+")

Key = tuple[str, int]
Place = tuple[int, int]  # page, row


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A running line, where it stands first."""

    text: str
    page: int
    at_top: bool


def split_furniture(
    pages: Sequence[Sequence[Row]], heights: Sequence[float]
) -> tuple[list[Furniture], list[list[Row]]]:
    """The furniture in page order, and the rows of each page without it. heights: of the pages, in points."""
    places: dict[Key, list[Place]] = defaultdict(list)
    for page, rows in enumerate(pages):
        for index, key in _keys(rows, heights[page]):
            places[key].append((page, index))
    least = max(2, round(_SHARE * len(pages)))
    running = [found for key, found in places.items() if not key[0] or len({page for page, _ in found}) >= least]
    gone = {place for found in running for place in found}
    kept = [[row for k, row in enumerate(rows) if (page, k) not in gone] for page, rows in enumerate(pages)]
    return [_furniture(pages, heights, *min(found)) for found in sorted(running, key=min)], kept


def sideways_of(pages: Iterable[Sequence[Sequence[Piece]]]) -> list[Furniture]:
    """What stands sideways on each page, a text for each direction; one that comes again is there once."""
    found: dict[str, Furniture] = {}
    for page, directions in enumerate(pages):
        for pieces in directions:
            text = "\n".join(map(_text, rows_of(pieces)))
            found.setdefault(_DIGITS.sub("#", text), Furniture(text=text, page=page, at_top=False))
    return list(found.values())


def _keys(rows: Sequence[Row], height: float) -> Iterator[tuple[int, Key]]:
    """What the rows in the margins say but for their numbers, and where; a bare page number says nothing."""
    for index, row in enumerate(rows):
        share = row[0].bottom / height
        at_edge = index < _ROWS or index >= len(rows) - _ROWS
        if at_edge and not _MARGIN < share < 1 - _MARGIN:
            text = _text(row)
            is_number = _NUMBER.fullmatch(text)
            yield index, ("", 0) if is_number else (_DIGITS.sub("#", text), round(row[0].bottom / _STEP))


def _furniture(pages: Sequence[Sequence[Row]], heights: Sequence[float], page: int, index: int) -> Furniture:
    row = pages[page][index]
    return Furniture(text=_text(row), page=page, at_top=row[0].bottom > heights[page] / 2)


def _text(row: Row) -> str:
    return " ".join(piece.text for piece in row)
