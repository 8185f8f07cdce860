"""The words of one PDF page with their places, upright and in points.

In:  a page of pypdfium2.
Out: Pieces, stretches of words that stand on one line without a wide gap, in the order of the page's content,
     and the size of the page. A page is turned so that most of its words run from left to right, whatever it says
     of its rotation: scanners and office programs often turn it and leave the words as they are. What stands
     sideways on it is given apart; what stands off the page, or in the colour of its backdrop, is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from stancewire.sources.pdf_hidden import Backdrop, Box
from stancewire.sources.pdf_words import Word, words_of

_WIDE: Final = 0.9  # of the line's height: a gap between columns or cells, no space between words
_TELLING: Final = 3  # letters of a word that shows which way it runs
Size = tuple[float, float]  # width and height in points


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The pieces of a page in the order in which it draws them, its size, and what is not read with them."""

    pieces: tuple[Piece, ...]
    size: Size
    slanted: str  # what stands across the page and was left out
    hidden: str  # what is in the colour of its backdrop and was left out
    sideways: tuple[tuple[Piece, ...], ...]  # what stands at a right angle to the rest, for each direction


def text_of(page: Any) -> PageText:
    """The words of a page."""
    textpage = page.get_textpage()
    try:
        seen, hidden = _visible(_shown(page.get_bbox(), list(words_of(textpage, Backdrop(page)))))
        words, slanted = _upright(seen)
        words, others = (words, []) if any(word.is_slanted for word in words) else _level(words)
        turn = _Turn(page, words)
        sideways = tuple(tuple(_merged(map(_Turn(page, other), other))) for other in others)
        pieces = tuple(_merged(map(turn, words)))
        return PageText(pieces=pieces, size=turn.size, slanted=slanted, hidden=hidden, sideways=sideways)
    finally:
        textpage.close()


def _visible(words: list[Word]) -> tuple[list[Word], str]:
    """The words that can be seen, and the others, however many they are."""
    hidden = " ".join(word.text for word in words if word.is_hidden)
    return [word for word in words if not word.is_hidden], hidden


def _upright(words: list[Word]) -> tuple[list[Word], str]:
    """The words without those that are slanted, and these; all of them on a page that is slanted as a whole, as scans are."""
    slanted = [word for word in words if word.is_slanted]
    if 2 * len(slanted) > len(words):
        return words, ""
    return [word for word in words if not word.is_slanted], " ".join(word.text for word in slanted)


def _level(words: list[Word]) -> tuple[list[Word], list[list[Word]]]:
    """The words that run as most do, and those of each other direction: a line up the margin, a table on its side."""
    ways: dict[int, list[Word]] = {}
    for word in words:
        ways.setdefault(word.quarter, []).append(word)
    most = max(ways, key=lambda way: len(ways[way]), default=0)
    return ways.pop(most, []), list(ways.values())


def _shown(page: Box, words: list[Word]) -> list[Word]:
    """The words that stand on a page, whose reader sees nothing beyond its edges; all of them where most do not, for then the edges are wrong."""
    shown = [word for word in words if _is_on(page, word)]
    return shown if 2 * len(shown) > len(words) else words


def _is_on(page: Box, word: Word) -> bool:
    left, bottom, right, top = word.first
    return page[0] <= (left + right) / 2 <= page[2] and page[1] <= (bottom + top) / 2 <= page[3]


class _Turn:
    """Words of a page as their reader sees them."""

    def __init__(self, page: Any, words: Iterable[Word]) -> None:
        ways = Counter(way for word in words if (way := _way(word)) is not None)
        self._angle = max(ways, key=lambda way: ways[way]) if ways else page.get_rotation() % 360
        left, bottom, right, top = page.get_bbox()
        self._width, self._height, self._left, self._bottom = right - left, top - bottom, left, bottom

    @property
    def size(self) -> Size:
        """Width and height of the page."""
        lies = self._angle in (90, 270)
        return (self._height, self._width) if lies else (self._width, self._height)

    def __call__(self, word: Word) -> Piece:
        first, last = self._turned(word.first), self._turned(word.last)
        return Piece(
            text=word.text,
            left=min(first[0], last[0]),
            right=max(first[2], last[2]),
            bottom=first[1],
            top=max(first[3], first[1] + 0.1),
            bold=word.bold,
        )

    def _turned(self, box: Box) -> Box:
        x0, y0, x1, y1 = box[0] - self._left, box[1] - self._bottom, box[2] - self._left, box[3] - self._bottom
        if self._angle == 90:
            return y0, self._width - x1, y1, self._width - x0
        if self._angle == 180:
            return self._width - x1, self._height - y1, self._width - x0, self._height - y0
        if self._angle == 270:
            return self._height - y1, x0, self._height - y0, x1
        return x0, y0, x1, y1


def _way(word: Word) -> int | None:
    """By how many degrees to the right a page must be turned for a word to run from left to right; None for one letter."""
    right, up = word.last[0] - word.first[0], word.last[1] - word.first[1]
    if len(word.text) < _TELLING or not (right or up):
        return None
    if abs(right) >= abs(up):
        return 0 if right > 0 else 180
    return 90 if up > 0 else 270


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
