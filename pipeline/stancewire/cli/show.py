"""`stancewire show`: records as a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from stancewire.errors import MalformedRow, MissingInput

_NEEDED = {"schema", "id", "source", "status", "document", "stance", "error"}


@click.command()
@click.argument("records", metavar="RECORDS.jsonl")
@click.option(
    "--width", type=click.IntRange(min=40), default=None, help="Columns of the table; by default those of the terminal."
)
def show(records: str, width: int | None) -> None:
    """Print a table of the records that `stancewire tag` wrote; - reads standard input."""
    from stancewire.report.terminal import print_table

    if records == "-" and sys.stdin:
        print_table(_rows(records, sys.stdin.buffer), sys.stdout, width)
        return
    with _opened(records) as stream:
        print_table(_rows(records, stream), sys.stdout, width)


def _opened(records: str) -> BinaryIO:
    try:
        return Path(records).open("rb")
    except (OSError, ValueError) as error:
        raise MissingInput(records, f"cannot be read ({error})", "name a file that stancewire tag wrote") from None


def _rows(name: str, stream: BinaryIO) -> Iterator[dict[str, object]]:
    import orjson

    for number, line in enumerate(stream, 1):
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError:
            row = None
        if not isinstance(row, dict) or not row.keys() >= _NEEDED:
            raise MalformedRow(
                f"{name}, line {number}", "is no stancewire record", "give a file that stancewire tag wrote"
            )
        yield row
