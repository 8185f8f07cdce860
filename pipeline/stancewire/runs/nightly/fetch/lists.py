"""Addresses that the user lists, in the config or in a file with one a line."""

from __future__ import annotations

from pathlib import Path

from stancewire.runs.nightly.fetch.limits import FetchSource
from stancewire.runs.nightly.fetch.listing import Collector, Listing
from stancewire.runs.nightly.fetch.results import FetchError

_MOST_BYTES = 50_000_000


def listed_urls(source: FetchSource) -> Listing:
    """The pages of a source of kind "urls". Empty lines and those that begin with # are left out. Raises FetchError."""
    pages = Collector()
    for line in (*source.urls, *(_lines(source.path) if source.path else ())):
        if line.strip() and not line.lstrip().startswith("#"):
            pages.add(line)
    return Listing(pages=pages.found, failures=tuple(pages.failures))


def _lines(path: str) -> list[str]:
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise FetchError(path, f"cannot be read ({error.strerror})", "check path of this [[source]]") from None
    if len(content) > _MOST_BYTES:
        raise FetchError(path, f"is larger than {_MOST_BYTES:,} bytes", "give a file with one address a line")
    return content.decode("utf-8-sig", "replace").splitlines()
