"""Cut a document into what an encoder reads at once: as many whole units as fit, with the title before each window.

    [CLS] head [SEP] unit [SEP] unit [SEP] …

A later window begins with the title and the unit before it, which are read there but not scored again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from stancewire.stance.reading import Reading

WINDOW: Final = 320  # tokens
UNIT: Final = 160  # tokens of one unit that are read; a longer paragraph is cut
_CONTEXT: Final = 60  # tokens of a unit that is only there for what follows it
_TITLE: Final = "title"


class Tokens(Protocol):
    """What is needed of a tokenizer."""

    cls: int
    sep: int

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The word pieces of each text, without special tokens."""


@dataclass(frozen=True, slots=True)
class Place:
    """Unit `unit` of the reading stands at ids[start:end]; its [SEP] is ids[end]."""

    unit: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids and the units to score among them."""

    ids: tuple[int, ...]
    places: tuple[Place, ...]


def windows_of(reading: Reading, tokens: Tokens, kept: Sequence[int] | None = None) -> tuple[Window, ...]:
    """The windows of a reading, in order.

    kept: the units to read, in order; None reads all. A reading without units has no window.
    """
    chosen = range(len(reading.units)) if kept is None else kept
    head, *texts = tokens.ids([reading.head, *(reading.units[unit].text for unit in chosen)])
    units = [(unit, ids[:UNIT]) for unit, ids in zip(chosen, texts, strict=True)]
    title = next((ids for unit, ids in units if reading.units[unit].zone == _TITLE), None)
    return tuple(_cut([tokens.cls, *head, tokens.sep], units, title, tokens.sep))


def _cut(
    opening: list[int], units: Sequence[tuple[int, list[int]]], title: list[int] | None, sep: int
) -> Iterator[Window]:
    ids = list(opening)
    places: list[Place] = []
    last: list[int] | None = None
    for unit, unit_ids in units:
        if places and len(ids) + len(unit_ids) + 1 > WINDOW:
            yield Window(tuple(ids), tuple(places))
            context = [c for c in (title, None if last is title else last) if c is not None]
            ids = [*opening, *(i for c in context for i in (*c[:_CONTEXT], sep))]
            places = []
        places.append(Place(unit, len(ids), len(ids) + len(unit_ids)))
        ids += [*unit_ids, sep]
        last = unit_ids
    if places:
        yield Window(tuple(ids), tuple(places))
