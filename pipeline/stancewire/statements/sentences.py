"""Cut a stretch of text into sentences, British news style: quotes and "Dr." do not end one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.?!…]+[’”\"')\]]*(?=\s+[‘“\"'(\[•]*[A-Z0-9])")
# What goes on for longer is a list or a table that lost its line breaks; every rule looks at a whole sentence.
_LONGEST = 1_500
_ABBREVIATION = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|Rev|Cllr|No|Nos|vs|cf|eg|ie|e\.g|i\.e|etc|[A-Z])\.$")


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Half-open spans within text[start:end], none of them blank, none longer than 1,500 code points."""
    begin = start
    for match in _END.finditer(text, start, end):
        if not _ABBREVIATION.search(text[max(begin, match.end() - 8) : match.end()]):
            yield from _pieces(text, begin, match.end())
            begin = match.end()
    yield from _pieces(text, begin, end)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        pieces += _stripped(text, start, cut)
        start = cut
    return pieces + _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if start < end else []
