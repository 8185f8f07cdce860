"""`stancewire score`: one document, one answer."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancewire.cli.options import config_option, given_options, no_text_option
from stancewire.errors import GivenError, MissingInput

if TYPE_CHECKING:
    from stancewire.config import InputConfig
    from stancewire.types import Article, Failure, Given


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Print the whole record as one line of JSON.")
@no_text_option
@given_options
@config_option
def score(file: str, as_json: bool, no_text: bool, config_path: Path | None, **given: str | None) -> int:
    """Score one document and print a short answer, or the record with --json; - reads standard input.

    Exit codes: 0 it has a record, 1 its record is an error, 2 usage, 3 there is no such file.
    """
    from stancewire.entities.light import light_start
    from stancewire.report.terminal import answer

    known = _given(given)
    with light_start():
        from stancewire.tagger import Tagger

        tagger = Tagger.load(config_path)
    record = tagger.record_of(_with(_only_document(file, tagger.config.input), known))
    if as_json:
        click.echo(record.to_json(with_text=not no_text))
    elif record.error is None:
        click.echo(answer(record.to_dict()))
    if record.error is not None:
        click.echo(f"stancewire: {record.error['message']}", err=True)
    return 0 if record.error is None else 1


def _given(values: dict[str, str | None]) -> Given:
    from stancewire.types import Given

    try:
        return Given(**values)
    except GivenError as error:
        raise click.UsageError(str(error)) from None


def _only_document(file: str, limits: InputConfig) -> Article | Failure:
    from stancewire.sources.inputs import STDIN, find_inputs
    from stancewire.sources.reading import read
    from stancewire.types import Failure

    if file != STDIN and os.path.isdir(file):  # noqa: PTH112 - Path.is_dir raises for an over-long name
        raise MissingInput(file, "is a folder", "score takes one document; stancewire tag takes folders")
    found = find_inputs([file])[0]
    if isinstance(found, Failure):
        raise found.error
    documents = read(found, limits)
    first = next(documents)  # there is always one: an input without a document gives its Failure
    if next(documents, None) is not None:
        raise click.UsageError(f"{file} holds more than one document; score takes one, stancewire tag takes many")
    return first


def _with(item: Article | Failure, known: Given) -> Article | Failure:
    """What the command line says goes before what the row says."""
    from dataclasses import fields, replace

    from stancewire.types import Failure

    if isinstance(item, Failure):
        return item
    said = {f.name: value for f in fields(known) if (value := getattr(known, f.name)) is not None}
    return replace(item, given=replace(item.given, **said))
