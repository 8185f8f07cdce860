"""Lists of addresses, what all sources share, and settings that cannot be wrong."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from misbehaving import Server, answer, session
from nights import State, feed, rss, run
from stancewire.runs.nightly.fetch import fetch_source
from stancewire.runs.nightly.fetch.limits import FetchLimits, FetchSource
from stancewire.runs.nightly.fetch.results import FetchFailure, Known


def test_the_addresses_of_a_list_are_asked_for_each_time(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "urls.txt"
    path.write_text(f"# ours\n{server.url('/1')}\n\n{server.url('/2')}\nnonsense\n", encoding="utf-8-sig")
    source = FetchSource(kind="urls", path=str(path), urls=(server.url("/1"),))
    state: State = {}
    server.routes |= {"/1": answer(b"1", ETag='"1"'), "/2": answer(status=404)}
    found = run(source, state)
    assert [one.status for one in found] == [None, 200, 404]
    assert str(found[0].error) == "nonsense: is no address of a web page: it begins with no http: or https:; correct it where it is listed, or leave it out"  # type: ignore[union-attr]  # fmt: skip
    server.routes["/1"] = answer(status=304, Content_Length="")
    assert [one.status for one in run(source, state)] == [None, 404, 304]


def test_a_long_list_is_asked_for_in_the_end(server: Server) -> None:
    urls = tuple(server.url(f"/{n}") for n in range(6))
    server.routes |= {f"/{n}": answer(b"x") for n in range(6)}
    state: State = {}
    for _ in range(2):
        run(FetchSource(kind="urls", urls=urls, max_pages=3), state)
    assert sorted(state) == sorted(urls)
    server.asked.clear()
    run(FetchSource(kind="urls", urls=urls, max_pages=3), state)
    assert set(server.paths) != {"/0", "/1", "/2"}  # by chance, which a test has none of


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    (found,) = run(FetchSource(kind="urls", path=str(tmp_path / "none.txt")), {})
    assert isinstance(found, FetchFailure)
    assert "cannot be read (No such file or directory); check path" in str(found.error)


def test_robots_are_asked_once_for_all_sources_of_a_run(server: Server) -> None:
    server.routes |= {"/feed": answer(rss(("/1", "One"))), "/1": answer(b"1"), "/2": answer(b"2")}
    with session() as fetching:
        for source in (feed(server), FetchSource(kind="urls", urls=(server.url("/2"),))):
            list(fetch_source(source, {}, session=fetching))
    assert [path for path, _ in server.asked] == ["/robots.txt", "/feed", "/1", "/2"]


def test_without_a_session_there_is_one_for_the_source() -> None:
    (found,) = fetch_source(FetchSource(kind="urls", urls=("http://127.0.0.1:9/",)), {})
    assert "127.0.0.1 is a loopback address" in str(getattr(found, "error", ""))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"kind": "gopher"}, "kind 'gopher' is not one of feed, sitemap, urls"),
        ({"kind": "feed"}, 'kind "feed" needs url, and neither urls nor path'),
        ({"kind": "urls", "url": "x"}, 'kind "urls" needs urls or path, and no url'),
        ({"kind": "feed", "url": "x", "max_pages": 0}, "max_pages and max_listings must be at least 1"),
        ({"kind": "feed", "url": "x", "since": "soon"}, "since must be a date as YYYY-MM-DD"),
    ],
)
def test_wrong_sources_cannot_be_built(settings: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        FetchSource(**settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"tries": 0}, "tries must be at least 1"),
        ({"whole_seconds": 0.0}, r"whole_seconds must be at least 0\.01"),
        ({"delay_seconds": -1.0}, "delay_seconds must be at least 0"),
        ({"delay_seconds": float("nan")}, "delay_seconds must be at least 0"),
        ({"user_agent": "a\r\nX: y"}, "user_agent must be a line of plain ASCII"),
        ({"allow_networks": ("10.0.0.1/8",)}, "allow_networks: "),
    ],
)
def test_wrong_limits_cannot_be_built(settings: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        FetchLimits(**settings)  # type: ignore[arg-type]


def test_settings_and_results_load_no_library() -> None:
    """A night of folders alone must not wait for it."""
    code = "import stancewire.runs.nightly.fetch, stancewire.runs.nightly.fetch.limits, stancewire.runs.nightly.fetch.results, sys"
    code += "; print([name for name in ('httpx', 'httpcore', 'protego', 'lxml', 'feedparser') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_limits_and_what_is_known_are_plain_data() -> None:
    from dataclasses import asdict

    known = Known(final_url="https://news.example/", etag='"1"', stamp="s")
    assert Known(**asdict(known)) == known == replace(known)
    assert FetchLimits(**asdict(FetchLimits())) == FetchLimits()
