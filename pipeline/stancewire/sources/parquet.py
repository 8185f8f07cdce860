"""Parquet: one row, one Article; a few rows at a time, and only the columns that are needed.

In:  a file, or as much of a pipe as one file may hold: the format's index stands at its end.
Out: Articles and Failures, numbered by row from 1.

The file is parsed in a worker process that sends its documents a few at a time, since every page of
it is decompressed and decoded by native code, and not its index alone could be damaged or hostile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from io import BufferedReader
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import orjson

from stancewire.config import InputConfig
from stancewire.errors import MalformedRow, OversizeInput, ParserFailure, StancewireError, UnsafeArchive
from stancewire.sources.columns import Row, read_row, table_columns
from stancewire.sources.inputs import Input
from stancewire.sources.sandbox import streaming
from stancewire.types import Article, Failure

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

MEDIA_TYPE: Final = "application/vnd.apache.parquet"
ROWS_AT_ONCE: Final = 32  # a row may be of max_bytes
_BUFFER_BYTES: Final = 1_048_576  # of the file, for each column; without a buffer a column is read group by group
_HINT: Final = "write the table again, or save it as CSV or JSON lines"


def read_parquet(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield one Article or Failure for each row.

    Raises ParserFailure for a damaged file, MalformedRow if no column can hold the text, OversizeInput and UnsafeArchive.
    """
    content = b"" if item.path and stream.seekable() else _whole(item, stream, limits)
    with streaming(limits) as worker:
        yield from worker.documents(MEDIA_TYPE, item, content, limits)


def parse_parquet(item: Input, file: BinaryIO, limits: InputConfig) -> Iterator[Article | Failure]:
    """The worker's side of it."""
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file, pre_buffer=False, buffer_size=_BUFFER_BYTES)
        columns = table_columns(item.name, tuple(table.schema_arrow.names), item.columns)
        _check_ratio(item, table, file.seek(0, 2), limits)
        batches = table.iter_batches(batch_size=ROWS_AT_ONCE, columns=needed(columns), use_threads=False)
        yield from read_batches(item, batches, MEDIA_TYPE, limits)
    except (StancewireError, MemoryError):
        raise
    except Exception as error:  # a damaged index makes the library raise anything from OSError to UnicodeDecodeError
        raise ParserFailure(item.name, f"cannot be parsed as Parquet ({first_line(error)})", _HINT) from None


def needed(columns: Mapping[str, str]) -> list[str]:
    """The columns to read, each once."""
    return list(dict.fromkeys(columns.values()))


def first_line(error: Exception) -> str:
    """What a library says of a damaged file, without the dump that may follow."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]


def _whole(item: Input, stream: BufferedReader, limits: InputConfig) -> bytes:
    content = stream.read(limits.max_file_bytes + 1)
    if len(content) > limits.max_file_bytes:
        reason = f"comes through a pipe or out of an archive and is larger than {limits.max_file_bytes:,} bytes"
        raise OversizeInput(
            item.name, reason, "name the file itself, or raise max_file_bytes under [input] in a config"
        )
    return content


def _check_ratio(item: Input, table: pq.ParquetFile, size: int, limits: InputConfig) -> None:
    """A page of one letter repeated packs into nothing; what the index admits to is checked before it is unpacked."""
    # Not column by column: to ask for one ends the process if the index is damaged (pyarrow 26).
    unpacked = sum(table.metadata.row_group(place).total_byte_size for place in range(table.num_row_groups))
    if unpacked > limits.max_bytes and unpacked > size * limits.max_ratio:
        reason = f"unpacks from {size:,} bytes to {unpacked:,}, more than {limits.max_ratio} times as much"
        raise UnsafeArchive(item.name, reason, "check where it is from, or raise max_ratio under [input] in a config")


def read_batches(
    item: Input, batches: Iterable[pa.RecordBatch], media_type: str, limits: InputConfig
) -> Iterator[Article | Failure]:
    """Yield the documents of Arrow batches that hold the columns needed, in order."""
    number = 0
    for batch in batches:
        for place in range(batch.num_rows):
            number += 1
            yield _read(item, number, media_type, batch, place, limits.max_bytes)


def _read(
    item: Input, number: int, media_type: str, batch: pa.RecordBatch, place: int, max_bytes: int
) -> Article | Failure:
    values: dict[str, Any] = {}
    fault = None
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            values[name] = column[place].as_py()
        except (ValueError, OverflowError) as error:  # bytes that are no UTF-8, a date beyond the year 9999
            fault = f"{name} cannot be read ({error})"
    content = orjson.dumps(values, default=repr, option=orjson.OPT_SORT_KEYS)
    row = Row(item=item, number=number, media_type=media_type, content=content)
    return read_row(row, partial(_checked, row.where, values, fault), max_bytes)


def _checked(where: str, values: Mapping[str, Any], fault: str | None) -> Mapping[str, Any]:
    if fault:
        raise MalformedRow(where, fault, _HINT)
    return values
