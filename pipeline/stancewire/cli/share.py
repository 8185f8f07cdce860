"""`stancewire share` and `stancewire rehydrate`: records without the articles, and with them again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from stancewire.cli.options import config_option, reading_options

_output = click.option(
    "-o", "--output", required=True, metavar="FILE.jsonl", help="Where the lines go; - is standard output."
)
_force = click.option("--force", is_flag=True, help="Replace FILE.jsonl if it exists.")


@click.command()
@click.argument("outputs", nargs=-1, required=True, metavar="OUT...")
@_output
@_force
@config_option
def share(outputs: tuple[str, ...], output: str, force: bool, config_path: Path | None) -> None:
    """Write offsets, labels, hashes and ids of tagged documents, and no text of them: what can be published of an
    archive whose articles cannot. OUT is a file that `stancewire tag` wrote, packed or not, or a folder of shards.

    Names of the register and the lexicon stay (of the config's own tables too); of other names it is said where in the
    text they stand. `stancewire rehydrate` joins the lines to somebody's own copies. Ids stay as they are: look at them
    where they are your own and may speak.

    Exit codes: 0 written, 2 usage, 3 an OUT cannot be read or the output cannot be written.
    """
    import orjson

    from stancewire.archive.files import json_lines, record_files
    from stancewire.archive.pointers import load_vocabulary
    from stancewire.archive.share import shared
    from stancewire.config import load_config
    from stancewire.records.record import SCHEMA_ID
    from stancewire.runs.output import check_output, open_output

    check_output(output, force=force)
    config = load_config(config_path)
    vocabulary = load_vocabulary(config.registers, config.lexicons)
    files = record_files(outputs, (SCHEMA_ID,))
    number = sealed = 0
    with open_output(output) as stream:
        for record in json_lines(files, (SCHEMA_ID,)):
            line = shared(record, vocabulary)
            number += 1
            sealed += sum(isinstance(parts, str) for parts in line["hidden"].values())
            stream.write(orjson.dumps(line) + b"\n")
    click.echo(f"{number} records without text to {output}; {sealed} names or remarks as a hash only", err=True)


@click.command()
@click.argument("shared", metavar="SHARED.jsonl")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@_output
@_force
@reading_options
@config_option
def rehydrate(
    shared: str, paths: tuple[str, ...], output: str, force: bool, config_path: Path | None, **reading: Any
) -> int:
    """Join what `stancewire share` wrote to your own copies of the documents, PATH as for `stancewire tag`.

    A record is joined to the document whose normalised text has its hash, wherever it lies; then every snippet and name
    stands in it again, and where paths and metadata are the same too, the record is the original byte for byte. A
    record whose text is not among yours becomes a record of status error that says so. Records come in the order of
    SHARED.jsonl; copies are kept on disk meanwhile, in the folder for temporary files.

    Exit codes: 0 all are restored, 1 some records are errors, 2 usage, 3 a file cannot be read or written.
    """
    import orjson

    from stancewire.archive.documents import documents_of
    from stancewire.archive.files import SHARED_ID, json_lines, record_files
    from stancewire.archive.rehydrate import rehydrated
    from stancewire.archive.shelf import Shelf
    from stancewire.config import load_config
    from stancewire.runs.output import check_output, open_output

    check_output(output, force=force)
    config = load_config(config_path)
    files = record_files((shared,), (SHARED_ID,))
    counts: Counter[str] = Counter()
    with Shelf() as shelf, open_output(output) as stream:
        shelf.put(documents_of(paths, config.input, **reading))
        for record in rehydrated(json_lines(files, (SHARED_ID,)), shelf):
            counts[record["status"]] += 1
            stream.write(orjson.dumps(record) + b"\n")
    said = ", ".join(f"{number} {status}" for status, number in sorted(counts.items()))
    click.echo(f"{counts.total()} records to {output}: {said or 'nothing to join'}", err=True)
    return 1 if counts["error"] else 0
