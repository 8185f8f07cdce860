"""Where a document comes from: address, date, event, sender; and how much of another's wording it may quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from stancewire.corpus.address import is_address
from stancewire.corpus.types import ERAS, CorpusDocument
from stancewire.corpus.violations import Complaint

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# Each by itself, and up to the end of the line where nothing closes it, so that no line is read twice.
_QUOTES: Final = tuple(
    re.compile(pattern, re.M) for pattern in (r"“([^”\n]*)(”|$)", r"\"([^\"\n]*)(\"|$)", r"(?<!\w)‘([^‘’\n]*)(’|$)?")
)
_LONGEST_QUOTE: Final = 5


def source(document: CorpusDocument) -> Iterator[Complaint]:
    """Event, address, date, sender and confidence."""
    if not _SLUG.fullmatch(document.event):
        yield "event", f"{document.event!r} is not a kebab-case slug; write lower-case words joined by hyphens"
    if document.url and not is_address(document.url):
        yield "url", f"{document.url!r} is no address; write it as http:// or https://, host and path, without spaces"
    if not document.fictional and not document.url:
        yield "url", "a document that is not fictional needs the address of its source; add it or set fictional"
    if document.retold_form and not document.url:
        yield "retold_form", "true, but there is no source whose form could be another; add its url or set it false"
    yield from _date(document)
    if document.kind in ("letter", "newsletter") and not (document.sender and document.sender_kind):
        yield "sender", f"a {document.kind} needs sender and sender_kind; add both"
    if not 1 <= document.confidence <= 3:
        yield "confidence", "not 1, 2 or 3; 3 means that no reasonable annotator would differ"


def _date(document: CorpusDocument) -> Iterator[Complaint]:
    written = _DATE.fullmatch(document.year)
    if written is None:
        yield "year", f"{document.year!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
        return
    try:
        date(*(int(part or 1) for part in written.groups()))
    except ValueError as error:  # "month must be in 1..12", "day is out of range for month"
        yield "year", f"{document.year!r} is a day or month that never was ({error}); correct it, or leave the part out"
    if int(written[1]) not in ERAS[document.era]:
        yield "era", f"{document.year} does not lie in {document.era}; correct one of the two"


def quotes(document: CorpusDocument) -> Iterator[Complaint]:
    """A real document quotes five words at most: longer ones would be copied, or put into a real body's mouth."""
    matches = (match for pattern in _QUOTES for match in pattern.finditer("" if document.fictional else document.text))
    for quote in (match[1] for match in matches if match[2]):
        if len(quote.split()) > _LONGEST_QUOTE:
            yield "text", f"quotes more than five words ({quote[:50]!r}); report them without quotation marks"
