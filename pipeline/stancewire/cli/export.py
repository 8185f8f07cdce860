"""`stancewire export`: records as a Discourse Network Analyzer study, as an event list and as networks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stancewire.cli.archive_options import outputs_argument
from stancewire.cli.options import config_option, reading_options

if TYPE_CHECKING:
    from stancewire.archive.shelf import Shelf
    from stancewire.export.events import Event

_force: Callable[[Any], Any] = click.option("--force", is_flag=True, help="Replace the output if it exists.")
_once: Callable[[Any], Any] = click.option(
    "--count-once", is_flag=True, help="Leave out copies (status duplicate), so that one text counts once."
)


@click.group()
def export() -> None:
    """Hand on what `stancewire tag` wrote: to Discourse Network Analyzer, to a spreadsheet or statistics program, to Gephi."""


@export.command()
@outputs_argument
@click.option("-o", "--output", required=True, metavar="FILE.dna", help="Where the study goes.")
@_force
@_once
@click.option(
    "--concept",
    type=click.Choice(["policy", "target"]),
    default="policy",
    show_default=True,
    help="What becomes DNA's concept: the policy that a statement is about, or whom it is directed at. Most statements name "
    "no policy (of our test split's 85 in 100); DNA leaves those out of networks.",
)
@click.option(
    "--password", default="stancewire", show_default=True, help="What opens the study in DNA, for every coder."
)
@click.option(
    "--texts",
    multiple=True,
    metavar="PATH",
    help="Your own copies of the documents, read as `stancewire tag` reads them: needed where OUT is what `stancewire share` "
    "wrote, which holds no text. Give it once for each file or folder.",
)
@reading_options
@config_option
def dna(
    outputs: tuple[str, ...], output: str, texts: tuple[str, ...], force: bool, config_path: Path | None, **options: Any
) -> None:
    """Write a study for Discourse Network Analyzer 3: documents, statements with person, organization, concept and
    agreement, and the model as a coder of its own beside Admin.

    OUT is what `stancewire tag` wrote, or one file that `stancewire import dna` wrote, which becomes the study it was. Agreement is
    true where a holder supports, plans or mandates, false where it objects; neutral statements are left out and counted.
    DNA shows whole documents: their text comes from the records (with --no-text too), for shared records from --texts.
    Names and titles are cut at 190 characters, DNA's limit, with a warning.

    Exit codes: 0 written, 2 usage, 3 an OUT cannot be read or the output cannot be written.
    """
    from stancewire.export.dna_file import NewFile
    from stancewire.export.dna_lines import put_back
    from stancewire.export.dna_records import told, write_records
    from stancewire.export.reading import study_lines_of, tagged
    from stancewire.runs.output import check_output, open_output

    check_output(output, force=force)
    lines = study_lines_of(outputs)
    words = {name: options.pop(name) for name in ("concept", "password", "count_once")}
    with _copies(texts, config_path, options) as shelf, NewFile() as file:
        if lines is None:
            said = list(told(write_records(tagged(outputs, shelf), file, **words)))
        else:
            said = [f"{put_back(lines, file, outputs[0]):,} documents, as they were in their study"]
        with open_output(output) as stream:
            file.copy_to(stream)
    click.echo("\n".join((f"{said[0]} to {output}", *said[1:])), err=True)


@contextmanager
def _copies(paths: tuple[str, ...], config_path: Path | None, reading: dict[str, Any]) -> Iterator[Shelf | None]:
    """The documents of some paths on a shelf; none where no path is given."""
    from stancewire.archive.documents import documents_of
    from stancewire.archive.shelf import Shelf
    from stancewire.config import load_config

    config = load_config(config_path)
    if not paths:
        yield None
        return
    with Shelf() as shelf:
        shelf.put(documents_of(paths, config.input, **reading))
        yield shelf


@export.command()
@outputs_argument
@click.option("-o", "--output", required=True, metavar="FILE.csv", help="Where the table goes; - is standard output.")
@_force
@_once
def events(outputs: tuple[str, ...], output: str, force: bool, count_once: bool) -> None:
    """Write one line a statement: when, where, who (person, organization), about what (concept), for or against
    (agreement; empty where neutral), act, target, label, probability, and its place in the text.

    The CSV has commas, quotes where a cell needs them, and keeps semicolons, quotes and line breaks. So that a spreadsheet
    runs nothing that an article says, an apostrophe stands before a cell that begins with = + - @ or a tab, and one more
    before one that begins with an apostrophe: take one away from each cell that begins with one, and the table is exact.

    Exit codes: 0 written, 2 usage, 3 an OUT cannot be read or the output cannot be written.
    """
    from stancewire.export.events import bare_words, events_of, write_events
    from stancewire.export.reading import tagged
    from stancewire.runs.output import check_output, open_output

    check_output(output, force=force)
    records = tagged(outputs)
    named: Counter[bool] = Counter()
    with open_output(output) as stream:
        number = write_events(_noted(events_of(records, count_once=count_once), named), stream)
    click.echo(f"{number:,} statements to {output}", err=True)
    if bare := bare_words(named[False], number, "policy", instead="the column target tells"):
        click.echo(bare, err=True)


def _noted(events: Iterator[Event], named: Counter[bool]) -> Iterator[Event]:
    """The events, counted by whether they name a concept."""
    for event in events:
        named[bool(event.concept)] += 1
        yield event
