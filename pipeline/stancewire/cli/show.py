"""`stancewire show`: records as a table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from stancewire.errors import MalformedRow

_NEEDED = {"schema", "id", "source", "status", "document", "stance", "error"}


@click.command()
@click.argument("records", metavar="RECORDS.jsonl")
@click.option(
    "--width", type=click.IntRange(min=40), default=None, help="Columns of the table; by default those of the terminal."
)
def show(records: str, width: int | None) -> None:
    """Print a table of the records that `stancewire tag` wrote; - reads standard input."""
    from stancewire.report.terminal import print_table
    from stancewire.runs.output import PIPE, is_stream

    if records == PIPE and sys.stdin:
        rows = map(_parsed, sys.stdin.buffer)
        print_table(_checked(records, "line", rows), sys.stdout, width)
    elif is_stream(records):
        with Path(records).open("rb") as stream:
            print_table(_checked(records, "line", map(_parsed, stream)), sys.stdout, width)
    else:
        print_table(_checked(records, "record", _written(records)), sys.stdout, width)


def _written(records: str) -> Iterator[Any]:
    """The records of a file, packed or not, or of a folder of shards."""
    from stancewire.archive.files import SHARED_ID, json_lines, record_files
    from stancewire.records.record import SCHEMA_ID

    return json_lines(record_files((records,)), (SCHEMA_ID, SHARED_ID))


def _parsed(line: bytes) -> Any:
    import orjson

    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None


def _checked(name: str, unit: str, rows: Iterable[Any]) -> Iterator[dict[str, object]]:
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not row.keys() >= _NEEDED:
            where = f"{name}, {unit} {number}"
            raise MalformedRow(where, "is no stancewire record", "give a file that stancewire tag wrote")
        yield row
