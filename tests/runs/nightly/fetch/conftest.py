"""A server for each test, no connection to anywhere but this machine, and no test that hangs."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from misbehaving import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that fails to refuse an address must not lead a test to somebody else's machine."""
    connect = socket.create_connection

    def here(address: tuple[str, int], *args: Any, **kwargs: Any) -> socket.socket:
        assert address[0].startswith("127.") or address[0] == "::1", f"a test would have connected to {address}"
        return connect(address, *args, **kwargs)

    monkeypatch.setattr(socket, "create_connection", here)


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    """Limits are tenths of seconds, so that a test takes one second; a machine at work on ten other things may take some more."""
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < 15.0
