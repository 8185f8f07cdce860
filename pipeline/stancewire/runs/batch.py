"""Inputs in, records out in the order of the inputs, with one process or several.

Workers share nothing: each loads its own Tagger, and a record is the same
whichever worker made it. No more than a few articles per worker are in memory.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from stancewire.config import Config
from stancewire.duplicates.clusters import place_of
from stancewire.errors import WorkerDied
from stancewire.records.record import Record, as_copy
from stancewire.runs.copies import copies_among
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.tagger import Tagger
from stancewire.types import Article, Failure

MOST_WORKERS = 256
_WAITING = 4  # articles per worker that may be read ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record as it is written, with what a summary needs to know of it."""

    id: str
    status: str
    primary: str | None
    message: str | None  # of an error
    json: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to tag, and the id of the one it is a copy of."""

    item: Article | Failure
    original: str | None


def tag_inputs(
    inputs: Sequence[Input | Failure], config: Config, *, workers: int, with_text: bool, duplicates: bool = False
) -> Iterator[Line]:
    """Yield one line per document of the inputs, in their order. Loads the models before the first is asked for.

    duplicates: read all inputs twice, the first time to find out which documents are copies.
    """
    jobs = _jobs(inputs, config, duplicates)
    if workers == 1:
        return _here(Tagger(config).warm(), jobs, with_text)
    return _elsewhere(jobs, config, workers, with_text)


def workers_of(wanted: str) -> int:
    """ "auto" is one for each core this process may use. Raises ValueError for what is neither that nor a positive number."""
    if wanted == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    number = int(wanted)
    if not 1 <= number <= MOST_WORKERS:
        raise ValueError(f"from 1 to {MOST_WORKERS} workers")
    return number


def _articles(inputs: Iterable[Input | Failure], config: Config) -> Iterator[Article | Failure]:
    for item in inputs:
        if isinstance(item, Failure):
            yield item
        else:
            yield from read(item, config.input)


def _jobs(inputs: Sequence[Input | Failure], config: Config, duplicates: bool) -> Iterator[Job]:
    copies = copies_among(_articles(inputs, config)) if duplicates else {}
    for item in _articles(inputs, config):
        yield Job(item=item, original=copies.get(place_of(item)))


def _here(tagger: Tagger, jobs: Iterable[Job], with_text: bool) -> Iterator[Line]:
    return (_line(tagger, job, with_text) for job in jobs)


def _line(tagger: Tagger, job: Job, with_text: bool) -> Line:
    record = tagger.record_of(job.item)
    if job.original is not None:
        record = as_copy(record, job.original)
    try:
        return _written(record, with_text)
    except TypeError as error:  # a string that is no Unicode text, which JSON cannot hold
        return _written(tagger.record_of(Failure(id=record.id, source=job.item.source, error=error)), with_text)


def _written(record: Record, with_text: bool) -> Line:
    return Line(
        id=record.id,
        status=record.status,
        primary=record.stance.primary if record.stance else None,
        message=record.error["message"] if record.error else None,
        json=record.to_json(with_text=with_text),
    )


def _elsewhere(jobs: Iterable[Job], config: Config, workers: int, with_text: bool) -> Iterator[Line]:
    """Lines from a pool of workers; where one dies, the articles in hand are tried again one by one."""
    crew = Crew(config, workers, with_text)
    waiting: deque[Job] = deque()
    futures: deque[Future[Line]] = deque()
    try:
        for job in jobs:
            waiting.append(job)
            futures.append(crew.submit(job))
            if len(waiting) >= workers * _WAITING:
                yield from crew.collect(waiting, futures, at_most=1)
        yield from crew.collect(waiting, futures, at_most=len(waiting))
    finally:
        crew.close()


class Crew:
    """A pool of worker processes that is replaced when one of them is killed, for instance for want of memory."""

    def __init__(self, config: Config, workers: int, with_text: bool) -> None:
        self._settings = (config, with_text)
        self._workers = workers
        self._pool = self._start(workers)

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # "spawn" on every system: forking a process that holds threads or models is where hangs come from.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=self._settings)

    def submit(self, job: Job) -> Future[Line]:
        """Hand an article to the pool; a pool that is already broken gives a future that says so."""
        try:
            return self._pool.submit(_work, job)
        except BrokenProcessPool as error:
            broken: Future[Line] = Future()
            broken.set_exception(error)
            return broken

    def collect(self, waiting: deque[Job], futures: deque[Future[Line]], at_most: int) -> Iterator[Line]:
        """The next lines, in order. Both queues lose what is given out."""
        for _ in range(at_most):
            if not waiting:
                return
            try:
                line = futures[0].result()
            except BrokenProcessPool:
                yield from self._one_by_one(waiting, futures)
                return
            futures.popleft()
            waiting.popleft()
            yield line

    def _one_by_one(self, waiting: deque[Job], futures: deque[Future[Line]]) -> Iterator[Line]:
        futures.clear()
        while waiting:
            job = waiting.popleft()
            with self._start(1) as alone:
                try:
                    line = alone.submit(_work, job).result()
                except BrokenProcessPool:
                    line = None
            yield line or self._lost(job)
        self._pool = self._start(self._workers)

    def _lost(self, job: Job) -> Line:
        config, with_text = self._settings
        reason = "the worker process was killed while it tagged this document"
        hint = "give the machine more memory, or take the document out and report it"
        error = WorkerDied(job.item.source.uri, reason, hint)
        failure = Failure(id=job.item.id, source=job.item.source, error=error)
        return _line(Tagger(config), Job(item=failure, original=None), with_text)

    def close(self) -> None:
        """End the workers; what they still have in hand is not waited for."""
        self._pool.shutdown(wait=True, cancel_futures=True)


_worker: list[tuple[Tagger, bool]] = []  # one entry in a worker process, none in the parent


def _start(config: Config, with_text: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides; an interrupted worker would only complain
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker.append((Tagger(config).warm(), with_text))


def _end_with_parent() -> None:
    """A worker whose parent was killed has nobody to work for."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _work(job: Job) -> Line:
    tagger, with_text = _worker[0]
    return _line(tagger, job, with_text)
