"""Connections: a name is looked up once, its addresses are checked, and one of them is connected to; nothing lasts longer than it may.

The library is never given the name to connect to, so that no second look-up can give another address.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from typing import Any, Final

import httpcore

from stancewire.runs.nightly.fetch.addresses import Network, refused
from stancewire.runs.nightly.fetch.trouble import Trouble

Resolve = Callable[[str, int], tuple[str, ...]]
_MOST_ADDRESSES: Final = 4  # of one name that are tried
_MEND: Final = "correct the address, or allow its network with allow_networks in the config"


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a name by the system, each once. Raises OSError, and UnicodeError for what can be no name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline:
    """When the request at hand must be done; one request at a time."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._end = float("inf")

    def begin(self, seconds: float) -> None:
        """A request begins."""
        self._end = self._clock() + seconds

    def passed(self) -> bool:
        """Whether it should have been done."""
        return self._clock() >= self._end

    def left(self, most: float | None) -> float:
        """Seconds that the next step may take. Raises ReadTimeout if there are none."""
        rest = self._end - self._clock()
        if rest <= 0:
            raise httpcore.ReadTimeout("the time for the whole request is over")
        return rest if most is None else min(rest, most)


class Bounded(httpcore.NetworkStream):
    """A connection each of whose steps ends with the deadline, however slowly bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of them."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return Bounded(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the library asks of a connection."""
        return self._stream.get_extra_info(info)


class Checked(httpcore.NetworkBackend):
    """Connects to addresses that were checked. to_proxies: whatever the user configured as proxy may be connected to."""

    def __init__(
        self, deadline: Deadline, allowed: tuple[Network, ...], resolve: Resolve = look_up, *, to_proxies: bool = False
    ) -> None:
        self._deadline, self._allowed, self._resolve = deadline, allowed, resolve
        self._to_proxies = to_proxies
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the addresses of a name. Raises Trouble where one of them must not be asked."""
        addresses = self.addresses(host, port, timeout)
        if not self._to_proxies:
            self.check(host, addresses)
        broken: Exception | None = None
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                rest = self._deadline.left(timeout)
                stream = self._plain.connect_tcp(address, port, rest, local_address, socket_options)
                return Bounded(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                broken = error
        raise broken or httpcore.ConnectError("the name has no address")

    def check(self, host: str, addresses: Iterable[str]) -> None:
        """Raise Trouble unless all of them may be asked: a name with a public and a private one is a trap."""
        for address in addresses:
            if kind := refused(address, self._allowed):
                what = f"{'an' if kind.startswith('u') else 'a'} {kind} address"
                reason = f"{host} is {what}" if address == host else f"{host} leads to {address}, {what}"
                raise Trouble(f"must not be asked: {reason}", _MEND, retry=False, is_final=True)

    def addresses(self, host: str, port: int, timeout: float | None) -> tuple[str, ...]:
        """Those of a name. Raises Trouble where it has none, or where nothing comes in time: the system's own look-up has no limit."""
        answers: queue.SimpleQueue[tuple[str, ...] | OSError | UnicodeError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True, name="look-up").start()
        try:
            found = answers.get(timeout=self._deadline.left(timeout))
        except queue.Empty:
            found = OSError("no answer in time")
        if isinstance(found, tuple):
            return found
        said = found.strerror if isinstance(found, OSError) and found.strerror else str(found)
        hint = "check the name and the network; it is tried again next time"
        raise Trouble(f"the name {host} leads to no address ({said})", hint, retry=True, unreached=True)
