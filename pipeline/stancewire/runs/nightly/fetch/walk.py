"""From one source to all that is new in it: listings are read, and of the pages those are asked for that may have changed.

A listing comes after all that it lists, and is remembered only if nothing of that is left to do: whenever
a run breaks off, the next one reads the listing again and finds by `state` what was done.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from stancewire.runs.nightly.fetch.feeds import feed_listing
from stancewire.runs.nightly.fetch.limits import FetchSource
from stancewire.runs.nightly.fetch.listing import Listed, Listing, wanted
from stancewire.runs.nightly.fetch.lists import listed_urls
from stancewire.runs.nightly.fetch.results import LISTING, PAGE, UNCHANGED, Fetched, FetchError, FetchFailure, Known
from stancewire.runs.nightly.fetch.session import Session, failed
from stancewire.runs.nightly.fetch.sitemaps import sitemap_listing
from stancewire.runs.nightly.fetch.trouble import Trouble
from stancewire.runs.nightly.fetch.urls import fit_url

Result = Fetched | FetchFailure
Step = Generator[Result, None, bool]  # gives results, and in the end whether nothing is left to do
_DEEPEST: Final = 3  # sitemaps in sitemaps


@dataclass(slots=True, kw_only=True)
class Walk:
    """One source in one run."""

    source: FetchSource
    state: Mapping[str, Known]
    session: Session
    not_now: Collection[str] = ()
    never: Collection[str] = ()
    _seen: set[str] = field(default_factory=set)
    _asked: int = 0
    _listings: int = 0
    _until: float = 0.0

    def results(self) -> Iterator[Result]:
        """All of it, lazily."""
        self._until = self.session.time.monotonic() + self.session.limits.source_seconds
        if self.source.kind == "urls":
            yield from self._urls()
        else:
            root = Listed(url=_key(self.source.url))
            self._seen.add(root.url)
            yield from self._listing(root, 0)

    def _urls(self) -> Iterator[Result]:
        try:
            listing = listed_urls(self.source)
        except FetchError as error:
            yield FetchFailure(url=self.source.path, error=error, retry=True, kind=LISTING)
            return
        yield from listing.failures
        new = [page for page in listing.pages if page.url not in self.state]
        known = [page for page in listing.pages if page.url in self.state]
        if len(listing.pages) > self.source.max_pages:
            self.session.time.chance.shuffle(known)  # or the last ones would never be asked for
        yield from self._pages((*new, *known))

    def _listing(self, listed: Listed, depth: int) -> Step:
        """One feed or sitemap, with all below it."""
        known = self.state.get(listed.url)
        if listed.stamp and known and known.stamp == listed.stamp and not self.source.recheck:
            yield _unchanged(listed, known, LISTING)
            return True
        self._listings += 1
        fetched = self.session.fetch(listed.url, None if self.source.recheck else known, kind=LISTING)
        if isinstance(fetched, FetchFailure):
            yield fetched
            return False
        fetched = replace(fetched, known=replace(fetched.known, stamp=listed.stamp))
        if not fetched.changed or not self.source.follow:
            yield fetched if not fetched.changed else replace(fetched, kind=PAGE)
            return True
        return (yield from self._entries(fetched, depth))

    def _entries(self, fetched: Fetched, depth: int) -> Step:
        try:
            listing = self._read(fetched)
        except Trouble as trouble:
            yield failed(fetched.url, trouble, LISTING)
            return False
        yield from listing.failures
        left = yield from self._pages(listing.pages)
        is_done = yield from self._nested(listing.listings, depth)
        warnings = (*listing.warnings, *((f"pages of it left for another run: {left}",) if left else ()))
        is_done = is_done and not warnings
        yield replace(fetched, content=b"", warnings=warnings, known=fetched.known if is_done else Known())
        return is_done

    def _read(self, fetched: Fetched) -> Listing:
        if self.source.kind == "feed":
            return feed_listing(fetched.content, fetched.final_url)
        found = sitemap_listing(fetched.content, fetched.final_url, self.session.limits.max_bytes)
        newest = sorted(found.pages, key=lambda page: page.dated or "", reverse=True)
        return replace(found, pages=tuple(newest))

    def _nested(self, listings: tuple[Listed, ...], depth: int) -> Step:
        is_done = True
        for listed in listings:
            if listed.url in self._seen:
                continue
            self._seen.add(listed.url)
            if depth + 1 >= _DEEPEST:
                hint = "give the address of the inner one as a source"
                trouble = Trouble(f"is a sitemap more than {_DEEPEST} deep", hint, retry=False)
                yield failed(listed.url, trouble, LISTING)
            elif self._listings >= self.source.max_listings or self._is_late():
                is_done = False
            else:
                is_done = (yield from self._listing(listed, depth + 1)) and is_done
        return is_done

    def _pages(self, pages: tuple[Listed, ...]) -> Generator[Result, None, int]:
        """The pages; in the end, how many of them are left for another run."""
        left = 0
        for page in pages:
            if page.url in self._seen or page.url in self.never or not wanted(page, self.source):
                continue
            self._seen.add(page.url)
            known = self.state.get(page.url)
            if known and not self._is_asked_again(page, known):
                yield _unchanged(page, known, PAGE)
            elif page.url in self.not_now or self._asked >= self.source.max_pages or self._is_late():
                left += 1
            else:
                result = self._page(page, known)
                left += isinstance(result, FetchFailure) and result.retry
                yield result
        return left

    def _page(self, page: Listed, known: Known | None) -> Result:
        self._asked += 1
        result = self.session.fetch(page.url, known)
        if isinstance(result, FetchFailure):
            return result
        dated = page.dated if self.source.kind == "feed" else None  # a sitemap tells when it was changed
        return replace(result, dated=dated, known=replace(result.known, stamp=page.stamp))

    def _is_asked_again(self, page: Listed, known: Known) -> bool:
        return self.source.recheck or self.source.kind == "urls" or known.stamp != page.stamp

    def _is_late(self) -> bool:
        return self.session.time.monotonic() >= self._until


def _unchanged(listed: Listed, known: Known, kind: str) -> Fetched:
    """What does not have to be asked for."""
    url = listed.url
    return Fetched(url=url, final_url=known.final_url or url, status=UNCHANGED, content=b"", known=known, kind=kind)


def _key(url: str) -> str:
    """An address as results name it; what is unfit stays as it is, and fails when it is asked for."""
    try:
        return fit_url(url)
    except ValueError:
        return url
