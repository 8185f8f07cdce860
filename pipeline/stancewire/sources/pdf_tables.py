"""Which rows of a PDF page are rows of a table: short cells that stand below each other, as no line of prose does.

In:  rows of pieces from the top, all of one band or one column.
Out: the places of the rows that are a table, or the rows parted where a table stands across the columns of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import fmean
from typing import Final

from stancewire.sources.pdf_page import Piece

GUTTER: Final = 6.0  # points
NARROW: Final = 40.0  # points: bullets and numbers in front of their items, no column
_CELL_WORDS: Final = 4.0  # on average
_CELL_GAP: Final = 1.5  # of the line's height, between columns of a table
_ROWS: Final = 3
_CELLS: Final = 3
_SHORT_WORDS: Final = 2.5  # on average, of cells that stand across columns of prose
_STEP: Final = 3.0  # points by which cells below each other may differ
_FIGURES: Final = 0.5  # of the cells in the second of two columns

Row = list[Piece]
Gap = tuple[float, float]


def gaps_of(row: Row) -> list[Gap]:
    """From where to where a row is empty between its pieces."""
    ends = [max(piece.right for piece in row[: k + 1]) for k in range(len(row) - 1)]
    return [(end, piece.left) for end, piece in zip(ends, row[1:], strict=True) if piece.left - end >= GUTTER]


def table_rows(rows: Sequence[Row]) -> range:
    """Which rows are a table: three cells or more below each other, as the wide spaces of justified lines do not stand, or two of which one is figures."""
    several = [k for k, row in enumerate(rows) if len(row) > 1]
    if len(several) < 2:
        return range(0)
    table = range(several[0], several[-1] + 1)
    pieces = sorted((piece for k in table for piece in rows[k]), key=lambda piece: piece.left)
    wide = [gap for gap in gaps_of(pieces) if gap[1] - gap[0] >= _CELL_GAP * pieces[0].height]
    if _words(pieces) > _CELL_WORDS:
        return range(0)
    return table if len(wide) > 1 or (wide and _are_pairs([rows[k] for k in table])) else range(0)


def apart(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows parted where three or more of short cells follow each other, each of three cells or more."""
    run: list[Row] = []
    for is_cells, group in groupby(rows, _is_cells):
        part = list(group)
        if is_cells and len(part) >= _ROWS:
            yield from ([run] if run else [])
            yield part
            run = []
        else:
            run += part
    if run:
        yield run


def _is_cells(row: Row) -> bool:
    return len(row) >= _CELLS and _words(row) <= _SHORT_WORDS and max(map(_length, row)) <= _CELL_WORDS


def _are_pairs(rows: Sequence[Row]) -> bool:
    """Whether all are a name and a figure, the figures on one edge; letterheads and numbered points are none."""
    if len(rows) < _ROWS or any(len(row) != 2 for row in rows):
        return False
    figures = [row[1] for row in rows]
    edges = ([piece.left for piece in figures], [piece.right for piece in figures])
    is_level = any(max(edge) - min(edge) <= _STEP for edge in edges)
    is_wide = max(row[0].right for row in rows) - min(row[0].left for row in rows) >= NARROW
    return is_level and is_wide and fmean(any(map(str.isdigit, p.text)) for p in figures) >= _FIGURES


def _words(pieces: Sequence[Piece]) -> float:
    return fmean(map(_length, pieces))


def _length(piece: Piece) -> int:
    return len(piece.text.split())
