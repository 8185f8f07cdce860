"""The digest to a webhook, against a server that misbehaves: private addresses are refused, secrets stay in, nothing hangs."""

from __future__ import annotations

import json
import logging
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from misbehaving import NO_CERTIFICATES, Answering, Server, answer, forever, resolve, serving, silent
from stancewire.runs.nightly.delivery import NotDelivered
from stancewire.runs.nightly.digest_text import Digest
from stancewire.runs.nightly.webhook import WebhookConfig, post

DIGEST = Digest(key="0a1b", subject="s", text="t", payload={"key": "0a1b", "text": "“Nein”"})
HERE = ("127.0.0.1/32",)


def posted(server: Server, path: str = "/hook", token: str = "", host: str = "127.0.0.1", **fields: object) -> None:
    settings = {"allow_networks": HERE, "step_seconds": 4.0, "whole_seconds": 5.0, **fields}
    config = WebhookConfig(**settings)  # type: ignore[arg-type]
    post(DIGEST, config, server.url(path, host), token, resolve=resolve, context=NO_CERTIFICATES)


class Taking(BaseHTTPRequestHandler):
    """Keeps what it is sent; the server that misbehaves keeps heads only."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken = (self.path, dict(self.headers), body)  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_a_digest_arrives_with_its_key_and_token() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Taking) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        posted(Server(port=server.server_port), token="s3cret", host="news.example")
        server.shutdown()
        thread.join()
    path, headers, body = server.taken  # type: ignore[attr-defined]
    assert path == "/hook"
    assert (headers["Authorization"], headers["Idempotency-Key"]) == ("Bearer s3cret", "0a1b")
    assert (headers["Content-Type"], headers["User-Agent"][:11]) == ("application/json", "stancewire/")
    assert json.loads(body) == {"key": "0a1b", "text": "“Nein”"}


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_success_is_one(status: int) -> None:
    with serving() as server:
        server.routes["/hook"] = answer(status=status)
        posted(server)
    assert server.paths == ["/hook"]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (answer(status=500), "answers 500; it is sent again with the next run"),
        (answer(status=429, Retry_After="5"), "answers 429; check its address and token"),
        (answer(status=404), "answers 404; check its address and token"),
        (answer(status=302, Location="/other"), "answers 302; check its address and token"),
        (b"nonsense\r\n\r\n", "broke off, or answered what is no HTTP"),
        (b"", "broke off, or answered what is no HTTP"),
    ],
    ids=["500", "429", "404", "redirect", "nonsense", "nothing"],
)
def test_a_server_that_does_not_take_it_is_said(reply: bytes, said: str) -> None:
    with serving() as server:
        server.routes["/hook"] = reply
        with pytest.raises(NotDelivered) as caught:
            posted(server)
        assert said in str(caught.value)
    assert server.paths == ["/hook"]  # asked once, and no redirect was followed


@pytest.mark.parametrize("route", [silent, forever(b"HTTP/1.1 200 OK\r\n", b"X", 0.05)], ids=["silent", "dripping"])
def test_a_server_that_hangs_is_left(route: Answering) -> None:
    with serving() as server:
        server.routes["/hook"] = route
        begun = time.monotonic()
        with pytest.raises(NotDelivered, match="was not done in time; it is sent again"):
            posted(server, step_seconds=0.4, whole_seconds=0.8)
        took = time.monotonic() - begun
    assert took < 4.5  # the servers would go on for 5 s and more


def test_an_endless_answer_is_not_read() -> None:
    with serving() as server:
        server.routes["/hook"] = forever(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536)
        begun = time.monotonic()
        posted(server)
        assert time.monotonic() - begun < 3.0


@pytest.mark.parametrize("host", ["127.0.0.1", "news.example", "localhost.example"])
def test_a_private_address_is_not_asked_unless_allowed(host: str) -> None:
    with serving() as server:
        with pytest.raises(NotDelivered, match=r"must not be asked|leads to no address"):
            posted(server, host=host, allow_networks=())
        assert server.asked == []


def test_nobody_is_there() -> None:
    with serving() as server:
        pass
    with pytest.raises(NotDelivered, match="could not be reached"):
        posted(server)


def test_neither_address_nor_token_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving() as server:
        server.routes["/services/T0/secretpath"] = answer(status=403)
        with pytest.raises(NotDelivered) as caught:
            posted(server, path="/services/T0/secretpath", token="tok3n")
        said = f"{caught.value!r} {caplog.text}"
    assert f"webhook http://127.0.0.1:{server.port}: answers 403" in str(caught.value)
    assert "secretpath" not in said
    assert "tok3n" not in said


def test_a_token_that_no_header_can_hold() -> None:
    with serving() as server, pytest.raises(NotDelivered, match="its token is no ASCII"):
        posted(server, token="schlüssel")


@pytest.mark.parametrize("url", ["ftp://hook.example/", "https://me:hush@hook.example/", "hook"])
def test_an_address_that_is_none_is_said_without_it(url: str) -> None:
    with pytest.raises(NotDelivered, match="webhook: its address") as caught:
        post(DIGEST, WebhookConfig(), url, resolve=resolve, context=NO_CERTIFICATES)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"url": "https://a.example/", "url_env": "U"}, "one of url, url_env and url_file"),
        ({"token_env": "T", "token_file": "t"}, "one of token_env and token_file"),
        ({"url": "file:///etc/passwd"}, "its address is no address of a web page"),
        ({"allow_networks": ("10.0.0.1/8",)}, "allow_networks"),
        ({"step_seconds": 0.0}, "more than 0"),
    ],
)
def test_a_config_that_cannot_work_is_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        WebhookConfig(**fields)  # type: ignore[arg-type]
