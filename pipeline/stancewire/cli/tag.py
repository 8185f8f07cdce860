"""`stancewire tag`: many documents, one line each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stancewire.cli.options import config_option, engine_options, no_text_option, reading_options, selection_options
from stancewire.errors import MissingInput

if TYPE_CHECKING:
    from stancewire.config import InputConfig
    from stancewire.runs.ray_cluster import Cluster
    from stancewire.runs.selection import Selection
    from stancewire.runs.shards import Layout
    from stancewire.sources.inputs import Input
    from stancewire.sources.metadata import Metadata
    from stancewire.types import Failure

    Inputs = tuple[Input | Failure, ...]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    help="Where the records go: a file (.jsonl, .jsonl.gz, .jsonl.zst), a folder with --shards, - for standard output.",
)
@click.option("--force", is_flag=True, help="Start anew, and replace OUT if it is there.")
@click.option("--shards", type=click.IntRange(min=1), metavar="N", help="Make OUT a folder of files of N records each.")
@click.option("--format", "format_", type=click.Choice(("jsonl", "jsonl.gz", "jsonl.zst", "parquet")), help="How records are written; by default what the name of OUT says, in shards jsonl.")  # fmt: skip
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
    help="Read all inputs once before and mark copies of one text as duplicates of the one published first; of inputs "
    "with one id the later is named id#2.",
)
@engine_options
@selection_options
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
    **more: Any,
) -> int:
    """Tag documents into JSON lines, one record for each, in the order given.

    PATH is a file of any kind that can be read, a table (JSONL, CSV, Parquet) whose rows hold id and text (and, if
    known, title, published, url, publisher, kind, sender, byline, recipients), a folder of such files, a quoted glob,
    or - for standard input.

    Of a folder all files below are read, hidden ones left out. A link to a folder is not followed: what it leads to
    is read where it stands, if that is below PATH too, and else costs an error that names it. A link to a file is
    read, and so is a PATH that is a link.

    A run that was broken off, however that came, goes on when the same command is given again, and ends with the
    same bytes; a run that is done is not done twice. Where inputs, config or model have changed since, it says so and
    stops. Beside OUT stands OUT.manifest.json in the end (in a folder: manifest.json), meanwhile OUT.partial and
    OUT.journal.

    Exit codes: 0 every input has a record, 1 some records are errors, 2 usage, 3 no input could be found or
    the output cannot be written, 4 another run is at work on OUT, 130 interrupted, 143 terminated.
    """
    from stancewire.cli.tagging import Task, finish, to_archive, to_pipe
    from stancewire.config import load_config
    from stancewire.runs.output import PIPE, is_stream

    number, selection = _workers(workers), _selection(more)
    piped = output == PIPE or is_stream(output)
    _refuse_pipes(paths, piped and (more["shards"] or more["format_"]), duplicates, selection)
    layout = None if piped else _layout(output, more["shards"] or 0, more["format_"], force=force)
    config = load_config(config_path)
    inputs, table = _inputs(paths, layout, config.input, more)
    task = Task(
        named=paths,
        inputs=inputs,
        config=config,
        output=output,
        workers=number,
        cluster=_cluster(workers, number, more),
        with_text=not no_text,
        duplicates=duplicates,
        selection=selection,
    )
    code = to_archive(task, layout, _reading(more), force=force) if layout else to_pipe(task)
    return finish(code, table)


def _workers(wanted: str) -> int:
    from stancewire.runs.batch import workers_of

    try:
        return workers_of(wanted)
    except ValueError:
        words = f"{wanted!r} is neither a whole number from 1 to 256 nor auto"
        raise click.BadParameter(words, param_hint="--workers") from None


def _cluster(wanted: str, number: int, more: dict[str, Any]) -> Cluster | None:
    from stancewire.runs.ray_cluster import Cluster

    if more["engine"] == "ray":
        return Cluster(address=more["address"], actors=0 if wanted == "auto" and more["address"] else number)
    if more["address"]:
        raise click.UsageError("--address is of a Ray cluster; give --engine ray with it, or leave it out")
    return None


def _selection(more: dict[str, Any]) -> Selection:
    from stancewire.runs.selection import Selection

    return Selection(limit=more["limit"], since=more["since"], where=more["where"], **(more["sample"] or {}))


def _refuse_pipes(paths: tuple[str, ...], files_asked: object, duplicates: bool, selection: Selection) -> None:
    from stancewire.runs.output import is_stream
    from stancewire.sources.inputs import STDIN

    if files_asked:
        raise click.UsageError("--shards and --format are for files; standard output and pipes take JSON lines")
    if not (duplicates or selection.number):
        return
    reads = f"{'--duplicates' if duplicates else '--sample N'} reads its inputs twice"
    if STDIN in paths:
        raise click.UsageError(f"{reads}, standard input only once; save it to a file first")
    if pipe := next(filter(is_stream, paths), None):
        raise click.UsageError(f"{reads}, and {pipe} is a pipe or device; save it to a file first")


def _layout(output: str, shards: int, format_: str | None, *, force: bool) -> Layout:
    from stancewire.runs.output import check_output, check_place
    from stancewire.runs.shards import layout_of

    check_place(output, folder=bool(shards))
    layout = layout_of(output, shards, format_)
    if not (shards or layout.manifest.exists() or layout.journal.exists()):
        check_output(output, force=force)  # whatever stands there is not ours
    return layout


def _inputs(
    paths: tuple[str, ...], layout: Layout | None, limits: InputConfig, more: dict[str, Any]
) -> tuple[Inputs, Metadata | None]:
    """The inputs, which know what the caller says of them, and the table that does."""
    from stancewire.sources.inputs import find_inputs, prepared
    from stancewire.sources.items import split_items
    from stancewire.sources.metadata import load_metadata

    own = [*(layout.own_files() if layout else ()), *([Path(more["metadata"])] if more["metadata"] else ())]
    inputs = find_inputs(paths, exclude=own)
    _refuse_nothing(inputs)
    table = load_metadata(more["metadata"], inputs, limits) if more["metadata"] else None
    steps = (*((table.join,) if table else ()), *((split_items,) if more["split"] else ()))
    return prepared(inputs, more["columns"], steps), table


def _reading(more: dict[str, Any]) -> dict[str, Any]:
    """The options of reading that change records, as a manifest names them."""
    from stancewire.runs.fingerprint import sha256_of

    table = {"metadata": f"{more['metadata']} {sha256_of(Path(more['metadata']))}"} if more["metadata"] else {}
    columns = {"columns": [f"{field}={column}" for field, column in more["columns"]]} if more["columns"] else {}
    return {**table, **columns, "split_items": more["split"]}


def _refuse_nothing(inputs: Inputs) -> None:
    """Nothing to read at all is no run; a missing path among others costs its own record."""
    from stancewire.types import Failure

    failures = [item for item in inputs if isinstance(item, Failure)]
    if not inputs:
        raise MissingInput("PATH", "names nothing but the output itself", "name the documents to tag")
    if len(failures) == len(inputs):
        for failure in failures[:-1]:
            click.echo(f"stancewire: {failure.error}", err=True)
        raise failures[-1].error
