"""`stancewire score`: one document, one answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancewire.cli.document import given_of, only_document, with_given
from stancewire.cli.options import columns_option, config_option, given_options, no_text_option

if TYPE_CHECKING:
    from stancewire.sources.columns import Wanted


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Print the whole record as one line of JSON.")
@no_text_option
@columns_option
@given_options
@config_option
def score(
    file: str, as_json: bool, no_text: bool, config_path: Path | None, columns: Wanted, **given: str | None
) -> int:
    """Score one document and print a short answer, or the record with --json; - reads standard input.

    Exit codes: 0 it has a record, 1 its record is an error, 2 usage, 3 there is no such file.
    """
    from stancewire.entities.light import light_start
    from stancewire.report.terminal import answer

    known = given_of(given)
    with light_start():
        from stancewire.tagger import Tagger

        tagger = Tagger.load(config_path)
    record = tagger.record_of(with_given(only_document("score", file, tagger.config.input, columns), known))
    if as_json:
        click.echo(record.to_json(with_text=not no_text))
    elif record.error is None:
        click.echo(answer(record.to_dict()))
    if record.error is not None:
        click.echo(f"stancewire: {record.error['message']}", err=True)
    return 0 if record.error is None else 1
