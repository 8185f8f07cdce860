"""`stancewire corpus`: check an annotated corpus, count what is in it, compare two annotations of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from stancewire.corpus.violations import Findings

folder_argument = click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")


@click.group()
def corpus() -> None:
    """Look after an annotated corpus: a folder with batches/*.jsonl, or with train.jsonl, dev.jsonl and test.jsonl."""


@corpus.command()
@folder_argument
@click.option("--only", metavar="FILE.jsonl", help="Report what concerns this file; the others are read all the same.")
@click.option(
    "--avoid",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Addresses, one a line, that no document may come from.",
)
@click.option(
    "--reference",
    type=click.Path(path_type=Path),
    show_default="../shared, where it is there",
    metavar="DIR",
    help="A folder with gold/*.jsonl and seeds/*.txt whose wording must not come again.",
)
def check(folder: Path, only: str | None, avoid: Path | None, reference: Path | None) -> int:
    """Check every rule and print one sentence for each violation: file, document, field, what is wrong, the mend.

    Warnings want a person's look and cost nothing.

    Exit codes: 0 no violations, 1 violations, 2 usage, 3 there is no corpus, no reference folder of the name given,
    or a file cannot be read.
    """
    from stancewire.corpus.check import check as check_corpus
    from stancewire.corpus.rules.reference import DEFAULT, not_compared, read_reference

    _refuse_unknown(folder, only)
    against = read_reference(reference or DEFAULT, avoid, needed=reference is not None)
    found, findings = check_corpus(folder, against, only=only)
    if note := not_compared(reference or DEFAULT, against):
        click.echo(f"note: {note}; name them with --reference", err=True)
    for kind, violations in (("warning", findings.warnings), ("error", findings.errors)):
        for violation in violations:
            click.echo(f"{kind}: {violation}", err=True)
    documents, passages = ({entry.item.id for entry in entries} for entries in (found.documents, found.pairs))
    click.echo(
        f"{len(documents)} documents, {len(passages)} pair passages: {len(findings.errors)} errors, {len(findings.warnings)} warnings"
    )
    return 1 if findings.errors else 0


@corpus.command()
@folder_argument
@click.option("--only", metavar="FILE.jsonl", help="Count the documents of this file only.")
@click.option(
    "--beside",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A JSONL of other annotated documents, whose figures stand in a second column.",
)
def stats(folder: Path, only: str | None, beside: Path | None) -> int:
    """Print what is in a corpus as Markdown tables: composition, labels, diversity, splits, minimal pairs.

    Counts the published files; where there are none, and with --only, the rows that annotators wrote.

    Exit codes: 0 all rows were counted, 1 some are broken and left out, 2 usage, 3 there is no corpus or a file
    cannot be read.
    """
    from stancewire.corpus.beside import read_beside
    from stancewire.corpus.read import as_users_load_it, of_file, read
    from stancewire.corpus.stats import tables
    from stancewire.corpus.violations import Findings

    _refuse_unknown(folder, only)
    findings = Findings(only=only)
    found = read(folder, findings)
    counted = of_file(found, only) if only else as_users_load_it(found)
    click.echo(tables(counted, (beside.name, read_beside(beside)) if beside else None))
    return _tell_left_out(folder, findings)


@corpus.command()
@folder_argument
@click.option("--list", "listed", is_flag=True, help="List every answer that differs, first annotator / second.")
def agreement(folder: Path, listed: bool) -> int:
    """Print Krippendorff's alpha of the first and the second annotation, with 95 % intervals over documents.

    Compares the published files; where there are none, the rows that annotators wrote, second ones in
    second/*.jsonl. Needs the extra `agreement`.

    Exit codes: 0 all rows were compared, 1 some are broken and left out, 2 usage, 3 there is no corpus, no second
    annotation, or a file cannot be read.
    """
    from stancewire.corpus.agreement import agreement as measured
    from stancewire.corpus.agreement import disagreements, read_twice, table
    from stancewire.corpus.read import as_users_load_it, merged, read
    from stancewire.corpus.violations import Findings
    from stancewire.errors import MissingInput

    findings = Findings()
    found = as_users_load_it(read(folder, findings))
    pairs = read_twice(
        [entry.item for entry in merged(found.documents)],
        [entry.item for entry in merged(found.second)],
        [entry.item for entry in merged(found.first)],
    )
    if not pairs:
        raise MissingInput(folder.as_posix(), "holds no second annotation", "put it into second/*.jsonl")
    click.echo(table(measured(pairs), len(pairs)))
    if listed:
        click.echo("\n" + "\n".join(disagreements(pairs)))
    return _tell_left_out(folder, findings)


def _tell_left_out(folder: Path, findings: Findings) -> int:
    """Say how many rows are not in form, since figures without them look like figures; the exit code."""
    places = {error.place for error in findings.errors}
    if places:
        check = f"stancewire corpus check {folder.as_posix()}"
        click.echo(f"{len(places)} rows are not in form; what could not be read was not counted: {check}", err=True)
    return 1 if places else 0


def _refuse_unknown(folder: Path, only: str | None) -> None:
    from stancewire.corpus.read import file_names

    known = file_names(folder)
    if only is not None and known and only not in known:
        raise click.BadParameter(f"there is no {only} in {folder.as_posix()}; there are {', '.join(known)}")
