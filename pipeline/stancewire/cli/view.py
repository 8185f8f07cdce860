"""`stancewire view`: one document as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancewire.cli.document import given_of, only_document, with_given
from stancewire.cli.options import columns_option, config_option, given_options

if TYPE_CHECKING:
    from stancewire.sources.columns import Wanted


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("-o", "--output", metavar="FILE", help="The page; by default FILE's name with .html, in this folder.")
@click.option("--force", is_flag=True, help="Replace the page if it exists.")
@columns_option
@given_options
@config_option
def view(
    file: str, output: str | None, force: bool, config_path: Path | None, columns: Wanted, **given: str | None
) -> int:
    """Write a page that shows one document as it was read; - reads standard input.

    Zones, bodies with their cards of the register, policy terms, statements as arrows from holder to target, the stance
    with its probabilities and the words that carried it. The page runs no script and fetches nothing.

    Exit codes: 0 it is written, 1 the document cannot be tagged, 2 usage or config, 3 a file cannot be read or written.
    """
    from stancewire.entities.light import light_start
    from stancewire.register.lookup import load_register
    from stancewire.report.explained import as_json
    from stancewire.report.view.build import view_page
    from stancewire.runs.output import check_output, open_output
    from stancewire.types import Failure

    known = given_of(given)
    name = output or f"{Path(file).stem if file != '-' else 'document'}.html"
    check_output(name, force=force)
    with light_start():
        from stancewire.tagger import Tagger

        tagger = Tagger.load(config_path)
    item = with_given(only_document("view", file, tagger.config.input, columns), known)
    if isinstance(item, Failure):
        click.echo(f"stancewire: {item.error}", err=True)
        return 1
    record, explanation = tagger.explain(item)
    values = record.to_dict()
    with open_output(name) as stream:
        stream.write(
            view_page(values, as_json(values, explanation), load_register(*tagger.config.registers)).encode("utf-8")
        )
    if name != "-":
        click.echo(f"written: {name}", err=True)
    return 0
