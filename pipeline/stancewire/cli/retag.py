"""`stancewire retag`: records of today for documents of yesterday."""

from __future__ import annotations

from pathlib import Path

import click

from stancewire.cli.nightly_options import nightly_config_option, on_terminal


@click.command()
@nightly_config_option
def retag(config_path: Path) -> int:
    """Tag every document of the ledger again whose last record is of another model, config or version.

    Each gets a further record at the end of this month's file; the old ones stay. It is read where it still stands as it
    was, else made of the text of its last record, which the new one says. Broken off, it goes on when it is given again.

    Exit codes: 0 every document has a record of today, 1 some could not be tagged, 2 usage or config, 3 ledger or output
    unusable, 4 another run is at work, 130 interrupted, 143 terminated.
    """
    from stancewire.runs.nightly.ledger import Ledger
    from stancewire.runs.nightly.retag import retag as give
    from stancewire.runs.nightly.settings import load_settings
    from stancewire.runs.nightly.showing import shown_seams
    from stancewire.runs.nightly.status import generation_now, older

    settings = load_settings(config_path)
    generation = generation_now(settings)
    with Ledger.read(settings.ledger_path) as ledger:
        total = older(ledger, generation) if generation else None
    with shown_seams(total) as seams:
        report = give(settings, seams)
    for failure in report.failures:
        click.echo(f"stancewire: {failure['message']}", err=True)
    if left := report.counts.get("without_text"):
        click.echo(
            f"stancewire: {left} stand nowhere any more, not even in their record, and keep the old one", err=True
        )
    if on_terminal() or total:
        click.echo(f"{report.counts.get('retag', 0)} of {total or 0} documents have a record of today", err=True)
    return report.exit_code
