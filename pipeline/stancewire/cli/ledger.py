"""`stancewire ledger`: what the nights know, checked, made anew, and what was given up."""

from __future__ import annotations

from pathlib import Path

import click

from stancewire.cli.nightly_options import nightly_config_option

_UNHEALTHY = 5
_places = click.argument("places", nargs=-1, metavar="[PLACE]...")


@click.group()
def ledger() -> None:
    """Check the ledger of the nights, make it anew, and see to what was given up."""


@ledger.command()
@nightly_config_option
def check(config_path: Path) -> int:
    """Read ledger and output to the last byte, and say what does not agree. Nothing is changed.

    Exit codes: 0 all agrees, 2 usage or config, 3 there is no ledger or it cannot be read, 5 something does not agree.
    """
    from stancewire.runs.nightly.check import faults
    from stancewire.runs.nightly.settings import load_settings

    found = faults(load_settings(config_path))
    for fault in found:
        click.echo(fault)
    if not found:
        click.echo("ledger and output agree")
    return _UNHEALTHY if found else 0


@ledger.command()
@nightly_config_option
def rebuild(config_path: Path) -> None:
    """Make the ledger anew from the output, where it is lost or corrupt or somebody edited the output.

    What stands in the month files then counts as done: a line that was taken out is tagged again the next night, one
    that was changed stays as it is. The old ledger is kept beside it. What stands in no record is forgotten: tries, what
    was remembered of addresses, which objections were told.

    Exit codes: 0 made anew, 2 usage or config, 3 a line is no record, 4 another run is at work.
    """
    import time

    from stancewire.runs.nightly.rebuild import rebuild as make
    from stancewire.runs.nightly.settings import load_settings

    settings = load_settings(config_path)
    made = make(settings, time.time())
    for name in made.cut:
        click.echo(f"{name}: half a record at its end was cut off")
    kept = f"; the old one is {made.kept}" if made.kept else ""
    counts = made.counts
    click.echo(f"{counts['documents']} documents with {counts['records']} records of {counts['files']} files{kept}")


@ledger.command()
@_places
@nightly_config_option
def release(places: tuple[str, ...], config_path: Path) -> None:
    """Try what failed or was given up again the next night; PLACE as `stancewire status` lists it, none for all.

    Exit codes: 0 done, 2 usage or config, 3 nothing failed at a PLACE, 4 another run is at work.
    """
    click.echo(f"{_see_to('release', places, config_path)} are tried again the next night")


@ledger.command()
@_places
@nightly_config_option
def accept(places: tuple[str, ...], config_path: Path) -> None:
    """Leave what was given up as it is, so that it is not unhealthy any more; none for all.

    Exit codes: 0 done, 2 usage or config, 3 nothing failed at a PLACE, 4 another run is at work.
    """
    click.echo(f"{_see_to('accept', places, config_path)} are accepted as they are")


def _see_to(what: str, places: tuple[str, ...], config_path: Path) -> int:
    from stancewire.runs.nightly import quarantine
    from stancewire.runs.nightly.ledger import Ledger
    from stancewire.runs.nightly.lock import held
    from stancewire.runs.nightly.settings import load_settings

    settings = load_settings(config_path)
    Ledger.read(settings.ledger_path).close()  # there is one
    with held(settings.lock_path), Ledger.open(settings.ledger_path) as ledger:
        number: int = getattr(quarantine, what)(ledger, places)
    return number
