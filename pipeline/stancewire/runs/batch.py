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
from dataclasses import dataclass

from stancewire.config import Config
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
    # "spawn" on every system: forking a process that holds threads or models is where hangs come from.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(config, with_text)) as pool:
        waiting: deque[Future[Line]] = deque()
        for item in _articles(inputs, config):
            waiting.append(pool.submit(_work, item))
            if len(waiting) >= workers * _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_worker: list[tuple[Tagger, bool]] = []  # one entry in a worker process, none in the parent


def _start(config: Config, with_text: bool) -> None:
    _worker.append((Tagger(config), with_text))


def _work(item: Article | Failure) -> Line:
    tagger, with_text = _worker[0]
    return _line(tagger, item, with_text)
