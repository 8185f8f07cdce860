"""Feeds: the pages of what is new are fetched, once; what breaks off is found again by the next run."""

from __future__ import annotations

import pytest

from misbehaving import Server, answer, forever, session
from nights import State, feed, rss, run, told
from stancewire.runs.nightly.fetch import fetch_source
from stancewire.runs.nightly.fetch.results import LISTING, PAGE, Fetched, FetchFailure


def test_the_pages_of_a_feed_are_fetched_once(server: Server) -> None:
    state: State = {}
    server.routes |= {
        "/feed": answer(rss(("/1", "One"), ("/2", "Two")), ETag='"f"'),
        "/1": answer(b"1"),
        "/2": answer(b"2"),
    }
    first = run(feed(server), state)
    assert told(first) == [("/1", PAGE, 200), ("/2", PAGE, 200), ("/feed", LISTING, 200)]
    assert [one.dated for one in first if isinstance(one, Fetched)] == ["2027-01-15", "2027-01-15", None]
    second = run(feed(server), state)
    assert told(second) == [("/1", PAGE, 304), ("/2", PAGE, 304), ("/feed", LISTING, 200)]
    assert server.asked[-1][1]["if-none-match"] == '"f"'
    server.routes["/feed"] = answer(status=304, Content_Length="")
    assert told(run(feed(server), state)) == [("/feed", LISTING, 304)]
    assert server.paths == ["/feed", "/1", "/2", "/feed", "/feed"]


def test_an_entry_that_changes_has_its_page_asked_for_again(server: Server) -> None:
    state: State = {}
    server.routes |= {
        "/feed": answer(rss(("/1", "One"), ("/2", "Two"))),
        "/1": answer(b"1", ETag='"1"'),
        "/2": answer(b"2"),
    }
    run(feed(server), state)
    server.routes |= {"/feed": answer(rss(("/3", "New"), ("/1", "One, corrected"), ("/2", "Two"))), "/3": answer(b"3")}
    server.routes["/1"] = answer(status=304, Content_Length="")
    server.asked.clear()
    assert told(run(feed(server), state))[:-1] == [("/3", PAGE, 200), ("/1", PAGE, 304), ("/2", PAGE, 304)]
    assert server.paths == ["/feed", "/3", "/1"]
    server.asked.clear()
    run(feed(server), state)
    assert server.paths == ["/feed"]


def test_recheck_asks_for_known_pages_too(server: Server) -> None:
    state: State = {}
    server.routes |= {"/feed": answer(rss(("/1", "One")), ETag='"f"'), "/1": answer(b"1")}
    run(feed(server), state)
    run(feed(server, recheck=True), state)
    assert server.paths == ["/feed", "/1"] * 2
    assert "if-none-match" not in server.asked[-2][1]


def test_the_entries_of_a_feed_can_be_all_there_is(server: Server) -> None:
    state: State = {}
    server.routes["/feed"] = answer(rss(("/1", "One")), ETag='"f"')
    (found,) = run(feed(server, follow=False), state)
    assert isinstance(found, Fetched)
    assert (found.kind, found.content, found.etag) == (PAGE, rss(("/1", "One")), '"f"')
    server.routes["/feed"] = answer(status=304, Content_Length="")
    assert [one.status for one in run(feed(server, follow=False), state)] == [304]


def test_a_feed_that_moved_is_found_and_said(server: Server) -> None:
    server.routes |= {
        "/feed": answer(status=301, Location="/new/feed"),
        "/new/feed": answer(rss(("1", "One"))),
        "/new/1": answer(b"1"),
    }
    page, listing = run(feed(server), {})
    assert told([page]) == [("/new/1", PAGE, 200)]  # its links are relative to where it is now
    assert isinstance(listing, Fetched)
    assert (listing.url, listing.moved_to) == (server.url("/feed"), server.url("/new/feed"))


def test_a_page_that_fails_is_found_again_though_the_feed_does_not_change(server: Server) -> None:
    state: State = {}
    server.routes |= {
        "/feed": answer(rss(("/1", "One"), ("/2", "Two")), ETag='"f"'),
        "/1": answer(status=503),
        "/2": answer(b"2"),
    }
    assert told(run(feed(server), state)) == [("/1", PAGE, 503), ("/2", PAGE, 200), ("/feed", LISTING, 200)]
    server.routes["/1"] = answer(b"1")
    assert told(run(feed(server), state))[0] == ("/1", PAGE, 200)
    assert "if-none-match" not in server.asked[-2][1]
    run(feed(server), state)
    assert "if-none-match" in server.asked[-1][1]


def test_a_page_that_is_not_due_keeps_its_feed_open_and_one_given_up_does_not(server: Server) -> None:
    server.routes["/feed"] = answer(rss(("/1", "One")), ETag='"f"')
    (open_,) = run(feed(server), {}, not_now={server.url("/1")})
    (done,) = run(feed(server), {}, never={server.url("/1")})
    assert (getattr(open_, "etag", ""), getattr(done, "etag", "")) == (None, '"f"')
    assert open_.warnings == ("pages of it left for another run: 1",)  # type: ignore[union-attr]
    assert server.paths == ["/feed"] * 2


def test_a_page_that_is_gone_is_said_and_closes_its_feed(server: Server) -> None:
    server.routes |= {"/feed": answer(rss(("/1", "One")), ETag='"f"'), "/1": answer(status=410)}
    gone, listing = run(feed(server), {})
    assert isinstance(gone, FetchFailure)
    assert (gone.gone, gone.retry, getattr(listing, "etag", "")) == (True, False, '"f"')


def test_a_run_that_breaks_off_is_taken_up_by_the_next(server: Server) -> None:
    state: State = {}
    server.routes |= {"/feed": answer(rss(*((f"/{n}", f"T{n}") for n in range(5))), ETag='"f"')}
    server.routes |= {f"/{n}": answer(b"x") for n in range(5)}
    with session() as fetching:
        for one, _ in zip(fetch_source(feed(server), state, session=fetching), range(2), strict=False):
            assert isinstance(one, Fetched)
            state[one.url] = one.known
    assert told(run(feed(server), state))[2:] == [
        ("/2", PAGE, 200),
        ("/3", PAGE, 200),
        ("/4", PAGE, 200),
        ("/feed", LISTING, 200),
    ]
    assert server.paths.count("/0") == 1


def test_links_that_lead_nowhere_cost_one_failure_each(server: Server) -> None:
    links = [
        ("ftp://x.example/", "A"),
        ("http://w:secret@x.example/", "B"),
        ("", "C"),
        ("http://169.254.169.254/x", "D"),
        ("/1", "E"),
        ("/1#again", "F"),
    ]
    server.routes |= {"/feed": answer(rss(*links)), "/1": answer(b"1")}
    found = run(feed(server), {})
    said = " ".join(str(one.error) for one in found if isinstance(one, FetchFailure))
    assert [type(one) for one in found] == [FetchFailure] * 4 + [Fetched] * 2
    assert "the entry 'C' has no link to a page; set follow = false" in said
    assert "169.254.169.254 is a link-local address" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("route", "said"),
    [
        (answer(b"<html><body><p>Please log in to read on.</p></body></html>"), "is text/html, no feed"),
        (answer(b"plain words"), "is text/plain, no feed"),
        (
            answer(b"<rss><channel><title>t</title></channel></rss>"),
            "is a feed that cannot be read (is a feed without entries)",
        ),
        (answer(b""), "is a feed that cannot be read (is empty)"),
        (answer(status=404), "answers 404 Not Found"),
        (
            forever(b"HTTP/1.1 200 OK\r\n\r\n<rss><channel>", b"<item><title>x</title></item>" * 50),
            "is larger than 300,000 bytes",
        ),
    ],
)
def test_a_feed_that_is_none_is_said(server: Server, route: bytes, said: str) -> None:
    server.routes["/feed"] = route
    (found,) = run(feed(server), {}, max_bytes=300_000)
    assert isinstance(found, FetchFailure)
    assert found.kind == LISTING
    assert said in str(found.error)


def test_a_feed_cut_off_is_read_and_asked_for_again(server: Server) -> None:
    server.routes |= {
        "/feed": answer(rss(("/1", "One"), ("/2", "Two"))[:-60], ETag='"f"'),
        "/1": answer(b"1"),
        "/2": answer(b"2"),
    }
    *pages, listing = run(feed(server), {})
    assert told(pages)[0] == ("/1", PAGE, 200)
    assert isinstance(listing, Fetched)
    assert (listing.etag, listing.warnings) == (None, ("is no well-formed XML: read as far as it makes sense",))
