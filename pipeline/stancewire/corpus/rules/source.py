"""Where a document comes from: address, date, event, sender; and how much of another's wording it may quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stancewire.corpus.types import ERAS, CorpusDocument
from stancewire.corpus.violations import Complaint

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE: Final = re.compile(r"(\d{4})(-\d{2}(-\d{2})?)?")
_QUOTES: Final = re.compile(r"“([^”\n]*)”|\"([^\"\n]*)\"|(?<!\w)‘([^‘’\n]*)’")
_LONGEST_QUOTE: Final = 5


def source(document: CorpusDocument) -> Iterator[Complaint]:
    """Event, address, date, sender and confidence."""
    if not _SLUG.fullmatch(document.event):
        yield "event", f"{document.event!r} is not a kebab-case slug; write lower-case words joined by hyphens"
    if not document.fictional and not document.url.startswith("http"):
        yield "url", "a document that is not fictional needs the address of its source; add it or set fictional"
    date = _DATE.fullmatch(document.year)
    if date is None:
        yield "year", f"{document.year!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
    elif int(date[1]) not in ERAS[document.era]:
        yield "era", f"{document.year} does not lie in {document.era}; correct one of the two"
    if document.kind in ("letter", "newsletter") and not (document.sender and document.sender_kind):
        yield "sender", f"a {document.kind} needs sender and sender_kind; add both"
    if not 1 <= document.confidence <= 3:
        yield "confidence", "not 1, 2 or 3; 3 means that no reasonable annotator would differ"


def quotes(document: CorpusDocument) -> Iterator[Complaint]:
    """A real document quotes five words at most: longer ones would be copied, or put into a real body's mouth."""
    for match in _QUOTES.finditer("" if document.fictional else document.text):
        quote = next(group for group in match.groups() if group is not None)
        if len(quote.split()) > _LONGEST_QUOTE:
            yield "text", f"quotes more than five words ({quote[:50]!r}); report them without quotation marks"
