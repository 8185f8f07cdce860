"""`stancewire review`: records gone through by people, in a browser on this machine."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from stancewire.cli.archive_options import outputs_argument
from stancewire.cli.options import config_option, reading_options

if TYPE_CHECKING:
    from stancewire.review.loading import Documents, Loaded

_SUFFIX: Final = ".review.sqlite"
_ORDERS: Final = ("uncertain", "random", "label", "listed")


class _OpenUnlessNamed(click.Group):
    """`review OUT` is `review open OUT`: what follows is a command only where it is named as one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["open", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_OpenUnlessNamed)
def review() -> None:
    """Go through records in a browser, the most doubtful first: `stancewire review OUT...` is short for
    `stancewire review open OUT...`. Accept, correct labels, holders, acts, targets and spans by keyboard; every step is
    saved at once in an SQLite file, the store, from which decisions are exported.
    """


def _coder(context: click.Context, option: click.Parameter, value: str | None) -> str:
    """A name that can stand in files and tables."""
    name = " ".join((value or _user()).split())
    if not name or len(name) > 60 or not name.isprintable():
        raise click.BadParameter("name a coder with 1 to 60 characters that can be printed")
    return name


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        return "coder"


@review.command("open")
@outputs_argument
@click.option(
    "--texts",
    "paths",
    multiple=True,
    metavar="PATH",
    help="Where the documents lie, for records that do not carry their text: a file or a folder, as for stancewire tag.",
)
@click.option(
    "--store",
    "store_path",
    type=click.Path(path_type=Path),
    default=None,
    metavar="STORE",
    help="Where decisions are kept; by default the first OUT's name with .review.sqlite, beside it.",
)
@click.option("--coder", callback=_coder, metavar="NAME", help="Who decides; by default your name on this machine.")
@click.option("--blind", is_flag=True, help="Hide the model's labels and statements until the coder has decided.")
@click.option(
    "--order",
    type=click.Choice(_ORDERS),
    default="uncertain",
    show_default=True,
    help="Which records come first: those abstained from and most likely wrong, a random order, one label after "
    "another, or as they stand in OUT.",
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Of the random order; the same for all coders of a sample."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N records of the order.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8414, show_default=True, help="On 127.0.0.1; 0 takes a free one."
)
@click.option("--browser", is_flag=True, help="Open the page in the default browser.")
@reading_options
@config_option
def open_(
    outputs: tuple[str, ...],
    paths: tuple[str, ...],
    store_path: Path | None,
    port: int,
    browser: bool,
    config_path: Path | None,
    **options: Any,
) -> None:
    """Serve the page until Ctrl-C. OUT is a JSONL file that `stancewire tag` wrote, packed or not, or a folder of them.

    The server answers to this machine alone, and to the browser in which the link is opened; a link works once. Several
    coders may work on one store at the same time, each with a command of his own. The store holds the texts: keep it
    as you keep them.

    Exit codes: 0 ended by Ctrl-C, 2 usage, 3 an OUT, a text, the store or the port cannot be used.
    """
    from stancewire.review.loading import loaded
    from stancewire.review.queue import TELLING
    from stancewire.review.serve import serve
    from stancewire.review.session import Plan, Session

    plan = Plan(**{name: options.pop(name) for name in Plan.__dataclass_fields__})
    if plan.blind and plan.order in TELLING:
        raise click.UsageError(f"--order {plan.order} tells what the model says; leave it or --blind out")
    documents = _documents(paths, config_path, **options) if paths else None
    with loaded(store_path or _beside(outputs[0]), outputs, documents) as (store, found):
        _tell_loaded(found, store.path)
        serve(store, Session(store, plan), port, _teller(browser))
        click.echo(f"stopped; every decision is in {store.path.as_posix()}", err=True)


def _beside(output: str) -> Path:
    """The store of an output: its name without what says that it is JSON lines."""
    path = Path(output)
    return path.with_name(path.name.partition(".jsonl")[0] + _SUFFIX)


def _documents(paths: tuple[str, ...], config_path: Path | None, **reading: Any) -> Documents:
    """The documents of some paths, read anew each time they are asked for."""
    from stancewire.archive.documents import documents_of
    from stancewire.config import load_config

    limits = load_config(config_path).input

    def documents() -> Iterator[Any]:
        return documents_of(paths, limits, **reading)

    return documents


def _tell_loaded(found: Loaded, store: Path) -> None:
    click.echo(f"{found.records} records in {store.as_posix()}", err=True)
    if found.copies:
        what = "record is a copy of one that is" if found.copies == 1 else "records are copies of such as are"
        click.echo(f"{found.copies} {what} there: passed over", err=True)
    if found.failed:
        click.echo(f"{found.failed} records are errors and have nothing to decide: left out", err=True)
    if found.without_text:
        mend = "shown by their snippets; --texts joins it"
        click.echo(f"{found.without_text} records do not carry their text: {mend}", err=True)


def _teller(browser: bool) -> Any:
    """Shows a link; the first one is opened too, where that is wanted."""
    opened = not browser

    def tell(link: str) -> None:
        nonlocal opened
        click.echo(f"open {link} (Ctrl-C ends)", err=True)
        if not opened:
            opened = click.launch(link) == 0

    return tell
