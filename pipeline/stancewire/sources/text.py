"""A plain-text file, or all of standard input, is one Article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from stancewire.errors import EmptyInput, OversizeInput, StancewireError, UnsupportedFormat
from stancewire.sources.decode import decode
from stancewire.sources.identity import digest, stable_id
from stancewire.sources.inputs import Input
from stancewire.types import Article, Failure, Source

MEDIA_TYPE = "text/plain"
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype|html|head|body)\b", re.I)


def read_text(item: Input, head: bytes, stream: BinaryIO, max_bytes: int) -> Iterator[Article | Failure]:
    """Yield the one Article of a text file, or the Failure that says why there is none."""
    content = head + stream.read(max(0, max_bytes + 1 - len(head)))
    source = Source(uri=item.uri, media_type=MEDIA_TYPE, sha256=digest(content))
    identity = stable_id(item.uri, None, content)
    try:
        check_size(len(content), max_bytes, item.uri)
        refuse_html(content, item.uri)  # again: its first line may be blank or an XML declaration
        text, warnings = decode(content, item.uri)
        if not text.strip():
            raise EmptyInput(item.uri, "holds no text", "give a file with the text of a document")
        yield Article(id=identity, source=source, raw=text, warnings=warnings)
    except StancewireError as error:
        yield Failure(id=identity, source=source, error=error)


def check_size(size: int, max_bytes: int, uri: str) -> None:
    """Raise OversizeInput for a document beyond the configured limit."""
    if size > max_bytes:
        raise OversizeInput(
            uri,
            f"one document is larger than the limit of {max_bytes:,} bytes",
            "split it into its documents (JSON lines with one row each will do), or raise max_bytes under [input] in a config",
        )


def refuse_html(start: bytes, uri: str) -> None:
    """Raise UnsupportedFormat for a web page, whose tags would be read as words."""
    if _HTML.match(start):
        raise UnsupportedFormat(uri, "is HTML, for which there is no reader yet", "save the page as text")
