"""Direct speech: which stretches of a passage stand inside quotation marks.

A British quote may run over several paragraphs, each opened and only the last
one closed; an unclosed quote therefore lasts to the end of its passage.
"""

from __future__ import annotations

import re

_PAIRS = {"‘": "’", "“": "”", '"': '"', "'": "'"}
_SCARE = 3  # quotes of fewer words are borrowed words, not speech


def quote_spans(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans between quotation marks in text[start:end], marks left out, in order."""
    spans: list[tuple[int, int]] = []
    position = start
    while match := _opening(text, position, start, end):
        close = _closing(text, match + 1, end, _PAIRS[text[match]])
        spans.append((match + 1, close))
        position = close + 1
    return tuple(spans)


def _opening(text: str, position: int, start: int, end: int) -> int | None:
    for match in re.finditer(r"[‘“\"'](?=\S)", text[position:end]):
        index = position + match.start()
        if index == start or text[index - 1] in " \t\n([—–:-":
            return index
    return None


def _closing(text: str, position: int, end: int, mark: str) -> int:
    """Where the quote ends. An apostrophe (letter on both sides, or a plural's before a word) does not close it."""
    closers = [i for i in range(position, end) if text[i] == mark and not _is_apostrophe(text, i, end)]
    if not closers:
        return end
    # "practices’ work" looks like a close; a later one behind a full stop or comma is the better choice.
    if mark in "’'" and text[closers[0] - 1] == "s":
        return next((i for i in closers if text[i - 1] in ".,?!" and not _reopened(text, closers[0], i)), closers[0])
    return closers[0]


def _is_apostrophe(text: str, index: int, end: int) -> bool:
    return text[index] in "’'" and index + 1 < end and text[index + 1].isalnum()


def _reopened(text: str, start: int, end: int) -> bool:
    return any(mark in text[start:end] for mark in "‘“")


def is_speech(text: str, span: tuple[int, int]) -> bool:
    """Whether a quote is more than a borrowed word or two."""
    return len(text[span[0] : span[1]].split()) >= _SCARE
