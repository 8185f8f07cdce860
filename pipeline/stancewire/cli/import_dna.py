"""`stancewire import`: what others coded by hand, as lines that can be read, tagged and trained on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click


@click.group(name="import")
def import_() -> None:
    """Take in what was coded elsewhere."""


@import_.command()
@click.argument("study", metavar="STUDY.dna")
@click.option("-o", "--output", required=True, metavar="FILE.jsonl", help="Where the lines go; - is standard output.")
@click.option("--force", is_flag=True, help="Replace FILE.jsonl if it exists.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["documents", "statements"]),
    default="documents",
    show_default=True,
    help="documents: all of the study, one document a line; statements: a table to train on, one coded statement a line.",
)
@click.option(
    "--coder", "coders", multiple=True, metavar="NAME", help="Of statements, those of this coder; may be given again."
)
def dna(study: str, output: str, force: bool, form: str, coders: tuple[str, ...]) -> None:
    """Read a study of Discourse Network Analyzer 3.

    A line of documents holds text, title, date and what `stancewire tag` reads beside them, and the statements with their
    offsets in code points. Nothing is lost: `stancewire export dna FILE.jsonl` makes the same study again, with its coders
    and the hashes of their passwords, which are therefore in the file.

    A line of statements holds text, label (supports or objects, which is DNA's agreement) and target (the concept), as
    `stancewire train` reads them with a config like configs/examples/targets-train.toml; those without agreement or concept
    are left out and counted.

    Exit codes: 0 written, 2 usage, 3 the study cannot be read or the output cannot be written.
    """
    import orjson

    from stancewire.export.dna_file import open_study
    from stancewire.export.dna_lines import study_lines
    from stancewire.runs.output import check_output, open_output

    if coders and form == "documents":
        raise click.UsageError("--coder is for --as statements: documents hold the whole study")
    check_output(output, force=force)
    counts = {"documents": 0, "statements": 0, "rows": 0}
    with open_study(study) as base, open_output(output) as stream:
        for row in _rows(_counted(study_lines(base), counts), form, coders):
            counts["rows"] += 1
            stream.write(orjson.dumps(row) + b"\n")
    said = f"{counts['documents']:,} documents with {counts['statements']:,} statements"
    if form == "statements":
        said = f"{counts['rows']:,} of {counts['statements']:,} statements, which have agreement and a concept,"
    click.echo(f"{said} to {output}", err=True)


def _counted(lines: Iterator[dict[str, Any]], counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    for line in lines:
        counts["documents"] += "text" in line
        counts["statements"] += len(line.get("statements", ()))
        yield line


def _rows(lines: Iterator[dict[str, Any]], form: str, coders: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    from stancewire.export.dna_training import training_rows

    return training_rows(lines, coders) if form == "statements" else lines
