"""The pages and further sitemaps that a sitemap lists: XML or plain lines, packed by gzip or not."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any, Final

from lxml import etree

from stancewire.dates import date_value
from stancewire.runs.nightly.fetch.listing import Collector, Listing
from stancewire.runs.nightly.fetch.trouble import Trouble
from stancewire.runs.nightly.fetch.unpack import unpacked

_MOST_PAGES: Final = 50_000  # of one sitemap, says the protocol
_HINT: Final = "give the address of a sitemap (sitemaps.org); a feed is a source of kind feed"
_ENTRIES: Final = ("url", "sitemap")
_LINE: Final = re.compile(r"https?://\S+", re.I)


def sitemap_listing(content: bytes, url: str, most: int) -> Listing:
    """What a sitemap lists. most: bytes, unpacked. Raises Trouble for what is none."""
    content = unpacked(content, most)
    if not content[:1_000].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return _lines(content, url)
    if b"<!DOCTYPE" in content:  # no sitemap has one; a page, or a trap, does
        raise Trouble("is no sitemap", _HINT, retry=True)
    try:
        return _elements(content, url)
    except etree.XMLSyntaxError:
        raise Trouble("is no sitemap", _HINT, retry=True) from None


def _lines(content: bytes, url: str) -> Listing:
    pages = Collector(url)
    for line in content.decode("utf-8-sig", "replace").splitlines()[:_MOST_PAGES]:
        if _LINE.fullmatch(line.strip()):
            pages.add(line)
    if not pages.found:
        raise Trouble("is no sitemap", _HINT, retry=True)
    return Listing(pages=pages.found, failures=tuple(pages.failures))


def _elements(content: bytes, url: str) -> Listing:
    found = {name: Collector(url) for name in _ENTRIES}
    number = 0
    parser: Any = etree.iterparse(
        BytesIO(content), ("end",), tag=("{*}url", "{*}sitemap"), recover=True, resolve_entities=False, no_network=True
    )
    for _, element in parser:
        number += 1
        if number <= _MOST_PAGES:
            _take(element, found[etree.QName(element).localname])
        element.clear()
        parent = element.getparent()  # none of the root, which an instruction may stand before
        while parent is not None and element.getprevious() is not None:
            del parent[0]
    if not number:
        raise Trouble("is no sitemap", _HINT, retry=True)
    pages, listings = found["url"], found["sitemap"]
    warnings = ("is no well-formed XML: read as far as it makes sense",) if len(parser.error_log) else ()
    failures = tuple(pages.failures + listings.failures)
    return Listing(pages=pages.found, listings=listings.found, failures=failures, warnings=warnings)


def _take(element: Any, collector: Collector) -> None:
    """Children of the entry itself: a picture within it has a loc of its own."""
    texts = {etree.QName(child).localname: child.text or "" for child in element if isinstance(child.tag, str)}
    changed = texts.get("lastmod", "").strip()
    if loc := texts.get("loc", "").strip():
        collector.add(loc, changed or None, date_value(changed) if changed else None)
