"""Importing a large extension without being interrupted halfway.

An interrupt inside the initialisation of an extension module comes out as an ImportError, which would be taken for a
fault of the document at hand, and the interrupt would be lost.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Signals that end a run wait until the block is left. Python handles them in the main thread only, and so do we."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    handlers = {number: signal.getsignal(number) for number in _SIGNALS}
    for number in handlers:
        signal.signal(number, lambda found, _: waiting.append(found))
    try:
        yield
    finally:
        for number, handler in handlers.items():
            # None: installed by something that is not Python, which only its own code could put back.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for number in waiting:
            signal.raise_signal(number)
