"""How the nights are: last runs, what waits, what was given up, how far behind they are. Only reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from stancewire.errors import ConfigError
from stancewire.runs.nightly.generations import Generation
from stancewire.runs.nightly.ledger import Ledger, said
from stancewire.runs.nightly.quarantine import Trouble, troubles
from stancewire.runs.nightly.report import moment
from stancewire.runs.nightly.runs import Run, last_runs
from stancewire.runs.nightly.settings import NightlySettings
from stancewire.runs.nightly.shelf import ACCEPTED, QUARANTINED, WAITING

SCHEMA_ID: Final = "stancewire/status/1"
_RUNS: Final = 5
# One that failed is listed by itself, and is no file that is still being written.
_PLACES: Final = (
    "SELECT state, count(*) FROM places p WHERE state != 'waiting' "
    "OR NOT EXISTS (SELECT 1 FROM failures WHERE place = p.id) GROUP BY state"
)
_HOUR: Final = 3_600.0
_NIGHTS_UNTOLD: Final = 3  # a digest may be as late as that
_GOOD: Final = (0, 1)  # some documents failed, and the night came to its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """All that is known; `unhealthy` says in sentences what somebody should do something about."""

    unhealthy: tuple[str, ...]
    hours_since: float | None  # the last night that came to its end; None: there was none
    runs: tuple[Run, ...]  # the latest first
    documents: int
    records: int
    places: dict[str, int]  # by state; "waiting" are those that were still being written
    waiting: tuple[Trouble, ...]
    quarantined: tuple[Trouble, ...]
    accepted: int
    older: int  # documents whose latest record is of another model, config or version than a new one would be
    undelivered: int  # digests

    def to_json(self) -> dict[str, Any]:
        """Plain values, times as text."""
        values = {"schema": SCHEMA_ID, "healthy": not self.unhealthy, **asdict(self)}
        for run in values["runs"]:
            run["started"], run["ended"] = moment(run["started"]), run["ended"] and moment(run["ended"])
        for trouble in (*values["waiting"], *values["quarantined"]):
            trouble |= {name: moment(trouble[name]) for name in ("since", "tried", "due")}
        return values


def status_of(settings: NightlySettings, now: float, generation: Generation | None) -> Status:
    """How things are. generation: of a record made now, None where the model cannot be read. Raises LedgerError."""
    with Ledger.read(settings.ledger_path) as ledger, said(settings.ledger_path):
        runs = last_runs(ledger, _RUNS)
        nights = [run for run in last_runs(ledger, 100, "nightly") if run.exit_code in _GOOD and run.ended is not None]
        hours = (now - (nights[0].ended or 0)) / _HOUR if nights else None
        quarantined = troubles(ledger, (QUARANTINED,))
        places = dict(ledger.connection.execute(_PLACES))
        unhealthy = (
            *_late(settings, runs, hours),
            *_given_up(settings, quarantined),
            *_untold(ledger),
            *_corrupt(ledger),
        )
        return Status(
            unhealthy=unhealthy,
            hours_since=None if hours is None else round(hours, 2),
            runs=tuple(runs),
            documents=ledger.one("SELECT count(*) FROM articles")[0],
            records=ledger.one("SELECT coalesce(sum(records), 0) FROM outputs")[0],
            places=places,
            waiting=tuple(troubles(ledger, (WAITING,))),
            quarantined=tuple(quarantined),
            accepted=len(troubles(ledger, (ACCEPTED,))),
            older=older(ledger, generation) if generation else 0,
            undelivered=ledger.one("SELECT count(*) FROM outbox")[0],
        )


def generation_now(settings: NightlySettings) -> Generation | None:
    """That of a record made now; None where config or model cannot be read, which the next night will say."""
    from stancewire.config import load_config

    try:
        return Generation.of(load_config(settings.tagging))
    except ConfigError:
        return None


def older(ledger: Ledger, generation: Generation) -> int:
    """Documents whose latest record is of another generation; errors are none."""
    number: int = ledger.one(
        "SELECT count(*) FROM articles a JOIN revisions r ON r.article = a.id AND r.number = a.revision "
        "JOIN generations g ON g.id = r.generation WHERE r.status != 'error' "
        "AND (stancewire, model_name, model_version, model_sha256, config_sha256) != (?, ?, ?, ?, ?)",
        generation.stancewire, generation.model_name, generation.model_version, generation.model_sha256,
        generation.config_sha256,
    )[0]  # fmt: skip
    return number


def _late(settings: NightlySettings, runs: list[Run], hours: float | None) -> Iterator[str]:
    if hours is None:
        yield "no night has come to its end yet: run stancewire nightly"
    elif hours > settings.run.late_hours:
        yield f"the last night ended {hours:.0f} hours ago, more than {settings.run.late_hours:g}: see to its timer"
    elif hours < -1:
        yield "the last night ended at a time that is still to come: see to the clock"
    last = next((run for run in runs if run.command == "nightly" and run.ended is not None), None)
    if hours is not None and last and last.exit_code not in _GOOD:
        yield f"the last night ended with exit code {last.exit_code}: run stancewire nightly and read what it says"


def _given_up(settings: NightlySettings, quarantined: list[Trouble]) -> Iterator[str]:
    if len(quarantined) > settings.run.most_quarantined:
        yield f"{len(quarantined)} given up: mend them and give stancewire ledger release, or stancewire ledger accept"


def _untold(ledger: Ledger) -> Iterator[str]:
    rows = ledger.connection.execute(
        "SELECT channel, tries, message FROM outbox WHERE tries > ? ORDER BY id", (_NIGHTS_UNTOLD,)
    )
    for channel, tries, message in rows:
        yield f"the digest by {channel} was not delivered on {tries} nights: {message or 'it has to be tried again'}"


def _corrupt(ledger: Ledger) -> Iterator[str]:
    if trouble := ledger.trouble():
        yield f"the ledger is corrupt ({trouble}): give stancewire ledger rebuild"
