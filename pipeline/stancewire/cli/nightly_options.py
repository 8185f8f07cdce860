"""What the commands of the nights share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

nightly_config_option: Callable[[Any], Any] = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    required=True,
    help="The config of the nights (TOML), as configs/nightly.toml; its paths are relative to it.",
)


def on_terminal() -> bool:
    """Whether somebody looks on."""
    return sys.stderr is not None and sys.stderr.isatty()
