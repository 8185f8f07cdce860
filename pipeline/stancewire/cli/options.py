"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from stancewire.types import DOCUMENT_KINDS

config_option: Callable[[Any], Any] = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=None,
    help="A config file (TOML); by default the packaged configs/default.toml.",
)
no_text_option: Callable[[Any], Any] = click.option(
    "--no-text",
    is_flag=True,
    help="Leave the document's text out of the record; every span still carries its own snippet.",
)
_GIVEN: tuple[Callable[[Any], Any], ...] = (
    click.option("--published", metavar="DATE", help="When it was published: YYYY, YYYY-MM or YYYY-MM-DD."),
    click.option("--publisher", help="Who published it."),
    click.option("--kind", type=click.Choice(DOCUMENT_KINDS), help="What kind of document it is."),
    click.option("--sender", help="Whose letter or newsletter it is: the body that says “we”."),
)


def given_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What the caller knows of a single document."""
    for option in reversed(_GIVEN):
        command = option(command)
    return command
