"""Who wrote a page and when, on lines of a few words that trafilatura takes for the site's own."""

from __future__ import annotations

import re
from typing import Final

SIGN: Final = "data-stancewire-sign"
"""The attribute of a paragraph that was made of a byline or date in no block."""
_LONGEST: Final = 12  # words of a byline or date
_BY: Final = re.compile(r"(?:(?:words|written|posted|reported|story) )?[Bb]y:?\s[A-Z]")
_DATE: Final = re.compile(
    r"(?:[a-z]+ ){0,3}[a-z]*:?\s?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?\d{1,2}(?:st|nd|rd|th)?[\s/.-](?:\d{1,2}|[a-z]{3,9})[\s/.,-]+(?:19|20)\d\d\b.{0,30}",
    re.I,
)
_BAR: Final = re.compile(r"\s+[|•·–—]\s+")


def signs(line: str, author: str | None) -> bool:
    """Whether a line is a byline or date, or holds one behind a bar. author: whom the page names as such."""
    return zone_of(line, author) is not None


def zone_of(line: str, author: str | None = None) -> str | None:
    """The zone of a byline or date; None for any other line."""
    if not line or len(line.split()) > _LONGEST:
        return None
    if author is not None and len(author.split()) > 1 and author.casefold() in line.casefold():
        return "byline"
    parts = _BAR.split(line)
    if any(_BY.match(part) for part in parts):
        return "byline"
    return "date" if any(_DATE.fullmatch(part) for part in parts) else None
