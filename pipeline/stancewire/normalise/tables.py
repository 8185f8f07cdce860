"""Tables and surveys: rows of figures, rows of cells, and what heads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.normalise import patterns
from stancewire.normalise.dated import DATE_LINE
from stancewire.normalise.labels import tabbed_labels
from stancewire.normalise.lines import Line

_LONGEST_CELL: Final = 8  # words; a longer one is running text behind its number
_SHARE: Final = re.compile(r"\d{1,3}(?:\.\d+)?\s?(?:%|per cent)(?:\s?\([\d,]+(?: votes?)?\))?", re.I)
_LONGEST_SHARE: Final = 5  # words
_FEWEST_BARS: Final = 2
_MARK: Final = re.compile(r"\(?(?:[\d.]{1,6}|[a-z]|[ivx]+)[.)]|[•*–-]|\d+\.\d+|.*:")

Zones = dict[int, str]


def tables(lines: Sequence[Line], zones: Zones) -> Zones:
    """Rows of figures, the question above them, and the heading of a survey."""
    rows = {k for k, line in enumerate(lines) if _is_row(line)}
    runs = {k for k in rows if k + 1 in rows or k - 1 in rows}
    asked = {k - 1 for k in runs if k > 0 and k - 1 not in runs and _heads_table(lines[k - 1])}
    runs |= _bars(lines)
    headed = {k for k, line in enumerate(lines) if patterns.SURVEY.fullmatch(line.text)}
    return dict.fromkeys(runs | asked | headed, "table")


def _bars(lines: Sequence[Line]) -> set[int]:
    """Shares of a poll on lines of their own, two or more, each with its answer above or below it."""
    bare = [k for k, line in enumerate(lines) if line.words <= _LONGEST_SHARE and _SHARE.fullmatch(line.text)]
    if len(bare) < _FEWEST_BARS:
        return set()
    beside = bare[0] - 1 if bare[0] > 0 and _is_answer(lines[bare[0] - 1]) else bare[0] + 1
    step = beside - bare[0]
    found = {j for k in bare for j in (k, k + step) if j == k or (0 <= j < len(lines) and _is_answer(lines[j]))}
    asked = min(found) - 1
    return found | ({asked} if asked > 0 and _heads_table(lines[asked]) else set())


def _is_answer(line: Line) -> bool:
    return line.words <= _LONGEST_CELL and not line.is_closed and not _SHARE.fullmatch(line.text)


def tabbed(raws: Sequence[str]) -> Zones:
    """Rows copied from a table: cells with a tab between them, two rows or more one below the other. raws: lines as found.

    Rows of key and value above a paper say what it is.
    """
    labels = tabbed_labels(raws)
    cells = {k: found for k, raw in enumerate(raws) if "\t" in raw and (found := _cells(raw))}
    rows = {k for k in cells if cells.get(k + 1) == cells[k] or cells.get(k - 1) == cells[k]}
    return dict.fromkeys(rows, "table") | labels


def _cells(raw: str) -> int:
    """How many cells a row has, 0 for a line whose tab only sets off a number, a bullet or a label."""
    cells = [cell.strip() for cell in raw.strip().split("\t") if cell.strip()]
    is_row = len(cells) > 1 and not _MARK.fullmatch(cells[0]) and all(len(c.split()) <= _LONGEST_CELL for c in cells)
    return len(cells) if is_row else 0


def _is_row(line: Line) -> bool:
    is_row = not line.is_paragraph and patterns.TABLE_ROW.fullmatch(line.text)
    return bool(is_row) and not DATE_LINE.fullmatch(line.text)


def _heads_table(line: Line) -> bool:
    return line.text.endswith(("?", ":")) or bool(patterns.COLUMNS.fullmatch(line.text))
