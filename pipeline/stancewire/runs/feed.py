"""From inputs to jobs, in order: what is read, which of it is taken, and how far the reading has come.

A run that is taken up again reads its inputs from the start and passes over what is done. On the way
it makes the same chain of hashes, and stops where that is not the chain of the run before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from stancewire.config import Config
from stancewire.duplicates.clusters import Place, place_of
from stancewire.duplicates.names import told_apart
from stancewire.errors import ChangedRun
from stancewire.runs.copies import copies_among
from stancewire.runs.lines import Job, Mark
from stancewire.runs.selection import EVERYTHING, Selection
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article, Failure


class Feed:
    """The jobs of a run. `mark` is how far it has read, `number` how many documents there are, once that is known."""

    def __init__(
        self,
        inputs: Sequence[Input | Failure],
        config: Config,
        *,
        duplicates: bool = False,
        selection: Selection = EVERYTHING,
        done: Mapping[int, str] | None = None,
        name: str = "",
    ) -> None:
        """duplicates: ids are told apart, and all is read once before to find the copies.

        done: the chain behind so many documents, as the run `name` has it; the highest is where it goes on.
        """
        self._inputs = inputs
        self._config = config
        self._duplicates = duplicates
        self._selection = selection
        self._done = done or {}
        self._name = name
        self.mark = Mark()
        self.number: int | None = None

    def __iter__(self) -> Iterator[Job]:
        """Yield what is still to do. Raises ChangedRun where the inputs are not those of before."""
        start = max(self._done, default=0)
        drawn = self._drawn()
        copies = self._copies(drawn)
        for place, item in enumerate(self._items()):
            taken = self._takes(drawn, place, item)
            mark = self.mark.after(item)
            self.mark = mark if taken else replace(mark, unsampled=mark.unsampled + 1)
            self._compare()
            if taken and self.mark.inputs > start:
                yield Job(item=item, original=copies.get(place_of(item)), mark=self.mark)
        if self.mark.inputs < start:
            raise self._changed(f"the inputs hold {self.mark.inputs} documents, and {start} were done")

    def _items(self) -> Iterator[Article | Failure]:
        # Ids are told apart where one record points at another, in all passes alike; elsewhere they are the caller's.
        articles = _articles(self._inputs, self._config)
        return told_apart(articles) if self._duplicates else articles

    def _drawn(self) -> frozenset[int]:
        return self._selection.drawn(self._items()) if self._selection.number else frozenset()

    def _takes(self, drawn: frozenset[int], place: int, item: Article | Failure) -> bool:
        return place in drawn if self._selection.number else self._selection.in_share(item)

    def _copies(self, drawn: frozenset[int]) -> dict[Place, str]:
        """Copies are looked for among what gets a record, so that an original is in the output."""
        return copies_among(self._wanted(drawn)) if self._duplicates else {}

    def _wanted(self, drawn: frozenset[int]) -> Iterator[Article | Failure]:
        limit = self._selection.limit
        number = found = 0
        for place, item in enumerate(self._items()):
            number += 1
            if self._takes(drawn, place, item) and self._selection.leaves_out(item) is None:
                yield item
                found += 1
                if found == limit:
                    return
        self.number = number

    def _compare(self) -> None:
        if self._done.get(self.mark.inputs, self.mark.chain) != self.mark.chain:
            raise self._changed(f"the first {self.mark.inputs} documents are not those that were done")

    def _changed(self, reason: str) -> ChangedRun:
        return ChangedRun(self._name, f"the inputs have changed since the run began: {reason}")


def _articles(inputs: Iterable[Input | Failure], config: Config) -> Iterator[Article | Failure]:
    for item in inputs:
        if isinstance(item, Failure):
            yield item
        else:
            yield from read(item, config.input)
