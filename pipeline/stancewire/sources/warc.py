"""A web archive: every page that answered with 200 is an input of its own, named by its address.

Requests, metadata and redirects are no documents. Of what a server sent, its type rules out
pictures, sound, style sheets, scripts and fonts, and a warning with the last document counts
them; everything else is read as what its content shows it to be, or costs an error.
`Given.url` is the address the page was fetched from.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import BufferedReader
from typing import Any, Final, cast

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import BufferedReader as WarcReader

from stancewire.config import InputConfig
from stancewire.errors import OversizeInput, ParserFailure, StancewireError, UnreadableInput
from stancewire.sources import EXTRACTORS
from stancewire.sources.extracted import read_extracts
from stancewire.sources.inputs import Input
from stancewire.sources.nested import Member, budget_for, distinct, member_of, shown_name
from stancewire.sources.passed import passed_over, remarked
from stancewire.sources.reading import failure, read
from stancewire.sources.sniff import media_type
from stancewire.sources.unpacking import guarded
from stancewire.types import Article, Failure

_TYPES: Final = ("response", "resource", "conversion")
_HTML: Final = ("text/html", "application/xhtml+xml")
_NO_TEXT: Final = re.compile(
    r"(?:image|audio|video|font)/.*|text/(?:css|(?:java|ecma|live)script)|application/(?:(?:x-)?(?:java|ecma)script|wasm"
    r"|(?:x-)?font-.*|vnd\.ms-fontobject|x-shockwave-flash|x-chrome-extension|ocsp-.*|pkix-.*)"
)
_PACKED: Final = ("application/zip", "application/gzip", "application/msword")
_UNPACKED_BY_OTHERS: Final = ("br", "zstd", "compress", "x-compress")  # Brotli where its library is installed
_CHARSET: Final = re.compile(r";\s*charset\s*=\s*[\"']?([\w-]{3,20})", re.I)
_HEAD_BYTES: Final = 8_192
_LONGEST_HEADERS: Final = 1_000_000  # bytes, of one record
_PIECE_BYTES: Final = 65_536
_HINT: Final = "get the file again; what stands behind could not be read"


def read_warc(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of each page of a web archive of any size; addresses met again get '#2' and so on.

    Raises EmptyInput where there are pictures and scripts alone.
    """
    passed: Counter[str] = Counter()
    return remarked(item.name, _pages(item, stream, limits, passed), lambda: passed_over(passed, "archive"))


def _pages(
    item: Input, stream: BufferedReader, limits: InputConfig, passed: Counter[str]
) -> Iterator[Article | Failure]:
    """The documents of all pages; what is no text is counted by its type."""
    source = _Headers(stream, item.name)
    budget = budget_for(item, limits, source.tell)
    taken: dict[str, int] = {}
    for record in _records(item, source):
        budget.admit()
        kind = _declared(record)
        if kind is not None and _NO_TEXT.fullmatch(kind):
            passed[kind] += 1
        elif kind is not None:
            name = distinct(shown_name(record.rec_headers.get_header("WARC-Target-URI") or "record"), taken)
            yield from _page(member_of(item, name, budget), record, kind, limits, passed)
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

    def __init__(self, stream: BufferedReader, name: str) -> None:
        self._stream, self._name = stream, name
        self._count = 0
        self.left: int | None = None

    def read(self, size: int) -> bytes:
        """At most `size` bytes. Raises ParserFailure where the headers of a record do not end."""
        piece = self._stream.read1(size)  # what stands before a break; `read` would lose it
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


def _declared(record: Any) -> str | None:
    """The media type that a page was sent with, "" for one sent without, None for a record that is no page."""
    headers = record.http_headers
    if record.rec_type not in _TYPES or (headers is not None and headers.get_statuscode() != "200"):
        return None
    declared = (headers or record.rec_headers).get_header("Content-Type") or ""
    return str(declared.partition(";")[0].strip().lower())


def _charset(record: Any) -> str | None:
    """The encoding that a page was sent in, as its header says."""
    declared = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
    named = _CHARSET.search(declared)
    return str(named[1]) if named else None


def _page(
    page: Member, record: Any, kind: str, limits: InputConfig, passed: Counter[str]
) -> Iterator[Article | Failure]:
    try:
        content = _fetched(page, record, limits.max_file_bytes)
        _refuse_packed(page, record, content)
        page.budget.spend(len(content))
    except StancewireError as error:
        yield failure(page, error)
        return
    found = media_type(page.name, content[:_HEAD_BYTES])
    if _NO_TEXT.fullmatch(found):
        passed[found] += 1
        return
    sent = replace(page, content=content, charset=_charset(record))
    for document in _documents(sent, kind, found, limits):
        yield _addressed(document, record.rec_headers.get_header("WARC-Target-URI"))


def _documents(page: Member, declared: str, found: str, limits: InputConfig) -> Iterator[Article | Failure]:
    """A page is HTML because its server says so, however it begins, unless it is plainly a file of another format."""
    if declared in _HTML and page.content and found not in EXTRACTORS and found not in _PACKED:
        return read_extracts(page, cast(BufferedReader, io.BytesIO(page.content)), limits, "text/html")
    return read(page, limits)


def _fetched(page: Member, record: Any, most: int) -> bytes:
    """What was sent. A page in chunks is held in memory whatever part of it is asked for: its length is looked at first."""
    content = b"" if record.length > most else guarded(page.name, _content, record.content_stream(), most + 1)
    if max(record.length, len(content)) > most:
        reason = f"is larger than the limit of {most:,} bytes for one file"
        raise OversizeInput(page.name, reason, "raise max_file_bytes under [input] in a config")
    return content


def _refuse_packed(page: Member, record: Any, content: bytes) -> None:
    """Raises UnreadableInput for a page that is still packed: as Windows-1252 it would be a text of odd signs."""
    packed = ((record.http_headers and record.http_headers.get_header("Content-Encoding")) or "").strip().lower()
    if packed in _UNPACKED_BY_OTHERS and packed not in WarcReader.DECOMPRESSORS and not _is_unicode(content):
        reason = f"was sent packed as {packed!r}, which is not unpacked here"
        raise UnreadableInput(page.name, reason, "write the archive anew with its pages unpacked, or packed by gzip")


def _is_unicode(content: bytes) -> bool:
    """Some crawlers unpack a page and leave its header as it was."""
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _content(stream: Any, most: int) -> bytes:
    content = bytearray()
    while len(content) < most and (piece := stream.read(min(_PIECE_BYTES, most - len(content)))):
        content += piece
    return bytes(content)


def _addressed(document: Article | Failure, address: str | None) -> Article | Failure:
    if isinstance(document, Failure) or document.found.url or not address:
        return document
    return replace(document, found=replace(document.found, url=address))
