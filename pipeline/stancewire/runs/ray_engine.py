"""A run on a Ray cluster: jobs in, the same lines in the same order out, whichever nodes come and go.

Reading, order, output and journal stay with the driver, as with plain workers; documents go to the nodes in chunks of
about half a second's work, so that no node needs to see the inputs. Ray Data holds the pool of actors and brings
their answers. When it breaks off, because an actor or a node has died, it is begun again on what is left, with
the chunks that have no answer. A chunk that was twice among the lost is tagged beside the driver, in a process
of its own: if a document of it ends that too, it costs its error record.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, Final

from stancewire.errors import CrewError, StancewireError
from stancewire.runs.crew import Answer, Crew
from stancewire.runs.hand import Settings
from stancewire.runs.lines import Job
from stancewire.runs.ray_cluster import Cluster, Session
from stancewire.runs.ray_seat import Desk, Lines, Seat, identity_of, unpacked

CHUNKS: Final = 4  # per actor that may be under way: one in hand, the others so that it need not wait
SECONDS: Final = 0.5  # of work in a chunk; what Ray does for one takes some milliseconds
DOCUMENTS: Final = 256  # in a chunk at most
CHARACTERS: Final = 2_000_000  # of text in a chunk, but for its last document
LOSSES: Final = 2
FAILURES: Final = 5  # without an answer between them, and the cluster is of no use
_FIRST: Final = 4  # documents in a chunk while it is not known how long one takes


class Fleet:
    """Actors that tag, in the place of a Crew."""

    def __init__(self, settings: Settings, cluster: Cluster) -> None:
        """Join the cluster. Raises MissingLibrary, CrewError, ConfigError, ModelError."""
        self._home = identity_of(settings.config)
        self._settings = settings
        self._session = Session(cluster)
        self._chunks: dict[int, tuple[Job, ...]] = {}  # under way, by number, in order
        self._done: dict[int, Lines] = {}  # of those, answered before their turn
        self._losses: dict[int, int] = {}
        self._number = 0
        self._size = _FIRST
        self._failures = 0
        self._desk: Any = None
        self._tables: Iterator[Any] | None = None

    def answers(self, jobs: Iterable[Job]) -> Iterator[Answer]:
        """Each job with what became of it, in order; jobs are asked for as places become free."""
        source = iter(jobs)
        while True:
            self._fill(source)
            if not self._chunks:
                return
            first = next(iter(self._chunks))
            while first not in self._done:
                self._receive()
            yield from zip(self._chunks.pop(first), self._done.pop(first), strict=True)
            self._losses.pop(first, None)

    def close(self) -> None:
        """Leave the cluster; what is still under way there is not waited for."""
        try:
            self._break_off()
        finally:
            self._session.close()

    def _fill(self, source: Iterator[Job]) -> None:
        while len(self._chunks) < CHUNKS * self._session.seats and (chunk := self._cut(source)):
            self._chunks[self._number] = chunk
            if self._desk:
                self._put(self._number)
            self._number += 1

    def _cut(self, source: Iterator[Job]) -> tuple[Job, ...]:
        chunk: list[Job] = []
        characters = 0
        for job in islice(source, self._size):
            chunk.append(job)
            characters += len(getattr(job.item, "raw", ""))
            if characters >= CHARACTERS:
                break
        return tuple(chunk)

    def _put(self, number: int) -> None:
        where = self._session.ray.put(list(self._chunks[number]))
        self._desk.put.remote(number, [where])

    def _receive(self) -> None:
        """Take in one answer; or, where there is none to come, see to it that there will be."""
        try:
            self._tables = self._tables or self._begun()
            number, lines, seconds = unpacked(next(self._tables))
        except StancewireError:
            raise
        except (
            Exception
        ) as error:  # whatever a cluster can break of; StopIteration too, as actors never end by themselves
            self._lost(error)
            return
        self._failures = 0
        self._done[number] = lines
        self._size = max(1, min(DOCUMENTS, 2 * self._size, int(SECONDS * len(lines) / max(seconds, 1e-6))))

    def _begun(self) -> Iterator[Any]:
        self._desk = self._new_desk()
        for number in self._chunks:
            if number not in self._done:
                self._put(number)
        return self._streamed()

    def _new_desk(self) -> Any:
        """On this node: another may go."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        ray = self._session.ray
        here = NodeAffinitySchedulingStrategy(node_id=ray.get_runtime_context().get_node_id(), soft=False)
        desk = ray.remote(num_cpus=0, max_concurrency=self._session.seats + 8, scheduling_strategy=here)(Desk)
        return desk.remote()

    def _streamed(self) -> Iterator[Any]:
        """Answers as they come, in any order."""
        dataset = self._dataset(self._session.seats)
        return iter(dataset.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0))

    def _dataset(self, seats: int) -> Any:
        """One row for each actor there may be; an actor that gets one keeps it to the end."""
        import pyarrow as pa

        data = self._session.ray.data
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.target_max_block_size = 1  # an answer is a block of its own, and comes at once
        pool = data.ActorPoolStrategy(min_size=1, initial_size=seats, max_size=seats, max_tasks_in_flight_per_actor=1)
        rows = data.from_blocks([pa.table({"seat": [number]}) for number in range(seats)])
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="`ray_remote_args` is deprecated")  # no other way is there yet
            return rows.map_batches(
                Seat,
                fn_constructor_args=(self._desk, self._settings, self._home),
                batch_size=1,
                batch_format="pyarrow",
                compute=pool,
                num_cpus=1,
                max_restarts=0,  # Ray would wait for the node that is gone, and its chunks with it
            )

    def _lost(self, error: Exception) -> None:
        self._break_off()
        self._failures += 1
        if self._failures > FAILURES:
            reason = (str(error).strip() or type(error).__name__).splitlines()[-1]
            hint = "look at its nodes, and give the same command again: it goes on from what is safe"
            raise CrewError(
                "the Ray cluster", f"broke off {FAILURES} times without an answer ({reason})", hint
            ) from error
        under_way = [number for number in self._chunks if number not in self._done]
        for number in under_way[: self._session.seats]:
            self._losses[number] = self._losses.get(number, 0) + 1
            if self._losses[number] == LOSSES:
                self._done[number] = self._tagged_here(number)

    def _tagged_here(self, number: int) -> Lines:
        crew = Crew(self._settings, 1)
        try:
            return [line for _, line in crew.answers(self._chunks[number])]
        finally:
            crew.close()

    def _break_off(self) -> None:
        tables, self._tables = self._tables, None
        desk, self._desk = self._desk, None
        with suppress(Exception):  # it may be broken already
            if desk is not None:
                self._session.ray.kill(desk)
            if tables is not None:
                tables.close()  # type: ignore[attr-defined]
