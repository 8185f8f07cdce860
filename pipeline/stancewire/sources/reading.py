"""Open an input, see by its content what it is, and hand it to the reader of that format."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any, BinaryIO

from stancewire.errors import EmptyInput, StancewireError, UnreadableInput, UnsupportedFormat
from stancewire.sources import READERS
from stancewire.sources.identity import stable_id
from stancewire.sources.inputs import Input
from stancewire.sources.text import refuse_html
from stancewire.types import Article, Failure, Source

_HEAD_BYTES = 65_536
_MAGIC = (
    (b"%PDF-", "application/pdf", "PDF"),
    (b"PK\x03\x04", "application/zip", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "application/msword", "an old Word or Office file"),
    (b"{\\rtf", "application/rtf", "RTF"),
    (b"\x1f\x8b", "application/gzip", "gzip"),
    (b"\x89PNG", "image/png", "a picture"),
    (b"\xff\xd8\xff", "image/jpeg", "a picture"),
)
_ROW = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"|\})')


def read(item: Input, max_bytes: int) -> Iterator[Article | Failure]:
    """Yield an Article or a Failure for each document of one input; never raises for what the input holds."""
    try:
        with _open(item) as stream:
            head = stream.readline(_HEAD_BYTES)
            found = False
            for document in _reader(item, head)(item, head, stream, max_bytes):
                found = True
                yield document
            if not found:
                yield _failure(item, EmptyInput(item.uri, "holds no document", "give at least one row with a text"))
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error})"
        yield _failure(item, UnreadableInput(item.uri, reason, "check its permissions and that it is a file"))
    except StancewireError as error:
        yield _failure(item, error)


def _open(item: Input) -> AbstractContextManager[BinaryIO]:
    return item.path.open("rb") if item.path else nullcontext(sys.stdin.buffer)


def _reader(item: Input, head: bytes) -> Any:
    module, _, function = READERS[media_type(item, head)].partition(":")
    return getattr(import_module(module), function)


def media_type(item: Input, head: bytes) -> str:
    """Which reader an input takes: content first, suffix second. Raises EmptyInput and UnsupportedFormat."""
    if not head:
        raise EmptyInput(item.uri, "is empty", "give a file with the text of a document")
    for magic, _, name in _MAGIC:
        if head.startswith(magic):
            raise UnsupportedFormat(
                item.uri, f"is {name}, for which there is no reader yet", "save its text as .txt or as JSON lines"
            )
    refuse_html(head, item.uri)
    if item.path and item.path.suffix.lower() == ".json" and not _ROW.match(head):
        reason = "is one JSON value over several lines"
        raise UnsupportedFormat(item.uri, reason, "write JSON lines, one object a line (jq -c '.[]' does it)")
    if _ROW.match(head) or (item.path and item.path.suffix.lower() in (".jsonl", ".ndjson")):
        return "application/jsonl"
    return "text/plain"


def _failure(item: Input, error: StancewireError) -> Failure:
    source = Source(uri=item.uri, media_type="application/octet-stream", sha256="")
    return Failure(id=stable_id(item.uri, None, b""), source=source, error=error)
