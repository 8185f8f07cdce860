"""Servers that are slow, endless, wrong or a trap: each costs one failure with a sentence, and no time."""

from __future__ import annotations

import gzip
import random
import socket
import time
import zlib
from collections.abc import Callable

import pytest

from misbehaving import QUICK, Server, answer, forever, packed, session, silent
from stancewire.runs.nightly.fetch.results import Fetched, FetchFailure

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
NOISE = random.Random(1).randbytes(60_000)
BOMB = gzip.compress(bytes(30_000_000), mtime=0)


def endless_chunks() -> Callable[[socket.socket], None]:
    return forever(CHUNKED, b"1000\r\n" + b"x" * 4_096 + b"\r\n")


CASES: list[tuple[str, object, str, bool]] = [
    ("drip of the body", forever(HEAD + b"Content-Length: 100000\r\n\r\n", b"x", 0.05), "was not done within 0.8 seconds", True),
    ("drip of the head", forever(HEAD, b"X", 0.05), "was not done within 0.8 seconds", True),
    ("silence", silent, "sent nothing for 0.4 seconds", True),
    ("silence in the body", lambda c: (c.sendall(HEAD + b"Content-Length: 9\r\n\r\nx"), silent(c)), "sent nothing for 0.4 seconds", True),
    ("huge by its own word", answer(b"x", Content_Length="99999999999"), "is larger than 400,000 bytes on the wire", False),
    ("huge", answer(b"x" * 350_000), "is larger than 300,000 bytes", False),
    ("huge on the wire", answer(b"x" * 450_000, Content_Length="", Transfer_Encoding=""), "is larger than 300,000 bytes", False),
    ("endless", forever(HEAD + b"\r\n", b"x" * 4_096), "is larger than 300,000 bytes", False),
    ("endless chunks", endless_chunks(), "is larger than 300,000 bytes", False),
    ("endless chunk head", forever(CHUNKED, b"0" * 4_096), "broke off, or answered what is no HTTP", True),
    ("endless head", forever(HEAD, b"X: " + b"y" * 4_096 + b"\r\n"), "broke off, or answered what is no HTTP", True),
    ("endless hints", forever(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.01), "was not done within 0.8 seconds", True),
    ("endless trailer", forever(CHUNKED + b"0\r\n", b"X: y\r\n" * 4_096), "broke off, or answered what is no HTTP", True),
    ("too short", answer(b"half", Content_Length="8"), "broke off, or answered what is no HTTP", True),
    ("length that is none", answer(b"x", Content_Length="many"), "broke off, or answered what is no HTTP", True),
    ("two lengths", HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", "broke off, or answered what is no HTTP", True),
    ("chunks cut off", CHUNKED + b"5\r\nab", "broke off, or answered what is no HTTP", True),
    ("no HTTP", b"220 mail.example ESMTP\r\n", "broke off, or answered what is no HTTP", True),
    ("nothing", lambda c: None, "broke off, or answered what is no HTTP", True),
    ("broken gzip", answer(b"\x1f\x8b\x08\x00" + NOISE[:50], Content_Encoding="gzip"), "cannot be unpacked", True),
    ("gzip that is none", answer(b"<html>", Content_Encoding="gzip"), "cannot be unpacked", True),
    ("gzip cut off", answer(gzip.compress(NOISE, mtime=0)[:-9], Content_Encoding="gzip"), "cannot be unpacked (it ends too early)", True),
    ("gzip cut off in its head", answer(gzip.compress(NOISE, mtime=0)[:5], Content_Encoding="gzip"), "cannot be unpacked (it ends too early)", True),
    ("gzip bomb", answer(BOMB, Content_Encoding="gzip"), "is larger than 300,000 bytes", False),
    ("bomb in deflate", answer(zlib.compress(bytes(30_000_000)), Content_Encoding="deflate"), "is larger than 300,000 bytes", False),
    ("endless gzip", forever(HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"", mtime=0) * 2_000), "cannot be unpacked", True),
    ("packed twice", answer(gzip.compress(BOMB, mtime=0), Content_Encoding="gzip, gzip"), "is packed as 'gzip, gzip'", False),
    ("packed otherwise", answer(b"x", Content_Encoding="br"), "is packed as 'br', which was not asked for", False),
    ("server error", answer(b"x", 500), "answers 500 Internal Server Error", True),
    ("gone", answer(b"x", 410), "answers 410 Gone", False),
    ("forbidden", answer(b"x", 403), "answers 403 Forbidden", False),
    ("no content", answer(b"", 204), "answers 204 No Content", True),
    ("part", answer(b"x", 206), "answers 206 Partial Content", True),
    ("unasked 304", answer(b"", 304), "answers 304 Not Modified", True),
    ("odd status", answer(b"x", 799), "answers 799", True),
    ("redirect to nowhere", answer(b"", 302), "answers 302 without an address to go to", True),
]  # fmt: skip


@pytest.mark.parametrize(("route", "said", "retry"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_server_that_misbehaves_costs_one_failure(server: Server, route: bytes, said: str, retry: bool) -> None:
    server.routes["/page"] = route
    with session(**{**QUICK, "max_bytes": 300_000, "max_packed_bytes": 400_000}) as fetching:
        found = fetching.fetch(server.url("/page"))
    assert isinstance(found, FetchFailure)
    assert said in str(found.error)
    assert str(found.error).startswith(server.url("/page") + ": ")
    assert found.retry is retry


def test_a_step_ends_with_the_whole_though_it_may_take_longer_by_itself(server: Server) -> None:
    server.routes["/page"] = silent  # it goes after 5 seconds
    with session(whole_seconds=0.8, read_seconds=30.0) as fetching:
        found = fetching.fetch(server.url("/page"))
    assert isinstance(found, FetchFailure)
    assert "was not done within 0.8 seconds" in str(found.error)


def test_more_on_the_wire_than_allowed_though_it_unpacks_to_little(server: Server) -> None:
    server.routes["/page"] = forever(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"small"), bytes(4_096))
    with session(max_packed_bytes=50_000) as fetching:
        found = fetching.fetch(server.url("/page"))
    assert isinstance(found, FetchFailure)
    assert "is larger than 50,000 bytes on the wire; raise max_packed_bytes" in str(found.error)


@pytest.mark.parametrize(
    ("route", "content"),
    [
        (packed(b"text" * 1_000), b"text" * 1_000),
        (
            answer(gzip.compress(b"one ", mtime=0) + gzip.compress(b"two", mtime=0), Content_Encoding="x-gzip"),
            b"one two",
        ),
        (answer(gzip.compress(b"padded", mtime=0) + bytes(20), Content_Encoding="gzip"), b"padded"),
        (answer(zlib.compress(b"zlib"), Content_Encoding="deflate"), b"zlib"),
        (answer(zlib.compress(b"raw")[2:-4], Content_Encoding="deflate"), b"raw"),
        (answer(b"", Content_Encoding="gzip"), b""),
        (answer(b"first", Content_Length="3"), b"fir"),
        (CHUNKED + b"3\r\nabc\r\n0\r\n\r\n", b"abc"),
        (HEAD + b"\r\nuntil the end", b"until the end"),
        (b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + answer(b"after a hint"), b"after a hint"),
    ],
)
def test_what_is_odd_but_whole_is_read(server: Server, route: bytes, content: bytes) -> None:
    server.routes["/page"] = route
    with session() as fetching:
        found = fetching.fetch(server.url("/page"))
    assert isinstance(found, Fetched)
    assert (found.content, found.status, found.final_url) == (content, 200, server.url("/page"))


def test_a_connection_that_hangs_is_given_up() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        waiting = [socket.socket() for _ in range(4)]  # they fill the queue, so that nobody else is answered
        try:
            for one in waiting:
                one.setblocking(False)
                one.connect_ex(listening.getsockname())
            with session(**QUICK) as fetching:
                found = fetching.fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        finally:
            for one in waiting:
                one.close()
    assert isinstance(found, FetchFailure)
    assert found.retry
    assert "could not be reached within 0.4 seconds, so that nothing of it is asked for" in str(found.error)


def test_a_port_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with session(**QUICK) as fetching:
        found = fetching.fetch(f"http://127.0.0.1:{port}/")
    assert isinstance(found, FetchFailure)
    assert "could not be reached ([Errno 111] Connection refused)" in str(found.error)


def test_a_look_up_that_hangs_is_given_up(server: Server) -> None:
    def hanging(host: str, port: int) -> tuple[str, ...]:
        time.sleep(2)
        return ("127.0.0.1",)

    with session(resolver=hanging, **QUICK) as fetching:
        found = fetching.fetch(server.url("/", "slow.example"))
    assert isinstance(found, FetchFailure)
    assert "the name slow.example leads to no address (no answer in time)" in str(found.error)
    assert server.asked == []


def test_https_where_none_is_spoken(server: Server) -> None:
    with session(**QUICK) as fetching:
        found = fetching.fetch(server.url("/").replace("http:", "https:"))
    assert isinstance(found, FetchFailure)
    assert found.retry
