"""Write the records of a run so that at any moment all but the last few are safe, and none is there twice.

In:  lines in order, each with the mark of its document.
Out: parts that appear whole or not at all, and a journal of commits. Data is synced before the journal says so.

What stands in a part depends on the records alone: packed formats are committed at fixed places among them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from stancewire.errors import ChangedRun
from stancewire.runs.commit import NOTHING, Commit, Counts
from stancewire.runs.disk import Disk
from stancewire.runs.journal import Journal
from stancewire.runs.lines import LeftOut, Line, Mark
from stancewire.runs.partial import Partial, is_file_of
from stancewire.runs.shards import Layout
from stancewire.runs.volumes import Volume, volume_of

ROWS: Final = 256
BYTES: Final = 8_388_608  # of records that are not committed, in memory
SECONDS: Final = 5.0


class Recorder:
    """The output of one run. `last` is what is safe."""

    def __init__(
        self,
        layout: Layout,
        journal: Journal,
        disk: Disk,
        schema: dict[str, Any],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Takes up what the journal says, and cuts off what it does not. Raises ChangedRun, OSError."""
        self._layout = layout
        self._journal = journal
        self._disk = disk
        self._schema = schema
        self._clock = clock
        self._partial: Partial | None = None
        self._volume: Volume | None = None
        self.last = NOTHING
        self._restore()
        self._counts = Counts.of(self.last.counts)
        self._mark = self.last.mark
        self._part = self.last.part + 1 if self.last.closes else self.last.part
        self._rows = 0 if self.last.closes else self.last.rows
        self._pending: list[bytes] = []
        self._waiting = 0  # bytes
        self._started = self._saved = clock()

    def take(self, mark: Mark, line: Line | LeftOut) -> None:
        """Take in what became of the next document."""
        self._mark = mark
        self._counts.add(line)
        if isinstance(line, Line):
            self._pending.append(line.json)
            self._waiting += len(line.json)
            self._rows += 1
        if self._rows == self._layout.rows and self._pending:
            self._close_part()
        elif len(self._pending) >= ROWS or self._waiting >= BYTES:
            self._write()
            self.commit()
        elif self._clock() - self._saved >= SECONDS:
            self.commit()

    @property
    def records(self) -> int:
        """Taken so far, safe or not."""
        return self._counts.status.total()

    @property
    def counts(self) -> Counts:
        """Of all that was taken so far."""
        return self._counts

    def commit(self) -> None:
        """Make safe what can be. What a packed file cannot hold yet without being another file waits."""
        if self._layout.format == "jsonl":
            self._write()
        unfinished = self._pending or (self._layout.format == "parquet" and self._rows)
        if not unfinished and self._mark != self.last.mark:
            self._save()

    def finish(self, mark: Mark | None = None) -> None:
        """All documents are taken; of those that are left out, some may stand before a mark. The last part appears."""
        self._mark = mark or self._mark
        if self._rows or not self._layout.rows:
            self._close_part(end=True)
        else:
            self._save(end=True)

    def close(self) -> None:
        """Leave everything as it is on the disk."""
        if self._volume:
            self._volume.leave()
        if self._partial:
            self._partial.close()

    def _write(self) -> None:
        if self._pending:
            self._opened()[1].add(self._pending)
            self._pending, self._waiting = [], 0

    def _opened(self) -> tuple[Partial, Volume]:
        if not (self._partial and self._volume):
            self._partial = self._partial or self._reopened(self._part, ())[0]
            self._volume = volume_of(self._layout.format, self._partial, self._schema)
        return self._partial, self._volume

    def _save(self, *, closes: bool = False, end: bool = False) -> None:
        if self._partial:
            self._partial.sync()
        commit = Commit(
            mark=self._mark,
            counts=self._counts.to_json(),
            part=self._part,
            rows=self._rows,
            bytes=self._partial.size if self._partial else 0,
            sha256=self._partial.sha256 if self._partial else NOTHING.sha256,
            closes=closes,
            end=end,
        )
        self._saved = self._clock()
        self._journal.append({**commit.to_json(), "seconds": round(self._saved - self._started, 3)})
        self.last = commit

    def _close_part(self, *, end: bool = False) -> None:
        self._write()
        partial, volume = self._opened()
        volume.seal()
        self._save(closes=True, end=end)
        partial.move(self._layout.final(self._part))
        self._partial = self._volume = None
        self._part += 1
        self._rows = 0

    def _restore(self) -> None:
        commits = commits_of(self._journal)
        if not commits:
            return
        for commit in commits[:-1]:
            if commit.closes:
                self._check(commit)
        last = commits[-1]
        if last.closes and not self._layout.partial(last.part).exists():
            if not is_file_of(self._layout.final(last.part), last):
                raise self._changed(last)
            self.last = last
        else:
            self._reopen([commit for commit in commits if commit.part == last.part], commits)

    def _reopen(self, own: list[Commit], commits: list[Commit]) -> None:
        partial, good = self._reopened(own[0].part, own)
        kept = commits[: len(commits) - len(own) + good]
        self._journal.keep(len(self._journal.entries) if good == len(own) else _place(self._journal, len(kept)))
        self.last = kept[-1] if kept else NOTHING
        if good and self.last.closes:
            partial.move(self._layout.final(self.last.part))
        else:
            self._partial = partial

    def _reopened(self, part: int, commits: list[Commit] | tuple[()]) -> tuple[Partial, int]:
        partial = Partial(self._layout.partial(part), self._disk)
        return partial, partial.restore(commits)

    def _check(self, commit: Commit) -> None:
        """A shard that was whole is there still; its size is asked for, as reading them all again would take long."""
        path = self._layout.final(commit.part)
        if not path.is_file() or path.stat().st_size != commit.bytes:
            raise self._changed(commit)

    def _changed(self, commit: Commit) -> ChangedRun:
        path = self._layout.final(commit.part)
        return ChangedRun(path.as_posix(), "was written by this run and is gone or changed since")


def commits_of(journal: Journal) -> list[Commit]:
    """All commits of a journal, in order."""
    return [commit for entry in journal.entries if (commit := Commit.of(entry))]


def _place(journal: Journal, commits: int) -> int:
    """How many entries there are up to the last of so many commits; what belongs to no commit is kept."""
    number = 0
    for place, entry in enumerate(journal.entries):
        if Commit.of(entry):
            number += 1
            if number > commits:
                return place
    return len(journal.entries)
