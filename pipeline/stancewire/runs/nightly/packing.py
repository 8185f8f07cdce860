"""Records of one month as one Parquet file that appears whole or not at all; the same records give the same bytes.

The file says in its metadata what it was made of. Its columns are those of shards (runs/parquet.py), with the
labels that occur: nights before and after a new model may label by different schemes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from stancewire.errors import OutputError
from stancewire.records.schema import record_schema
from stancewire.runs.disk import Disk
from stancewire.runs.parquet import arrow_schema
from stancewire.runs.partial import Partial
from stancewire.stance.labels import OURS, Scheme

Json = dict[str, Any]
_ABOUT: Final = b"stancewire"
_ROWS: Final = 256  # of a group, as in shards


class UnreadableMonth(OutputError):
    """A packed month is no Parquet file, or a damaged one."""


def pack(path: Path, records: Callable[[], Iterator[Json]], about: Json, disk: Disk) -> None:
    """Write records in their order; they are asked for three times, and compared with what was written before it appears.

    about: plain values for the metadata. Raises OutputError, OSError.
    """
    schema = arrow_schema(_schema(records())).with_metadata({_ABOUT: orjson.dumps(about)})
    partial = Partial(path.with_name(f".{path.name}.partial"), disk)
    try:
        partial.restore(())
        if not _written(partial.path, schema, records()) or not holds(partial.path, records()):
            hint = "keep the JSON lines; stancewire schema says what a record may hold"
            raise OutputError(str(path), "would not hold all that the records say", hint)
        partial.sync()
        partial.move(path)
    except BaseException:
        partial.close()
        with suppress(OSError):
            disk.remove(partial.path)
        raise


def _written(path: Path, schema: pa.Schema, records: Iterator[Json]) -> bool:
    """Whether all records fit the columns; somebody may have edited them."""
    try:
        with pq.ParquetWriter(path, schema, compression="zstd", compression_level=3) as writer:
            for rows in _groups(records):
                writer.write_table(pa.Table.from_pylist(rows, schema=schema), row_group_size=len(rows))
    except pa.ArrowException:
        return False
    return True


def about_of(path: Path) -> Json | None:
    """What a file says it was made of; None where there is none of ours."""
    try:
        metadata = pq.read_schema(path).metadata or {}
        values = orjson.loads(metadata[_ABOUT])
    except (OSError, pa.ArrowException, KeyError, orjson.JSONDecodeError):
        return None
    return values if isinstance(values, dict) else None


def unpacked(path: Path) -> Iterator[Json]:
    """The records of a file in their order; what a record does not have is null. Raises UnreadableMonth."""
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_ROWS):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as error:
        hint = "put it back from a backup"
        raise UnreadableMonth(str(path), f"cannot be read as Parquet ({error})", hint) from None


def holds(path: Path, records: Iterable[Json]) -> bool:
    """Whether a file holds these records, in their order, and no others."""
    found = map(bare, unpacked(path))
    try:
        return all(bare(record) == next(found, None) for record in records) and next(found, None) is None
    except UnreadableMonth:
        return False


def bare(value: Any) -> Any:
    """A value without the fields that are null: columns do not tell a field that is null from one that is not there."""
    if isinstance(value, dict):
        return {name: bare(below) for name, below in value.items() if below is not None}
    return [bare(below) for below in value] if isinstance(value, list) else value


def _groups(records: Iterator[Json]) -> Iterator[list[Json]]:
    rows: list[Json] = []
    for record in records:
        rows.append(record)
        if len(rows) == _ROWS:
            yield rows
            rows = []
    if rows:
        yield rows


def _schema(records: Iterator[Json]) -> Json:
    """The JSON Schema of what occurs: its labels, and the text only if there is some."""
    labels: dict[str, None] = {}
    classes: dict[str, None] = {}
    has_text = False
    for record in records:
        has_text = has_text or record.get("text") is not None
        stance = bare(record.get("stance") or {})
        labels.update(dict.fromkeys(stance.get("probabilities", ())))
        classes.update(dict.fromkeys(stance.get("primary_probabilities", ())))
    schema = record_schema(_scheme(tuple(labels), tuple(classes)))
    names = {name: below for name, below in schema["properties"].items() if has_text or name != "text"}
    return {**schema, "properties": names}


def _scheme(labels: tuple[str, ...], classes: tuple[str, ...]) -> Scheme:
    if not labels:
        return OURS  # nothing but errors
    rest = [name for name in classes if name not in labels]
    merged = tuple(dict.fromkeys((*classes, *labels)))
    return Scheme(name=OURS.name, classes=merged, rest=rest[0] if len(rest) == 1 else "")
