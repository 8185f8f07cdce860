"""`stancewire query`: any question, in SQL."""

from __future__ import annotations

import click

from stancewire.cli.archive_options import outputs_argument, table_options, target_of, write_answer


@click.command()
@outputs_argument
@click.argument("sql", metavar="SELECT")
@table_options
def query(outputs: tuple[str, ...], sql: str, rows: int, force: bool, **files: str | None) -> None:
    """Ask what `stancewire tag` wrote with one SELECT of DuckDB's SQL: OUT is a file of records or a folder of shards.

    Tables: records, labels, statements, organisations, policy_terms and passages; every row knows the id, status, uri,
    published, month, year, publisher, kind and primary_label of its record. "DESCRIBE statements" lists the columns.

    A query reads the files named and nothing else: no other file, no network, and nothing is written but the answer.

    Exit codes: 0 answered, 2 usage or no SELECT that can be answered, 3 an OUT cannot be read.
    """
    from stancewire.archive.files import record_files
    from stancewire.archive.store import BadQuery, Store

    target = target_of(files, force=force)
    store = Store(record_files(outputs))
    try:
        write_answer(store.ask(sql), target, rows)
    except BadQuery as error:
        raise click.UsageError(str(error)) from None
