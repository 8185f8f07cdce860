"""Records as rows of a Parquet file, its columns made from the published JSON Schema of a record.

Objects become structs, lists lists; what a record does not have is null. The same rows become the same
bytes: they are written in groups at fixed places.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from stancewire.runs.partial import Partial

_PLAIN: Final = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


def arrow_schema(schema: dict[str, Any]) -> pa.Schema:
    """The columns of a JSON Schema of objects."""
    return pa.schema([pa.field(name, _type(below)) for name, below in schema["properties"].items()])


def _type(schema: dict[str, Any]) -> pa.DataType:
    if "anyOf" in schema:  # itself or null
        return _type(schema["anyOf"][0])
    if "enum" in schema or "const" in schema:  # of strings, perhaps with null
        return pa.string()
    kind = schema["type"][0] if isinstance(schema["type"], list) else schema["type"]
    if kind == "object":
        return pa.struct([pa.field(name, _type(below)) for name, below in schema["properties"].items()])
    return pa.list_(_type(schema["items"])) if kind == "array" else _PLAIN[kind]


class Rows:
    """A Parquet file while it is written; the library writes to the path itself."""

    def __init__(self, partial: Partial, schema: dict[str, Any]) -> None:
        self._partial = partial
        self._schema = arrow_schema(schema)
        self._writer = pq.ParquetWriter(partial.path, self._schema, compression="zstd", compression_level=3)

    def add(self, rows: Sequence[bytes]) -> None:
        """Write a group of rows."""
        table = pa.Table.from_pylist([orjson.loads(row) for row in rows], schema=self._schema)
        self._writer.write_table(table, row_group_size=len(rows))

    def seal(self) -> None:
        """Write the index at the end."""
        self._writer.close()
        self._partial.adopt()

    def leave(self) -> None:
        """Without its index the file is of no use, and is written anew; nothing must write to it later."""
        with suppress(OSError):
            self._writer.close()
