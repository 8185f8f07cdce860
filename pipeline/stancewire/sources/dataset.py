"""A folder that Hugging Face `datasets` saved to disk: one row, one Article.

In:  the folder's state.json, which find_inputs names in the place of the folder.
Out: Articles and Failures, numbered by row from 1; rows stay on disk until they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import TYPE_CHECKING, Final

from stancewire.config import InputConfig
from stancewire.errors import ParserFailure, StancewireError, UnsupportedFormat
from stancewire.sources.columns import table_columns
from stancewire.sources.inputs import Input
from stancewire.sources.parquet import ROWS_AT_ONCE, first_line, needed, read_batches
from stancewire.types import Article, Failure

if TYPE_CHECKING:
    import pyarrow as pa

MEDIA_TYPE: Final = "application/x-hf-dataset"


def read_dataset(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield one Article or Failure for each row of the folder that state.json stands in.

    Raises UnsupportedFormat if there is no folder, ParserFailure if it is incomplete, MalformedRow without a text column.
    """
    if item.path is None:
        hint = "unpack the archive and name the folder"
        raise UnsupportedFormat(item.name, "is the index of a dataset, whose rows stand in other files", hint)
    try:
        yield from read_batches(item, _batches(item, str(item.path.parent)), MEDIA_TYPE, limits)
    except StancewireError:
        raise
    except Exception as error:  # whatever a library raises over files that are missing, cut or not its own
        reason = f"cannot be read as a dataset ({type(error).__name__}: {first_line(error)})"
        raise ParserFailure(item.name, reason, "save it again with save_to_disk, or as Parquet") from None


def _batches(item: Input, folder: str) -> Iterator[pa.RecordBatch]:
    from datasets import Dataset, disable_progress_bars

    disable_progress_bars()
    dataset = Dataset.load_from_disk(folder, keep_in_memory=False)
    columns = table_columns(item.name, tuple(dataset.column_names), item.columns)
    # As Arrow: pictures and sounds beside the text are not decoded, and no framework is loaded for the format.
    rows = dataset.select_columns(needed(columns)).with_format("arrow")
    for table in rows.iter(batch_size=ROWS_AT_ONCE):
        yield from table.to_batches()
