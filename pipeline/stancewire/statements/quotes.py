"""Direct speech: which stretches of a passage stand inside quotation marks.

A British quote may run over several paragraphs, each opened and only the last
one closed; an unclosed quote therefore lasts to the end of its passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PAIRS = {"‘": "’", "“": "”", '"': '"', "'": "'"}
_OPENING = re.compile(r"[‘“\"'](?=\S)")
_SCARE = 3  # quotes of fewer words are borrowed words, not speech


def quote_spans(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans between quotation marks in text[start:end], marks left out, in order."""
    spans: list[tuple[int, int]] = []
    for match in _OPENING.finditer(text, start, end):
        index = match.start()
        is_free = not spans or index > spans[-1][1]
        if is_free and (index == start or text[index - 1] in " \t\n([—–:-"):
            spans.append((index + 1, _closing(text, index + 1, end, _PAIRS[match[0]])))
    return tuple(spans)


def _closing(text: str, position: int, end: int, mark: str) -> int:
    """Where the quote ends: not at an apostrophe, and at a plural's only if no closing mark behind a stop follows."""
    first = next(_closers(text, position, end, mark), end)
    if first == end or mark not in "’'" or text[first - 1] != "s":
        return first
    for index in _closers(text, first + 1, end, mark):
        if any(opening in text[first:index] for opening in "‘“"):
            return first
        if text[index - 1] in ".,?!":
            return index
    return first


def _closers(text: str, position: int, end: int, mark: str) -> Iterator[int]:
    """Marks that may close a quote; one before a letter is an apostrophe."""
    index = text.find(mark, position, end)
    while index >= 0:
        if not (mark in "’'" and index + 1 < end and text[index + 1].isalnum()):
            yield index
        index = text.find(mark, index + 1, end)


def is_speech(text: str, span: tuple[int, int]) -> bool:
    """Whether a quote is more than a borrowed word or two."""
    return len(text[span[0] : min(span[1], span[0] + 200)].split()) >= _SCARE
