"""Inputs in, records out in the order of the inputs, with one process, several or a cluster, nothing kept on a disk.

Workers share nothing: each loads its own Tagger, and a record is the same
whichever worker made it. No more than a few articles per worker are in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from stancewire.config import Config
from stancewire.runs.crew import Crew
from stancewire.runs.feed import Feed
from stancewire.runs.hand import Settings
from stancewire.runs.lines import LeftOut, Line, line_of
from stancewire.runs.ray_cluster import Cluster
from stancewire.runs.ray_engine import Fleet
from stancewire.runs.selection import EVERYTHING, Selection
from stancewire.sources.inputs import Input
from stancewire.types import Failure

if TYPE_CHECKING:
    from stancewire.tagger import Tagger

MOST_WORKERS = 256


def tag_inputs(
    inputs: Sequence[Input | Failure],
    config: Config,
    *,
    workers: int,
    with_text: bool,
    cluster: Cluster | None = None,
    duplicates: bool = False,
    selection: Selection = EVERYTHING,
) -> Iterator[Line]:
    """Yield one line per document of the inputs, in their order. Loads the models before the first is asked for.

    cluster: where they are tagged; without one, `workers` do it here.
    duplicates: read all inputs twice, the first time to find out which documents are copies.
    selection: documents it leaves out have no line.
    """
    feed = Feed(inputs, config, duplicates=duplicates, selection=selection)
    settings = Settings(config=config, with_text=with_text, selection=selection)
    if cluster is not None:
        lines = _elsewhere(Fleet(settings, cluster), feed)
    elif workers == 1:
        from stancewire.tagger import Tagger

        lines = _here(Tagger(config).warm(), feed, with_text, selection)
    else:
        lines = _elsewhere(Crew(settings, workers), feed)
    return _limited(lines, selection.limit)


def workers_of(wanted: str) -> int:
    """ "auto" is one for each core this process may use. Raises ValueError for what is neither that nor a positive number."""
    if wanted == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    number = int(wanted)
    if not 1 <= number <= MOST_WORKERS:
        raise ValueError(f"from 1 to {MOST_WORKERS} workers")
    return number


def _here(tagger: Tagger, feed: Feed, with_text: bool, selection: Selection) -> Iterator[Line | LeftOut]:
    return (line_of(tagger, job, with_text, selection) for job in feed)


def _elsewhere(crew: Crew | Fleet, feed: Feed) -> Iterator[Line | LeftOut]:
    try:
        for _, line in crew.answers(feed):
            yield line
    finally:
        crew.close()


def _limited(lines: Iterator[Line | LeftOut], limit: int | None) -> Iterator[Line]:
    number = 0
    for line in lines:
        if isinstance(line, Line):
            yield line
            number += 1
            if number == limit:
                return
