"""stancewire train."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

_FIRST: Final = "linear"


@click.command()
@click.option("--config", "config_path", type=click.Path(path_type=Path), required=True, help="A training config.")
@click.option(
    "--from",
    "first",
    default=_FIRST,
    show_default=True,
    type=click.Choice(("linear", "teacher", "encoder", "export", "decision", "scores")),
    help="First step to run; what earlier steps made is taken as it lies in the folders.",
)
def train(config_path: Path, first: str) -> None:
    """Train a model folder from a corpus: linear weights, encoder, calibration, scores, card.

    With a section [scheme] in the config: from a table of texts and labels of your own, in seconds; see
    configs/examples/targets-train.toml.

    Ours needs the extra `train`, yours does not. The same config, corpus and versions give the same linear weights; the encoder's differ
    in the last digits between processors.

    Exit codes: 0 the model folder is complete, 2 usage or config, 3 corpus unusable or a library missing.
    """
    from stancewire.training.own_settings import is_own

    scores = _RUNS[is_own(config_path)](config_path, first)
    click.echo(json.dumps(scores, indent=1, ensure_ascii=False, allow_nan=False))


def _say(line: str) -> None:
    click.echo(line, err=True)


def _ours(config_path: Path, first: str) -> dict[str, Any]:
    from stancewire.training.settings import load_settings
    from stancewire.training.train import train as run

    return run(load_settings(config_path), _say, first=first)


def _own(config_path: Path, first: str) -> dict[str, Any]:
    from stancewire.training.own_settings import load_own
    from stancewire.training.own_train import train_own

    if first != _FIRST:
        raise click.UsageError(f"--from {first} is for our own labels; a config with [scheme] is trained in one step")
    return train_own(load_own(config_path), _say)


_RUNS: Final[dict[bool, Callable[[Path, str], dict[str, Any]]]] = {
    False: _ours,
    True: _own,
}  # by whether there is a [scheme]
