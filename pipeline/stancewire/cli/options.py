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


columns_option: Callable[[Any], Any] = click.option(
    "--columns",
    multiple=True,
    metavar="FIELD=COLUMN,...",
    callback=_columns,
    help="Which column of a table or key of a row holds text, id, title, published, url, publisher, kind, sender, "
    "byline, recipients or target, where its name does not say so; FIELD= takes none.",
)
_READING: tuple[Callable[[Any], Any], ...] = (
    columns_option,
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


def _parsed(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """What a function of runs.selection makes of one value or several; its ValueError becomes a usage error."""

    def callback(context: click.Context, option: click.Parameter, value: Any) -> Any:
        from stancewire.runs import selection

        parse = getattr(selection, name)
        try:
            return tuple(map(parse, value)) if isinstance(value, tuple) else value and parse(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    return callback


_SELECTION: tuple[Callable[[Any], Any], ...] = (
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N records."),
    click.option(
        "--sample",
        metavar="SHARE|N",
        callback=_parsed("parsed_sample"),
        help="Take a share of the documents (0.1 or 10%) or N of them, chosen by their ids, the same on every run; for N "
        "all inputs are read once before.",
    ),
    click.option(
        "--since",
        metavar="DATE",
        callback=_parsed("parsed_since"),
        help="Leave out what was published before YYYY, YYYY-MM or YYYY-MM-DD, and what bears no date.",
    ),
    click.option(
        "--where",
        multiple=True,
        metavar="FIELD=VALUE",
        callback=_parsed("parsed_where"),
        help="Leave out what is of another publisher, kind, language, sender, byline, recipients, title, url or published; "
        "given twice for one field, either value will do.",
    ),
)


_ENGINE: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--engine",
        type=click.Choice(("workers", "ray")),
        default="workers",
        show_default=True,
        help="Who tags: processes of this machine, or actors of a Ray cluster (extra `ray`). The records are the same.",
    ),
    click.option(
        "--address",
        metavar="HOST:PORT|auto",
        help="The cluster that --engine ray joins, from one of its nodes; without it, one is started for this run. "
        "--workers are its actors, a core each; auto takes all its cores.",
    ),
)


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where documents are tagged."""
    for option in reversed(_ENGINE):
        command = option(command)
    return command


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which of the documents are wanted."""
    for option in reversed(_SELECTION):
        command = option(command)
    return command


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
