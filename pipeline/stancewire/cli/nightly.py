"""`stancewire nightly`: what is new in watched folders and feeds, once, every night."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stancewire.cli.nightly_options import nightly_config_option, on_terminal
from stancewire.errors import ConfigError, LockHeld, StancewireError

if TYPE_CHECKING:
    from stancewire.runs.nightly.report import Report
    from stancewire.runs.nightly.settings import NightlySettings

_SHOWN = 20
_USAGE, _UNUSABLE = 2, 3


@click.command()
@nightly_config_option
@click.option("--dry-run", is_flag=True, help="Say what would be tagged, and do nothing; the network is not asked.")
@click.option(
    "--report", "report_path", type=click.Path(path_type=Path), help="Where the JSON report of the run goes, in place of [run] report."
)  # fmt: skip
def nightly(config_path: Path, dry_run: bool, report_path: Path | None) -> int:
    """Tag what is new or changed in the sources of a config, and append it to the month's file, each document once.

    A ledger knows what was done; whatever breaks off, a crash or a power cut, the next run goes on from what is safe.
    A changed document gets a further record, and the old one stays. What fails is tried again after a while and in the
    end given up: it has an error record then, and `stancewire status` lists it.

    Without a terminal it says nothing as long as all is well, so that cron mails only what somebody should see.

    Exit codes: 0 every document has its record, 1 some could not be fetched, read or tagged this time, 2 usage or
    config, 3 ledger or output unusable, 4 another run is at work, 130 interrupted, 143 terminated.
    """
    from stancewire.runs.nightly.night import dry_night, run_night
    from stancewire.runs.nightly.report import keep
    from stancewire.runs.nightly.settings import load_settings
    from stancewire.runs.nightly.showing import shown_seams

    settings = load_settings(config_path)
    if dry_run:
        click.echo(f"would be done: {_counts(dry_night(settings)) or 'nothing'}")
        return 0
    paths = (report_path or _path(settings, settings.run.report), _path(settings, settings.run.log))
    with shown_seams() as seams, _told_too(paths):
        report = run_night(settings, seams)
    keep(report, *paths)
    _say(report)
    return report.exit_code


@contextmanager
def _told_too(paths: tuple[Path | None, Path | None]) -> Iterator[None]:
    """A night that cannot be carried out has a report as well; one that finds another at work leaves that one's alone."""
    import time

    from stancewire.runs.nightly.report import keep, report_of_error

    started = time.time()
    try:
        yield
    except LockHeld:
        raise
    except StancewireError as error:
        code = _USAGE if isinstance(error, ConfigError) else _UNUSABLE
        report = report_of_error(error, "nightly", started, time.time(), code)
        for pair in ((paths[0], None), (None, paths[1])):  # on a full disk one may fail, and the other lie elsewhere
            with suppress(OSError):  # what is said is what matters
                keep(report, *pair)
        raise


def _path(settings: NightlySettings, name: str) -> Path | None:
    return settings.resolved(name) if name else None


def _say(report: Report) -> None:
    """On a terminal what was done; anywhere what somebody should know."""
    for cut in report.cut:
        kept = f", kept as {cut['kept']}" if cut["kept"] else ""
        click.echo(
            f"stancewire: {cut['name']}: {cut['bytes']} bytes behind its last record were cut off{kept}", err=True
        )
    for failure in report.failures[:_SHOWN]:
        given_up = "given up" if failure["state"] == "quarantined" else f"tried again from {failure['due']}"
        click.echo(f"stancewire: {failure['message']} ({given_up})", err=True)
    if (more := report.counts.get("failed", 0) - _SHOWN) > 0:
        click.echo(f"stancewire: and {more} more; the report names them", err=True)
    for warning in report.digest.get("warnings", ()):
        click.echo(f"stancewire: {warning}", err=True)
    if on_terminal():
        place = f" to {report.output['file']}" if report.output else ""
        click.echo(f"{_counts(report.counts) or 'nothing new'}{place}", err=True)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in sorted(counts.items()))
