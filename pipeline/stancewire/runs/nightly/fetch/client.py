"""One request to one address: no redirects, no retries, no cookies, nothing that lasts or grows beyond its limits."""

from __future__ import annotations

import logging
import ssl
from dataclasses import dataclass
from typing import Final

import httpcore
import httpx

from stancewire.runs.nightly.fetch.addresses import networks
from stancewire.runs.nightly.fetch.limits import FetchLimits
from stancewire.runs.nightly.fetch.pace import Time, retry_after
from stancewire.runs.nightly.fetch.results import UNCHANGED, Known
from stancewire.runs.nightly.fetch.transport import Transport, proxy_for
from stancewire.runs.nightly.fetch.trouble import Trouble
from stancewire.runs.nightly.fetch.unpack import ACCEPTED, Body, too_large
from stancewire.runs.nightly.fetch.wire import Checked, Deadline, Resolve, look_up

REDIRECTS: Final = (301, 302, 303, 307, 308)
_GOOD: Final = (200, 203)
_LATER: Final = (408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524)  # the last ones are Cloudflare's
_ACCEPT: Final = "text/html, application/xhtml+xml, application/xml;q=0.9, application/pdf;q=0.9, */*;q=0.5"
_LATER_HINT: Final = "it is tried again next time"
_LOGGERS: Final = ("httpx", "httpcore")  # they write whole addresses, keys and all


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: content for 200, a location for a redirect, neither for 304."""

    status: int
    content: bytes = b""
    location: str = ""
    etag: str | None = None
    last_modified: str | None = None
    media_type: str = ""


class Client:
    """Asks. `resolve` finds the addresses of a name; context: for https, the system's certificates by default."""

    def __init__(
        self, limits: FetchLimits, time: Time, resolve: Resolve = look_up, context: ssl.SSLContext | None = None
    ) -> None:
        self._limits, self._time, self._resolve = limits, time, resolve
        self._deadline = Deadline(time.monotonic)
        self._context = context
        self._clients: dict[str, httpx.Client] = {}
        self._levels = {name: logging.getLogger(name).level for name in _LOGGERS}
        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.WARNING)

    def close(self) -> None:
        """Close all connections."""
        for client in self._clients.values():
            client.close()
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)

    def get(self, url: str, known: Known | None = None, *, cut_at: int | None = None) -> Answer:
        """Ask for an address. Raises Trouble for all that can go wrong.

        known: what to compare with, so that 304 may be the answer. cut_at: bytes from which on the rest does not matter.
        """
        try:
            request = self._request(url, known)
            self._deadline.begin(self._limits.whole_seconds)
            client = self._client_for(request.url)
            self._deadline.begin(self._limits.whole_seconds)  # reading the certificates was no fault of the host's
            response = client.send(request, stream=True)
            try:
                asked_whether = bool(known and (known.etag or known.last_modified))
                return self._answer(response, cut_at, is_conditional=asked_whether)
            finally:
                response.close()
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol, httpcore.LocalProtocolError, ValueError) as error:
            raise Trouble(f"cannot be asked for ({_said(error)})", "correct the address", retry=False) from None
        except httpcore.TimeoutException as error:
            raise self._too_slow(error) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, OSError) as error:
            raise _broken(error) from None

    def _request(self, url: str, known: Known | None) -> httpx.Request:
        headers = {"User-Agent": self._limits.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        limits = self._limits
        timeout = httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)
        return httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout.as_dict()})

    def _client_for(self, url: httpx.URL) -> httpx.Client:
        """Directly, or by a proxy; then the proxy connects, and the host is checked here as well as it can be."""
        proxy = proxy_for(url.scheme, url.host) if self._limits.use_proxies else ""
        if proxy:
            self._check_behind(proxy, url)
        if proxy not in self._clients:
            self._context = self._context or httpx.create_ssl_context()
            backend = self._backend(to_proxies=bool(proxy))
            transport = Transport(backend, self._context, proxy)
            self._clients[proxy] = httpx.Client(transport=transport, trust_env=False, follow_redirects=False)
        self._clients[proxy].cookies.clear()  # it collects them; requests that are made here send none
        return self._clients[proxy]

    def _backend(self, *, to_proxies: bool) -> Checked:
        allowed = networks(self._limits.allow_networks)
        return Checked(self._deadline, allowed, self._resolve, to_proxies=to_proxies)

    def _check_behind(self, proxy: str, url: httpx.URL) -> None:
        if httpx.URL(proxy).scheme not in ("http", "https"):
            hint = "set HTTP_PROXY and HTTPS_PROXY to addresses with http:, or use_proxies to false"
            raise Trouble("cannot be asked for by a proxy of another kind than http", hint, retry=False)
        backend = self._backend(to_proxies=False)
        try:
            addresses = backend.addresses(url.host, url.port or 80, self._limits.connect_seconds)
        except Trouble:
            return  # behind a proxy, names of the outside may have no address here
        backend.check(url.host, addresses)

    def _answer(self, response: httpx.Response, cut_at: int | None, *, is_conditional: bool) -> Answer:
        status, headers = response.status_code, response.headers
        if status in REDIRECTS:
            location = headers.get("location", "")
            if not location:
                raise Trouble(f"answers {status} without an address to go to", _LATER_HINT, retry=True, status=status)
            return Answer(status=status, location=location)
        if status == UNCHANGED and is_conditional:
            return self._described(response, b"")
        if status not in _GOOD:
            raise self._declined(response)
        return self._described(response, self._body(response, cut_at))

    def _described(self, response: httpx.Response, content: bytes) -> Answer:
        headers = response.headers
        return Answer(
            status=UNCHANGED if response.status_code == UNCHANGED else 200,
            content=content,
            etag=_plain(headers.get("etag")),
            last_modified=_plain(headers.get("last-modified")),
            media_type=headers.get("content-type", "").partition(";")[0].strip().lower()[:100],
        )

    def _body(self, response: httpx.Response, cut_at: int | None) -> bytes:
        limits = self._limits
        size, most = 0, limits.max_packed_bytes
        body = Body(response.headers.get("content-encoding", ""), cut_at or limits.max_bytes, cut=cut_at is not None)
        said = response.headers.get("content-length", "")
        if cut_at is None and said.isdigit() and len(said) < 20 and int(said) > most:
            raise too_large(most, " on the wire")
        for piece in response.iter_raw():
            size += len(piece)
            if size > most:
                raise too_large(most, " on the wire")
            body.add(piece)
            if body.is_full:
                break
        return body.whole()

    def _declined(self, response: httpx.Response) -> Trouble:
        status = response.status_code
        reason = f"answers {status} {httpx.codes.get_reason_phrase(status)}".rstrip()
        if status in _LATER:
            after = retry_after(response.headers.get("retry-after", ""), self._time.wall())
            return Trouble(reason, _LATER_HINT, retry=True, status=status, retry_after=after)
        is_odd = status < 400 or status >= 500
        hint = _LATER_HINT if is_odd else "correct the address, or leave it out"
        return Trouble(reason, hint, retry=is_odd, status=status)

    def _too_slow(self, error: httpcore.TimeoutException) -> Trouble:
        limits = self._limits
        if self._deadline.passed():
            reason = f"was not done within {limits.whole_seconds:g} seconds"
        elif isinstance(error, httpcore.ConnectTimeout):
            reason = f"could not be reached within {limits.connect_seconds:g} seconds"
        else:
            reason = f"sent nothing for {limits.read_seconds:g} seconds"
        return Trouble(reason, _LATER_HINT, retry=True, unreached=True)


def _broken(error: Exception) -> Trouble:
    if "CERTIFICATE_VERIFY" in str(error) or "certificate verify" in str(error):
        hint = "it is tried again next time; a certificate of your own is found by SSL_CERT_FILE"
        return Trouble(f"has a certificate that does not hold ({_said(error)})", hint, retry=True, is_final=True)
    if isinstance(error, httpcore.ConnectError):
        return Trouble(f"could not be reached ({_said(error)})", _LATER_HINT, retry=True, unreached=True)
    return Trouble(f"broke off, or answered what is no HTTP ({_said(error)})", _LATER_HINT, retry=True)


def _said(error: Exception) -> str:
    """What a library says, on one line, without addresses: they may hold a password."""
    words = ["…" if "://" in word else word for word in str(error).split()]
    return " ".join(words)[:200] or type(error).__name__


def _plain(value: str | None) -> str | None:
    """A validator that can be sent back as it came."""
    fits = value and value.isascii() and value.isprintable() and len(value) <= 1_000
    return value if fits else None
