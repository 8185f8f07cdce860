"""Put the pieces of a PDF page into reading order: rows from the top, columns of prose one after the other.

In:  the pieces of a page in any order, then its rows, page furniture left out.
Out: lines. Those of one column share `column`; 0 is text across the page, rows of a table among it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median
from typing import Final

from stancewire.sources.pdf_page import Piece, typical
from stancewire.sources.pdf_tables import GUTTER, NARROW, Gap, Row, apart, gaps_of, table_rows

_ROWS: Final = 3  # of columns at least
_FILLED: Final = 0.5  # of the column's width, by a line of prose in it
_WORDS: Final = 2.5  # in a line of prose in a narrow column; cells of tables hold fewer
_REACHED: Final = 3  # lines that make a margin
_RAGGED: Final = 0.1  # of the text's width, by which full lines may fall short of the margin


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as a reader sees it. `left_margin` and `right_margin` are its column's; only a row of a table has cells."""

    text: str
    cells: tuple[str, ...]
    left: float
    right: float
    bottom: float
    height: float
    bold: bool
    page: int
    band: int
    column: int
    left_margin: float
    right_margin: float


def margins_of(rows: Sequence[Row], width: float | None = None) -> Gap:
    """Where text begins and ends: its right margin is the one that several lines of words reach, or nearly.

    width: of the page, by which a margin that no lines reach is guessed.
    """
    left = min(row[0].left for row in rows)
    far = max(_end(row) for row in rows)
    ends = sorted((_end(row) for row in rows if sum(len(p.text.split()) for p in row) >= _WORDS), reverse=True)
    near = _RAGGED * (far - left)
    reached = (end for end, third in zip(ends, ends[_REACHED - 1 :], strict=False) if end - third <= near)
    return left, next(reached, far if width is None else max(far, width - left))


def _end(row: Row) -> float:
    return max(piece.right for piece in row)


def lines_of(rows: Sequence[Row], page: int, across: Gap) -> tuple[Line, ...]:
    """The lines of a page in reading order. across: the margins of text that is not in columns."""
    lines: list[Line] = []
    column = 0
    for number, columns in enumerate(_in_columns(rows)):
        for inside in columns:
            table = table_rows(inside)
            column += len(columns) > 1
            margins = margins_of(inside) if len(columns) > 1 else across
            place = {"page": page, "band": number, "column": column if len(columns) > 1 else 0}
            lines += [_line(row, margins, place, in_table=k in table) for k, row in enumerate(inside)]
    return tuple(lines)


def _in_columns(rows: Sequence[Row]) -> Iterator[list[list[Row]]]:
    """The columns of each band of a page; a table across the columns of a page is a band of its own."""
    for band in _bands(rows):
        for part in apart(band) if len(_columns(band)) > 1 else [band]:
            yield _columns(part)


def narrowed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines in order, and where a column stands alone on its page, as the last of a text may, with that column's margins."""
    columns = {(line.left_margin, line.right_margin) for line in lines if line.column}
    bands: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        bands.setdefault((line.page, line.band), []).append(line)
    return tuple(line for band in bands.values() for line in _narrowed(band, columns))


def _narrowed(band: list[Line], columns: set[Gap]) -> list[Line]:
    first, last = min(line.left for line in band), max(line.right for line in band)
    around = sorted(c for c in columns if c[0] - GUTTER <= first and last <= c[1] + GUTTER)
    if not around or band[0].column:
        return band
    return [replace(line, left_margin=around[0][0], right_margin=around[0][1]) for line in band]


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """Pieces whose middles stand on one line, from left to right; rows from the top."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.bottom, piece.left)):
        middle = (piece.bottom + piece.top) / 2
        if rows and rows[-1][0].bottom < middle < rows[-1][0].top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _bands(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that are divided at the same places: a headline across the page ends the columns above it."""
    band: list[Row] = []
    gaps: list[Gap] = []
    for row in rows:
        own = gaps_of(row)
        shared = _shared(gaps, own, row) if gaps else own
        if band and bool(gaps or own) and not (gaps and shared):
            yield band
            band, shared = [], own
        band.append(row)
        gaps = shared
    if band:
        yield band


def _shared(gaps: Sequence[Gap], own: Sequence[Gap], row: Row) -> list[Gap]:
    """What a row leaves of the gaps above it. Beside its first and last piece it is free."""
    free = [(-1e9, row[0].left), *own, (_end(row), 1e9)]
    cut = [(max(a, c), min(b, d)) for a, b in gaps for c, d in free]
    return [(start, end) for start, end in cut if end - start >= GUTTER]


def _columns(band: list[Row]) -> list[list[Row]]:
    """The columns of a band, or the band itself where what stands side by side is no prose."""
    pieces = sorted((piece for row in band for piece in row), key=lambda piece: piece.left)
    edges = _edges(pieces)
    if len(edges) == 1 or len(band) < _ROWS:
        return [band]
    columns = [[[p for p in row if start <= p.left <= end] for row in band] for start, end in edges]
    filled = [[row for row in rows if row] for rows in columns]
    return filled if all(_is_prose(rows, *edge) for rows, edge in zip(filled, edges, strict=True)) else [band]


def _edges(pieces: Sequence[Piece]) -> list[Gap]:
    """From where to where each column goes; a narrow one belongs to its neighbour on the right."""
    edges = [(pieces[0].left, pieces[0].right)]
    for piece in pieces[1:]:
        start, end = edges[-1]
        if piece.left - end >= GUTTER and end - start >= NARROW:
            edges.append((piece.left, piece.right))
        else:
            edges[-1] = start, max(end, piece.right)
    return edges


def _is_prose(rows: Sequence[Row], start: float, end: float) -> bool:
    widths = [_end(row) - row[0].left for row in rows]
    words = [sum(len(piece.text.split()) for piece in row) for row in rows]
    return len(rows) >= _ROWS and median(widths) >= _FILLED * (end - start) and fmean(words) >= _WORDS


def _line(row: Row, margins: Gap, place: dict[str, int], *, in_table: bool) -> Line:
    cells = tuple(piece.text for piece in row)
    return Line(
        text=" ".join(cells),
        cells=cells if in_table else (),
        left=row[0].left,
        right=_end(row),
        bottom=row[0].bottom,
        height=typical(row).height,
        bold=all(piece.bold for piece in row),
        left_margin=margins[0],
        right_margin=margins[1],
        **place,
    )
