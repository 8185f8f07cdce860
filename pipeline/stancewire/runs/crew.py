"""Several worker processes, bounded queues, and the lines in the order of their jobs.

A worker has one document at a time, so that it is known which one killed it or made it hang. That document is
tried once more while no other is being worked on; if that fails too it costs its own error record, and no
other document is touched.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from stancewire.errors import DocumentTimeout, StancewireError, WorkerDied
from stancewire.runs.hand import Hand, Lost, Settings
from stancewire.runs.lines import Job, LeftOut, Line
from stancewire.types import Failure

WAITING: Final = 8  # documents per worker that may be read ahead
_SWITCH_SECONDS: Final = 0.001  # the thread that reads must not keep those waiting that feed the workers
Answer = tuple[Job, Line | LeftOut]


class Crew:
    """Workers that tag. Started when made: a config or model that cannot be used is known before a document is read."""

    def __init__(self, settings: Settings, workers: int) -> None:
        """Raises ConfigError, ModelError, CrewError."""
        self._seconds = settings.config.run.seconds_per_document
        self._tasks: queue.SimpleQueue[tuple[Job, Future[Line | LeftOut]] | None] = queue.SimpleQueue()
        self._turns = Turns()
        self._hands = [Hand(settings) for _ in range(workers)]
        self._most = workers * WAITING
        self._closed = False
        try:
            for hand in self._hands:
                hand.start()
            self._hands[0].ready()
        except BaseException:
            self._end_all()
            raise
        self._threads = [threading.Thread(target=self._serve, args=(hand,), daemon=True) for hand in self._hands]
        for thread in self._threads:
            thread.start()

    def answers(self, jobs: Iterable[Job]) -> Iterator[Answer]:
        """Each job with what became of it, in order; jobs are asked for as places become free."""
        waiting: deque[tuple[Job, Future[Line | LeftOut]]] = deque()
        interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECONDS)
        try:
            for job in jobs:
                task: tuple[Job, Future[Line | LeftOut]] = (job, Future())
                waiting.append(task)
                self._tasks.put(task)
                while waiting and (len(waiting) >= self._most or waiting[0][1].done()):
                    yield _settled(*waiting.popleft())
            while waiting:
                yield _settled(*waiting.popleft())
        finally:
            sys.setswitchinterval(interval)

    def close(self) -> None:
        """End the workers; what they still have in hand is not waited for."""
        self._closed = True
        for _ in self._threads:
            self._tasks.put(None)
        for hand in self._hands:
            hand.stop()
        for thread in self._threads:
            thread.join()
        self._end_all()

    def _end_all(self) -> None:
        for hand in self._hands:
            hand.end()

    def _serve(self, hand: Hand) -> None:
        while (task := self._tasks.get()) is not None:
            job, future = task
            if self._closed:
                future.cancel()
                continue
            try:
                future.set_result(self._answer(hand, job))
            except BaseException as error:  # whatever it is, whoever waits for the line must hear of it
                future.set_exception(error)

    def _answer(self, hand: Hand, job: Job) -> Line | LeftOut:
        try:
            with self._turns.together():
                return hand.ask(job, self._seconds)
        except Lost:
            if self._closed:
                raise
        try:
            with self._turns.alone():
                return hand.ask(job, self._seconds)
        except Lost as lost:
            return hand.ask(replace(job, item=self._failure(job, hung=lost.hung)), 0)

    def _failure(self, job: Job, *, hung: bool) -> Failure:
        name = (
            job.item.source.uri if job.item.source.member is None else f"{job.item.source.uri}!{job.item.source.member}"
        )
        error: StancewireError
        if hung:
            hint = "raise seconds_per_document under [run] in a config, or take the document out and report it"
            error = DocumentTimeout(name, f"took a worker process longer than {self._seconds} s, twice", hint)
        else:
            hint = "give the machine more memory, or take the document out and report it"
            error = WorkerDied(name, "ended the worker process that tagged it, twice", hint)
        return Failure(id=job.item.id, source=job.item.source, error=error)


def _settled(job: Job, future: Future[Line | LeftOut]) -> Answer:
    return job, future.result()


class Turns:
    """Many may work together, or one alone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._working = 0
        self._alone = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Not while another is to be alone."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._working += 1
        try:
            yield
        finally:
            with self._changed:
                self._working -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While no other works."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._alone = True
            self._changed.wait_for(lambda: not self._working)
        try:
            yield
        finally:
            with self._changed:
                self._alone = False
                self._changed.notify_all()
