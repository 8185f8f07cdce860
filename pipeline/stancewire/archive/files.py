"""From the outputs a user names to the files that hold their records, each known to hold some before anything is counted."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from stancewire.errors import InputError, MalformedRow, MissingInput
from stancewire.records.record import SCHEMA_ID
from stancewire.sources.zstd import ZstdFrames

Json = dict[str, Any]
SHARED_ID: Final = "stancewire/shared/1"
PARQUET: Final = ".parquet"
SUFFIXES: Final = (".jsonl", ".jsonl.gz", ".jsonl.zst", PARQUET)
_ROWS_AT_ONCE: Final = 256  # of Parquet, each with the text of its document
_WHAT: Final = "name what stancewire tag wrote: a .jsonl file, packed or not, or a folder of shards"


class UnfinishedRun(InputError):
    """The run that writes an output has not come to its end."""


def record_files(names: Iterable[str], schemas: tuple[str, ...] = (SCHEMA_ID, SHARED_ID)) -> tuple[Path, ...]:
    """The files of some outputs, in the order given, shards in the order of their names, each once.

    Raises MissingInput, UnfinishedRun, and MalformedRow where a file does not begin with a record of these schemas.
    """
    paths = dict.fromkeys(path for name in names for path in _files(name))
    for path in paths:
        _refuse_others(path, schemas)
    return tuple(paths)


def _files(name: str) -> tuple[Path, ...]:
    path = Path(name)
    if os.path.isdir(name):  # noqa: PTH112 - Path.is_dir raises where a name is longer than the system allows
        shards = tuple(sorted(p for p in path.iterdir() if p.name.endswith(SUFFIXES) and not p.name.startswith(".")))
        if not shards:
            raise MissingInput(name, "the folder holds no shard of records", _WHAT)
        return shards
    if os.path.isfile(name):  # noqa: PTH113 - likewise
        return (path,)
    if os.path.lexists(f"{name}.partial"):
        raise UnfinishedRun(name, "its run was interrupted", "give the same tag command again, it goes on from there")
    raise MissingInput(name, "no such file or folder", _WHAT)


def _refuse_others(path: Path, schemas: tuple[str, ...]) -> None:
    """An empty file is the output of a run over nothing."""
    first = _first_parquet(path) if is_parquet(path) else next(records_of(path, schemas), None)
    if first is not None and first.get("schema") not in schemas:
        raise _no_record(path, 1, schemas)


def is_parquet(path: Path) -> bool:
    """By its name, as DuckDB and people tell it too."""
    return path.name.endswith(PARQUET)


def _first_parquet(path: Path) -> Json | None:
    import pyarrow
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(path)
        if not file.metadata.num_rows:
            return None
        rows = next(file.iter_batches(batch_size=1, columns=["schema"])).to_pylist()
    except (pyarrow.ArrowException, OSError, StopIteration) as error:
        raise MalformedRow(path.as_posix(), f"is no Parquet file of records ({error})", _WHAT) from None
    return cast(Json, rows[0] or {})


def records_of(path: Path, schemas: tuple[str, ...] = (SCHEMA_ID,)) -> Iterator[Json]:
    """The records of a JSONL file, packed or not, as plain JSON values. Raises MalformedRow for a line that is none."""
    import orjson

    with _opened(path) as stream:
        for number, line in enumerate(_lines(path, stream), 1):
            try:
                row = orjson.loads(line)
            except orjson.JSONDecodeError:
                row = None
            if not isinstance(row, dict) or row.get("schema") not in schemas:
                raise _no_record(path, number, schemas)
            yield row


def json_lines(files: Iterable[Path], schemas: tuple[str, ...]) -> Iterator[Json]:
    """The records of some files, one after another, as JSON lines have them. Raises MalformedRow."""
    for path in files:
        yield from _parquet_records(path, schemas) if is_parquet(path) else records_of(path, schemas)


def _parquet_records(path: Path, schemas: tuple[str, ...]) -> Iterator[Json]:
    """Columns and the fields of structs stand in the order of the fields of a record, so that the rows are its JSON."""
    import pyarrow
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            rows = (row for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE) for row in batch.to_pylist())
            for number, row in enumerate(rows, 1):
                if row.get("schema") not in schemas:
                    raise _no_record(path, number, schemas)
                yield _as_written(row)
    except (pyarrow.ArrowException, OSError) as error:
        raise MalformedRow(path.as_posix(), f"cannot be read ({error})", "write it again") from None


def _as_written(row: Json) -> Json:
    """A column is there for all rows; the one field that a record leaves out where it has nothing to say is not."""
    document = row.get("document")
    if document and document.get("target") is None:
        document.pop("target", None)
    return row


def _lines(path: Path, stream: BinaryIO) -> Iterator[bytes]:
    from zstandard import ZstdError

    try:
        yield from stream
    except (EOFError, gzip.BadGzipFile, ZstdError, OSError) as error:
        raise MalformedRow(path.as_posix(), f"cannot be unpacked ({error})", "write it again") from None


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as stream:
            if path.name.endswith(".gz"):
                yield cast(BinaryIO, gzip.GzipFile(fileobj=stream))
            elif path.name.endswith(".zst"):
                yield cast(BinaryIO, io.BufferedReader(ZstdFrames(stream), 1 << 16))
            else:
                yield stream
    except PermissionError as error:
        raise MissingInput(path.as_posix(), f"cannot be read ({error.strerror})", "check its permissions") from None


def _no_record(path: Path, number: int, schemas: tuple[str, ...]) -> MalformedRow:
    where = f"{path.as_posix()}, line {number}"
    return MalformedRow(where, f"is no record of {' or '.join(schemas)}", _WHAT)
