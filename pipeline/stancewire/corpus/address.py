"""Addresses of sources, compared: what a link adds for its own purposes does not make another page."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

_TRACKING: Final = "utm_"


def is_address(url: str) -> bool:
    """Whether an address names a page on a host of the web."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not set(url) & set(" \t\n")
    except ValueError:  # brackets that close no IPv6 host
        return False


def address(url: str) -> str:
    """What two addresses of one page have in common.

    Lower case, without scheme, leading www., fragment, slash at the end and utm_ parameters.
    """
    page, _, query = url.strip().lower().partition("#")[0].partition("?")
    page = page.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    kept = [part for part in query.split("&") if part and not part.startswith(_TRACKING)]
    return "?".join([page, "&".join(kept)] if kept else [page])
