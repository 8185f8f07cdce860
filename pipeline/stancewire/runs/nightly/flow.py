"""From works to lines and back: documents go to the tagger, and what was found on the way waits for those before it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final

from stancewire.runs.lines import Job, Line, Mark
from stancewire.runs.nightly.books import Books, Finding, Work
from stancewire.runs.nightly.tagging import Tagging
from stancewire.runs.nightly.works import Document
from stancewire.runs.signals import Signals

_RECORDS: Final = 64
_BYTES: Final = 8_388_608
_SECONDS: Final = 5.0


class Flow:
    """One stream of works through one tagger into the books."""

    def __init__(self, works: Iterable[Work], books: Books, signals: Signals, saw: Callable[[Line], None]) -> None:
        """saw: told of each line as it comes."""
        self._works, self._books, self._signals, self._saw = works, books, signals, saw
        self._documents: deque[Document] = deque()
        self._findings: deque[tuple[int, Finding]] = deque()  # each with the number of documents before it
        self._number = 0
        self._saved = time.monotonic()

    def run(self, start: Callable[[], Tagging]) -> None:
        """Take everything through. start: makes the tagger, asked for once there is a document.

        Raises Stopped with all in the books that is done, StancewireError, OSError; then flush or roll back.
        """
        jobs = self._jobs()
        with self._signals.heard():
            first = next(jobs, None)
        if first is not None:
            with self._signals.heard():
                tagging = start()
            try:
                self._books.use(tagging.generation)
                self._answers(tagging, chain((first,), jobs))
            finally:
                tagging.close()
        self._settle(self._number)

    def _jobs(self) -> Iterator[Job]:
        for work in self._works:
            if isinstance(work, Document):
                self._number += 1
                self._documents.append(work)
                yield Job(item=work.item, original=None, mark=Mark(inputs=self._number))
            else:
                self._findings.append((self._number, work))

    def _answers(self, tagging: Tagging, jobs: Iterator[Job]) -> None:
        answers = tagging.answers(jobs)
        while True:
            with self._signals.heard():
                answer = next(answers, None)
            if answer is None:
                return
            job, line = answer
            assert isinstance(line, Line)  # nothing is left out of a night
            self._settle(job.mark.inputs - 1)
            self._books.record(self._documents.popleft(), line)
            self._saw(line)
            self._save()

    def _settle(self, done: int) -> None:
        """Apply what was found before so many documents and right behind them."""
        while self._findings and self._findings[0][0] <= done:
            self._findings.popleft()[1](self._books)

    def _save(self) -> None:
        writer, now = self._books.writer, time.monotonic()
        if writer.count >= _RECORDS or writer.waiting >= _BYTES or now - self._saved >= _SECONDS:
            writer.flush()
            self._saved = now
