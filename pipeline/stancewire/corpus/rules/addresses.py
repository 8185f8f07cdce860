"""Documents that tell the same page tell the same event, and none of them gives away the answer on another side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stancewire.corpus.address import address
from stancewire.corpus.types import CorpusDocument
from stancewire.corpus.violations import Complaint


def one_event(documents: Iterable[CorpusDocument]) -> Iterator[tuple[CorpusDocument, Complaint]]:
    """Documents whose source another document tells as another event."""
    first: dict[str, CorpusDocument] = {}
    for document in documents:
        known = first.setdefault(address(document.url), document)
        if document.url and document.event != known.event:
            yield (
                document,
                (
                    "event",
                    f"{document.event!r}, but {known.id} has the same url and the event {known.event!r}; name one event, or correct a url",
                ),
            )
