"""`stancewire stats`: counts over the records of an archive."""

from __future__ import annotations

import click

from stancewire.cli.archive_options import outputs_argument, table_options, target_of, write_answer


@click.command()
@outputs_argument
@click.option(
    "--by",
    metavar="NAME,...",
    help="Count by these together: label, actor, actor_kind, act, target, policy, status, primary, month, year, publisher, "
    "kind. Without it labels, actors, policies and months are counted, each on its own.",
)
@click.option("--count-once", is_flag=True, help="Leave out copies (status duplicate), so that one text counts once.")
@table_options
def stats(
    outputs: tuple[str, ...],
    by: str | None,
    count_once: bool,
    rows: int,
    force: bool,
    **files: str | None,
) -> None:
    """Count documents and statements in what `stancewire tag` wrote: OUT is a file of records or a folder of shards.

    With actor, act, target or policy, statements are counted and in how many documents they stand, and a label is that
    of a statement; else documents, and a document counts under each label present in it. Actors are the holders of
    statements. Errors have no label; --by status counts them.

    Exit codes: 0 counted, 2 usage, 3 an OUT cannot be read.
    """
    from stancewire.archive.files import record_files
    from stancewire.archive.stats import OVERVIEW, count
    from stancewire.archive.store import Store
    from stancewire.archive.tables import table

    if by is None and any(files.values()):
        raise click.UsageError("a file holds one table: say which one with --by, for instance --by label,month")
    target = target_of(files, force=force)
    store = Store(record_files(outputs))
    if by is not None:
        names = tuple(dict.fromkeys(name.strip() for name in by.split(",")))
        write_answer(count(store, names, count_once=count_once), target, rows)
        return
    for names in OVERVIEW:
        click.echo("\n".join((*table(count(store, names, count_once=count_once), rows), "")))
