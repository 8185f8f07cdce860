"""What a feed, a sitemap or a list of addresses lists: pages, other listings, and what is wrong with the rest."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from stancewire.runs.nightly.fetch.limits import FetchSource
from stancewire.runs.nightly.fetch.results import FetchFailure
from stancewire.runs.nightly.fetch.session import failed
from stancewire.runs.nightly.fetch.trouble import Trouble
from stancewire.runs.nightly.fetch.urls import fit_url

_HINT = "correct it where it is listed, or leave it out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An address with what is said of it."""

    url: str
    stamp: str | None = None  # changes when the page does, as far as the listing says
    dated: str | None = None  # YYYY-MM-DD or shorter


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All that one file lists, each address once, in its order."""

    pages: tuple[Listed, ...] = ()
    listings: tuple[Listed, ...] = ()
    failures: tuple[FetchFailure, ...] = ()  # entries that lead nowhere
    warnings: tuple[str, ...] = ()  # the file itself is damaged: it is read anew next time


class Collector:
    """Takes links one by one, and keeps those that are fit."""

    def __init__(self, base: str = "") -> None:
        self._base = base
        self._found: dict[str, Listed] = {}
        self.failures: list[FetchFailure] = []

    def add(self, link: str, stamp: str | None = None, dated: str | None = None) -> None:
        """One link as it stands in the file."""
        try:
            url = fit_url(link, self._base)
        except ValueError as error:
            self.failures.append(failed(link.strip(), Trouble(str(error), _HINT, retry=False)))
            return
        self._found.setdefault(url, Listed(url=url, stamp=stamp, dated=dated))

    @property
    def found(self) -> tuple[Listed, ...]:
        """In the order they came in."""
        return tuple(self._found.values())


def wanted(page: Listed, source: FetchSource) -> bool:
    """Whether a source takes a page that it lists."""
    if source.since and page.dated and page.dated < source.since[: len(page.dated)]:
        return False
    if source.include and not any(fnmatchcase(page.url, pattern) for pattern in source.include):
        return False
    return not any(fnmatchcase(page.url, pattern) for pattern in source.exclude)
