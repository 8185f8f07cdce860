"""MinHash sketches in 512 bytes a document, and the pairs of documents that may be copies.

The sketches are rensa's. Its index of bands takes 7 KB a document (measured over
40,000 with the bands below), so the bands are gone through one after the other here.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator
from itertools import combinations, islice
from math import sqrt
from operator import eq
from typing import Final

from stancewire.duplicates.signature import least_overlap

_SEED: Final = 20141008
_SLOTS: Final = 128
_ROWS: Final = 2  # slots a band: bodies that share a fifth meet in one of 64 bands nine times of ten, a third always
_SLOT_BYTES: Final = 4
_BAND: Final = _ROWS * _SLOT_BYTES
_SKETCH: Final = _SLOTS * _SLOT_BYTES
_DOUBT: Final = 4  # standard deviations by which a sketch may err before a pair is ruled out
_CROWD: Final = 100  # documents in one band; a form letter may stand in an archive 10,000 times
_NEIGHBOURS: Final = 30  # that a document of a crowd is compared with, the same ones in every band


class Sketches:
    """Sketches of documents, each with the document's number and a number that its content alone decides."""

    def __init__(self) -> None:
        self._all = bytearray()
        self._numbers = array("L")
        self._contents = array("Q")
        self._sizes = array("L")
        self._crowded: set[tuple[int, bytes]] = set()
        self._compared: set[tuple[int, int]] = set()  # in crowds

    def append(self, number: int, content: int, hashes: Collection[int]) -> None:
        """Sketch a document. hashes: of 32 bits; their order is nothing."""
        from rensa import RMinHash

        sketch = RMinHash(num_perm=_SLOTS, seed=_SEED)
        sketch.update([value.to_bytes(4, "big") for value in hashes])
        self._all += array("I", sketch.digest()).tobytes()
        self._numbers.append(number)
        self._contents.append(content)
        self._sizes.append(len(hashes))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Numbers of documents that agree in a band, each pair once, whatever the order they came in."""
        for band in range(0, _SKETCH, _BAND):
            for key, bucket in self._buckets(band):
                bucket.sort(key=self._contents.__getitem__)
                found = self._in_crowd(bucket) if len(bucket) > _CROWD else combinations(bucket, 2)
                likely = ((a, b) for a, b in found if self._agree(a, b) and not self._met(a, b, band))
                yield from ((self._numbers[a], self._numbers[b]) for a, b in likely)
                if len(bucket) > _CROWD:
                    self._crowded.add((band, key))

    def _in_crowd(self, bucket: list[int]) -> Iterator[tuple[int, int]]:
        for place, one in enumerate(bucket):
            for other in islice(bucket, place + 1, place + 1 + _NEIGHBOURS):
                if (one, other) not in self._compared:
                    self._compared.add((one, other))
                    yield one, other

    def _agree(self, one: int, other: int) -> bool:
        """Whether two sketches agree in as many slots as those of copies of their sizes do."""
        share = least_overlap(self._sizes[one], self._sizes[other])
        least = _SLOTS * share - _DOUBT * sqrt(_SLOTS * share * (1 - share))
        agreed: int = sum(map(eq, self._slots(one), self._slots(other)))
        return share > 0 and agreed >= least

    def _slots(self, place: int) -> memoryview:
        return memoryview(self._all)[place * _SKETCH : (place + 1) * _SKETCH].cast("I")

    def _met(self, one: int, other: int, band: int) -> bool:
        """Whether two were compared for an earlier band; two of a crowd may not have been."""
        return any(
            (key := self._key(one, before)) == self._key(other, before) and (before, key) not in self._crowded
            for before in range(0, band, _BAND)
        )

    def _buckets(self, band: int) -> Iterator[tuple[bytes, list[int]]]:
        """The places that share a key, where two or more do."""
        first: dict[bytes, int] = {}  # most documents stay alone; a list for each would take five times the memory
        more: dict[bytes, list[int]] = {}
        for place in range(len(self._numbers)):
            key = self._key(place, band)
            if (other := first.setdefault(key, place)) != place:
                more.setdefault(key, [other]).append(place)
        yield from more.items()

    def _key(self, place: int, band: int) -> bytes:
        start = place * _SKETCH + band
        return bytes(self._all[start : start + _BAND])
