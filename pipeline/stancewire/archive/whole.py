"""Whole records as plain JSON values out of any file that `stancewire tag` writes: JSON lines, packed or not, or Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from stancewire.archive.files import is_parquet, records_of
from stancewire.errors import MalformedRow

Json = dict[str, Any]
_AT_ONCE: Final = 200  # rows of a Parquet file


def whole_records(files: Iterable[Path]) -> Iterator[Json]:
    """The records of some files, as record_files gives them, one after another. Raises MalformedRow."""
    for path in files:
        yield from _rows(path) if is_parquet(path) else records_of(path)


def _rows(path: Path) -> Iterator[Json]:
    """The columns are the record's own fields, nested as there."""
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_AT_ONCE):
                yield from batch.to_pylist()
    except (pyarrow.ArrowException, OSError) as error:
        raise MalformedRow(path.as_posix(), f"cannot be read ({error})", "write it again") from None
