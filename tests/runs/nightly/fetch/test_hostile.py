"""Whatever bytes come, from a server or in a link: a result or one kind of error, never another."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from misbehaving import QUICK, Server, serving, session
from stancewire.runs.nightly.fetch.pace import retry_after
from stancewire.runs.nightly.fetch.results import Fetched, FetchFailure
from stancewire.runs.nightly.fetch.sitemaps import sitemap_listing
from stancewire.runs.nightly.fetch.trouble import Trouble
from stancewire.runs.nightly.fetch.unpack import Body
from stancewire.runs.nightly.fetch.urls import fit_url, shown

HEADERS = (
    "Content-Length",
    "Content-Encoding",
    "Location",
    "ETag",
    "Retry-After",
    "Transfer-Encoding",
    "Set-Cookie",
    "X",
)
VALUES = st.sampled_from(
    ["0", "5", "-1", "5, 5", "gzip", "deflate", "chunked", "br", "//", "http://[", "http://\u00fc..example/", "\u00ff", "1e9", "%", "http://127.0.0.1:0/"]
) | st.text(st.characters(codec="latin-1", exclude_characters="\r\n"), max_size=20)  # fmt: skip
BODIES = st.binary(max_size=60) | st.sampled_from(
    [gzip.compress(b"text", mtime=0), zlib.compress(b"text"), b"4\r\ntext\r\n0\r\n\r\n"]
)
PIECES = [
    "http",
    "https",
    ":",
    "/",
    "//",
    "@",
    "user",
    "secret",
    "\\",
    "[",
    "]",
    "::1",
    "%",
    "?",
    "#",
    "\u00fc",
    "\u2028",
    "news.example",
    " ",
    ".",
    "0",
    "\x00",
]
LINKS = st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.fixture(scope="module")
def always() -> Iterator[Server]:
    with serving() as server:
        yield server


@settings(max_examples=50)
@given(
    status=st.sampled_from([100, 200, 203, 204, 206, 301, 304, 404, 429, 500, 999]),
    headers=st.lists(st.tuples(st.sampled_from(HEADERS), VALUES), max_size=4),
    body=BODIES,
)
def test_any_answer_is_a_page_or_a_failure(
    always: Server, status: int, headers: list[tuple[str, str]], body: bytes
) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    always.routes["/page"] = f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode("latin-1") + body
    with session(**QUICK) as fetching:
        found = fetching.fetch(always.url("/page"))
        if isinstance(found, Fetched):  # what was remembered can be sent
            fetching.fetch(always.url("/page"), found.known)
    assert isinstance(found, Fetched | FetchFailure)


@settings(max_examples=40)
@given(answer=st.binary(max_size=80))
def test_any_bytes_are_a_page_or_a_failure(always: Server, answer: bytes) -> None:
    always.routes["/page"] = answer
    with session(**QUICK) as fetching:
        assert isinstance(fetching.fetch(always.url("/page")), Fetched | FetchFailure)


@given(text=LINKS, base=st.sampled_from(["", "https://news.example/a/b"]))
@example(text="0\u2028?", base="https://news.example/a/b")
@example(text="0 ?", base="https://news.example/a/b")
def test_any_link_is_an_address_or_none(text: str, base: str) -> None:
    try:
        url = fit_url(text, base)
    except ValueError:
        return
    assert url.startswith(("http://", "https://"))
    assert fit_url(url) == url
    assert "@" not in url.split("/")[2]


@given(
    user=st.text(st.characters(codec="ascii", exclude_characters="/?#", categories=("L", "N", "P")), min_size=1),
    rest=st.text(max_size=20),
)
def test_no_user_is_shown(user: str, rest: str) -> None:
    assert shown(f"https://{user}:UNSEEN@news.example/{rest.replace('UNSEEN', '')}").startswith("https://news.example/")


@given(content=st.binary(max_size=300), coding=st.sampled_from(["gzip", "deflate", "", "x"]), cut=st.booleans())
def test_any_bytes_are_unpacked_or_trouble(content: bytes, coding: str, cut: bool) -> None:
    with suppress(Trouble):
        body = Body(coding, 100, cut=cut)
        for place in range(0, len(content), 7):
            body.add(content[place : place + 7])
        assert len(body.whole()) <= 100


@given(
    content=st.binary(min_size=1, max_size=5_000), size=st.integers(1, 999), coding=st.sampled_from(["gzip", "deflate"])
)
def test_what_was_packed_is_unpacked_whatever_the_pieces(content: bytes, size: int, coding: str) -> None:
    packed = gzip.compress(content) if coding == "gzip" else zlib.compress(content)
    body = Body(coding, len(content))
    for place in range(0, len(packed), size):
        body.add(packed[place : place + size])
    assert body.whole() == content


@example(content=b"<?_?><url")  # an instruction before a root that is an entry itself
@given(content=st.binary(max_size=200) | st.lists(st.sampled_from([b"<urlset>", b"<url>", b"<loc>", b"</loc>", b"</url>", b"&amp;", b"&", b"x", b"<!--", b"\xff", b"<?xml version='1.0'?>", b"<lastmod>", b"<?p ?>"]), max_size=15).map(b"".join))  # fmt: skip
def test_any_bytes_are_a_sitemap_or_trouble(content: bytes) -> None:
    with suppress(Trouble):
        sitemap_listing(content, "https://news.example/", 10_000)


@given(
    text=st.text(max_size=40)
    | st.from_regex(r"[A-Z][a-z]{2}, [0-9]{1,9} (Jan|Feb) [0-9]{1,9} [0-9:]{1,9} (GMT|[+-][0-9]{1,6})", fullmatch=True)
)
def test_any_retry_after_is_seconds_or_none(text: str) -> None:
    seconds = retry_after(text, 0.0)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_bomb_is_never_unpacked_as_a_whole(pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(bytes(40_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(Trouble, match="is larger than 100,000 bytes"):
            Body("deflate" if pack is zlib.compress else "gzip", 100_000).add(bomb)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()
