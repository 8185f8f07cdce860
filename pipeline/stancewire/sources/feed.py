"""An RSS or Atom file: each entry is a document, named by its id, with the date and the link that the feed gives."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import feedparser

from stancewire.dates import header_date
from stancewire.errors import EmptyInput
from stancewire.sources.extract import Extract
from stancewire.sources.fragments import paragraphs_of
from stancewire.sources.nested import distinct, shown_name
from stancewire.types import Given, Zone

_LONGER: Final = 2  # times the content, from which on a summary is the text and the content a teaser
_HTML: Final = ("text/html", "application/xhtml+xml")


def extract_feed(content: bytes, name: str) -> Iterator[Extract]:
    """Yield one Extract for each entry, in the order of the feed. Raises EmptyInput for a feed without any."""
    # A stream, never the bytes themselves: feedparser would open those that look like an address.
    feed = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise EmptyInput(name, "is a feed without entries", "give a feed with at least one entry")
    warnings = ("is no well-formed XML: read as far as it makes sense",) if feed.bozo and _is_broken(feed) else ()
    publisher = _plain(feed.feed.get("title_detail")) or None
    taken: dict[str, int] = {}
    for number, entry in enumerate(feed.entries, 1):
        part = distinct(shown_name(str(entry.get("id") or entry.get("link") or number)), taken)
        yield _extract(entry, part, publisher, warnings)


def _is_broken(feed: Any) -> bool:
    """Whether the XML itself is; a feed with another encoding than it says is read all the same."""
    return isinstance(feed.get("bozo_exception"), Exception) and "SAX" in type(feed.bozo_exception).__name__


def _extract(entry: Any, part: str, publisher: str | None, warnings: tuple[str, ...]) -> Extract:
    title = _plain(entry.get("title_detail"))
    body = _body(entry)
    published, said = header_date(str(entry.get("published") or ""))
    # feedparser would give the one for the other, with a warning of its own.
    changed = str(entry["updated"] or "") if published is None and "updated" in entry else ""
    updated, said_too = header_date(changed)
    found = Given(
        title=title or None,
        published=published or updated,
        url=str(entry.get("link") or "") or None,
        publisher=publisher,
        byline=" ".join(str(entry.get("author") or "").split()) or None,
    )
    raw = f"{title}\n\n{body}" if title else body
    marks = (Zone(start=0, end=len(title), zone="title"),) if title else ()
    warnings = tuple(dict.fromkeys((*warnings, *said, *said_too)))
    return Extract(raw=raw, marks=marks, found=found, found_from="feed", part=part, warnings=warnings)


def _body(entry: Any) -> str:
    """The text of an entry: the longest of its contents, or its summary where that is far longer."""
    contents = ("\n\n".join(_lines(detail)) for detail in entry.get("content", ()))
    content = max(contents, key=len, default="")
    summary = "\n\n".join(_lines(entry.get("summary_detail")))
    return summary if len(summary) > _LONGER * len(content) else content


def _plain(detail: Any) -> str:
    """A title on one line."""
    return " ".join(" ".join(_lines(detail)).split())


def _lines(detail: Any) -> list[str]:
    """The paragraphs of a text that may be HTML."""
    if not detail or not detail.get("value"):
        return []
    value = str(detail["value"])
    if detail.get("type") in _HTML:
        return paragraphs_of(value)
    return [line.strip() for line in value.splitlines() if line.strip()]
