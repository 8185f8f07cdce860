"""What the commands over archives share: which outputs, and where an answer goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from stancewire.archive.store import Answer

outputs_argument: Callable[[Any], Any] = click.argument("outputs", nargs=-1, required=True, metavar="OUT...")
_TABLE: tuple[Callable[[Any], Any], ...] = (
    click.option("--csv", metavar="FILE", help="Write the whole table as CSV; - is standard output."),
    click.option("--parquet", metavar="FILE", help="Write the whole table as Parquet, with its types."),
    click.option("--json", metavar="FILE", help="Write the whole table as JSON lines; - is standard output."),
    click.option("--force", is_flag=True, help="Replace FILE if it exists."),
    click.option(
        "--rows",
        type=click.IntRange(min=1),
        default=20,
        show_default=True,
        help="How many rows are shown where no file is named.",
    ),
)


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where a table goes: --csv, --parquet, --json, --force, --rows."""
    for option in reversed(_TABLE):
        command = option(command)
    return command


def target_of(files: Mapping[str, str | None], *, force: bool) -> tuple[str, str] | None:
    """(format, file) of the one that is named; None is the terminal. Refuses two, and what cannot be written."""
    from stancewire.runs.output import check_output

    named = [(kind, name) for kind, name in files.items() if name is not None]
    if len(named) > 1:
        raise click.UsageError(f"name one of {', '.join(f'--{kind}' for kind, _ in named)}: an answer is given once")
    for _, name in named:
        check_output(name, force=force)
    return named[0] if named else None


def write_answer(answer: Answer, target: tuple[str, str] | None, rows: int) -> None:
    """Write an answer to where target_of says."""
    from stancewire.archive.tables import WRITERS, table
    from stancewire.runs.output import open_output

    if target is None:
        click.echo("\n".join(table(answer, rows)))
        return
    kind, name = target
    with open_output(name) as stream:
        WRITERS[kind](answer, stream)
