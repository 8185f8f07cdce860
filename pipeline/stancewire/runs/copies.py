"""The first pass of a run with --duplicates: read every document once and keep only what its copies are known by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stancewire.duplicates.clusters import Place, originals
from stancewire.normalise.document import normalise
from stancewire.types import Article, Document, Failure


def copies_among(items: Iterable[Article | Failure]) -> dict[Place, str]:
    """The id of the original for every document that is a copy of another."""
    return originals(_documents(items))


def _documents(items: Iterable[Article | Failure]) -> Iterator[tuple[Article, Document]]:
    for item in items:
        if isinstance(item, Failure):
            continue
        try:
            yield item, normalise(item)
        except Exception:  # the second pass meets it again and writes its error record
            continue
