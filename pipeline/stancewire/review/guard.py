"""What stands before every answer of the server: the right host, the right browser, and for writes the right page.

A page on the internet can make a browser ask 127.0.0.1. It is kept out by the Host header (DNS rebinding), by a cookie
that a browser sends along from our own page only (SameSite=Strict), and on writes by Origin, the type of what is sent
and a word that only our page knows. The link with the token works once; then its token is worth nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
WORD_HEADER: Final = "x-stancewire"
_SAFE: Final = ("GET", "HEAD")
_ENTER: Final = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">'
    '<title>stancewire review</title><p><a href="/">Go on to the review</a></p></html>'
)


@dataclass(slots=True)
class Keys:
    """What opens the server: a token for one use, the cookie it is changed for, and the word of the page."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    word: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def use(self, token: str) -> bool:
        """Whether this is the token; it is another one afterwards."""
        if not compare_digest(token.encode(), self.token.encode()):
            return False
        self.token = secrets.token_urlsafe(24)
        return True


class Guard:
    """ASGI middleware. new_link: called when somebody without a cookie comes after the link was used."""

    def __init__(self, app: ASGIApp, keys: Keys, port: int, new_link: Callable[[], None]) -> None:
        self._app = app
        self._keys = keys
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        # Cookies know no ports: two reviews on one machine must not take each other's.
        self._cookie = f"stancewire-review-{port}"
        self._new_link = new_link

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the app, or let it answer; every answer bears the headers."""
        if scope["type"] != "http":
            return
        answer = self._answer(Request(scope))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
            await send(message)

        await (answer or self._app)(scope, receive, with_headers)

    def _answer(self, request: Request) -> Response | None:
        """The refusal, or the door; None where the app may answer."""
        if request.headers.getlist("host") not in [[host] for host in self._hosts]:
            return PlainTextResponse("This server answers to 127.0.0.1 and localhost only.\n", 421)
        token = parse_qs(request.url.query).get("token", [""])[0]
        if request.url.path == "/" and token and self._keys.use(token):
            return self._enter()
        if not compare_digest(request.cookies.get(self._cookie, "").encode(), self._keys.cookie.encode()):
            return self._closed(request)
        return None if request.method in _SAFE else self._refusal(request)

    def _enter(self) -> Response:
        """A page that goes on by itself: a redirect would lose the cookie where the link was clicked on another site."""
        answer = HTMLResponse(_ENTER)
        answer.set_cookie(self._cookie, self._keys.cookie, httponly=True, samesite="strict", path="/")
        return answer

    def _closed(self, request: Request) -> Response:
        if request.url.path == "/":
            self._new_link()
        text = "Open the link that stancewire review shows in its terminal; each link works once.\n"
        return PlainTextResponse(text, 403)

    def _refusal(self, request: Request) -> Response | None:
        """Of a write that did not come from our page."""
        origin, sent = request.headers.get("origin", ""), request.headers.get("content-type", "")
        word = request.headers.get(WORD_HEADER, "")
        if (
            origin in [f"http://{host}" for host in self._hosts]
            and sent.partition(";")[0].strip() == "application/json"
            and compare_digest(word.encode(), self._keys.word.encode())
        ):
            return None
        return PlainTextResponse("Only the page of this server may change anything.\n", 403)
