"""The words of a PDF page as pdfium gives them: runs of characters with their boxes, direction, weight, and whether they can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_int, create_string_buffer
from dataclasses import dataclass
from math import degrees
from typing import Any, Final

import pypdfium2.raw as pdfium

from stancewire.sources.pdf_hidden import Backdrop, Box

_HYPHENS: Final = "\x02\ufffe"  # pdfium's own signs for a hyphen that ends a line
_SPACES: Final = " \t\r\n\f\v\0\xa0\u2003\u2002\u2009\u3000"
_LEVEL: Final = 12  # degrees by which a scanned line may rise or fall


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run of characters without white space, with the boxes of its first and last one on the page as it is drawn."""

    text: str
    first: Box
    last: Box
    bold: bool
    angle: float  # in degrees against the clock
    is_hidden: bool  # by its colour

    @property
    def is_slanted(self) -> bool:
        """By no quarter of a turn, as a stamp or watermark across the page."""
        return _LEVEL < self.angle % 90 < 90 - _LEVEL

    @property
    def quarter(self) -> int:
        """By how many quarters of a turn."""
        return round(self.angle / 90) % 4


def words_of(textpage: Any, backdrop: Backdrop) -> Iterator[Word]:
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
            yield _word(textpage, backdrop, text[start : last + 1], start, last)
            start = None


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 else "\ufffd"


def _word(textpage: Any, backdrop: Backdrop, text: str, start: int, last: int) -> Word:
    if text[-1] in _HYPHENS:
        text = text[:-1] + "-"
    first, end = _box(textpage, start), _box(textpage, last)
    return Word(
        text=text,
        first=first,
        last=end,
        bold=_is_bold(textpage, start),
        angle=degrees(pdfium.FPDFText_GetCharAngle(textpage, start)),
        is_hidden=backdrop.hides(textpage, start, _around(first, end)),
    )


def _box(textpage: Any, index: int) -> Box:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage, index, rect)
    return rect.left, rect.bottom, rect.right, rect.top


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _is_bold(textpage: Any, index: int) -> bool:
    name = create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(textpage, index, name, len(name), c_int())
    return b"bold" in name.value.lower() or b"black" in name.value.lower()
