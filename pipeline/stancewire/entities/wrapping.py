"""Lines that a letter or an e-mail broke at some width, made whole again without moving any character.

In:  a text, some of whose paragraphs are wrapped ("... the chair of the Fen Local Medical / Committee said").
Out: a text of the same length, where the line ends inside such a paragraph are blanks; so offsets hold for both.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

# Of wrapped text some line begins with a small letter; of headings and lists hardly any does.
_WRAPPED: Final = re.compile(r"\n[a-z]")
_WIDEST: Final = 100  # characters; longer lines are paragraphs
_NARROWEST: Final = 35
_RAGGED: Final = 0.7  # of the width: mail that was wrapped, quoted and wrapped again
_FEW: Final = 2  # lines: an address may have two that are long
_GOES_ON: Final = re.compile(r"[\w‘“\"'(£]+")
_STOPS: Final = (".", "!", "?", ":", ";")


def unwrapped(text: str) -> str:
    """The text with blanks for the line ends that only the width of a page made; most texts come back as they are."""
    if not _WRAPPED.search(text):
        return text
    return "\n\n".join(map(_joined, text.split("\n\n")))


def _joined(paragraph: str) -> str:
    """A line was broken where the next word would have made it one of the widest of its paragraph."""
    lines = paragraph.split("\n")
    width = max(map(len, lines))
    if width > _WIDEST or not (_WRAPPED.search(paragraph) or _is_block(lines, width)):
        return paragraph
    ends = [_end(line, after, width) for line, after in pairwise(lines)]
    return "".join(part for line, end in zip(lines, [*ends, ""], strict=True) for part in (line, end))


def _is_block(lines: list[str], width: int) -> bool:
    """Lines as wide as each other, but the last: a paragraph of which by chance none begins with a small letter."""
    return len(lines) > _FEW and min(map(len, lines[:-1])) >= max(_NARROWEST, _RAGGED * width)


def _end(line: str, after: str, width: int) -> str:
    word = _GOES_ON.match(after)
    broken = word and len(line) >= _NARROWEST and not line.endswith(_STOPS)
    return " " if broken and word and len(line) + 1 + len(after.split(" ", 1)[0]) > _RAGGED * width else "\n"
