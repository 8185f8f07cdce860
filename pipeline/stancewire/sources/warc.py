"""A web archive: every page that answered with 200 is an input of its own, named by its address.

Requests, metadata, redirects, pictures and scripts are no documents and are
passed over; pages, texts, and files of any other format with an extractor are
read. `Given.url` is the address the page was fetched from.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import BufferedReader
from typing import Any, Final, cast

from warcio.archiveiterator import WARCIterator

from stancewire.config import InputConfig
from stancewire.errors import OversizeInput, ParserFailure, StancewireError
from stancewire.sources import EXTRACTORS
from stancewire.sources.extracted import read_extracts
from stancewire.sources.inputs import Input
from stancewire.sources.nested import Member, budget_for, distinct, member_of, shown_name
from stancewire.sources.reading import failure, read
from stancewire.sources.unpacking import Stream, guarded
from stancewire.types import Article, Failure

_TYPES: Final = ("response", "resource", "conversion")
_HTML: Final = ("text/html", "application/xhtml+xml")
_LONGEST_HEADERS: Final = 1_000_000  # bytes, of one record
_PIECE_BYTES: Final = 65_536
_HINT: Final = "get the file again; what stands behind could not be read"


def read_warc(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of each page of a web archive of any size; addresses met again get '#2' and so on."""
    source = _Headers(stream, item.name)
    budget = budget_for(item, limits, source.tell)
    taken: dict[str, int] = {}
    for record in _records(item, source):
        budget.admit()
        if _kind(record):
            name = distinct(shown_name(record.rec_headers.get_header("WARC-Target-URI") or "record"), taken)
            yield from _page(member_of(item, name, budget), record, limits)
        if budget.is_spent:
            return


def _records(item: Input, source: _Headers) -> Iterator[Any]:
    records = guarded(item.name, WARCIterator, source)
    while True:
        source.left = _LONGEST_HEADERS
        with redirect_stderr(io.StringIO()):  # where warcio tells of odd records
            record = guarded(item.name, next, records, None)
        source.left = None
        if record is None:
            return
        if not (record.rec_headers.get_header("Content-Length") or "").isdigit():
            raise ParserFailure(item.name, "has a record that does not say how long it is", _HINT)
        yield record
        while guarded(item.name, record.raw_stream.read, _PIECE_BYTES):
            pass


class _Headers:
    """The bytes of an archive, of which warcio may take no more than `left` in search of the headers of a record."""

    def __init__(self, stream: Stream, name: str) -> None:
        self._stream, self._name = stream, name
        self._count = 0
        self.left: int | None = None

    def read(self, size: int) -> bytes:
        """At most `size` bytes. Raises ParserFailure where the headers of a record do not end."""
        piece = self._stream.read(size)
        self._count += len(piece)
        if self.left is not None:
            self.left -= len(piece)
            if self.left < 0:
                raise ParserFailure(
                    self._name, f"has a record with more than {_LONGEST_HEADERS:,} bytes of headers", _HINT
                )
        return piece

    def tell(self) -> int:
        """How many bytes were read."""
        return self._count


def _kind(record: Any) -> str | None:
    """The media type that a page was sent with, None for a record that is no document."""
    headers = record.http_headers
    if record.rec_type not in _TYPES or (headers is not None and headers.get_statuscode() != "200"):
        return None
    declared = (headers or record.rec_headers).get_header("Content-Type") or ""
    kind = declared.partition(";")[0].strip().lower()
    if kind in _HTML:
        return "text/html"
    return kind if kind == "text/plain" or kind in EXTRACTORS else None


def _page(page: Member, record: Any, limits: InputConfig) -> Iterator[Article | Failure]:
    try:
        content = _fetched(page, record, limits.max_file_bytes)
        page.budget.spend(len(content))
    except StancewireError as error:
        yield failure(page, error)
        return
    for document in _documents(replace(page, content=content), _kind(record), limits):
        yield _addressed(document, record.rec_headers.get_header("WARC-Target-URI"))


def _documents(page: Member, kind: str | None, limits: InputConfig) -> Iterator[Article | Failure]:
    """A page is HTML because its server says so, however it begins."""
    if kind == "text/html" and page.content:
        return read_extracts(page, cast(BufferedReader, io.BytesIO(page.content)), limits, kind)
    return read(page, limits)


def _fetched(page: Member, record: Any, most: int) -> bytes:
    """What was sent. A page in chunks is held in memory whatever part of it is asked for: its length is looked at first."""
    content = b"" if record.length > most else guarded(page.name, _content, record.content_stream(), most + 1)
    if max(record.length, len(content)) > most:
        reason = f"is larger than the limit of {most:,} bytes for one file"
        raise OversizeInput(page.name, reason, "raise max_file_bytes under [input] in a config")
    return content


def _content(stream: Any, most: int) -> bytes:
    content = bytearray()
    while len(content) < most and (piece := stream.read(min(_PIECE_BYTES, most - len(content)))):
        content += piece
    return bytes(content)


def _addressed(document: Article | Failure, address: str | None) -> Article | Failure:
    if isinstance(document, Failure) or document.found.url or not address:
        return document
    return replace(document, found=replace(document.found, url=address))
