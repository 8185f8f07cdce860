"""What is wrong with a row, as a sentence: file, document, field, what, and the mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

Complaint = tuple[str, str]  # field; what is wrong with it and the mend
_LONGEST: Final = 800  # characters of a sentence: it quotes the row, and a row may hold anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row of a file. `name` is its id, or its line in the file where it has none."""

    file: str  # relative to the corpus folder, with forward slashes
    name: str

    @property
    def incoming(self) -> bool:
        """Whether the row stands as an annotator wrote it: those files have folders of their own."""
        return "/" in self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One sentence."""

    place: Place
    field: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place.file}: {self.place.name}: {self.field}: {_cut(self.sentence)}"


def _cut(sentence: str) -> str:
    """A sentence without its middle if it is too long: what is wrong stands in front, the mend at the end."""
    half = _LONGEST // 2
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:half]} … {sentence[-half:]}"


@dataclass(slots=True)
class Findings:
    """What was found, in order. `only`: keep what concerns one file, by its name without folders."""

    only: str | None = None
    errors: list[Violation] = field(default_factory=list)
    warnings: list[Violation] = field(default_factory=list)

    def add(self, place: Place, complaints: Iterable[Complaint]) -> None:
        """Keep what has to be mended."""
        self.errors += self._kept(place, complaints)

    def warn(self, place: Place, complaints: Iterable[Complaint]) -> None:
        """Keep what a person has to look at."""
        self.warnings += self._kept(place, complaints)

    def _kept(self, place: Place, complaints: Iterable[Complaint]) -> list[Violation]:
        found = [Violation(place=place, field=name, sentence=sentence) for name, sentence in complaints]
        return found if self.concerns(place) else []

    def concerns(self, place: Place) -> bool:
        """Whether a row stands in the file of interest."""
        return self.only in (None, place.file.rpartition("/")[2])
