"""`stancewire review export` and `stancewire review progress`: what was decided, as files and as figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from stancewire.corpus.types import NATIONS, REGISTERS
from stancewire.errors import GivenError
from stancewire.types import Given

if TYPE_CHECKING:
    from stancewire.review.exporters import Exported

_FORMATS: Final = ("corpus", "records", "table", "history", "prodigy", "doccano", "label-studio", "label-studio-config")
store_argument = click.argument("store", type=click.Path(path_type=Path), metavar="STORE")


def _date(context: click.Context, option: click.Parameter, value: str) -> str:
    try:
        Given(published=value or None)
    except GivenError as error:
        raise click.BadParameter(str(error)) from None
    return value


@click.command()
@store_argument
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PLACE",
    help="A file, - for standard output; with --format corpus a folder.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(_FORMATS),
    default="corpus",
    show_default=True,
    help="corpus: what stancewire train reads; records: what stancewire compare, report and export read, with every decided "
    "document; table: text and label, for a model of your own labels; history: every step; or the format of another "
    "program.",
)
@click.option("--coder", metavar="NAME", help="The decisions of one coder; without, those on which all agree.")
@click.option(
    "--undated", default="", callback=_date, metavar="DATE", help="corpus: the date of documents that bear none."
)
@click.option("--register", "media", type=click.Choice(REGISTERS), default="trade", show_default=True,
              help="corpus: what kind of medium the documents are from.")  # fmt: skip
@click.option("--nation", type=click.Choice(NATIONS), default="England", show_default=True,
              help="corpus: which nation they are about.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace what stands there.")
def export(store: Path, output: str, kind: str, force: bool, **choices: Any) -> None:
    """Write what was decided in STORE. Records that nobody decided are not written; what a format cannot hold is
    counted on standard error, with the reason.

    Exit codes: 0 written, 2 usage, 3 STORE cannot be read or PLACE cannot be written.
    """
    from stancewire.review.exporters import Choices, is_folder
    from stancewire.review.exporters import export as exported
    from stancewire.review.folder import check_folder, write_folder
    from stancewire.review.store import Store
    from stancewire.runs.output import check_output, open_output

    (check_folder if is_folder(kind) else check_output)(output, force=force)
    with Store(store) as opened:
        found = exported(opened, kind, Choices(**choices))
    if is_folder(kind):
        write_folder(output, found.files)
    else:
        with open_output(output) as stream:
            stream.write(*found.files.values())
    _tell_exported(found, output)


def _tell_exported(found: Exported, output: str) -> None:
    click.echo(f"{found.documents} documents to {output}", err=True)
    for reason, number in found.left_out.most_common():
        click.echo(f"{number} left out: {reason}", err=True)


@click.command()
@store_argument
def progress(store: Path) -> None:
    """Print how far each coder of STORE is, and how far coders agree (Krippendorff's alpha, extra `agreement`).

    Exit codes: 0 printed, 2 usage, 3 STORE cannot be read.
    """
    from stancewire.review.session import Plan, Session
    from stancewire.review.store import Store
    from stancewire.review.terminal import progress_lines

    with Store(store) as opened:
        session = Session(opened, Plan(coder=""))
        click.echo("\n".join(progress_lines(session.progress(), session.agreement())))
