"""The report of a run as JSON: what it did, what failed, where the records went."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Final

import orjson

from stancewire.runs.disk import Disk, write_whole
from stancewire.runs.nightly.books import Books
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.outbox import Told
from stancewire.runs.nightly.outputs import Cut
from stancewire.runs.nightly.runs import last_runs
from stancewire.runs.nightly.watching import Looks

SCHEMA_ID: Final = "stancewire/night/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a run. `counts` are documents and places by what became of them."""

    run: int
    command: str
    started: str
    ended: str
    seconds: float
    exit_code: int
    counts: dict[str, int]
    sources: list[dict[str, Any]]
    output: dict[str, Any] | None  # the month file, if records were written
    cut: list[dict[str, Any]]  # what was cut off month files at the start
    failures: list[dict[str, Any]]
    digest: dict[str, Any]  # what was told of new objections, and to whom

    def to_json(self) -> bytes:
        """One object, indented."""
        return orjson.dumps({"schema": SCHEMA_ID, **asdict(self)}, option=orjson.OPT_INDENT_2) + b"\n"

    def line(self) -> str:
        """For a log: one line."""
        counts = ", ".join(f"{number} {name}" for name, number in self.counts.items())
        return f"{self.started} {self.command} {self.run}: exit {self.exit_code}, {self.seconds:.1f} s, {counts or 'nothing to do'}"


def moment(seconds: float) -> str:
    """A time as UTC, to the second."""
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")  # noqa: UP017 - as on Python 3.11


def report_of(
    ledger: Ledger, books: Books, cuts: list[Cut], *, looks: Looks | None = None, told: Told | None = None
) -> Report:
    """That of a run that has just ended."""
    run = next(run for run in last_runs(ledger, 1) if run.id == books.run)
    ended = run.started if run.ended is None else run.ended
    return Report(
        run=run.id,
        command=run.command,
        started=moment(run.started),
        ended=moment(ended),
        seconds=round(ended - run.started, 3),
        exit_code=run.exit_code or 0,
        counts=run.counts,
        sources=_sources(looks) if looks else [],
        output=_output(books),
        cut=[asdict(cut) for cut in cuts],
        failures=[{**failure, "due": moment(failure["due"])} for failure in books.failures],
        digest=asdict(told) if told else {},
    )


def report_of_error(error: Exception, command: str, started: float, ended: float, exit_code: int) -> Report:
    """That of a run that could not be carried out; the ledger may not even have a number for it."""
    return Report(
        run=0,
        command=command,
        started=moment(started),
        ended=moment(ended),
        seconds=round(ended - started, 3),
        exit_code=exit_code,
        counts={},
        sources=[],
        output=None,
        cut=[],
        failures=[{"class": type(error).__name__, "message": str(error)}],
        digest={},
    )


def _sources(looks: Looks) -> list[dict[str, Any]]:
    return [
        {"name": name, "documents": number, "trouble": looks.trouble.get(name)}
        for name, number in looks.documents.items()
    ]


def _output(books: Books) -> dict[str, Any] | None:
    month = books.writer.file
    if month is None:
        return None
    return {"file": month.path.name, "records": month.records, "bytes": month.size, "sha256": month.sha256.hex()}


def keep(report: Report, report_path: Path | None, log_path: Path | None) -> None:
    """Put a report where the config wants it, whole; a line at the end of the log, which may be moved away at any time."""
    if report_path:
        write_whole(report_path, report.to_json(), Disk())
    if log_path:
        with log_path.open("a", encoding="utf-8") as log:
            log.write(report.line() + "\n")
