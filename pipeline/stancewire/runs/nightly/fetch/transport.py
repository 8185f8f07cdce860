"""The library's transport over connections of ours, directly or by the proxies of the environment."""

from __future__ import annotations

import ssl
import urllib.request
from collections.abc import Iterable, Iterator
from typing import cast

import httpcore
import httpx

from stancewire.runs.nightly.fetch.wire import Checked

_KEPT_OPEN = 4  # connections; hosts are asked one after the other
_KEPT_SECONDS = 15.0


class Stream(httpx.SyncByteStream):
    """The body of an answer as it comes."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        """Close it; the connection too, if the answer was not read to its end."""
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


class Transport(httpx.BaseTransport):
    """Requests over a pool whose connections are `Checked`. proxy: an address with or without user and password."""

    def __init__(self, backend: Checked, context: ssl.SSLContext, proxy: str = "") -> None:
        if proxy:
            url = httpx.URL(proxy)
            user = (url.username, url.password) if url.username else None
            bare = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/")
            self._pool: httpcore.ConnectionPool = httpcore.HTTPProxy(
                bare,
                proxy_auth=user,
                ssl_context=context,
                network_backend=backend,
                max_keepalive_connections=_KEPT_OPEN,
            )
        else:
            self._pool = httpcore.ConnectionPool(
                ssl_context=context,
                network_backend=backend,
                max_keepalive_connections=_KEPT_OPEN,
                keepalive_expiry=_KEPT_SECONDS,
            )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The head of the answer; raises what httpcore raises, and Trouble."""
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        body = Stream(cast(Iterable[bytes], answer.stream))
        return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


def proxy_for(scheme: str, host: str) -> str:
    """The proxy that the environment names for a host, or nothing."""
    if urllib.request.proxy_bypass(host):
        return ""
    proxies = urllib.request.getproxies()
    proxy = proxies.get(scheme) or proxies.get("all") or ""
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"
