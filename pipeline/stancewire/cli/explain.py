"""`stancewire explain`: one document, and what carried its labels."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancewire.cli.document import given_of, only_document, with_given
from stancewire.cli.options import columns_option, config_option, given_options

if TYPE_CHECKING:
    from stancewire.sources.columns import Wanted


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one line of JSON, with offsets and the weight of every word."
)
@click.option(
    "--width", type=click.IntRange(min=40), default=None, help="Columns of the text; by default those of the terminal."
)
@columns_option
@given_options
@click.option("--target", help="What a model of other labels judges the text towards.")
@config_option
def explain(
    file: str, as_json: bool, width: int | None, config_path: Path | None, columns: Wanted, **given: str | None
) -> int:
    """Show for each label of a document the passages and the words that carried it; - reads standard input.

    Words, and whole parts of the document, are taken out one at a time and the model is asked again, at most 131
    times: a weight says by how much the log odds of the label fall. A model of cue words shows its cues.

    Exit codes: 0 it is explained, 1 it cannot be tagged, 2 usage or config, 3 there is no such file.
    """
    import orjson

    from stancewire.entities.light import light_start
    from stancewire.report.explained import as_json as json_of
    from stancewire.report.explained import print_explained
    from stancewire.types import Failure

    known = given_of(given)
    with light_start():
        from stancewire.tagger import Tagger

        tagger = Tagger.load(config_path)
    item = with_given(only_document("explain", file, tagger.config.input, columns), known)
    if isinstance(item, Failure):
        click.echo(f"stancewire: {item.error}", err=True)
        return 1
    record, explanation = tagger.explain(item)
    values = json_of(record.to_dict(), explanation)
    if as_json:
        click.echo(orjson.dumps(values))
    else:
        print_explained(values, sys.stdout, width)
    return 0
