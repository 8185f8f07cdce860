"""The ledger made small: space that deleted rows left is given back, after the whole file was checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stancewire.runs.nightly.ledger import REBUILD, Ledger, LedgerError


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Bytes on the disk, the write-ahead log included."""

    before: int
    after: int


def vacuum(ledger: Ledger) -> Sizes:
    """Check the ledger thoroughly and write it anew without gaps; as much again as it holds must be free on the disk.

    Whole or not at all, as all that SQLite does. No transaction may be open. Raises LedgerError.
    """
    if trouble := ledger.trouble(thorough=True):
        raise LedgerError(str(ledger.path), f"is corrupt ({trouble})", REBUILD)
    before = _size(ledger.path)
    ledger.connection.execute("VACUUM")
    ledger.connection.execute("PRAGMA optimize")
    ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Sizes(before=before, after=_size(ledger.path))


def _size(path: Path) -> int:
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
