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


def _columns(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(field, column) of each FIELD=COLUMN."""
    from stancewire.sources.columns import FIELDS

    pairs: list[tuple[str, str]] = []
    for pair in ",".join(values).split(",") if values else ():
        field, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or field not in FIELDS:
            raise click.BadParameter(f"{pair!r} is not FIELD=COLUMN, where FIELD is one of {', '.join(FIELDS)}")
        if field in dict(pairs):
            raise click.BadParameter(f"{field} has two columns; give one")
        pairs.append((field, column))
    return tuple(pairs)


_READING: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--columns",
        multiple=True,
        metavar="FIELD=COLUMN,...",
        callback=_columns,
        help="Which column of a table or key of a row holds text, id, title, published, url, publisher, kind, sender, "
        "byline or recipients, where its name does not say so; FIELD= takes none.",
    ),
    click.option(
        "--metadata",
        metavar="TABLE.csv",
        help="Dates, publishers, kinds, titles or senders of the documents, one a row, named in a column file or id.",
    ),
    click.option(
        "--split-items",
        "split",
        is_flag=True,
        help="Make each item of a newsletter or of minutes a document of its own.",
    ),
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What the caller knows of many documents at once."""
    for option in reversed(_READING):
        command = option(command)
    return command


def given_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What the caller knows of a single document."""
    for option in reversed(_GIVEN):
        command = option(command)
    return command
