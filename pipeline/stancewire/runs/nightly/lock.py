"""One at a time: all that writes to a ledger or its output holds one lock, which the system lets go of however its holder ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stancewire.errors import LockHeld
from stancewire.runs.locking import lock


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of a ledger. Raises LockHeld at once if another run does, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not lock(descriptor):
            hint = "wait for it or stop it; nothing was done"
            raise LockHeld(str(path.with_suffix("")), "another run is at work on this ledger", hint)
        yield
    finally:
        os.close(descriptor)
