"""Feeds, sitemaps and lists of addresses, served by a machine of our own: each page once, and politely."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from misbehaving import Server, answer, serving, session
from night_parts import House
from nights import rss, urlset
from stancewire.runs.nightly.check import faults
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.quarantine import release
from stancewire.runs.nightly.rebuild import rebuild


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def page(text: str, **headers: str) -> bytes:
    """A small article as plain text, which takes no parser."""
    return answer(f"{text}\n\nIt was said on a day in spring.\n".encode(), Content_Type="text/plain", **headers)


def made(root: Path, source: str, more: str = "[retry]\ntries = 2\n") -> House:
    house = House.at(root, more, source)
    house.session = lambda limits: session(max_bytes=limits.max_bytes)
    return house


def feed_house(root: Path, server: Server, **more: Any) -> House:
    lines = "".join(f"{name} = {str(value).lower()}\n" for name, value in more.items())
    return made(root, f'[[source]]\nkind = "feed"\nname = "post"\nurl = "{server.url("/feed")}"\n{lines}')


def firsts(house: House) -> list[tuple[str, str | None]]:
    """Path and first line of each record."""
    return [
        ("/" + r["source"]["uri"].split("/", 3)[-1], r["text"] and r["text"].split("\n")[0]) for r in house.records()
    ]


def test_the_pages_of_a_feed_get_a_record_each_and_are_asked_for_once(tmp_path: Path, server: Server) -> None:
    server.routes |= {
        "/feed": answer(rss(("/a", "A"), ("/b", "B")), ETag='"f1"'),
        "/a": page("Page A", ETag='"a1"'),
        "/b": page("Page B"),
    }
    house = feed_house(tmp_path, server)
    assert house.night().counts == {"new": 2, "records": 2}
    assert firsts(house) == [("/a", "Page A"), ("/b", "Page B")]
    assert [record["document"]["published"] for record in house.records()] == ["2027-01-15"] * 2
    server.asked.clear()
    server.routes["/feed"] = answer(status=304)
    assert house.night().counts == {}
    assert server.paths == ["/feed"]
    assert dict(server.asked)["/feed"]["if-none-match"] == '"f1"'


def test_a_new_entry_costs_one_request_and_a_changed_page_a_revision(tmp_path: Path, server: Server) -> None:
    server.routes |= {"/feed": answer(rss(("/a", "A"))), "/a": page("Page A"), "/b": page("Page B")}
    house = feed_house(tmp_path, server)
    house.night()
    server.asked.clear()
    server.routes["/feed"] = answer(rss(("/b", "B"), ("/a", "A")))
    assert house.night().counts["new"] == 1
    assert server.paths == ["/feed", "/b"]
    server.routes |= {"/feed": answer(rss(("/b", "B"), ("/a", "A, mended"))), "/a": page("Page A, mended")}
    house.night()
    assert firsts(house) == [("/a", "Page A"), ("/b", "Page B"), ("/a", "Page A, mended")]


def test_a_page_with_other_bytes_and_the_same_text_gets_no_revision(tmp_path: Path, server: Server) -> None:
    def html(number: int) -> bytes:
        body = f"<html><head><script>var a = {number};</script><title>One title</title></head><body><article><h1>One title</h1><p>{'A sentence of the article. ' * 20}</p></article></body></html>"
        return answer(body.encode(), Content_Type="text/html")

    server.routes |= {"/a": html(1)}
    house = made(tmp_path, f'[[source]]\nkind = "urls"\nurls = ["{server.url("/a")}"]\n')
    assert house.night().counts == {"new": 1, "records": 1}
    server.routes |= {"/a": html(2)}
    assert house.night().counts == {}
    assert len(house.records()) == 1


def test_the_entries_themselves_where_links_are_not_followed(tmp_path: Path, server: Server) -> None:
    server.routes |= {"/feed": answer(rss(("/a", "Entry A"), ("/b", "Entry B")))}
    house = feed_house(tmp_path, server, follow=False)
    assert house.night().counts == {"new": 2, "records": 2}
    server.routes |= {"/feed": answer(rss(("/c", "Entry C"), ("/a", "Entry A")))}
    assert house.night().counts == {"new": 1, "records": 1}
    assert [text for _, text in firsts(house)] == ["Entry A", "Entry B", "Entry C"]
    assert house.asked("SELECT count(*) FROM articles WHERE state = 'deleted'") == [(0,)]


def test_a_page_of_a_feed_and_a_sitemap_is_one_document(tmp_path: Path, server: Server) -> None:
    server.routes |= {
        "/feed": answer(rss(("/a", "A"))),
        "/map": answer(urlset((server.url("/a"), "2026-11-01"), (server.url("/b"), "2026-11-01"))),
        "/a": page("Page A"),
        "/b": page("Page B"),
    }
    source = f'[[source]]\nkind = "feed"\nurl = "{server.url("/feed")}"\n[[source]]\nkind = "sitemap"\nurl = "{server.url("/map")}"\n'
    house = made(tmp_path, source)
    house.night()
    house.night()
    assert firsts(house) == [("/a", "Page A"), ("/b", "Page B")]
    assert server.paths.count("/a") == 1


def test_a_feed_that_vanished_is_asked_for_when_it_is_due_and_never_given_up(tmp_path: Path, server: Server) -> None:
    house = feed_house(tmp_path, server)
    codes = [house.night().exit_code for _ in range(12)]
    assert codes == [1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]
    assert house.asked("SELECT state, tries FROM failures") == [("waiting", 4)]
    assert not house.outputs()
    server.routes |= {"/feed": answer(rss(("/a", "A"))), "/a": page("Page A")}
    house.night(sleep=8)
    assert house.night().exit_code == 0
    assert firsts(house) == [("/a", "Page A")]


def test_a_page_that_fails_is_asked_for_again_and_its_feed_read_until_then(tmp_path: Path, server: Server) -> None:
    server.routes |= {
        "/feed": answer(rss(("/a", "A"), ("/b", "B")), ETag='"f1"'),
        "/a": answer(status=503),
        "/b": page("B"),
    }
    house = feed_house(tmp_path, server)
    assert house.night().counts == {"failed": 1, "new": 1, "records": 1}
    server.routes["/a"] = page("Page A")
    server.asked.clear()
    assert house.night().counts == {"new": 1, "records": 1}
    assert server.paths == ["/feed", "/a"]
    assert house.night().counts == {}
    assert "if-none-match" in dict(server.asked)["/feed"]


def test_a_page_whose_text_cannot_be_tagged_is_fetched_again_though_its_feed_says_nothing_new(
    tmp_path: Path, server: Server
) -> None:
    server.routes |= {"/feed": answer(rss(("/a", "A")), ETag='"f1"'), "/a": page("broken")}
    house = feed_house(tmp_path, server)
    assert house.night().counts == {"failed": 1}
    house.tagging.mended = True
    assert house.night().counts == {"new": 1, "records": 1}


def test_a_page_that_is_not_there_is_given_up_at_once_and_can_be_released(tmp_path: Path, server: Server) -> None:
    server.routes |= {"/feed": answer(rss(("/a", "A")), ETag='"f1"')}
    house = feed_house(tmp_path, server)
    report = house.night()
    assert (report.exit_code, report.failures[0]["state"]) == (1, "quarantined")
    assert [(r["status"], r["error"]["class"]) for r in house.records()] == [("error", "FetchError")]
    server.asked.clear()
    assert (house.night().counts, server.paths) == ({}, ["/feed"])
    server.routes["/a"] = page("Page A")
    with Ledger.open(house.settings.ledger_path) as ledger:
        release(ledger, [server.url("/a")])
    house.night()
    assert [record["status"] for record in house.records()] == ["error", "ok"]


def test_a_page_that_was_taken_away_is_noted_and_keeps_its_record(tmp_path: Path, server: Server) -> None:
    server.routes |= {"/a": page("Page A")}
    house = made(tmp_path, f'[[source]]\nkind = "urls"\nurls = ["{server.url("/a")}"]\n')
    house.night()
    del server.routes["/a"]
    assert house.night().counts == {"deleted": 1}
    assert (house.night().counts, len(house.records())) == ({}, 1)
    server.routes |= {"/a": page("Page A")}
    house.night()
    assert house.asked("SELECT state FROM places") == [("done",)]
    assert len(house.records()) == 1


def test_a_page_that_had_its_record_and_fails_for_long_gets_no_error_record(tmp_path: Path, server: Server) -> None:
    server.routes |= {"/a": page("Page A")}
    house = made(tmp_path, f'[[source]]\nkind = "urls"\nurls = ["{server.url("/a")}"]\n')
    house.night()
    server.routes |= {"/a": answer(status=500)}
    for _ in range(20):
        house.night()
    assert [record["status"] for record in house.records()] == ["ok"]
    server.routes |= {"/a": page("Page A")}
    house.night(sleep=9)
    house.night()
    assert house.asked("SELECT count(*) FROM failures") == [(0,)]


def test_an_address_with_a_key_stands_nowhere_in_full(tmp_path: Path, server: Server) -> None:
    server.routes |= {"/a?token=hush-hush": page("Page A")}
    house = made(tmp_path, f'[[source]]\nkind = "urls"\nname = "u"\nurls = ["{server.url("/a?token=hush-hush")}"]\n')
    house.night()
    assert house.night().counts == {}
    assert len(house.records()) == 1
    assert "hush-hush" not in str(house.records()) + str(house.asked("SELECT uri FROM places"))


def test_after_a_rebuild_pages_are_asked_for_once_more_and_nothing_is_written_twice(
    tmp_path: Path, server: Server
) -> None:
    server.routes |= {"/feed": answer(rss(("/a", "A"))), "/a": page("Page A"), "/gone": answer(status=404)}
    house = feed_house(tmp_path, server)
    house.night()
    rebuild(house.settings, house.clock.now)
    server.routes["/a"] = answer(b"Page A\r\n\r\nIt was said on a day in spring.\r\n", Content_Type="text/plain")
    house.night()
    assert (len(house.records()), faults(house.settings)) == (1, [])
