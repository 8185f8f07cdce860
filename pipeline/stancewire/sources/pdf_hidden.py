"""Words of a PDF page in the colour of what lies behind them: nobody who looks at the page can read them.

In:  a page of pypdfium2, the place of a word.
Out: whether the word is hidden.

What is behind a word is told only where it is certain: the white paper, and plain rectangles of one colour. A white
word above a picture, a curve or a group of objects is taken for a heading on a banner and read. The invisible words
that OCR lays under a scan have no colour, and are read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, byref, c_float, c_int, c_uint
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]  # left, bottom, right, top in points
Colour = tuple[int, int, int]  # red, green, blue, each 0 to 255

_PAPER: Final[Colour] = (255, 255, 255)
_NEAR: Final = 10  # of 255, in each colour; light grey print is meant to be read
_OPAQUE: Final = 255
_MARGIN: Final = 0.25  # of a word's height: an underline or a strike is no backdrop
_SMALLEST: Final = 3.0  # points; what is narrower lies behind no word
_CORNERS: Final = range(4, 7)  # segments of the path of a rectangle
_SIDES: Final = 2  # places across, and up, where its corners are
_MOST_OBJECTS: Final = 20_000
_MOST_SHAPES: Final = 1_000  # a page with more of them is a drawing
_SHAPES: Final = frozenset(
    (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_FORM)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """What is drawn on a page and is no text; plain: a rectangle filled with one opaque colour."""

    order: int  # what comes later is drawn above
    box: Box
    plain: Colour | None


class Backdrop:
    """What lies behind and before the words of a page."""

    def __init__(self, page: Any) -> None:
        self._orders: dict[int, int] = {}
        self._shapes: list[_Shape] = []
        self._colours: dict[int, Colour | None] = {}  # of the stretches of text
        for order in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
            drawn = pdfium.FPDFPage_GetObject(page.raw, order)
            if (kind := pdfium.FPDFPageObj_GetType(drawn)) == pdfium.FPDF_PAGEOBJ_TEXT:
                self._orders[addressof(drawn.contents)] = order
                self._colours[addressof(drawn.contents)] = _ink(drawn)
            elif kind in _SHAPES:
                self._shapes += _shapes(drawn, kind, order)
        white = any(colour and _is_near(colour, _PAPER) for colour in self._colours.values())
        self._may_hide = len(self._shapes) <= _MOST_SHAPES and bool(self._shapes or white)

    def hides(self, textpage: Any, index: int, box: Box) -> bool:
        """Whether a word is in the colour of its backdrop. index: of its first character on the page."""
        drawn = pdfium.FPDFText_GetTextObject(textpage.raw, index) if self._may_hide else None
        if not drawn:
            return False
        place = addressof(drawn.contents)
        if place not in self._colours:
            self._colours[place] = _ink(drawn)
        return (colour := self._colours[place]) is not None and self._is_lost(colour, place, box)

    def _is_lost(self, colour: Colour, place: int, box: Box) -> bool:
        order = self._orders.get(place, _MOST_OBJECTS)
        around = [shape for shape in self._shapes if _is_within(box, shape.box)]
        if _is_near(colour, _PAPER):
            return all(_is_near(colour, shape.plain) for shape in around)
        behind = [shape for shape in around if shape.order < order]
        above = [shape for shape in around if shape.order > order]
        return any(_is_near(colour, shape.plain) and _covers(shape.box, box) for shape in (*behind[-1:], *above))


def _shapes(drawn: Any, kind: int, order: int) -> Iterator[_Shape]:
    """The object as a shape, unless it is too small, or a line."""
    left, bottom, right, top = (c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, byref(left), byref(bottom), byref(right), byref(top))
    if min(right.value - left.value, top.value - bottom.value) < _SMALLEST:
        return
    if kind != pdfium.FPDF_PAGEOBJ_PATH or _is_filled(drawn):
        plain = _colour(drawn) if _is_rectangle(drawn, kind) else None
        yield _Shape(order=order, box=(left.value, bottom.value, right.value, top.value), plain=plain)


def _is_filled(path: Any) -> bool:
    mode, stroke = c_int(), c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, byref(mode), byref(stroke)) and mode.value)


def _is_rectangle(drawn: Any, kind: int) -> bool:
    if kind != pdfium.FPDF_PAGEOBJ_PATH or (count := pdfium.FPDFPath_CountSegments(drawn)) not in _CORNERS:
        return False
    segments = [pdfium.FPDFPath_GetPathSegment(drawn, k) for k in range(count)]
    is_straight = all(pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_BEZIERTO for segment in segments)
    points = [_point(segment) for segment in segments]
    return is_straight and len({x for x, _ in points}) == len({y for _, y in points}) == _SIDES


def _point(segment: Any) -> tuple[float, float]:
    x, y = c_float(), c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
    return round(x.value, 1), round(y.value, 1)


def _ink(drawn: Any) -> Colour | None:
    """The colour of a stretch of text; None where it is not told, or more than filled."""
    is_plain = pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_FILL
    return _colour(drawn) if is_plain else None


def _colour(drawn: Any) -> Colour | None:
    """An opaque fill colour; None for a pattern or one that lets something through."""
    red, green, blue, alpha = (c_uint() for _ in range(4))
    is_told = pdfium.FPDFPageObj_GetFillColor(drawn, byref(red), byref(green), byref(blue), byref(alpha))
    return (red.value, green.value, blue.value) if is_told and alpha.value == _OPAQUE else None


@lru_cache(maxsize=1024)  # a document has a handful of colours
def _is_near(colour: Colour, other: Colour | None) -> bool:
    return other is not None and all(abs(a - b) <= _NEAR for a, b in zip(colour, other, strict=True))


def _is_within(word: Box, shape: Box) -> bool:
    """Whether the middle of a word stands on a shape."""
    across, up = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return shape[0] <= across <= shape[2] and shape[1] <= up <= shape[3]


def _covers(shape: Box, word: Box) -> bool:
    """Whether a shape is as large as a word but for its edges."""
    edge = _MARGIN * min(word[2] - word[0], word[3] - word[1])
    low = shape[0] <= word[0] + edge and shape[1] <= word[1] + edge
    return low and shape[2] >= word[2] - edge and shape[3] >= word[3] - edge
