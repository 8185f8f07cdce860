"""CSV and its kin: one row, one Article, read as a stream.

In:  text in UTF-8, UTF-16, UTF-32 or an older encoding, its first row the names of the columns;
     cells parted by comma, semicolon, tab or bar, and quoted with " where they hold one of these.
Out: Articles, and for a row that does not fit the header a Failure with its line number.

What is no UTF-8 is decoded row by row, so that one old row does not change its neighbours.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from io import BufferedReader
from itertools import chain
from typing import Final

from stancewire.config import InputConfig
from stancewire.errors import BinaryInput, MalformedRow
from stancewire.sources.columns import Row, read_row, table_columns
from stancewire.sources.decode import decode, wide_encoding
from stancewire.sources.inputs import Input
from stancewire.sources.table_lines import Lines
from stancewire.types import Article, Failure

_DELIMITERS: Final = {",": "text/csv", ";": "text/csv", "\t": "text/tab-separated-values", "|": "text/csv"}
_WIDE_MARKS: Final = (BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE)  # that of UTF-32-LE begins with that of UTF-16-LE
_HEAD_BYTES: Final = 8_192
_SAID: Final = re.compile(r"sep=([,;\t|])\s*", re.I)  # a first line that tells Excel the delimiter
_STRAY: Final = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8, as surrogateescape shows them
_CUT: Final = "close the quotation mark of its cell, and double those inside it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table as it stands in the file."""

    line: int  # at which it begins, from 1
    source: str
    cells: tuple[str, ...]
    delimiter: str
    fault: str | None = None  # why its cells cannot be told apart


def read_delimited(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield one Article or Failure for each row below the header that is not blank, numbered by the line it begins at.

    Raises MalformedRow if no column can hold the text, BinaryInput if the file is no text.
    """
    with closing(records(stream, limits.max_bytes)) as rows:
        names = header(item.name, rows)
        table_columns(item.name, names, item.columns)
        for record in rows:
            yield _read(item, names, record, limits.max_bytes)


def header(name: str, rows: Iterator[Record]) -> tuple[str, ...]:
    """The names of the columns, taken off the rows. Raises BinaryInput and MalformedRow."""
    first = next(rows, None)
    if first is None or first.fault:
        reason = first.fault if first else "has no row"
        raise MalformedRow(name, f"its header {reason}", "give the names of the columns in the first row")
    if "\0" in first.source:
        raise BinaryInput(name, "holds NUL bytes, so it is no table of text", "save it as CSV in UTF-8")
    source = decode(_bytes(first), name)[0] if _STRAY.search(first.source) else first.source
    return tuple(cell.strip() for cell in _cells(source, first.delimiter))


def _read(item: Input, names: tuple[str, ...], record: Record, max_bytes: int) -> Article | Failure:
    media_type = _DELIMITERS[record.delimiter]
    content = _bytes(record)[:max_bytes] if record.fault else _bytes(record)  # its fault says more than its size
    row = Row(item=item, number=record.line, unit="line", media_type=media_type, content=content)
    warnings: list[str] = []
    document = read_row(row, lambda: values_of(row.where, names, record, warnings), max_bytes)
    if warnings and isinstance(document, Article):
        return replace(document, warnings=(*warnings, *document.warnings))
    return document


def values_of(where: str, names: tuple[str, ...], record: Record, warnings: list[str]) -> dict[str, str]:
    """The cells of a row by column; what there is to say about how it was decoded goes to `warnings`.

    Raises MalformedRow for more or fewer cells than the header has (empty ones at the end do not count), BinaryInput.
    """
    if record.fault:
        raise MalformedRow(where, record.fault, _CUT)
    cells = record.cells
    if _STRAY.search(record.source):
        text, said = decode(_bytes(record), where)
        cells = _cells(text, record.delimiter)
        warnings.extend(said)
    if len(cells) < len(names) or any(cells[len(names) :]):
        reason = f"has {len(cells)} cells where the header has {len(names)}"
        raise MalformedRow(where, reason, 'put cells that hold the delimiter, line ends or " in quotation marks')
    return dict(zip(names, cells, strict=False))


def _bytes(record: Record) -> bytes:
    return record.source.encode("utf-8", "surrogateescape")


def _cells(source: str, delimiter: str) -> tuple[str, ...]:
    rows = csv.reader(io.StringIO(source, newline=""), delimiter=delimiter)
    return tuple(next(rows, ()))


def records(stream: BufferedReader, longest: int) -> Generator[Record, None, None]:
    """The rows of a table that are not blank, the header first. longest: characters of one row.

    To be closed before the stream is.
    """
    # The module's own limit is 131,072 characters a cell, fewer than a long report has.
    csv.field_size_limit(max(csv.field_size_limit(), longest + 1))
    head = stream.peek(_HEAD_BYTES)[:_HEAD_BYTES]
    wide = wide_encoding(head)
    if wide and head.startswith(_WIDE_MARKS):
        wide = wide[:6]  # without the order of bytes, which the mark tells; it is then no character of the first name
    encoding, errors = (wide, "replace") if wide else ("utf-8-sig", "surrogateescape")
    text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
    try:
        yield from _records(Lines(text, longest))
    finally:
        text.detach()  # the stream is not ours to close


def _records(lines: Lines) -> Iterator[Record]:
    first = lines.first()
    if said := _SAID.fullmatch(first):
        first = lines.first()
    if not first:
        return
    delimiter = said[1] if said else _delimiter(first)
    reader = csv.reader(chain([first], lines), delimiter=delimiter)
    while True:
        cells, fault = lines.row(reader)
        if cells is None:
            return
        if fault or any(map(str.strip, cells)):
            source = "".join(lines.taken)
            yield Record(line=lines.begin, source=source, cells=cells, delimiter=delimiter, fault=fault)
        lines.forget()


def _delimiter(line: str) -> str:
    """The one that parts a header into most cells. csv.Sniffer takes letters for delimiters where cells hold prose."""
    return max(_DELIMITERS, key=lambda delimiter: len(_cells(line, delimiter)))
