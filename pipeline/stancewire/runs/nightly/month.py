"""One month file: what of it the ledger knows is hashed, what stands behind that can be cut off, and records are appended and synced."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.runs.nightly.ledger import REBUILD, LedgerError
from stancewire.runs.nightly.seams import NightDisk

EMPTY: Final = hashlib.sha256().digest()
_PIECE: Final = 1_048_576


class EditedOutput(LedgerError):
    """An output file is not what the ledger wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A month file as the ledger knows it."""

    id: int
    name: str
    size: int
    records: int
    sha256: bytes
    mtime_ns: int
    writing: bool
    packed: str | None


class Month:
    """One month file, open. `size`, `records` and `sha256` are those of what was written through it."""

    def __init__(self, path: Path, output: Output, disk: NightDisk) -> None:
        self.path = path
        self.output = output
        self._disk = disk
        is_new = not path.exists()
        self._descriptor = disk.open(path)
        if is_new:
            disk.sync_folder(path.parent)
        self._hash = hashlib.sha256()
        self.size = 0
        self.records = 0

    def read(self) -> None:
        """Hash what the ledger knows of it. Raises EditedOutput where its bytes are others."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        for piece in self._pieces(self.output.size):
            self._hash.update(piece)
        if self._hash.digest() != self.output.sha256:
            raise EditedOutput(str(self.path), "was changed since the last run wrote to it", REBUILD)
        self.size, self.records = self.output.size, self.output.records

    def _pieces(self, size: int) -> Iterator[bytes]:
        while size > 0 and (piece := os.read(self._descriptor, min(size, _PIECE))):
            size -= len(piece)
            yield piece

    def tail(self) -> bytes:
        """What stands behind it."""
        os.lseek(self._descriptor, self.size, os.SEEK_SET)
        return b"".join(self._pieces(os.fstat(self._descriptor).st_size - self.size))

    def cut(self) -> None:
        """Take away what stands behind it."""
        self._disk.truncate(self._descriptor, self.size)
        self._disk.sync(self._descriptor)

    def append(self, lines: Sequence[bytes]) -> None:
        """Write some records; they are safe when this returns, but not yet true."""
        data = b"".join(lines)
        self._disk.write(self._descriptor, data, self.size)
        self._disk.sync(self._descriptor)
        self._hash.update(data)
        self.size += len(data)
        self.records += len(lines)

    @property
    def sha256(self) -> bytes:
        """Of all bytes so far."""
        return self._hash.digest()

    @property
    def mtime_ns(self) -> int:
        """As the system has it now."""
        return os.fstat(self._descriptor).st_mtime_ns

    def close(self) -> None:
        """Leave it as it is."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def save(self, connection: sqlite3.Connection, *, writing: bool) -> None:
        """Tell the ledger, in the transaction that is open."""
        connection.execute(
            "UPDATE outputs SET bytes = ?, records = ?, sha256 = ?, mtime_ns = ?, writing = ? WHERE id = ?",
            (self.size, self.records, self.sha256, self.mtime_ns, writing, self.output.id),
        )
