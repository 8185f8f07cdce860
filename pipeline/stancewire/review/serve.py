"""A server on 127.0.0.1 until somebody stops it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from stancewire.errors import OutputError
from stancewire.review.guard import Keys
from stancewire.review.server import make_app
from stancewire.review.session import Session
from stancewire.review.store import Store

HOST = "127.0.0.1"


def serve(store: Store, session: Session, port: int, say: Callable[[str], None]) -> None:
    """Answer until Ctrl-C or SIGTERM. port: 0 takes a free one. say: gets every link that opens the page.

    Raises OutputError for a port that cannot be had.
    """
    # uvicorn ends in order on a signal, and raises it again for those who wait for it.
    with listen(port) as listener, suppress(KeyboardInterrupt):
        make_server(store, session, listener, say).run(sockets=[listener])


def make_server(store: Store, session: Session, listener: socket.socket, say: Callable[[str], None]) -> uvicorn.Server:
    """A server for a socket that listens; its first link is said at once."""
    number = listener.getsockname()[1]
    keys = Keys()

    def link() -> str:
        return f"http://{HOST}:{number}/?token={keys.token}"

    app = make_app(session, store, keys, number, _LinkTeller(keys, link, say))
    config = uvicorn.Config(
        app, lifespan="off", ws="none", log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    say(link())
    return uvicorn.Server(config)


class _LinkTeller:
    """Tells a new link when the one told last was used and somebody stands before the door again."""

    def __init__(self, keys: Keys, link: Callable[[], str], say: Callable[[str], None]) -> None:
        self._keys, self._link, self._say = keys, link, say
        self._told = keys.token

    def __call__(self) -> None:
        if self._told != self._keys.token:
            self._told = self._keys.token
            self._say(self._link())


def listen(port: int) -> socket.socket:
    """A socket on 127.0.0.1, and nowhere else. Raises OutputError."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # there it lets a server start again at once; elsewhere it would share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        mend = "name another with --port, or --port 0 for one that is free"
        raise OutputError(f"port {port}", f"cannot be had on {HOST} ({error.strerror})", mend) from None
    return listener
