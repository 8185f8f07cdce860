"""`stancewire compact` and `stancewire vacuum`: what is done now and then, so that ten years of nights stay small."""

from __future__ import annotations

import re
from pathlib import Path

import click

from stancewire.cli.nightly_options import nightly_config_option, on_terminal


def _months(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if not re.fullmatch(r"\d{4,}-(0[1-9]|1[0-2])", value):
            raise click.BadParameter(f"{value!r} is no month; give it as 2026-11")
    return values


@click.command()
@nightly_config_option
@click.option(
    "--month",
    "months",
    multiple=True,
    metavar="YYYY-MM",
    callback=_months,
    help="This month only, the current one too; may be given again. By default all months that are over, in UTC.",
)
@click.option("--latest", is_flag=True, help="Leave out revisions that a later one supersedes.")
@click.option(
    "--replace",
    is_flag=True,
    help="Take the JSON lines away once the Parquet file was read back and holds the same.",
)
def compact(config_path: Path, months: tuple[str, ...], latest: bool, replace: bool) -> int:
    """Write the month files of the nights as Parquet: out/2026-10.jsonl as out/parquet/2026-10.parquet.

    A file appears whole or not at all, and only after it was read back and compared. What is there already and was made
    of the same records is not written again. The JSON lines stay, and stay what counts, unless --replace is given; with
    --latest as well, superseded revisions are gone for good. `stancewire query`, `stats` and `coverage` read both.

    Nothing is printed where nobody looks on. Exit codes: 0 done, 2 usage or config, 3 output, ledger or disk unusable,
    4 another run is at work, 130 interrupted, 143 terminated.
    """
    from stancewire.runs.nightly.settings import load_settings
    from stancewire.runs.nightly.upkeep import pack_months

    done = pack_months(load_settings(config_path), months=months, latest=latest, replace=replace)
    for month in done.months:
        verb = "written" if month.is_new else "unchanged"
        instead = ", the JSON lines are gone" if month.is_replaced else ""
        _say(
            f"{month.file}: {month.records:,} record{'' if month.records == 1 else 's'}, {_size(month.bytes)}, {verb}{instead}"
        )
    if not done.months:
        _say("no month is over yet; name the current one with --month")
    return done.exit_code


@click.command()
@nightly_config_option
def vacuum(config_path: Path) -> int:
    """Check the ledger of the nights thoroughly, and write it anew without the gaps that deleted rows left.

    Once a year is enough, and after `compact --replace --latest`. As much as the ledger takes must be free on its disk.

    Nothing is printed where nobody looks on. Exit codes: 0 done, 2 usage or config, 3 the ledger is corrupt or the disk
    full, 4 another run is at work.
    """
    from stancewire.runs.nightly.settings import load_settings
    from stancewire.runs.nightly.upkeep import vacuum_ledger

    settings = load_settings(config_path)
    done = vacuum_ledger(settings)
    if done.sizes:
        _say(f"{settings.ledger_path}: {_size(done.sizes.before)} before, {_size(done.sizes.after)} now")
    return done.exit_code


def _size(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"


def _say(text: str) -> None:
    """To a terminal only: cron mails whatever is printed."""
    if on_terminal():
        click.echo(text, err=True)
