"""Inputs in, records out in the order of the inputs, with one process or several.

Workers share nothing: each loads its own Tagger, and a record is the same
whichever worker made it. No more than a few articles per worker are in memory.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from stancewire.config import Config
from stancewire.errors import WorkerDied
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.tagger import Tagger
from stancewire.types import Article, Failure

_WAITING = 4  # articles per worker that may be read ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record as it is written, with what a summary needs to know of it."""

    id: str
    status: str
    primary: str | None
    message: str | None  # of an error
    json: bytes


def tag_inputs(inputs: Sequence[Input | Failure], config: Config, *, workers: int, with_text: bool) -> Iterator[Line]:
    """Yield one line per document of the inputs, in their order. Loads the models before the first is asked for."""
    if workers == 1:
        return _here(Tagger(config), inputs, config, with_text)
    return _elsewhere(inputs, config, workers, with_text)


def workers_of(wanted: str) -> int:
    """ "auto" is one for each core this process may use. Raises ValueError for what is neither that nor a positive number."""
    if wanted == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    number = int(wanted)
    if number < 1:
        raise ValueError("at least one worker is needed")
    return number


def _articles(inputs: Iterable[Input | Failure], config: Config) -> Iterator[Article | Failure]:
    for item in inputs:
        if isinstance(item, Failure):
            yield item
        else:
            yield from read(item, config.input)


def _here(tagger: Tagger, inputs: Sequence[Input | Failure], config: Config, with_text: bool) -> Iterator[Line]:
    return (_line(tagger, item, with_text) for item in _articles(inputs, config))


def _line(tagger: Tagger, item: Article | Failure, with_text: bool) -> Line:
    record = tagger.record_of(item)
    return Line(
        id=record.id,
        status=record.status,
        primary=record.stance.primary if record.stance else None,
        message=record.error["message"] if record.error else None,
        json=record.to_json(with_text=with_text),
    )


def _elsewhere(inputs: Sequence[Input | Failure], config: Config, workers: int, with_text: bool) -> Iterator[Line]:
    """Lines from a pool of workers; where one dies, the articles in hand are tried again one by one."""
    crew = Crew(config, workers, with_text)
    waiting: deque[Article | Failure] = deque()
    futures: deque[Future[Line]] = deque()
    try:
        for item in _articles(inputs, config):
            waiting.append(item)
            futures.append(crew.submit(item))
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

    def submit(self, item: Article | Failure) -> Future[Line]:
        """Hand an article to the pool; a pool that is already broken gives a future that says so."""
        try:
            return self._pool.submit(_work, item)
        except BrokenProcessPool as error:
            broken: Future[Line] = Future()
            broken.set_exception(error)
            return broken

    def collect(self, waiting: deque[Article | Failure], futures: deque[Future[Line]], at_most: int) -> Iterator[Line]:
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

    def _one_by_one(self, waiting: deque[Article | Failure], futures: deque[Future[Line]]) -> Iterator[Line]:
        futures.clear()
        while waiting:
            item = waiting.popleft()
            with self._start(1) as alone:
                try:
                    line = alone.submit(_work, item).result()
                except BrokenProcessPool:
                    line = None
            yield line or self._lost(item)
        self._pool = self._start(self._workers)

    def _lost(self, item: Article | Failure) -> Line:
        config, with_text = self._settings
        reason = "the worker process was killed while it tagged this document"
        hint = "give the machine more memory, or take the document out and report it"
        error = WorkerDied(item.source.uri, reason, hint)
        return _line(Tagger(config), Failure(id=item.id, source=item.source, error=error), with_text)

    def close(self) -> None:
        """End the workers; what they still have in hand is not waited for."""
        self._pool.shutdown(wait=True, cancel_futures=True)


_worker: list[tuple[Tagger, bool]] = []  # one entry in a worker process, none in the parent


def _start(config: Config, with_text: bool) -> None:
    _worker.append((Tagger(config), with_text))


def _work(item: Article | Failure) -> Line:
    tagger, with_text = _worker[0]
    return _line(tagger, item, with_text)
