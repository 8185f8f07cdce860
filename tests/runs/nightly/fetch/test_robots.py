"""robots.txt is kept to, as RFC 9309 says, and asked for once."""

from __future__ import annotations

import pytest

from misbehaving import FakeTime, Server, answer, rules, session
from stancewire.runs.nightly.fetch.results import Fetched, FetchFailure


@pytest.mark.parametrize(("said", "pause"), [("9", 9), ("9999", 30), ("0.1", 2)])
def test_a_crawl_delay_is_kept_within_bounds(server: Server, said: str, pause: float) -> None:
    fake = FakeTime()
    server.robots = rules(f"User-agent: stancewire\nCrawl-delay: {said}")
    server.routes |= {"/1": answer(b"1"), "/2": answer(b"2")}
    with session(fake, delay_seconds=2.0) as fetching:
        fetching.fetch(server.url("/1"))
        fetching.fetch(server.url("/2"))
    assert fake.slept[-1] == pytest.approx(pause, abs=1.5)


@pytest.mark.parametrize(
    ("text", "allowed", "closed"),
    [
        ("User-agent: *\nDisallow: /private/", "/public", "/private/x"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Stancewire\nDisallow: /a", "/b", "/a"),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", "/a/c"),
        ("User-agent: *\nDisallow: /*.php$\nDisallow: /*?print=", "/x.php5", "/x.php"),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "/b", "/a"),
        ("User-agent: wire\nDisallow: /\nUser-agent: *\nDisallow: /a", "/b", "/a"),
    ],
)
def test_robots_txt_is_kept_to(server: Server, text: str, allowed: str, closed: str) -> None:
    server.robots = rules(text)
    server.routes |= {allowed: answer(b"x"), closed: answer(b"x")}
    with session() as fetching:
        assert isinstance(fetching.fetch(server.url(allowed)), Fetched)
        found = fetching.fetch(server.url(closed))
    assert isinstance(found, FetchFailure)
    assert str(found.error) == f"{server.url(closed)}: its site asks robots not to fetch it (robots.txt); leave it out"
    assert not found.retry
    assert [path for path, _ in server.asked] == ["/robots.txt", allowed]  # once a run


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_rules_everything_may_be_asked_for(server: Server, status: int) -> None:
    server.robots = answer(b"Disallow: /", status)
    server.routes["/page"] = answer(b"x")
    with session() as fetching:
        assert isinstance(fetching.fetch(server.url("/page")), Fetched)


@pytest.mark.parametrize(
    "robots",
    [answer(status=500), answer(status=503), answer(status=429), answer(b"User", Content_Length="99"), answer(status=302, Location="/robots.txt")],
    ids=["500", "503", "429", "cut off", "circle"],
)  # fmt: skip
def test_where_the_rules_cannot_be_read_nothing_is_asked_for(server: Server, robots: bytes) -> None:
    server.robots = robots
    server.routes["/page"] = answer(b"x")
    with session() as fetching:
        found = [fetching.fetch(server.url("/page")) for _ in range(2)]
    assert all(
        isinstance(one, FetchFailure) and "so that nothing of it is asked for" in str(one.error) for one in found
    )
    assert [path for path, _ in server.asked] == ["/robots.txt"]


def test_rules_that_redirect_are_followed(server: Server) -> None:
    server.robots = answer(status=301, Location="/rules")
    server.routes |= {"/rules": rules("User-agent: *\nDisallow: /a"), "/a": answer(b"x")}
    with session() as fetching:
        assert isinstance(fetching.fetch(server.url("/a")), FetchFailure)
    assert server.paths == ["/rules"]


def test_rules_without_end_are_read_to_their_limit(server: Server) -> None:
    server.robots = rules("User-agent: *\nDisallow: /a\n" + "#" * 1_000_000)
    server.routes |= {"/a": answer(b"x"), "/b": answer(b"x")}
    with session() as fetching:
        assert isinstance(fetching.fetch(server.url("/a")), FetchFailure)
        assert isinstance(fetching.fetch(server.url("/b")), Fetched)


def test_rules_full_of_stars_take_no_time(server: Server) -> None:
    server.robots = rules("User-agent: *\n" + "Disallow: /" + "*a" * 500 + "$\n" * 200)
    server.routes["/" + "a" * 1_500] = answer(b"x")
    with session() as fetching:
        fetching.fetch(server.url("/" + "a" * 1_500))
