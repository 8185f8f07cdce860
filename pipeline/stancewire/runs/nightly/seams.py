"""What a night does to the world outside: disk, ledger commits, the clock. Tests break it at any step."""

from __future__ import annotations

import sqlite3

from stancewire.runs.disk import Disk


class NightDisk(Disk):
    """The disk, and the moment at which the ledger becomes true."""

    def commit(self, connection: sqlite3.Connection) -> None:
        """Make a transaction of the ledger safe."""
        connection.execute("COMMIT")
