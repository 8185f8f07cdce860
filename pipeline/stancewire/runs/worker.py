"""The worker's side of a crew: one process that holds a Tagger, asked for one document after the other.

It says "ready" when its models are loaded, or sends the error that kept them from it. It ends when its parent
does, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import Connection
from typing import Final

from stancewire.config import Config
from stancewire.errors import StancewireError
from stancewire.runs.lines import line_of
from stancewire.runs.selection import Selection

READY: Final = "ready"
DEAF_TO: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name))
HELD: Final = (*DEAF_TO, signal.SIGTERM)


def work(connection: Connection, config: Config, with_text: bool, selection: Selection) -> None:
    """Answer jobs with lines until there are no more."""
    for number in DEAF_TO:
        signal.signal(number, signal.SIG_IGN)  # the parent decides; an interrupted worker would only complain
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HELD)  # as they are while a worker is started
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        from stancewire.tagger import Tagger

        tagger = Tagger(config).warm()
    except StancewireError as error:
        connection.send(error)
        return
    connection.send(READY)
    try:
        while (job := connection.recv()) is not None:
            connection.send(line_of(tagger, job, with_text, selection))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent has gone


def _end_with_parent() -> None:
    """A worker whose parent was killed has nobody to work for, not even to the end of its document."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
