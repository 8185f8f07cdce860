"""Importing a large extension without being interrupted halfway.

An interrupt inside the initialisation of an extension module comes out as an ImportError, which would be taken for a
fault of the document at hand, and the interrupt would be lost.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Signals that end a run wait until the block is left. Without effect where the system cannot block signals."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
