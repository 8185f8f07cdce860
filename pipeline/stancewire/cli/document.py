"""One document named on a command line, with what the caller knows of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from stancewire.errors import GivenError, MissingInput

if TYPE_CHECKING:
    from stancewire.config import InputConfig
    from stancewire.sources.columns import Wanted
    from stancewire.types import Article, Failure, Given


def given_of(values: Mapping[str, str | None]) -> Given:
    """What the options say. Raises UsageError with the vocabulary."""
    from stancewire.types import Given

    try:
        return Given(**values)
    except GivenError as error:
        raise click.UsageError(str(error)) from None


def only_document(command: str, file: str, limits: InputConfig, columns: Wanted = ()) -> Article | Failure:
    """The one document of a file, - for standard input. Raises MissingInput, or UsageError where there are more.

    columns: (field, column) of its row, as the caller says.
    """
    from stancewire.sources.inputs import STDIN, find_inputs, prepared
    from stancewire.sources.reading import read
    from stancewire.types import Failure

    if file != STDIN and os.path.isdir(file):  # noqa: PTH112 - Path.is_dir raises for an over-long name
        raise MissingInput(file, "is a folder", f"{command} takes one document; stancewire tag takes folders")
    found = prepared(find_inputs([file]), columns, ())[0]
    if isinstance(found, Failure):
        raise found.error
    documents = read(found, limits)
    first = next(documents)  # there is always one: an input without a document gives its Failure
    if next(documents, None) is not None:
        raise click.UsageError(f"{file} holds more than one document; {command} takes one, stancewire tag takes many")
    return first


def with_given(item: Article | Failure, known: Given) -> Article | Failure:
    """What the command line says goes before what the row says."""
    from dataclasses import fields, replace

    from stancewire.types import Failure

    if isinstance(item, Failure):
        return item
    said = {f.name: value for f in fields(known) if (value := getattr(known, f.name)) is not None}
    return replace(item, given=replace(item.given, **said))
