"""The pages that an RSS or Atom feed links to, by the reader of feeds, which works in the sandbox."""

from __future__ import annotations

import hashlib
from typing import Final

from stancewire.config import InputConfig
from stancewire.runs.nightly.fetch.listing import Collector, Listing
from stancewire.runs.nightly.fetch.results import FetchFailure
from stancewire.runs.nightly.fetch.session import failed
from stancewire.runs.nightly.fetch.trouble import Trouble
from stancewire.runs.nightly.fetch.urls import shown
from stancewire.sources.inputs import Input
from stancewire.sources.markup import FEED
from stancewire.sources.reading import read
from stancewire.types import Article, Failure

_STAMP: Final = 16  # hexadecimal digits
_BROKEN: Final = "no well-formed XML"


def feed_listing(content: bytes, url: str, limits: InputConfig | None = None) -> Listing:
    """The links of a feed that was fetched from an address, each stamped by its entry's text. Raises Trouble for what is no feed."""
    collector = Collector(url)
    failures: list[FetchFailure] = []
    warnings: set[str] = set()
    entries = list(read(Input(uri=shown(url), content=content), limits or InputConfig()))
    _check(entries)
    for entry in entries:
        if isinstance(entry, Failure):
            failures.append(_linkless(url, str(entry.error)))
            continue
        warnings |= {warning for warning in entry.warnings if _BROKEN in warning}
        if entry.found.url:
            collector.add(entry.found.url, _stamp(entry), entry.found.published)
        else:
            title = entry.found.title or entry.source.member
            failures.append(_linkless(url, f"the entry {title!r} has no link to a page"))
    failures += collector.failures
    return Listing(pages=collector.found, failures=tuple(failures), warnings=tuple(sorted(warnings)))


def _check(entries: list[Article | Failure]) -> None:
    first = entries[0] if entries else None
    if isinstance(first, Article) and first.source.media_type == FEED:
        return
    if isinstance(first, Failure) and len(entries) > 1:
        return
    said = f"is {first.source.media_type}, no feed" if isinstance(first, Article) else "is a feed that cannot be read"
    if isinstance(first, Failure):
        said = f"{said} ({getattr(first.error, 'args', ('', ''))[1]})"
    raise Trouble(said, "give the address of an RSS or Atom feed", retry=True)


def _stamp(entry: Article) -> str:
    told = "\0".join((entry.raw, entry.found.published or ""))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_STAMP]


def _linkless(url: str, said: str) -> FetchFailure:
    return failed(url, Trouble(said[:300], "set follow = false to read the entries themselves", retry=False))
