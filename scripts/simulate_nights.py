"""Ten years of nights in minutes: a clock that is set, a tagger that makes small records, a model that changes twice.

    python scripts/simulate_nights.py --nights 3650 --articles 50 -o docs/results/nights.json

Every night so many new articles come into a watched folder, one in twenty of the day before is changed, and what is
older than a month is taken away. A year that ends a third of the whole brings another model and a retag. Printed by
year: the size of the ledger, and how long a night takes. Exit 1 if ledger and output do not agree in the end, or a
document has not exactly its records.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from stancewire.runs.lines import Job, Line
from stancewire.runs.nightly.check import faults
from stancewire.runs.nightly.fetch.pace import Time
from stancewire.runs.nightly.generations import Generation
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.night import Seams, run_night
from stancewire.runs.nightly.retag import retag
from stancewire.runs.nightly.seams import NightDisk
from stancewire.runs.nightly.settings import load_settings

DAY: Final = 86_400.0
START: Final = 1_767_240_000.0  # 1 January 2026, 04:00 UTC
KEPT: Final = 30  # nights that a file stays in the inbox
CHANGED: Final = 20  # one in so many is changed the day after
CONFIG: Final = '[[source]]\nkind = "folder"\npath = "inbox"\n[run]\nreport = ""\n'


class QuickDisk(NightDisk):
    """Waits for nothing: how long a true disk takes to sync is its own matter, and the same every night."""

    def sync(self, descriptor: int) -> None:
        """Do not wait."""

    def sync_folder(self, folder: Path) -> None:
        """Do not wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeTagging:
    """Makes records with the fields that the ledger needs."""

    generation: Generation

    def answers(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Line]]:
        """Each job with its line."""
        for job in jobs:
            yield job, self._line(job)

    def _line(self, job: Job) -> Line:
        item, of = job.item, self.generation
        record: dict[str, Any] = {
            "schema": "stancewire/record/1",
            "id": item.id,
            "source": asdict(item.source),
            "status": "ok",
            "document": {},
            "text": getattr(item, "raw", ""),
            "model": {"name": of.model_name, "version": of.model_version, "sha256": of.model_sha256},
            "config_sha256": of.config_sha256,
            "stancewire": of.stancewire,
        }
        return Line(id=item.id, status="ok", primary="none", message=None, json=json.dumps(record).encode())

    def close(self) -> None:
        """Nothing to end."""


@dataclass(slots=True, kw_only=True)
class World:
    """A folder that articles come to, and the time."""

    root: Path
    articles: int
    now: float = START
    model: int = 0
    written: int = 0  # documents and changes of them
    tagged_anew: int = 0
    _nights: list[list[Path]] = field(default_factory=list)

    @property
    def generation(self) -> Generation:
        """Of the model of the day."""
        sha256 = f"{self.model:064x}"
        return Generation(stancewire="0", model_name="fake", model_version=str(self.model), model_sha256=sha256, config_sha256="0" * 64)  # fmt: skip

    @property
    def seams(self) -> Seams:
        """The clock and the tagger of this world."""
        tagging = FakeTagging(generation=self.generation)
        return Seams(
            disk=QuickDisk(),
            time=Time(wall=lambda: self.now),
            tagging=lambda *_: tagging,
            generation=lambda _: self.generation,
        )

    def day(self, night: int) -> None:
        """What happens between two nights."""
        self.now = START + night * DAY
        for path in self._nights[-1][::CHANGED] if self._nights else ():
            self._write(path, f"{path.name}, changed on day {night}")
        folder = self.root / "inbox" / f"{night:05}"
        folder.mkdir(parents=True)
        paths = [folder / f"{number:03}.txt" for number in range(self.articles)]
        for path in paths:
            self._write(path, f"Article {path.name} of day {night}")
        self._nights.append(paths)
        if len(self._nights) > KEPT:
            for path in self._nights.pop(0):
                path.unlink()
            path.parent.rmdir()

    def _write(self, path: Path, text: str) -> None:
        path.write_text(f"{text}\n\nIt is about nothing in particular.\n", encoding="utf-8")
        os.utime(path, (self.now - 3_600,) * 2)
        self.written += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What is measured of one."""

    year: int
    nights: int
    median_ms: float
    slowest_ms: float
    ledger_bytes: int
    records: int


def simulate(root: Path, nights: int, articles: int, year: int = 365) -> tuple[list[Year], World]:
    """Live through so many nights. year: how many of them are summed up."""
    (root / "nightly.toml").write_text(CONFIG, encoding="utf-8")
    settings = load_settings(root / "nightly.toml")
    world = World(root=root, articles=articles)
    changes = {nights // 3, 2 * nights // 3}
    years: list[Year] = []
    seconds: list[float] = []
    for night in range(nights):
        world.day(night)
        began = time.perf_counter()
        report = run_night(settings, world.seams)
        seconds.append(time.perf_counter() - began)
        if report.exit_code:
            raise SystemExit(f"night {night}: {report.to_json().decode()}")
        if night in changes:
            world.model += 1
            world.tagged_anew += retag(settings, world.seams).counts.get("retag", 0)
        if len(seconds) == year or night == nights - 1:
            years.append(summed(len(years) + 1, seconds, settings.ledger_path, world))
            print(json.dumps(asdict(years[-1])), flush=True)
            seconds = []
    return years, world


def summed(number: int, seconds: list[float], ledger: Path, world: World) -> Year:
    """The figures of a year that is over."""
    return Year(
        year=number,
        nights=len(seconds),
        median_ms=round(1_000 * statistics.median(seconds), 1),
        slowest_ms=round(1_000 * max(seconds), 1),
        ledger_bytes=ledger.stat().st_size,
        records=world.written + world.tagged_anew,
    )


def wrong(root: Path, world: World) -> list[str]:
    """What does not agree in the end."""
    settings = load_settings(root / "nightly.toml")
    found = faults(settings)
    lines = sum(path.read_bytes().count(b"\n") for path in settings.output_folder.glob("*.jsonl"))
    if lines != world.written + world.tagged_anew:
        found.append(f"{lines} records, {world.written} documents and changes, {world.tagged_anew} tagged anew")
    with Ledger.read(settings.ledger_path) as ledger:
        left = ledger.one("SELECT count(*) FROM failures")[0]
    return [*found, *([f"{left} failures"] if left else [])]


def main() -> None:
    """Simulate, print a line of JSON for each year, write everything where it is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--nights", type=int, default=3_650)
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--folder", type=Path, help="on a disk with room for it; by default a temporary folder")
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        years, world = simulate(Path(name), arguments.nights, arguments.articles)
        found = wrong(Path(name), world)
    print("\n".join(found) or "ledger and output agree, and every document has its records")
    if arguments.output:
        values = {"nights": arguments.nights, "articles": arguments.articles, "years": [asdict(y) for y in years], "wrong": found}  # fmt: skip
        arguments.output.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
