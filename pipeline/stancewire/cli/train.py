"""stancewire train."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.option("--config", "config_path", type=click.Path(path_type=Path), required=True, help="A training config.")
@click.option(
    "--from",
    "first",
    default="linear",
    show_default=True,
    type=click.Choice(("linear", "encoder", "export", "decision", "scores")),
    help="First step to run; what earlier steps made is taken from the model folder.",
)
def train(config_path: Path, first: str) -> None:
    """Train a model folder from a corpus: linear weights, encoder, calibration, scores, card.

    Needs the extra `train`. The same config, corpus and versions give the same linear weights; the encoder's differ
    in the last digits between processors.

    Exit codes: 0 the model folder is complete, 2 usage or config, 3 corpus unusable or a library missing.
    """
    from stancewire.training.settings import load_settings
    from stancewire.training.train import train as run

    scores = run(load_settings(config_path), lambda line: click.echo(line, err=True), first=first)
    click.echo(json.dumps(scores, indent=1))
