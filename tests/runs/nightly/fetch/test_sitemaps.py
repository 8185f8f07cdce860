"""Sitemaps: nested, packed, damaged, without end."""

from __future__ import annotations

import gzip

import pytest

from misbehaving import FakeTime, Server, answer, packed, session
from nights import State, index, run, sitemap, told, urlset
from stancewire.runs.nightly.fetch import fetch_source
from stancewire.runs.nightly.fetch.results import LISTING, PAGE, Fetched, FetchFailure


def test_sitemaps_in_sitemaps_are_read(server: Server) -> None:
    state: State = {}
    server.routes |= {
        "/sitemap.xml": packed(index(("/a.xml.gz", "2027-01-02"), ("/b.txt", ""), ("/sitemap.xml", "")), ETag='"s"'),
        "/a.xml.gz": answer(gzip.compress(urlset(("/1", "2026-01-01"), ("/2", "2027-01-01")))),
        "/b.txt": answer(b"\xef\xbb\xbf" + server.url("/3\r\n").encode() + b"no address\n"),
        **{f"/{n}": answer(b"x") for n in (1, 2, 3)},
    }
    listings = [("/a.xml.gz", LISTING, 200), ("/b.txt", LISTING, 200), ("/sitemap.xml", LISTING, 200)]
    pages = [("/2", PAGE, 200), ("/1", PAGE, 200), ("/3", PAGE, 200)]  # the newest first
    assert told(run(sitemap(server), state)) == [*pages[:2], listings[0], pages[2], *listings[1:]]
    server.asked.clear()
    second = told(run(sitemap(server), state))
    assert second == [("/a.xml.gz", LISTING, 304), ("/3", PAGE, 304), *listings[1:]]
    assert server.paths == ["/sitemap.xml", "/b.txt"]  # the other one is not said to have changed


def test_a_page_is_asked_for_when_its_sitemap_says_it_changed(server: Server) -> None:
    state: State = {}
    server.routes |= {
        "/sitemap.xml": answer(urlset(("/1", "2027-01-01"), ("/2", ""))),
        "/1": answer(b"x"),
        "/2": answer(b"x"),
    }
    run(sitemap(server), state)
    server.routes["/sitemap.xml"] = answer(urlset(("/1", "2027-01-02"), ("/2", "")))
    server.asked.clear()
    run(sitemap(server), state)
    assert server.paths == ["/sitemap.xml", "/1"]


def test_the_loc_of_a_picture_is_no_page(server: Server) -> None:
    image = b"<url><loc>/1</loc><i:image xmlns:i='http://www.google.com/schemas/sitemap-image/1.1'><i:loc>/p.png</i:loc></i:image>"
    server.routes |= {
        "/sitemap.xml": answer(urlset(("/1", "")).replace(b"<url><loc>/1</loc>", image)),
        "/1": answer(b"x"),
    }
    assert told(run(sitemap(server), {})) == [("/1", PAGE, 200), ("/sitemap.xml", LISTING, 200)]


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html><body>Not found</body></html>",
        b"<?xml version='1.0'?><!DOCTYPE u [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&x;</loc></url></urlset>",
        b"<urlset></urlset>",
        b"<urlset",
        b"words",
        b"",
        b"\x1f\x8b broken",
        gzip.compress(bytes(3_000_000), mtime=0),
        b"<urlset>" + b"<a>" * 90_000,
    ],
    ids=["page", "entity", "empty", "cut", "words", "nothing", "broken gzip", "bomb", "deep"],
)
def test_a_sitemap_that_is_none_is_said(server: Server, content: bytes) -> None:
    server.routes["/sitemap.xml"] = answer(content)
    (found,) = run(sitemap(server), {}, max_bytes=2_000_000)
    assert isinstance(found, FetchFailure)
    assert found.kind == LISTING


def test_a_sitemap_cut_off_is_read_and_asked_for_again(server: Server) -> None:
    server.routes |= {"/sitemap.xml": answer(urlset(("/1", ""), ("/2", ""))[:-30], ETag='"s"'), "/1": answer(b"x")}
    *pages, listing = run(sitemap(server), {})
    assert told(pages)[0] == ("/1", PAGE, 200)
    assert getattr(listing, "etag", "") is None


def test_sitemaps_without_end_are_bounded(server: Server) -> None:
    deep = {f"/{n}.xml": answer(index((f"/{n + 1}.xml", ""))) for n in range(9)}
    wide = answer(index(*((f"/w{n}.xml", "") for n in range(60)), ("/0.xml", "2027-01-01")))
    server.routes |= {"/sitemap.xml": wide, **deep} | {f"/w{n}.xml": answer(urlset((f"/p{n}", ""))) for n in range(60)}
    found = run(sitemap(server, max_listings=8, max_pages=3), {})
    assert len([path for path in server.paths if path.endswith(".xml")]) == 8
    assert len([path for path in server.paths if path.startswith("/p")]) == 3
    server.asked.clear()
    server.routes["/sitemap.xml"] = answer(index(("/0.xml", "")))
    found = run(sitemap(server), {})
    assert [path for path in server.paths if path[1:2].isdigit()] == ["/0.xml", "/1.xml"]
    assert "is a sitemap more than 3 deep" in str(getattr(found[0], "error", ""))


def test_what_is_over_the_limit_is_left_for_the_next_run(server: Server) -> None:
    state: State = {}
    server.routes["/sitemap.xml"] = answer(urlset(*((f"/{n}", "2027-01-01") for n in range(5))), ETag='"s"')
    server.routes |= {f"/{n}": answer(b"x") for n in range(5)}
    for left, asked in ((3, 2), (1, 4), (0, 5)):
        found = run(sitemap(server, max_pages=2), state)[-1]
        assert isinstance(found, Fetched)
        assert found.warnings == ((f"pages of it left for another run: {left}",) if left else ())
        assert found.etag == (None if left else '"s"')
        assert len([path for path in server.paths if path != "/sitemap.xml"]) == asked


def test_a_source_that_takes_too_long_is_left_for_the_next_run(server: Server) -> None:
    fake = FakeTime()
    server.routes["/sitemap.xml"] = answer(urlset(*((f"/{n}", "") for n in range(9))))
    server.routes |= {f"/{n}": answer(b"x") for n in range(9)}
    with session(fake, delay_seconds=60.0, source_seconds=200.0) as fetching:
        found = list(fetch_source(sitemap(server), {}, session=fetching))
    assert len(found) == 4
    assert found[-1].warnings == ("pages of it left for another run: 6",)  # type: ignore[union-attr]


def test_pages_are_chosen_by_pattern_and_date(server: Server) -> None:
    pages = [
        ("/news/1", "2027-01-02"),
        ("/news/2", "2026-12-31"),
        ("/news/3", "2027"),
        ("/news/pdf/4", ""),
        ("/shop/5", ""),
    ]
    server.routes |= {"/sitemap.xml": answer(urlset(*pages))} | {path: answer(b"x") for path, _ in pages}
    run(sitemap(server, include=("*/news/*",), exclude=("*/pdf/*",), since="2027-01-01"), {})
    assert server.paths == ["/sitemap.xml", "/news/1", "/news/3"]
