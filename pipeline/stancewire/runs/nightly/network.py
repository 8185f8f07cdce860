"""Feeds, sitemaps and lists of addresses: pages are fetched politely, and go the way of files from there.

What to remember of an address (ETag and the like) is written down once its page is dealt with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from stancewire.runs.nightly.books import Books, Work
from stancewire.runs.nightly.documents import Rules, documents, failed
from stancewire.runs.nightly.fetch import fetch_source
from stancewire.runs.nightly.fetch.limits import FetchSource
from stancewire.runs.nightly.fetch.results import LISTING as LISTED
from stancewire.runs.nightly.fetch.results import Fetched, FetchFailure
from stancewire.runs.nightly.names import place_name
from stancewire.runs.nightly.shelf import ACCEPTED, DONE, QUARANTINED, WAITING, Remembered, StandingBack
from stancewire.runs.nightly.works import LISTING, PAGE, Miss, Spot
from stancewire.sources.identity import digest, stable_id
from stancewire.sources.inputs import Input
from stancewire.types import Article, Failure, Given, Source

if TYPE_CHECKING:
    from stancewire.runs.nightly.fetch.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """One source of the network in one run."""

    name: str
    source: FetchSource
    session: Session
    rules: Rules
    taken: set[str] = field(default_factory=set)  # addresses this run has dealt with, for all sources

    def works(self) -> Iterator[Work]:
        """What is to be done, page by page."""
        shelf = self.rules.shelf
        if shelf.stands_back(place_name(self.source.url), (WAITING,), key=""):
            return  # the feed itself gave nothing, and it is not due
        results = fetch_source(
            self.source,
            Remembered(shelf),
            session=self.session,
            not_now=StandingBack(shelf, (WAITING,)),
            never=StandingBack(shelf, (QUARANTINED, ACCEPTED), self.taken),
        )
        for result in results:
            if isinstance(result, FetchFailure):
                yield from self._failure(result)
            elif result.kind == LISTED:
                yield partial(_listed, self._spot(result, LISTING))
            else:
                self.taken.add(result.url)
                yield from self._page(result)

    def _spot(self, result: Fetched, kind: str) -> Spot:
        sha256 = bytes.fromhex(digest(result.content)) if result.content else None
        return Spot(uri=place_name(result.url), source=self.name, kind=kind, sha256=sha256, known=result.known)

    def _page(self, page: Fetched) -> Iterator[Work]:
        spot = self._spot(page, PAGE)
        if page.changed:
            item = Input(uri=page.uri, content=page.content, steps=(partial(_told, page),))
            yield from documents(spot, item, self.rules)
            return
        if "" in self.rules.shelf.failing(spot.uri):
            yield partial(_cleared, spot)
        place = self.rules.shelf.place(spot.uri)
        if place and (place.state != DONE or page.known != self.rules.shelf.known(spot.uri)):
            yield partial(_touched, replace(spot, sha256=place.sha256))

    def _failure(self, failure: FetchFailure) -> Iterator[Work]:
        uri, message = place_name(failure.url), str(failure.error)
        place = self.rules.shelf.place(uri)
        if failure.kind == LISTED:
            yield self._miss(uri, failure, LISTING)
            return
        is_known = place is not None and place.state != WAITING  # it has its records, and keeps them
        if failure.gone and place and is_known:
            if place.state == DONE:
                yield partial(_gone, uri)
            return
        # An entry without a usable link is a document too, and fails under a name of its own within its listing.
        is_entry = failure.url == self.source.url
        key = f"entry {digest(message.encode())[:8]}" if is_entry else ""
        before = self.rules.shelf.failing(uri).get(key)
        if before and not before.is_due(self.rules.now):
            return
        if is_known and not is_entry:
            yield self._miss(uri, failure, PAGE)
            return
        tries = before.tries + 1 if before else 1
        source = Source(uri=failure.uri, media_type="application/octet-stream", sha256="", member=key or None)
        item = Failure(id=stable_id(failure.uri, key or None, ""), source=source, error=failure.error)
        spot = Spot(uri=uri, source=self.name, kind=LISTING if is_entry else PAGE)
        yield failed(
            spot, key, item, tries, None, self.rules.retry, again=failure.retry, after=failure.retry_after or 0
        )

    def _miss(self, uri: str, failure: FetchFailure, kind: str) -> Work:
        """What had its turn before gives nothing: it is asked again whenever it is due, and never given up."""
        before = self.rules.shelf.failing(uri).get("")
        miss = Miss(
            spot=Spot(uri=uri, source=self.name, kind=kind),
            key="",
            tries=before.tries + 1 if before else 1,
            error=type(failure.error).__name__,
            message=str(failure.error),
            after=failure.retry_after or 0,
        )
        return partial(_missed, miss)


def _told(page: Fetched, article: Article) -> Iterator[Article]:
    """What the feed and the address say, where the page itself says nothing."""
    found = article.found
    url = found.url or page.uri if page.final_url == page.url else found.url
    given = Given(published=page.dated) if page.dated and not found.published else article.given
    yield replace(article, found=replace(found, url=url), given=given)


def _listed(spot: Spot, books: Books) -> None:
    books.listed(spot)


def _touched(spot: Spot, books: Books) -> None:
    books.touched(spot)


def _gone(uri: str, books: Books) -> None:
    books.gone(uri)


def _cleared(spot: Spot, books: Books) -> None:
    books.cleared(spot, "")


def _missed(miss: Miss, books: Books) -> None:
    books.missed(miss)
