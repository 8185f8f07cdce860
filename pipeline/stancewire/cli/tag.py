"""`stancewire tag`: many documents, one line each."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from stancewire.cli.options import config_option, no_text_option, reading_options
from stancewire.errors import MissingInput

if TYPE_CHECKING:
    from stancewire.config import InputConfig
    from stancewire.runs.batch import Line
    from stancewire.sources.inputs import Input
    from stancewire.sources.metadata import Metadata
    from stancewire.types import Failure

_ERRORS_SHOWN = 20


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", required=True, metavar="OUT.jsonl", help="Where the records go; - is standard output.")
@click.option("--force", is_flag=True, help="Replace OUT.jsonl if it exists.")
@click.option(
    "--workers",
    default="1",
    show_default=True,
    metavar="N|auto",
    help="How many processes; auto takes one a core. The records are the same.",
)
@click.option(
    "--duplicates",
    is_flag=True,
    help="Read all inputs once before and mark copies of one text as duplicates of the one published first.",
)
@reading_options
@no_text_option
@config_option
def tag(
    paths: tuple[str, ...],
    output: str,
    force: bool,
    workers: str,
    duplicates: bool,
    no_text: bool,
    config_path: Path | None,
    **reading: Any,
) -> int:
    """Tag documents into JSON lines, one record for each, in the order given.

    PATH is a file of any kind that can be read, a table (JSONL, CSV, Parquet) whose rows hold id and text (and, if
    known, title, published, url, publisher, kind, sender, byline, recipients), a folder of such files, a quoted glob,
    or - for standard input.

    Exit codes: 0 every input has a record, 1 some records are errors, 2 usage, 3 no input could be found or
    the output cannot be written.
    """
    from stancewire.config import load_config
    from stancewire.runs.batch import tag_inputs, workers_of
    from stancewire.runs.output import PIPE, check_output, open_output
    from stancewire.sources.inputs import STDIN, find_inputs, prepared
    from stancewire.sources.items import split_items

    try:
        number = workers_of(workers)
    except ValueError:
        raise click.BadParameter(
            f"{workers!r} is neither a whole number from 1 to 256 nor auto", param_hint="--workers"
        ) from None
    if duplicates and STDIN in paths:
        raise click.UsageError("--duplicates reads its inputs twice, standard input only once; save it to a file first")
    check_output(output, force=force)
    config = load_config(config_path)
    inputs = find_inputs(
        paths, exclude=[Path(name) for name in (output, reading["metadata"]) if name not in (None, PIPE)]
    )
    _refuse_nothing(inputs)
    table = _table(reading["metadata"], inputs, config.input)
    steps = (*((table.join,) if table else ()), *((split_items,) if reading["split"] else ()))
    inputs = prepared(inputs, reading["columns"], steps)
    lines = tag_inputs(inputs, config, workers=number, with_text=not no_text, duplicates=duplicates)
    with open_output(output) as stream:
        counts = _write(lines, stream)
    _report(counts, output)
    if table and (unused := table.unused()):
        click.echo(f"stancewire: {unused}", err=True)
    return 1 if counts["error"] else 0


def _table(name: str | None, inputs: tuple[Input | Failure, ...], limits: InputConfig) -> Metadata | None:
    if name is None:
        return None
    from stancewire.sources.metadata import load_metadata

    return load_metadata(name, inputs, limits)


def _refuse_nothing(inputs: tuple[Input | Failure, ...]) -> None:
    """Nothing to read at all is no run; a missing path among others costs its own record."""
    from stancewire.types import Failure

    failures = [item for item in inputs if isinstance(item, Failure)]
    if not inputs:
        raise MissingInput("PATH", "names nothing but the output itself", "name the documents to tag")
    if len(failures) == len(inputs):
        for failure in failures[:-1]:
            click.echo(f"stancewire: {failure.error}", err=True)
        raise failures[-1].error


def _write(lines: Iterable[Line], stream: BinaryIO) -> Counter[str]:
    from tqdm import tqdm

    counts: Counter[str] = Counter()
    bar = tqdm(lines, unit=" documents", disable=not sys.stderr.isatty(), file=sys.stderr)
    for line in bar:
        stream.write(line.json + b"\n")
        counts[line.status] += 1
        if line.status == "error" and counts["error"] <= _ERRORS_SHOWN:
            bar.write(f"stancewire: {line.message}", file=sys.stderr)
    return counts


def _report(counts: Counter[str], output: str) -> None:
    hidden = counts["error"] - _ERRORS_SHOWN
    if hidden > 0:
        click.echo(f"stancewire: and {hidden} more errors; their records say why", err=True)
    parts = ", ".join(
        f"{counts[status]} {status}" for status in ("ok", "abstained", "duplicate", "error") if counts[status]
    )
    noun = "record" if counts.total() == 1 else "records"
    click.echo(
        f"{counts.total()} {noun} to {'standard output' if output == '-' else output}: {parts or 'nothing to tag'}",
        err=True,
    )
