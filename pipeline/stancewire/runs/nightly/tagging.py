"""Who makes records of documents: worker processes that hold the tagger, started when the first document comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from stancewire.runs.lines import Job, LeftOut, Line
from stancewire.runs.nightly.generations import Generation

if TYPE_CHECKING:
    from stancewire.config import Config


class Tagging(Protocol):
    """What a night asks for records. Tests and simulations bring their own."""

    @property
    def generation(self) -> Generation:
        """Of the records that it makes."""

    def answers(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Line | LeftOut]]:
        """Each job with its line, in order."""

    def close(self) -> None:
        """End it."""


class Workers:
    """The tagger of a config, in processes of its own: a document that kills one costs itself alone."""

    def __init__(self, config: Config, workers: int, *, with_text: bool) -> None:
        """Raises ConfigError, ModelError, CrewError."""
        from stancewire.runs.crew import Crew
        from stancewire.runs.hand import Settings
        from stancewire.runs.selection import EVERYTHING

        self.generation = Generation.of(config)
        self._crew = Crew(Settings(config=config, with_text=with_text, selection=EVERYTHING), workers)

    def answers(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Line | LeftOut]]:
        """Each job with its line, in order."""
        return self._crew.answers(jobs)

    def close(self) -> None:
        """End the processes."""
        self._crew.close()
