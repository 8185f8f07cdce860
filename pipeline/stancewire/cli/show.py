"""`stancewire show`: records as a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from stancewire.errors import MalformedRow, MissingInput


@click.command()
@click.argument("records", metavar="RECORDS.jsonl")
@click.option(
    "--width", type=click.IntRange(min=40), default=None, help="Columns of the table; by default those of the terminal."
)
def show(records: str, width: int | None) -> None:
    """Print a table of the records that `stancewire tag` wrote; - reads standard input."""
    from stancewire.report.terminal import print_table

    if records == "-":
        print_table(_rows(records, sys.stdin.buffer), sys.stdout, width)
        return
    path = Path(records)
    if not path.is_file():
        raise MissingInput(records, "no such file", "name a file that stancewire tag wrote")
    with path.open("rb") as stream:
        print_table(_rows(records, stream), sys.stdout, width)


def _rows(name: str, stream: BinaryIO) -> Iterator[dict[str, object]]:
    import orjson

    for number, line in enumerate(stream, 1):
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError:
            row = None
        if not isinstance(row, dict) or not str(row.get("schema", "")).startswith("stancewire/record/"):
            raise MalformedRow(
                f"{name}, line {number}", "is no stancewire record", "give a file that stancewire tag wrote"
            )
        yield row
