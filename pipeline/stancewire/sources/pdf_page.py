"""The words of one PDF page with their places, upright and in points.

In:  a page of pypdfium2.
Out: Pieces, stretches of words that stand on one line without a wide gap, in the order of the page's content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from ctypes import c_int, create_string_buffer
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium

_WIDE: Final = 0.9  # of the line's height: a gap between columns or cells, no space between words
_HYPHENS: Final = "\x02\ufffe"  # pdfium's own signs for a hyphen that ends a line
_SPACES: Final = " \t\r\n\f\v\0\xa0\u2003\u2002\u2009\u3000"
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that follow each other on one line; places in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False

    @property
    def height(self) -> float:
        """Of the font's box, which tells sizes apart where the nominal size is 1 and scaled."""
        return self.top - self.bottom


def pieces_of(page: Any) -> tuple[Piece, ...]:
    """The pieces of a page, in the order in which it draws them."""
    textpage = page.get_textpage()
    try:
        turn = _Turn(page)
        return tuple(_merged(_words(textpage, turn)))
    finally:
        textpage.close()


class _Turn:
    """Places on a page that is shown turned, as the reader sees them."""

    def __init__(self, page: Any) -> None:
        self.angle = page.get_rotation() % 360
        left, bottom, right, top = page.get_bbox()
        self.width, self.height, self.left, self.bottom = right - left, top - bottom, left, bottom

    def __call__(self, box: Box) -> Box:
        x0, y0, x1, y1 = box[0] - self.left, box[1] - self.bottom, box[2] - self.left, box[3] - self.bottom
        if self.angle == 90:
            return y0, self.width - x1, y1, self.width - x0
        if self.angle == 180:
            return self.width - x1, self.height - y1, self.width - x0, self.height - y0
        if self.angle == 270:
            return self.height - y1, x0, self.height - y0, x1
        return x0, y0, x1, y1


def _words(textpage: Any, turn: _Turn) -> Iterator[Piece]:
    """Runs of characters without white space."""
    count = textpage.count_chars()
    read, raw = pdfium.FPDFText_GetUnicode, textpage.raw
    text = "".join([_character(read(raw, k)) for k in range(count)])
    start = None
    for index in range(count + 1):
        inside = index < count and text[index] not in _SPACES
        if inside and start is None:
            start = index
        if start is not None and (not inside or text[index] in _HYPHENS):
            last = index if inside else index - 1
            yield _word(textpage, turn, text[start : last + 1], start, last)
            start = None


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 else "\ufffd"


def _word(textpage: Any, turn: _Turn, text: str, start: int, last: int) -> Piece:
    first, end = _box(textpage, turn, start), _box(textpage, turn, last)
    if text[-1] in _HYPHENS:
        text = text[:-1] + "-"
    return Piece(
        text=text,
        left=min(first[0], end[0]),
        right=max(first[2], end[2]),
        bottom=first[1],
        top=max(first[3], first[1] + 0.1),
        bold=_is_bold(textpage, start),
    )


def _box(textpage: Any, turn: _Turn, index: int) -> Box:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage, index, rect)
    return turn((rect.left, rect.bottom, rect.right, rect.top))


def _is_bold(textpage: Any, index: int) -> bool:
    name = create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(textpage, index, name, len(name), c_int())
    return b"bold" in name.value.lower() or b"black" in name.value.lower()


def _merged(words: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours on one line, without a wide gap between, become one piece."""
    run: list[Piece] = []
    for word in words:
        if run and not _follows(run[-1], word):
            yield _piece(run)
            run = []
        run.append(word)
    if run:
        yield _piece(run)


def _follows(before: Piece, word: Piece) -> bool:
    middle = (word.bottom + word.top) / 2
    gap = word.left - before.right
    return before.bottom < middle < before.top and -0.5 * before.height < gap < _WIDE * before.height


def _piece(run: list[Piece]) -> Piece:
    usual = typical(run)
    return Piece(
        text=" ".join(word.text for word in run),
        left=run[0].left,
        right=max(word.right for word in run),
        bottom=usual.bottom,
        top=usual.top,
        bold=all(word.bold for word in run),
    )


def typical(run: list[Piece]) -> Piece:
    """The first piece in the size of most letters: footnote signs and words in other fonts do not set a line's height."""
    letters: Counter[float] = Counter()
    for piece in run:
        letters[round(piece.height, 1)] += len(piece.text)
    most = max(letters, key=lambda height: letters[height])
    return next(piece for piece in run if round(piece.height, 1) == most)
