"""What stands twice: ids, and texts that are nearly the same.

MinHash sketches propose pairs of texts (the duplicates room); all their runs of words decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from zlib import crc32

from stancewire.corpus.violations import Complaint, Place
from stancewire.corpus.words import runs
from stancewire.duplicates.signature import Signature, is_copy
from stancewire.duplicates.sketches import Sketches

_SKETCHED: Final = 5  # words a run; what shares half of its longer runs shares more of these
_COMPARED: Final = 8
_NEAR: Final = 0.5  # of the compared runs of both


def near_copies(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Numbers (a < b) of texts that share more than half of their eight-word runs, or of which one holds the other.

    Names and figures do not tell two texts apart here, unlike in an archive: a template filled in twice is one text.
    """
    sketched = [frozenset(crc32(run.encode()) for run in runs(text, _SKETCHED)) for text in texts]
    sketches = Sketches()
    for number, hashes in enumerate(sketched):
        if hashes:
            sketches.append(number, number, hashes)
    for one, other in sketches.pairs():
        copy = is_copy(*(Signature(runs=sketched[k], facts=frozenset()) for k in (one, other)))
        if copy or _likeness(texts[one], texts[other]) > _NEAR:
            yield min(one, other), max(one, other)


def _likeness(one: str, other: str) -> float:
    first, second = runs(one, _COMPARED), runs(other, _COMPARED)
    return len(first & second) / max(1, len(first | second))


def repeated_ids(places: Iterable[Place]) -> Iterator[tuple[Place, Complaint]]:
    """Ids that stand more than once."""
    seen: dict[str, str] = {}
    for place in places:
        if place.name in seen:
            yield place, ("id", f"stands already in {seen[place.name]}; choose another")
        seen.setdefault(place.name, place.file)
