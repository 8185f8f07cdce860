"""Addresses are made fit to ask for, and never show a password or a key."""

from __future__ import annotations

import logging
import re

import pytest

from misbehaving import Server, answer, session
from stancewire.runs.nightly.fetch.results import Fetched, FetchFailure
from stancewire.runs.nightly.fetch.urls import fit_url, host_of, shown


@pytest.mark.parametrize(
    ("text", "base", "url"),
    [
        ("https://news.example", "", "https://news.example/"),
        (" https://news.example/a?b=c#d ", "", "https://news.example/a?b=c"),
        ("../b", "https://news.example/x/y/z", "https://news.example/x/b"),
        ("//other.example/b", "https://news.example/x", "https://other.example/b"),
        ("?page=2", "https://news.example/x", "https://news.example/x?page=2"),
        ("https://news.example/a\n b\tc", "", "https://news.example/a bc"),
        ("HTTP://News.example:8080/A", "", "http://News.example:8080/A"),
    ],
)
def test_a_link_is_made_absolute(text: str, base: str, url: str) -> None:
    assert fit_url(text, base) == url


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ftp://news.example/a", "only http and https are fetched, not ftp"),
        ("file:///etc/passwd", "not file"),
        ("javascript:alert(1)", "not javascript"),
        ("gopher://127.0.0.1:25/x", "not gopher"),
        ("/etc/passwd", "it begins with no http: or https:"),
        ("", "it begins with no http"),
        ("https://writer:secret@news.example/", "has a user name or password in it"),
        ("https://@news.example/", "has a user name or password in it"),
        ("https:///path", "names no host"),
        ("https://good.example\\@bad.example/", "has a user name"),
        ("https://good.example\\.bad.example/", "names no host"),
        ("https://a b.example/", "names no host"),
        ("http://news.example:0/", "names no host"),
        ("http://news.example/\x1b", "it has control characters in it"),
        ("http://news.example:99999/", "is no address"),
        ("http://[::1/", "is no address"),
        ("https://news.example/" + "x" * 5_000, "is longer than 4,000 characters"),
    ],
)
def test_what_cannot_be_asked_for_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as raised:
        fit_url(text)
    assert "secret" not in str(raised.value)


def test_a_host_is_told_by_its_port_too() -> None:
    assert host_of("https://News.example./x") == host_of("https://news.example:443/") == "https://news.example:443"
    assert host_of("http://news.example/") == "http://news.example:80"


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("https://writer:secret@news.example/a@b", "https://news.example/a@b"),
        ("https://writer:se/cret@news.example/", "https://writer:se/cret@news.example/"),  # a path: no password
        ("https://news.example/a?api_key=secret&page=2", "https://news.example/a?api_key=…&page=2"),
        ("https://news.example/a?x=1&access_token=secret#t", "https://news.example/a?x=1&access_token=…#t"),
        ("https://news.example/a?X-Amz-Signature=secret", "https://news.example/a?X-Amz-Signature=…"),
        ("https://news.example/monkey?monkey=1", "https://news.example/monkey?monkey=1"),
        ("not\x1b[31m an address", "not?[31m an address"),
    ],
)
def test_what_is_shown_of_an_address(url: str, seen: str) -> None:
    assert shown(url) == seen


@pytest.mark.parametrize(
    "url",
    ["http://writer:secret@127.0.0.1:{port}/", "http://127.0.0.1:{port}/?token=secret", "http://127.0.0.1:{port}/away"],
)
def test_no_password_gets_into_errors_or_logs(server: Server, caplog: pytest.LogCaptureFixture, url: str) -> None:
    caplog.set_level(logging.DEBUG)
    server.routes["/away"] = answer(status=302, Location=f"http://writer:secret@127.0.0.1:{server.port}/")
    with session() as fetching:
        found = fetching.fetch(url.format(port=server.port))
    assert isinstance(found, FetchFailure)
    assert "secret" not in str(found.error) + found.uri.replace("/away", "")
    assert "secret" not in caplog.text
    assert not any("authorization" in headers for _, headers in server.asked)


def test_levels_of_logs_are_put_back() -> None:
    before = logging.getLogger("httpx").level
    with session():
        assert logging.getLogger("httpx").level == logging.WARNING
    assert logging.getLogger("httpx").level == before


def test_a_page_that_was_fetched_can_be_named_in_a_record(server: Server) -> None:
    server.routes["/?key=secret"] = answer(b"here")
    with session() as fetching:
        found = fetching.fetch(server.url("/?key=secret"))
    assert isinstance(found, Fetched)
    assert (found.url, found.uri) == (server.url("/?key=secret"), server.url("/?key=…"))
