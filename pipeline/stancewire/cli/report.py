"""`stancewire report`: records as one page to look at."""

from __future__ import annotations

from pathlib import Path

import click

from stancewire.cli.archive_options import outputs_argument
from stancewire.cli.options import config_option


@click.command()
@outputs_argument
@click.option("-o", "--output", required=True, metavar="FILE.html", help="Where the page goes; - is standard output.")
@click.option("--title", default="", help="What the page is called.")
@click.option(
    "--evidence-only",
    is_flag=True,
    help="Keep no whole texts, only the passages that are evidence, as is done where texts are more than 12 million "
    "characters together.",
)
@click.option("--force", is_flag=True, help="Replace FILE.html if it exists.")
@config_option
def report(
    outputs: tuple[str, ...], output: str, title: str, evidence_only: bool, force: bool, config_path: Path | None
) -> None:
    """Make one page of what `stancewire tag` wrote: OUT is a file of records or a folder of shards.

    The page shows the stances by month and kind of actor, who objects to what, actors and policies as a network, areas
    in today's map, coverage and confidence, and every document with its evidence marked; filters act on all of it, and
    every chart can be saved as SVG or PNG and its numbers as CSV. It opens in a browser, offline: nothing is fetched, no
    request leaves it. A config is asked only for registers of your own, by which areas are known.

    Exit codes: 0 written, 2 usage, 3 an OUT cannot be read or the page cannot be written.
    """
    from stancewire.archive.files import json_lines, record_files
    from stancewire.config import load_config
    from stancewire.records.record import SCHEMA_ID
    from stancewire.register.lookup import load_register
    from stancewire.report.page.build import write_page
    from stancewire.report.page.texts import MOST
    from stancewire.runs.output import check_output, open_output

    check_output(output, force=force)
    register = load_register(*load_config(config_path).registers)
    records = json_lines(record_files(outputs, (SCHEMA_ID,)), (SCHEMA_ID,))
    with open_output(output) as stream:
        number = write_page(records, register, stream, title=title, most=0 if evidence_only else MOST)
    click.echo(f"{number:,} records to {output}", err=True)
