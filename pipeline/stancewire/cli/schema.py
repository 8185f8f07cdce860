"""`stancewire schema`: the JSON Schema of a record."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) that every record is valid against."""
    from stancewire.records.schema import record_schema

    click.echo(json.dumps(record_schema(), indent=2))
