"""One night of one source against the server that misbehaves, and the feeds and sitemaps it serves."""

from __future__ import annotations

from collections.abc import Collection

from misbehaving import Server, session
from stancewire.runs.nightly.fetch import fetch_source
from stancewire.runs.nightly.fetch.limits import FetchSource
from stancewire.runs.nightly.fetch.results import Fetched, FetchFailure, Known

State = dict[str, Known]


def run(
    source: FetchSource, state: State, never: Collection[str] = (), not_now: Collection[str] = (), **limits: object
) -> list[Fetched | FetchFailure]:
    """One night: what is fetched is remembered, as the caller does."""
    with session(**limits) as fetching:
        found = list(fetch_source(source, state, session=fetching, never=never, not_now=not_now))
    state |= {one.url: one.known for one in found if isinstance(one, Fetched)}
    return found


def told(found: list[Fetched | FetchFailure]) -> list[tuple[str, str, int | None]]:
    """Path, kind and status of each."""
    return [("/" + one.url.split("/", 3)[-1], one.kind, one.status) for one in found]


def rss(*items: tuple[str, str]) -> bytes:
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>Fri, 15 Jan 2027 07:00:00 GMT</pubDate></item>"
        for link, title in items
    )
    return f"<rss version='2.0'><channel><title>Post</title>{entries}</channel></rss>".encode()


def urlset(*pages: tuple[str, str]) -> bytes:
    entries = "".join(f"<url><loc>{loc}</loc>{mod and f'<lastmod>{mod}</lastmod>'}</url>" for loc, mod in pages)
    return (
        f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</urlset>".encode()
    )


def index(*sitemaps: tuple[str, str]) -> bytes:
    return urlset(*sitemaps).replace(b"urlset", b"sitemapindex").replace(b"url>", b"sitemap>")


def feed(server: Server, **settings: object) -> FetchSource:
    return FetchSource(kind="feed", url=server.url("/feed"), **settings)  # type: ignore[arg-type]


def sitemap(server: Server, **settings: object) -> FetchSource:
    return FetchSource(kind="sitemap", url=server.url("/sitemap.xml"), **settings)  # type: ignore[arg-type]
