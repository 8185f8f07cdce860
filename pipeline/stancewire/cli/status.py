"""`stancewire status`: whether the nights are well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancewire.cli.nightly_options import nightly_config_option

if TYPE_CHECKING:
    from stancewire.runs.nightly.status import Status

_UNHEALTHY = 5
_SHOWN = 20


@click.command()
@nightly_config_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object with everything, for monitoring.")
def status(config_path: Path, as_json: bool) -> int:
    """Say how the nights are: last runs, what waits for another try, what was given up, how long ago the last one was.

    A night may be at work meanwhile. What is unhealthy is said first: no night for longer than [run] late_hours, one
    that broke off, documents given up that nobody has accepted, a digest that was not delivered on more than three
    nights, a ledger that is corrupt.

    Exit codes: 0 healthy, 2 usage or config, 3 there is no ledger or it cannot be read, 5 unhealthy.
    """
    import time

    from stancewire.runs.nightly.settings import load_settings
    from stancewire.runs.nightly.status import generation_now, status_of

    settings = load_settings(config_path)
    found = status_of(settings, time.time(), generation_now(settings))
    if as_json:
        import orjson

        click.echo(orjson.dumps(found.to_json(), option=orjson.OPT_INDENT_2).decode())
    else:
        _show(found)
    return _UNHEALTHY if found.unhealthy else 0


def _show(found: Status) -> None:
    from stancewire.runs.nightly.report import moment

    for sentence in found.unhealthy:
        click.echo(f"unhealthy: {sentence}")
    ago = "never" if found.hours_since is None else f"{found.hours_since:.1f} hours ago"
    click.echo(f"last good night: {ago}")
    click.echo(f"{found.documents:,} documents with {found.records:,} records")
    if found.older:
        click.echo(
            f"{found.older:,} of an earlier model, config or version: stancewire retag gives them a record of today"
        )
    if found.undelivered:
        click.echo(f"{found.undelivered:,} digests still to be delivered")
    for run in found.runs:
        counts = ", ".join(f"{number} {name}" for name, number in run.counts.items()) or "nothing to do"
        ended = "broken off, or at work" if run.exit_code is None else f"exit {run.exit_code}"
        click.echo(f"  {moment(run.started)} {run.command}: {ended}, {counts}")
    waiting = found.places.get("waiting", 0)
    click.echo(f"backlog: {len(found.waiting)} to be tried again, {waiting} files that were still being written")
    for trouble in found.waiting[:_SHOWN]:
        click.echo(f"  try {trouble.tries}, next from {moment(trouble.due)}: {trouble.message}")
    click.echo(f"quarantine: {len(found.quarantined)} given up, {found.accepted} accepted")
    for trouble in found.quarantined[:_SHOWN]:
        click.echo(f"  {trouble.place}{trouble.key and ' ' + trouble.key}: {trouble.message}")
