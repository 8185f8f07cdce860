"""Signatures by number, kept in a temporary file: 3 KB a document that memory need not hold."""

from __future__ import annotations

from array import array
from itertools import pairwise
from tempfile import TemporaryFile
from typing import Final, Self

from stancewire.duplicates.polarity import Sides
from stancewire.duplicates.signature import Signature

_PARTS: Final = 5  # runs, facts, places, taken, without


class Shelf:
    """Signatures in the order they came. A context manager: the file goes away with it."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._ends = array("Q", [0])  # one for each part of each signature

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def append(self, new: Signature) -> None:
        """Put a signature behind all others."""
        self._file.seek(self._ends[-1])
        for hashes in (new.runs, new.facts, new.sides.places, new.sides.taken, new.sides.without):
            self._file.write(array("I", sorted(hashes)).tobytes())
            self._ends.append(self._file.tell())

    def __getitem__(self, number: int) -> Signature:
        ends = self._ends[_PARTS * number : _PARTS * (number + 1) + 1]
        self._file.seek(ends[0])
        runs, facts, places, taken, without = (self._hashes(end - start) for start, end in pairwise(ends))
        return Signature(runs=runs, facts=facts, sides=Sides(places=places, taken=taken, without=without))

    def _hashes(self, size: int) -> frozenset[int]:
        hashes = array("I")
        hashes.frombytes(self._file.read(size))
        return frozenset(hashes)
