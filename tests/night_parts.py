"""Nights without models: a tagger that makes true-looking records in no time, a clock that is set by hand, disks that break."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from run_parts import BreakingDisk, QuickDisk
from stancewire.runs.lines import Job, Line
from stancewire.runs.nightly.fetch.pace import Time
from stancewire.runs.nightly.generations import Generation
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.night import Seams, run_night
from stancewire.runs.nightly.report import Report
from stancewire.runs.nightly.seams import NightDisk
from stancewire.runs.nightly.settings import NightlySettings, load_settings
from stancewire.types import Article, Failure

DAY = 86_400.0
START = 1_794_000_000.0  # 6 November 2026
MODEL_1, MODEL_2 = "a" * 64, "b" * 64


@dataclass
class Clock:
    """The time of day, as a test sets it."""

    now: float = START

    @property
    def time(self) -> Time:
        return Time(wall=lambda: self.now)

    def sleep(self, nights: float = 1) -> None:
        self.now += nights * DAY


def generation(model: str = MODEL_1) -> Generation:
    return Generation(
        stancewire="0.1.0", model_name="toy", model_version="1", model_sha256=model, config_sha256="c" * 64
    )


class QuickNight(QuickDisk, NightDisk):
    """Waits for nothing."""


class BreakingNight(BreakingDisk, NightDisk):
    """Ends the process at the n-th step; a commit of the ledger is one."""

    def commit(self, connection: sqlite3.Connection) -> None:
        self._step(lambda: NightDisk.commit(self, connection))


@dataclass
class ToyTagging:
    """Labels nothing; a text that begins with "broken" is an error until it is mended."""

    generation: Generation
    asked: list[str] = field(default_factory=list)
    mended: bool = False

    def answers(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Line]]:
        for job in jobs:
            self.asked.append(job.item.source.uri)
            yield job, toy_record(job.item, self.generation, mended=self.mended)

    def close(self) -> None:
        pass


def toy_record(item: Article | Failure, of: Generation, *, mended: bool = False) -> Line:
    """A record with the fields that a ledger is made of."""
    is_broken = isinstance(item, Failure) or (item.raw.startswith("broken") and not mended)
    said = str(item.error) if isinstance(item, Failure) else f"{item.source.uri}: broken; mend it"
    kind = type(item.error).__name__ if isinstance(item, Failure) else "ParserFailure"
    record: dict[str, Any] = {
        "schema": "stancewire/record/1",
        "id": item.id,
        "source": {name: getattr(item.source, name) for name in ("uri", "media_type", "sha256", "member")},
        "status": "error" if is_broken else "ok",
        "document": None if is_broken else {"title": item.found.title, "published": item.given.published, "zones": []},  # type: ignore[union-attr]
        "text": None if is_broken else item.raw,  # type: ignore[union-attr]
        "warnings": [],
        "error": {"class": kind, "message": said, "hint": ""} if is_broken else None,
        "model": {"name": of.model_name, "version": of.model_version, "sha256": of.model_sha256},
        "config_sha256": of.config_sha256,
        "stancewire": of.stancewire,
    }
    return Line(id=item.id, status=record["status"], primary="none", message=said, json=json.dumps(record).encode())


@dataclass
class House:
    """A folder with a config, an inbox and whatever nights leave."""

    root: Path
    clock: Clock = field(default_factory=Clock)
    tagging: ToyTagging = field(default_factory=lambda: ToyTagging(generation()))
    disk: NightDisk = field(default_factory=QuickNight)
    session: Callable[..., Any] | None = None

    @classmethod
    def at(cls, root: Path, more: str = "", source: str = '[[source]]\nkind = "folder"\npath = "inbox"\n') -> House:
        house = cls(root)
        house.inbox.mkdir(parents=True)
        (root / "nightly.toml").write_text(f"{source}\n{more}", encoding="utf-8")
        return house

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def settings(self) -> NightlySettings:
        return load_settings(self.root / "nightly.toml")

    @property
    def seams(self) -> Seams:
        return Seams(
            disk=self.disk,
            time=self.clock.time,
            tagging=lambda config, workers, text: self.tagging,
            generation=lambda config: self.tagging.generation,
            session=self.session,
        )

    def put(self, name: str, text: str, age: float = 3_600.0) -> Path:
        """A file that was written so many seconds ago, by the clock of the test."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (self.clock.now - age,) * 2)
        return path

    def night(self, sleep: float = 1) -> Report:
        """One night, and the day after it."""
        report = run_night(self.settings, self.seams)
        self.clock.sleep(sleep)
        return report

    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for path in self.outputs() for line in path.read_bytes().splitlines()]

    def outputs(self) -> list[Path]:
        return sorted((self.root / "out").glob("*.jsonl"))

    def texts(self) -> list[tuple[str, str]]:
        """File name and text of every record, in order."""
        return [(Path(record["source"]["uri"]).name, record["text"]) for record in self.records()]

    def asked(self, query: str) -> list[tuple[Any, ...]]:
        """What the ledger answers."""
        with Ledger.read(self.root / "ledger.sqlite") as ledger:
            return ledger.connection.execute(query).fetchall()

    def use(self, model: str) -> None:
        """From now on records are of another model."""
        self.tagging = replace(self.tagging, generation=generation(model), asked=[])
