"""An answer as a table on a terminal, as CSV, as JSON lines or as Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final, TextIO

from stancewire.archive.store import Answer

_WIDEST = 48  # columns of a cell on a terminal
_NOTHING = "-"


def write_csv(answer: Answer, stream: BinaryIO) -> None:
    """A line of names, then the rows: UTF-8, lines end in LF, lists and maps as JSON, nothing where there is no value."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        _write_row(text, answer.columns)
        for row in answer.rows():
            _write_row(text, [_cell(value) for value in row])
    finally:
        text.detach()  # else the stream, which may be standard output, is closed with it


def _write_row(stream: TextIO, cells: Sequence[str]) -> None:
    """csv quotes a cell for a return only where lines end in one; a reader takes a bare one for the end of a line."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    stream.write(line.getvalue().removesuffix("\r\n") + "\n")


def write_json(answer: Answer, stream: BinaryIO) -> None:
    """One JSON object a row."""
    for row in answer.rows():
        stream.write(_json(dict(zip(answer.columns, row, strict=True))) + b"\n")


def write_parquet(answer: Answer, stream: BinaryIO) -> None:
    """With the types that the answer has, lists and maps too."""
    import pyarrow.parquet

    with answer.batches() as reader, pyarrow.parquet.ParquetWriter(stream, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)


WRITERS: Final[dict[str, Callable[[Answer, BinaryIO], None]]] = {
    "csv": write_csv,
    "json": write_json,
    "parquet": write_parquet,
}


def table(answer: Answer, most: int) -> Iterator[str]:
    """The lines of a table for a terminal; of more than `most` rows the first ones, and a sentence that says so."""
    rows = answer.rows()
    shown = [[_shown(value) for value in row] for row in islice(rows, most)]
    yield from _aligned(answer.columns, shown)
    if left := sum(1 for _ in rows):
        yield f"and {left:,} more rows: --csv, --json or --rows shows them"


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, cells)) for cells in zip(columns, *rows, strict=True)]
    right = [bool(rows) and all(_is_figure(row[place]) for row in rows) for place in range(len(columns))]
    for row in (columns, *rows):
        cells = (
            cell.rjust(width) if figure else cell.ljust(width)
            for cell, width, figure in zip(row, widths, right, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _is_figure(cell: str) -> bool:
    return cell == _NOTHING or cell.replace(",", "").replace(".", "").removesuffix(" %").isdigit()


def _shown(value: object) -> str:
    """One line that no text of an article can turn into commands for the terminal."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    text = " ".join(_cell(value).split())
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return (text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…") or _NOTHING


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict | tuple):
        return _json(value).decode()
    return str(value)


def _json(value: Any) -> bytes:
    import orjson

    try:
        return orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS)
    except TypeError:  # for a key that is a decimal, as 0.5 is in SQL, there is no `default`
        return orjson.dumps(_with_text_keys(value), default=str)


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(below) for key, below in value.items()}
    return [_with_text_keys(below) for below in value] if isinstance(value, list | tuple) else value
