"""What some publishers of the field do in a way of their own, by the address a page gives itself.

In:  the tree of a page, before anything is taken out of it.
Out: what is known of its publisher; the tree, in which links that serve as headings have become headings.

A row stands here only where the general way loses something on pages of that make: docs/publishers.md has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from stancewire.types import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A publisher by the name its readers know it by, and where its pages differ; each place is an XPath."""

    name: str
    headings: str | None = None  # links to a place on the same page that head what stands below them
    byline: str | None = None


PUBLISHERS: Final = {  # by host, without "www."; a host below it counts as well
    "pulsetoday.co.uk": Publisher(name="Pulse"),
    "gponline.com": Publisher(name="GPonline"),
    "bma.org.uk": Publisher(name="BMA"),
    "england.nhs.uk": Publisher(
        name="NHS England",
        headings='//div[contains(@class, "hidden-text-component")]//div[@class="summary"]/a',
        byline='//article//p[@class="post-author"]',
    ),
}


def told_by_publisher(tree: HtmlElement) -> Given | None:
    """Publisher and byline of a page whose own address is in the table; its headings are then headings."""
    for address in tree.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content'):
        parts = _host(address).split(".")
        for start in range(len(parts)):
            if row := PUBLISHERS.get(".".join(parts[start:])):
                return _told(tree, row)
    return None


def with_publisher(found: Given, told: Given | None) -> Given:
    """What a page says of itself, with what is known of its publisher; a publisher is nobody's byline."""
    if told is None or told.publisher is None:
        return found
    named = None if (found.byline or "").casefold() == told.publisher.casefold() else found.byline
    return replace(found, publisher=found.publisher or told.publisher, byline=told.byline or named)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # "http://[": no address at all
        return ""


def _told(tree: HtmlElement, row: Publisher) -> Given:
    for link in tree.xpath(row.headings) if row.headings else ():
        link.tag = "h3"  # trafilatura takes a paragraph that is all link for a way to elsewhere
    lines = (" ".join(element.text_content().split()) for element in (tree.xpath(row.byline) if row.byline else ()))
    return Given(publisher=row.name, byline=next(filter(None, lines), None))
