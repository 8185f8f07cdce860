"""One night: look at all sources, tag what is new or changed, write it down once, and say what came of it.

In:  the settings, and a ledger that knows what was done.
Out: records at the end of the month's file, a ledger that knows of them, a Report.

A night that breaks off anywhere is taken up by the next.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from stancewire.config import Config, load_config
from stancewire.errors import OutputError, StancewireError
from stancewire.runs.lines import Line
from stancewire.runs.nightly.append import Writer
from stancewire.runs.nightly.books import Books, Work
from stancewire.runs.nightly.documents import Rules
from stancewire.runs.nightly.fetch.limits import FetchLimits
from stancewire.runs.nightly.fetch.pace import Time
from stancewire.runs.nightly.flow import Flow
from stancewire.runs.nightly.generations import Generation
from stancewire.runs.nightly.ledger import Ledger, said
from stancewire.runs.nightly.lock import held
from stancewire.runs.nightly.month import EditedOutput
from stancewire.runs.nightly.outbox import Telling, Told, tell
from stancewire.runs.nightly.outputs import Cut, restored
from stancewire.runs.nightly.report import Report, report_of
from stancewire.runs.nightly.runs import begun, ended, last_runs
from stancewire.runs.nightly.seams import NightDisk
from stancewire.runs.nightly.settings import NightlySettings
from stancewire.runs.nightly.shelf import Shelf
from stancewire.runs.nightly.tagging import Tagging, Workers
from stancewire.runs.nightly.watching import Looks, looked
from stancewire.runs.nightly.works import Document
from stancewire.runs.signals import Signals, Stopped

EXIT_FINE, EXIT_FAILURES, EXIT_UNUSABLE = 0, 1, 3


def _nothing(_: Line) -> None:
    """Looks on and says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """What a night does not do itself; tests and simulations bring their own."""

    disk: NightDisk = field(default_factory=NightDisk)
    time: Time = field(default_factory=Time)
    tagging: Callable[[Config, int, bool], Tagging] = lambda config, workers, text: Workers(
        config, workers, with_text=text
    )
    generation: Callable[[Config], Generation] = Generation.of  # of a record made now
    session: Callable[[FetchLimits], Any] | None = None  # of the fetcher
    saw: Callable[[Line], None] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One command at work on a ledger that is open and locked."""

    settings: NightlySettings
    config: Config
    seams: Seams
    ledger: Ledger
    books: Books
    cuts: list[Cut]
    signals: Signals
    started: float

    def rules(self) -> Rules:
        """As looking at sources needs them."""
        shelf = Shelf(self.ledger, self.started)
        return Rules(shelf=shelf, limits=self.config.input, retry=self.settings.retry, now=self.started)

    def tag(self, works: Iterator[Work]) -> None:
        """Take works through the tagger into the books, and make all of it safe; of a run that is stopped what is done."""
        run, seams = self.settings.run, self.seams
        flow = Flow(works, self.books, self.signals, seams.saw)
        try:
            flow.run(lambda: seams.tagging(self.config, run.workers, self.settings.output.text))
        except Stopped:
            self.books.writer.flush()
            raise


@contextmanager
def sitting(settings: NightlySettings, seams: Seams, command: str) -> Iterator[Sitting]:
    """Everything that writes begins like this: lock, ledger, output as the ledger knows it.

    Raises LockHeld, LedgerError, EditedOutput, OutputError, ConfigError; Stopped.
    """
    config = load_config(settings.tagging)
    started = seams.time.wall()
    with ExitStack() as stack:
        signals = stack.enter_context(Signals())
        stack.enter_context(_outside(settings))
        stack.enter_context(held(settings.lock_path))
        settings.output_folder.mkdir(parents=True, exist_ok=True)
        ledger = stack.enter_context(Ledger.open(settings.ledger_path, seams.disk))
        run = begun(ledger, command, started)
        cuts = _restored(ledger, settings, seams, run)
        writer = Writer(ledger, settings.output_folder, seams.disk, started)
        stack.callback(writer.close)
        books = Books(ledger=ledger, writer=writer, retry=settings.retry, now=started, run=run)
        yield Sitting(
            settings=settings, config=config, seams=seams, ledger=ledger, books=books, cuts=cuts, signals=signals,
            started=started,
        )  # fmt: skip


def _restored(ledger: Ledger, settings: NightlySettings, seams: Seams, run: int) -> list[Cut]:
    """The output as the ledger knows it; where it is another, the run has failed, and status says so."""
    try:
        return restored(ledger, settings.output_folder, seams.disk)
    except EditedOutput:
        ended(ledger, run, seams.time.wall(), EXIT_UNUSABLE, {})
        ledger.commit()
        raise


def run_night(settings: NightlySettings, seams: Seams | None = None) -> Report:
    """One night. Its report says what came of it, and with which exit code to leave."""
    seams = seams or Seams()
    with sitting(settings, seams, "nightly") as now:
        looks = Looks()
        with finished(now) as finish, ExitStack() as stack:
            now.tag(looked(settings, now.rules(), stack, seams.session, looks))
            finish(EXIT_FAILURES if now.books.counts["failed"] else EXIT_FINE)
        told = _told(now) if last_runs(now.ledger, 1)[0].exit_code in (EXIT_FINE, EXIT_FAILURES) else None
        return report_of(now.ledger, now.books, now.cuts, looks=looks, told=told)


def _told(now: Sitting) -> Told:
    """The digest, after everything is safe; what goes wrong with it costs a warning."""
    settings = now.settings
    telling = Telling(
        digest=settings.digest,
        mail=settings.mail,
        webhook=settings.webhook,
        resolved=settings.resolved,
        environment=os.environ,
    )
    return tell(now.ledger, settings.output_folder, now.books.run, telling, now.started)


@contextmanager
def finished(now: Sitting) -> Iterator[Callable[[int], None]]:
    """The end of a run is written down however it ends; what was not safe is forgotten if it broke."""
    code = EXIT_UNUSABLE

    def finish(with_code: int) -> None:
        nonlocal code
        code = with_code

    try:
        try:
            yield finish
        except Stopped as stopped:
            finish(stopped.exit_code)
        _end(now, code)
    except BaseException:
        with suppress(sqlite3.Error, StancewireError, OSError):
            now.ledger.rollback()
            ended(now.ledger, now.books.run, now.seams.time.wall(), EXIT_UNUSABLE, now.books.counts)
            now.ledger.commit()
        raise


def _end(now: Sitting, code: int) -> None:
    now.books.writer.flush()
    ended(now.ledger, now.books.run, now.seams.time.wall(), code, now.books.counts)
    now.books.writer.end()


def dry_night(settings: NightlySettings, seams: Seams | None = None) -> Counter[str]:
    """What a night would do, by reason: nothing is written, tagged or fetched; sources of the network are not asked."""
    seams = seams or Seams()
    config = load_config(settings.tagging)
    counts: Counter[str] = Counter()
    with Ledger.copy(settings.ledger_path) as ledger, ExitStack() as stack:
        shelf = Shelf(ledger, seams.time.wall())
        rules = Rules(shelf=shelf, limits=config.input, retry=settings.retry, now=seams.time.wall())
        disk, folder = seams.disk, settings.output_folder
        books = Books(
            ledger=ledger, writer=Writer(ledger, folder, disk, rules.now), retry=settings.retry, now=rules.now, run=0
        )
        for work in looked(settings, rules, stack, None, Looks(), fetches=False):
            if isinstance(work, Document):
                counts[work.reason] += 1
            else:
                work(books)
    return counts + Counter({name: number for name, number in books.counts.items() if number})


@contextmanager
def _outside(settings: NightlySettings) -> Iterator[None]:
    """What the system says of disk and ledger, as sentences."""
    try:
        with said(settings.ledger_path):
            yield
    except OSError as error:
        hint = "free some space or mend it; the next run goes on from what is safe"
        where = str(error.filename or settings.output_folder)
        raise OutputError(where, f"cannot be written ({error.strerror or error})", hint) from None
