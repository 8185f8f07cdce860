"""Cut a text into the lines that zones are given to; hard-wrapped paragraphs become one line each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from stancewire.normalise import patterns
from stancewire.normalise.dated import DATE_LINE
from stancewire.normalise.furniture import FURNITURE

_CLOSES = frozenset(".?!:;…")
_BEHIND = "’”\"')]"  # quotes and brackets behind a full stop
_ITEM = re.compile(r"\s*(?:[•‣◦·*\-–]|\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)])\s+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s)?\d{1,3}(?:\sof\s\d{1,3})?[-–—\s]*", re.I)
_LABEL = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,2}:\s")  # "Present: …", one below the other
_COLUMNS = re.compile(r"\S.{10,}\S {3,}\S.{4,}")
_NEVER_IN_PARAGRAPHS = (FURNITURE, patterns.BYLINE, DATE_LINE)
_LONGEST_QUESTION = 20  # words of a headline
_RUNNING_TIMES = 3  # a header stands on every page, a caption at most twice
_RAGGED = 10  # columns by which lines of one paragraph differ
_WRAPPED = range(45, 101)  # columns a hard-wrapped line usually fills


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank, without the white space around it, and what every rule asks of it."""

    start: int
    end: int
    text: str
    words: int = field(init=False)  # by white space
    is_closed: bool = field(init=False)  # it ends as a sentence does
    is_paragraph: bool = field(init=False)  # it reads as running text and not as a heading, label or link
    may_ask: bool = field(init=False)  # it may be a headline although it ends as a sentence does

    def __post_init__(self) -> None:
        put = object.__setattr__
        words, closed = len(self.text.split()), self.text.rstrip(_BEHIND)[-1:] in _CLOSES
        put(self, "words", words)
        put(self, "is_closed", closed)
        put(self, "is_paragraph", (closed and words >= 9) or words >= 30)
        put(self, "may_ask", words <= _LONGEST_QUESTION and self.text[-1:] in ("?", "!"))


def first_paragraph(lines: Sequence[Line]) -> int:
    """Index of the first line of running text, len(lines) without one; a question as a headline is none."""
    return next((k for k, line in enumerate(lines) if line.is_paragraph and not line.may_ask), len(lines))


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text in order, wrapped ones joined."""
    wraps = _may_wrap(text)
    return tuple(
        line for block in _blocks(text) for line in (_joined(text, block) if wraps and _is_wrapped(block) else block)
    )


def _may_wrap(text: str) -> bool:
    """Whether a text is wrapped at all: where most of it stands in rows wider than a column, none of it is."""
    wide = sum(len(row) for row in text.split("\n") if len(row) > _WRAPPED.stop)
    return wide * 2 <= len(text)


def _blocks(text: str) -> Iterator[list[Line]]:
    """Runs of lines without a blank one between."""
    rows = text.split("\n")
    running = _running(rows)
    block: list[Line] = []
    for line in _rows(rows):
        if line is not None and not (line.text in running or _PAGE_NUMBER.fullmatch(line.text)):
            block.append(line)
            continue
        if block:
            yield block
            block = []
        if line is not None:
            yield [line]
    if block:
        yield block


def _rows(rows: list[str]) -> Iterator[Line | None]:
    """Each row as it stands, None for a blank one."""
    position = 0
    for row in rows:
        if stripped := row.strip():
            start = position + len(row) - len(row.lstrip())
            yield Line(start=start, end=start + len(stripped), text=stripped)
        else:
            yield None
        position += len(row) + 1


def _running(rows: list[str]) -> frozenset[str]:
    """Headers of pages; a text copied from a PDF has them between its paragraphs without a blank line."""
    times = Counter(map(str.strip, rows))
    return frozenset(row for row, count in times.items() if row and count >= _RUNNING_TIMES)


def _is_wrapped(block: list[Line]) -> bool:
    """Most lines but the last fill the column and stop in mid-sentence."""
    inner = block[:-1]
    if not inner or _is_page_furniture(block) or any(line.end - line.start > _WRAPPED.stop for line in block):
        return False
    if (len(block) == 2 and _has_room(*block)) or _is_in_columns(block):
        return False
    full = [line for line in inner if line.end - line.start in _WRAPPED and not line.is_closed]
    return len(full) * 2 > len(inner)


def _is_in_columns(block: list[Line]) -> bool:
    """Whether most lines hold things side by side, such as two who sign; a gap behind a number or label is none."""
    return sum(bool(_COLUMNS.fullmatch(line.text)) for line in block) * 2 >= len(block)


def _has_room(line: Line, last: Line) -> bool:
    """Whether the first word of the line below would have stood on this one: a headline and its standfirst, and no paragraph."""
    word = last.text.split(maxsplit=1)[0]
    return line.end - line.start + len(word) + _RAGGED < last.end - last.start


def _is_page_furniture(block: list[Line]) -> bool:
    """A caption printed twice, or a banner above a menu, is no paragraph however wide it is."""
    twice = len({line.text for line in block}) < len(block)
    return twice or any(pattern.fullmatch(line.text) for line in block for pattern in _NEVER_IN_PARAGRAPHS)


def _joined(text: str, block: list[Line]) -> Iterator[Line]:
    """One line a paragraph or list item of a wrapped block."""
    first = block[0]
    labelled = bool(_LABEL.match(first.text))
    for before, line in pairwise(block):
        ends_short = before.is_closed and before.end - before.start < _WRAPPED.start
        is_label = labelled and _LABEL.match(line.text)
        if is_label or _ITEM.match(line.text) or ends_short or _is_numbered_heading(before, line):
            yield Line(start=first.start, end=before.end, text=text[first.start : before.end])
            first = line
    yield Line(start=first.start, end=block[-1].end, text=text[first.start : block[-1].end])


def _is_numbered_heading(line: Line, below: Line) -> bool:
    """A short line like "1. Background" above one that begins a sentence."""
    short = line.end - line.start < _WRAPPED.start and not line.is_closed
    return short and below.text[:1].isupper() and bool(_ITEM.match(line.text))
