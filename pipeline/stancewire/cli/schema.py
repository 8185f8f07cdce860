"""`stancewire schema`: the JSON Schema of a record."""

from __future__ import annotations

import json
from pathlib import Path

import click

from stancewire.cli.options import config_option


@click.command()
@config_option
def schema(config_path: Path | None) -> None:
    """Print the JSON Schema (draft 2020-12) that every record is valid against.

    With --config that of the config's model, whose labels may be others.
    """
    from stancewire.config import load_config
    from stancewire.records.schema import record_schema
    from stancewire.stance.labels import OURS
    from stancewire.stance.model import load_labels

    scheme = load_labels(load_config(config_path).model_folder) if config_path else OURS
    click.echo(json.dumps(record_schema(scheme), indent=2))
