"""What is done between nights: packing months, and making the ledger small. Each holds the lock as a night does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

from stancewire.runs.nightly.compact import Packed, Wish, compact
from stancewire.runs.nightly.night import EXIT_FINE, Seams, finished, sitting
from stancewire.runs.nightly.runs import last_runs
from stancewire.runs.nightly.settings import NightlySettings
from stancewire.runs.nightly.vacuum import Sizes, vacuum


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """What came of it."""

    months: Sequence[Packed] = ()
    sizes: Sizes | None = None
    exit_code: int = EXIT_FINE


def pack_months(
    settings: NightlySettings,
    *,
    months: tuple[str, ...] = (),
    latest: bool = False,
    replace: bool = False,
    seams: Seams | None = None,
) -> Upkeep:
    """Month files as Parquet (see compact.py). Raises as a night does, and GivenError for a month that is not there."""
    seams = seams or Seams()
    this_month = datetime.fromtimestamp(seams.time.wall(), timezone.utc).strftime("%Y-%m")  # noqa: UP017 - as on Python 3.11
    wish = Wish(months=months, latest=latest, replace=replace, this_month=this_month)
    done: list[Packed] = []
    with sitting(settings, seams, "compact") as now:
        with finished(now) as finish, now.signals.heard():
            for month in compact(now.ledger, settings.output_folder, wish, seams.disk):
                done.append(month)
                now.books.counts["packed"] += month.is_new
            finish(EXIT_FINE)
        return Upkeep(months=done, exit_code=last_runs(now.ledger, 1)[0].exit_code or 0)


def vacuum_ledger(settings: NightlySettings, *, seams: Seams | None = None) -> Upkeep:
    """The ledger checked and made small. Raises as a night does."""
    with sitting(settings, seams or Seams(), "vacuum") as now:
        sizes = None
        with finished(now) as finish:
            sizes = vacuum(now.ledger)
            finish(EXIT_FINE)
        return Upkeep(sizes=sizes, exit_code=last_runs(now.ledger, 1)[0].exit_code or 0)
