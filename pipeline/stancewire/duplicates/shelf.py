"""Signatures by number, kept in a temporary file: 3 KB a document that memory need not hold."""

from __future__ import annotations

from array import array
from tempfile import TemporaryFile
from typing import Self

from stancewire.duplicates.signature import Signature


class Shelf:
    """Signatures in the order they came. A context manager: the file goes away with it."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._ends = array("Q", [0])  # two for each signature: of its runs, of its facts

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def append(self, new: Signature) -> None:
        """Put a signature behind all others."""
        self._file.seek(self._ends[-1])
        for hashes in (new.runs, new.facts):
            self._file.write(array("I", sorted(hashes)).tobytes())
            self._ends.append(self._file.tell())

    def __getitem__(self, number: int) -> Signature:
        start, middle, end = self._ends[2 * number : 2 * number + 3]
        self._file.seek(start)
        return Signature(runs=self._hashes(middle - start), facts=self._hashes(end - middle))

    def _hashes(self, size: int) -> frozenset[int]:
        hashes = array("I")
        hashes.frombytes(self._file.read(size))
        return frozenset(hashes)
