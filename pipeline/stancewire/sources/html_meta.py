"""What a web page says of itself: title, date, publisher, address and author, from its meta tags, JSON-LD and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import orjson
from lxml.html import HtmlElement

from stancewire.dates import date_value
from stancewire.errors import GivenError
from stancewire.sources.html_parts import SUFFIX
from stancewire.types import Given

_TITLES: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_DATES: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "pubdate", "publishdate", "publish_date", "parsely-pub-date", "sailthru.date", "citation_publication_date", "date",
)  # fmt: skip
_BYLINES: Final = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "citation_author",
)
_ISO: Final = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_ARTICLE: Final = re.compile(r"Article\b|Posting\b|Report\b")  # a page and its site have dates of their own
_CHANGED: Final = re.compile(r"modified|updated", re.I)
_SHORTEST_TITLE: Final = 3  # words
_LONGEST_SITE_NAME: Final = 6  # words


def found_in(tree: HtmlElement, heading: str | None) -> Given:
    """What the page says of itself; heading: the text of its main heading, if it has one."""
    metas, linked = _metas(tree), _linked(tree)
    publisher = _first(metas, ("og:site_name", "application-name", "dc.publisher")) or _name(linked.get("publisher"))
    return Given(
        title=_title(tree, metas, linked, heading, publisher),
        published=_published(tree, metas, linked),
        url=_url(tree, metas),
        publisher=publisher,
        byline=_byline(metas, linked),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first value of each meta name or property, in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _linked(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that describes an article: the first that is one or has a headline, else the first with a date."""
    dated: dict[str, Any] = {}
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            values = orjson.loads((script.text or "").strip() or "null")
        except orjson.JSONDecodeError:
            continue
        for item in _objects(values):
            if "headline" in item or _ARTICLE.search(str(item.get("@type"))):
                return item
            dated = dated or (item if "datePublished" in item else {})
    return dated


def _objects(values: Any) -> Iterator[dict[str, Any]]:
    if isinstance(values, list):
        for value in values:
            yield from _objects(value)
    elif isinstance(values, dict):
        yield values
        if isinstance(values.get("@graph"), list):
            yield from (item for item in values["@graph"] if isinstance(item, dict))
        if isinstance(values.get("mainEntity"), dict):
            yield values["mainEntity"]


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _title(
    tree: HtmlElement, metas: dict[str, str], linked: dict[str, Any], heading: str | None, publisher: str | None
) -> str | None:
    headline = linked.get("headline")
    named = _first(metas, _TITLES) or (" ".join(headline.split()) if isinstance(headline, str) else None)
    titled = " ".join((tree.findtext(".//head/title") or "").split())
    if named:
        return without_site(named, heading, publisher)
    # A page without a heading is often called "Home" or "Document1".
    return heading or (without_site(titled, None, publisher) if len(titled.split()) >= _SHORTEST_TITLE else None)


def without_site(title: str, heading: str | None, publisher: str | None) -> str:
    """A page title without the name of its site: "LMC says no | Westmarch Post" is "LMC says no"."""
    if heading and title.lower().startswith(heading.lower()):
        return heading
    parts = SUFFIX.split(title)
    ends_in_site = len(parts) > 1 and (parts[-1] == publisher or len(parts[-1].split()) <= _LONGEST_SITE_NAME)
    if not ends_in_site or len(" ".join(parts[:-1]).split()) < 3:
        return title
    return title[: title.rindex(parts[-1])].rstrip(" |»·–—-")


def _published(tree: HtmlElement, metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    stated = [metas[name] for name in _DATES if name in metas]
    stated += [value for key in ("datePublished", "dateCreated") if isinstance(value := linked.get(key), str)]
    stated += [time.get("datetime") or "" for time in tree.iterfind(".//time")][:1]
    for text in stated:
        if match := _ISO.search(text):
            return _valid(match[0])
    return next(filter(None, map(date_value, stated)), None) or _searched(tree)


def _searched(tree: HtmlElement) -> str | None:
    # Slower than all the rest together, so only where the page names no date in a tag of its own.
    from htmldate import find_date

    for meta in [*tree.iter("meta")]:  # it takes the day of a change where it finds no other
        if _CHANGED.search(meta.get("property") or meta.get("name") or meta.get("itemprop") or ""):
            meta.drop_tree()
    try:
        found = find_date(tree, extensive_search=False, original_date=True)
    except (ValueError, TypeError, RecursionError):
        return None
    return _valid(found) if found else None


def _valid(date: str) -> str | None:
    try:
        return Given(published=date).published
    except GivenError:
        return None


def _url(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    link = tree.find('.//link[@rel="canonical"]')
    address = (link.get("href") if link is not None else None) or metas.get("og:url") or ""
    return address if address.startswith(("http://", "https://")) else None


def _byline(metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    named = _first(metas, _BYLINES)
    if named and not named.startswith(("http://", "https://")):
        return named
    authors = linked.get("author")
    names = [_name(author) for author in (authors if isinstance(authors, list) else [authors])]
    return ", ".join(name for name in names if name) or None


def _name(value: Any) -> str | None:
    name = value.get("name") if isinstance(value, dict) else value
    return " ".join(name.split()) or None if isinstance(name, str) else None
