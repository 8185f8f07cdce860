"""Politeness between requests: delays, Retry-After, tries, redirects, proxies, and pages that did not change."""

from __future__ import annotations

import pytest

from misbehaving import NAMES, FakeTime, Server, answer, packed, resolve, rules, serving, session
from stancewire.runs.nightly.fetch.limits import FetchLimits
from stancewire.runs.nightly.fetch.pace import Hosts, retry_after
from stancewire.runs.nightly.fetch.results import Fetched, FetchFailure, Known

MODIFIED = "Fri, 15 Jan 2027 07:00:00 GMT"


def test_a_page_is_asked_for_politely(server: Server) -> None:
    server.routes["/page"] = packed(
        b"<p>here</p>", ETag='"1"', Last_Modified=MODIFIED, Content_Type="Text/HTML; charset=x"
    )
    with session(user_agent="stancewire/0.1 (+https://lmc.example/robot)") as fetching:
        found = fetching.fetch(server.url("/page#part"))
    assert isinstance(found, Fetched)
    assert (found.url, found.final_url, found.status, found.content) == (server.url("/page"),) * 2 + (
        200,
        b"<p>here</p>",
    )
    assert (found.etag, found.last_modified, found.media_type) == ('"1"', MODIFIED, "text/html")
    assert (found.moved_to, found.changed) == (None, True)
    robots, page = server.asked
    assert robots[0] == "/robots.txt"
    assert robots[1]["user-agent"] == page[1]["user-agent"] == "stancewire/0.1 (+https://lmc.example/robot)"
    assert page[1]["accept-encoding"] == "gzip, deflate"
    assert not {"cookie", "if-none-match", "authorization", "referer"} & page[1].keys()


def test_what_is_known_is_asked_for_only_if_it_changed(server: Server) -> None:
    known = Known(final_url=server.url("/page"), etag='W/"1"', last_modified=MODIFIED, stamp="s")
    server.routes["/page"] = answer(status=304, Content_Length="")
    with session() as fetching:
        found = fetching.fetch(server.url("/page"), known)
    assert isinstance(found, Fetched)
    assert (found.status, found.content, found.changed, found.known) == (304, b"", False, known)
    headers = server.asked[-1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('w/"1"', MODIFIED.lower())


def test_a_validator_goes_to_the_page_it_came_from_alone(server: Server) -> None:
    server.routes |= {"/old": answer(status=302, Location="/new"), "/new": answer(b"another page", ETag='"1"')}
    known = Known(final_url=server.url("/before"), etag='"1"')
    with session() as fetching:
        assert isinstance(fetching.fetch(server.url("/old"), known), Fetched)
        fetching.fetch(server.url("/old"), Known(final_url=server.url("/new"), etag='"1"'))
    assert ["if-none-match" in headers for _, headers in server.asked] == [False, False, False, False, True]


def test_cookies_are_not_kept(server: Server) -> None:
    server.routes["/page"] = answer(b"x", Set_Cookie="track=1; Path=/")
    with session() as fetching:
        for _ in range(2):
            fetching.fetch(server.url("/page"))
    assert not any("cookie" in headers for _, headers in server.asked)


@pytest.mark.parametrize(("status", "for_good"), [(301, True), (308, True), (302, False), (303, False), (307, False)])
def test_a_redirect_is_followed(server: Server, status: int, for_good: bool) -> None:
    server.routes |= {"/old": answer(status=status, Location="new?a=b#c"), "/new?a=b": answer(b"here")}
    with session() as fetching:
        found = fetching.fetch(server.url("/old"))
    assert isinstance(found, Fetched)
    assert (found.url, found.final_url, found.content) == (server.url("/old"), server.url("/new?a=b"), b"here")
    assert found.moved_to == (server.url("/new?a=b") if for_good else None)


def test_a_move_for_good_has_no_other_redirect_in_it(server: Server) -> None:
    server.routes |= {
        "/old": answer(status=301, Location="/mid"),
        "/mid": answer(status=302, Location="/new"),
        "/new": answer(b"x"),
    }
    with session() as fetching:
        found = fetching.fetch(server.url("/old"))
    assert isinstance(found, Fetched)
    assert (found.final_url, found.moved_to) == (server.url("/new"), None)


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("/page", "redirects in a circle"),
        ("/two", "redirects in a circle"),
        ("/step/0", "redirects more than 5 times"),
        ("ftp://127.0.0.1/", "redirects to ftp://127.0.0.1/, which is no address of a web page"),
        ("file:///etc/passwd", "which is no address of a web page: only http and https"),
        ("http://writer:secret@127.0.0.1/", "redirects to http://127.0.0.1/, which has a user name or password in it"),
        ("http://[", "which is no address"),
        ("//:80/", "which names no host"),
        ("/closed", "its site asks robots not to fetch it"),
    ],
)
def test_a_redirect_that_leads_nowhere(server: Server, location: str, said: str) -> None:
    server.robots = rules("User-agent: *\nDisallow: /closed")
    steps = {f"/step/{n}": answer(status=301, Location=f"/step/{n + 1}") for n in range(20)}
    server.routes |= {
        "/page": answer(status=302, Location=location),
        "/two": answer(status=302, Location="/page"),
        **steps,
    }
    with session() as fetching:
        found = fetching.fetch(server.url("/page"))
    assert isinstance(found, FetchFailure)
    assert said in str(found.error)
    assert not found.retry
    assert "secret" not in str(found.error)
    assert len(server.paths) <= 6
    assert "/closed" not in server.paths


def test_tries_are_repeated_with_growing_pauses(server: Server) -> None:
    fake = FakeTime()
    server.routes["/page"] = [answer(status=503), answer(b"half", Content_Length="9"), answer(b"here")]
    with session(fake, tries=3, backoff_seconds=4.0) as fetching:
        found = fetching.fetch(server.url("/page"))
    assert isinstance(found, Fetched)
    first, second = fake.slept
    assert 1 < first <= 4 < second + 1 <= 9


def test_pauses_have_chance_in_them() -> None:
    hosts = Hosts(FetchLimits(backoff_seconds=4.0), FakeTime().time)
    pauses = [hosts.backoff(0) for _ in range(20)]
    assert len(set(pauses)) == 20
    assert 2.0 <= min(pauses) < max(pauses) <= 4.0


def test_tries_end(server: Server) -> None:
    server.routes["/page"] = answer(status=500)
    with session(tries=3) as fetching:
        found = fetching.fetch(server.url("/page"))
    assert isinstance(found, FetchFailure)
    assert (found.status, found.retry, len(server.paths)) == (500, True, 3)


@pytest.mark.parametrize(("said", "pause"), [("7", 7.0), ("Fri, 15 Jan 2027 08:00:09 GMT", 9.0)])
def test_a_server_that_asks_for_time_gets_it(server: Server, said: str, pause: float) -> None:
    fake = FakeTime()
    server.routes["/page"] = [answer(status=429, Retry_After=said), answer(b"here")]
    with session(fake, tries=2) as fetching:
        assert isinstance(fetching.fetch(server.url("/page")), Fetched)
    assert fake.slept == [pytest.approx(pause, abs=1.0)]


def test_a_server_that_asks_for_too_much_time_is_left_alone(server: Server) -> None:
    fake = FakeTime()
    server.routes |= {"/page": answer(status=429, Retry_After="3600"), "/other": answer(b"here")}
    with session(fake, tries=3) as fetching:
        first, second = fetching.fetch(server.url("/page")), fetching.fetch(server.url("/other"))
    assert isinstance(first, FetchFailure)
    assert isinstance(second, FetchFailure)
    assert (first.status, first.retry, first.retry_after) == (429, True, 3600.0)
    assert second.retry
    assert second.retry_after == pytest.approx(3600, abs=15)
    assert "its host asks to be left alone for 3" in str(second.error)
    assert (server.paths, fake.slept) == (["/page"], [])


def test_two_ports_of_a_host_are_one_host(server: Server) -> None:
    fake = FakeTime()
    with serving() as second, session(fake, delay_seconds=20.0) as fetching:
        for one in (server, second):
            fetching.fetch(one.url("/page"))
    assert fake.slept == [pytest.approx(20, abs=5)] * 3


@pytest.mark.parametrize("text", ["", "soon", "-3", "1" * 40, "1.5", "Fri, 99 Jan 2027"])
def test_a_retry_after_that_is_none(text: str) -> None:
    assert retry_after(text, 0.0) is None


def test_a_retry_after_that_is_past() -> None:
    assert retry_after("Fri, 15 Jan 2021 08:00:09 GMT", 1_800_000_000.0) == 0.0


def test_a_host_is_not_hurried(server: Server) -> None:
    fake = FakeTime()
    server.routes |= {"/1": answer(b"1"), "/2": answer(b"2")}
    with session(fake, delay_seconds=20.0) as fetching:
        for path in ("/1", "/2"):
            fetching.fetch(server.url(path))
        assert fake.slept == [pytest.approx(20, abs=2)] * 2
        fetching.fetch(server.url("/1", "other.example"))  # another host, so that its robots.txt is asked for at once
    assert fake.slept == [pytest.approx(20, abs=2)] * 3
    assert "other.example" in NAMES


def test_a_host_that_is_down_is_not_asked_for_each_page(server: Server) -> None:
    asked: list[str] = []

    def counting(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return resolve(host, port)

    with session(resolver=counting, host_failures=2) as fetching:
        found = [fetching.fetch(f"http://gone.example/{n}") for n in range(9)]
    assert all(isinstance(one, FetchFailure) and one.retry for one in found)
    assert "the name gone.example leads to no address (Name or service not known)" in str(
        getattr(found[-1], "error", "")
    )
    assert asked == ["gone.example"]  # its robots.txt, once


def test_a_host_that_goes_down_is_left_alone(server: Server) -> None:
    server.routes |= {f"/{n}": (lambda connection: connection.recv(1)) for n in range(9)}
    with session(host_failures=2, read_seconds=0.2) as fetching:
        found = [fetching.fetch(server.url(f"/{n}")) for n in range(5)]
    assert server.paths == ["/0", "/1"]
    assert "its host could not be reached 2 times in a row and is left alone" in str(getattr(found[4], "error", ""))


def test_connections_are_kept_open(server: Server) -> None:
    """A server that keeps its connections is not made to open others."""
    import socket

    def twice(connection: socket.socket) -> None:
        for _ in range(3):
            connection.sendall(answer(b"here", Connection=""))
            if not connection.recv(65_536):
                return

    server.routes["/page"] = twice
    with session() as fetching:
        for _ in range(3):
            assert isinstance(fetching.fetch(server.url("/page")), Fetched)
    assert server.paths == ["/page"]


def test_proxies_of_the_environment_are_used_only_if_configured(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, f"http://user:secret@127.0.0.1:{server.port}")
    url = "http://news.example:1/page"
    server.routes[url] = answer(b"by proxy")
    with session() as fetching:
        assert isinstance(fetching.fetch(url), FetchFailure)
    assert server.asked == []
    with session(use_proxies=True) as fetching:
        found = fetching.fetch(url)
        refused = fetching.fetch("http://127.0.0.2/")
    assert isinstance(found, Fetched)
    assert found.content == b"by proxy"
    assert server.asked[-1][1]["proxy-authorization"].startswith("basic ")
    assert isinstance(refused, FetchFailure)
    assert "127.0.0.2 is a loopback address" in str(refused.error)
