"""Groups of RTF that striprtf drops with all text in them: text boxes and other shapes, and text given in two alphabets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_TOKEN: Final = re.compile(r"\\[a-zA-Z]+-?\d* ?|\\.|[{}]", re.S)
_SHAPE: Final = re.compile(r"\{\s*(?:\\\*\s*)?\\(?:shpgrp|shp|do|upr)(?![a-z])")
# The words of a shape, first as programs since 1997 write them; and of two alphabets those of Unicode.
_WORDS: Final = tuple(re.compile(rf"\{{\s*(?:\\\*\s*)?\\{word}(?![a-z])") for word in ("shptxt", "dptxbxtext", "ud"))


def group_end(rtf: str, start: int, end: int | None = None) -> int:
    """Where the group that begins at `start` ends; the end of the text if it does not."""
    end = len(rtf) if end is None else end
    depth = 0
    for token in _TOKEN.finditer(rtf, start, end):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.end()
    return end


def without_shapes(rtf: str) -> str:
    """The RTF with the text of each shape in its place, as paragraphs, and nothing else of the shape."""
    pieces, place = [], 0
    while match := _SHAPE.search(rtf, place):
        end = group_end(rtf, match.start())
        pieces.append(rtf[place : match.start()])
        pieces += _said(rtf, match.start() + 1, end)
        place = end
    return "".join((*pieces, rtf[place:]))


def _said(rtf: str, start: int, end: int) -> Iterator[str]:
    """The groups of words within a shape, of the first kind that there is."""
    for word in _WORDS:
        found = False
        place = start
        while match := word.search(rtf, place, end):
            place = group_end(rtf, match.start(), end)
            text = rtf[match.end() : place].removesuffix("}")
            yield "{" + text + "}" if word is _WORDS[-1] else f"\\par {{{text}}}\\par "
            found = True
        if found:
            return
