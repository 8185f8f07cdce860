"""A web server on this machine that does whatever a test asks of it, and remembers who asked for what."""

from __future__ import annotations

import gzip
import random
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from stancewire.runs.nightly.fetch.limits import FetchLimits
from stancewire.runs.nightly.fetch.pace import Time
from stancewire.runs.nightly.fetch.session import Session

Answering = Callable[[socket.socket], None]
DAY = 1_800_000_000.0  # 15 January 2027, 08:00 UTC


def answer(content: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """A whole answer; header names are written with _ for -. Connection: close and the right length unless given."""
    said = {"Content-Length": str(len(content)), "Connection": "close"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value)
    return f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode() + content


def packed(content: bytes, **headers: str) -> bytes:
    """An answer packed by gzip."""
    return answer(gzip.compress(content, mtime=0), Content_Encoding="gzip", **headers)


def rules(text: str) -> bytes:
    """A robots.txt."""
    return answer(text.encode(), Content_Type="text/plain")


def forever(first: bytes, piece: bytes, pause: float = 0.0) -> Answering:
    """Send something, and then the same piece until the other side has enough."""

    def send(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return send


def silent(connection: socket.socket) -> None:
    """Say nothing, until the other side goes."""
    connection.settimeout(5)
    while connection.recv(65_536):  # what is still to come of the request
        pass


@dataclass
class Server:
    """routes: path to an answer, a row of answers (the last one stays), or what is done with the connection."""

    port: int = 0
    routes: dict[str, bytes | list[bytes] | Answering] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    robots: bytes = answer(status=404)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(5)
            head = b""
            while b"\r\n\r\n" not in head:
                if not (piece := connection.recv(65_536)):
                    return
                head += piece
            first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            path = first.split(" ")[1]
            self.asked.append((path, dict(line.lower().split(": ", 1) for line in lines)))
            route = self.routes.get(path, self.robots if path == "/robots.txt" else answer(status=404))
            if isinstance(route, list):
                route = route.pop(0) if len(route) > 1 else route[0]
            if callable(route):
                route(connection)
            else:
                connection.sendall(route)


@contextmanager
def serving(context: ssl.SSLContext | None = None, address: str = "127.0.0.1") -> Iterator[Server]:
    """A server in threads, ended with the block."""
    with socket.create_server((address, 0)) as listening:
        server = Server(port=listening.getsockname()[1])
        threads: list[threading.Thread] = []

        def run(connection: socket.socket) -> None:
            with suppress(OSError), connection:
                server.serve(context.wrap_socket(connection, server_side=True) if context else connection)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    threads.append(threading.Thread(target=run, args=(connection,), daemon=True))
                    threads[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            for thread in (accepting, *threads):
                thread.join(6)


@dataclass
class FakeTime:
    """Time goes on as it does, but sleeping takes none of it."""

    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def monotonic(self) -> float:
        return time.monotonic() + sum(self.slept)

    @property
    def time(self) -> Time:
        return Time(monotonic=self.monotonic, wall=lambda: DAY, sleep=self.sleep, chance=random.Random(0))


NAMES = {"news.example": ("127.0.0.1",), "other.example": ("127.0.0.1",)}


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The names of tests; an address is its own."""
    if host in NAMES:
        return NAMES[host]
    with suppress(OSError):
        return tuple(dict.fromkeys(str(e[4][0]) for e in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)))
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # those of the system take time to read
PATIENT = {"connect_seconds": 6.0, "read_seconds": 6.0, "whole_seconds": 6.0, "delay_seconds": 0.0, "tries": 1}
QUICK = {**PATIENT, "connect_seconds": 0.4, "read_seconds": 0.4, "whole_seconds": 0.8}  # for servers that do hang


def session(
    fake: FakeTime | None = None, resolver: Callable[[str, int], tuple[str, ...]] = resolve, **limits: object
) -> Session:
    """A session that may ask 127.0.0.1, has no pauses and tries once."""
    settings = {"allow_networks": ("127.0.0.1/32",), **PATIENT, **limits}
    time = (fake or FakeTime()).time
    return Session(FetchLimits(**settings), time=time, resolve=resolver, context=NO_CERTIFICATES)  # type: ignore[arg-type]
