"""Open an input, see by its content what it is, and hand it to the reader of that format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from io import BufferedReader, BytesIO, FileIO
from typing import Any, cast

from stancewire.config import InputConfig
from stancewire.errors import EmptyInput, StancewireError, UnreadableInput, UnsupportedFormat
from stancewire.sources import EXTRACTORS, READERS
from stancewire.sources.identity import stable_id
from stancewire.sources.inputs import Input
from stancewire.sources.passed import remarked
from stancewire.sources.piped import whole_head
from stancewire.sources.sniff import media_type
from stancewire.types import Article, Failure, Source

_HEAD_BYTES = 8_192
_BUFFER_BYTES = 65_536  # the system may propose less than a head
Reader = Callable[[Input, BufferedReader, InputConfig], Iterator[Article | Failure]]


def read(item: Input, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield an Article or a Failure for each document of one input; never raises for what the input holds."""
    try:
        with _open(item) as stream:
            documents = (new for old in read_stream(item, stream, limits) for new in _stepped(item, old))
            yield from remarked(item.name, documents, lambda: item.remark) if item.remark else documents
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error})"
        yield failure(item, UnreadableInput(item.name, reason, "check its permissions and that it is a file"))
    except StancewireError as error:
        yield failure(item, error)


def read_stream(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of an input that is open, a file or what came out of an archive, as `read` does.

    Its steps are left to do. Raises OSError where the system breaks on the stream.
    """
    found = False
    try:
        for document in _reader(item, stream.peek(_HEAD_BYTES)[:_HEAD_BYTES])(item, stream, limits):
            found = True
            yield document
        if not found:
            yield failure(item, EmptyInput(item.name, "holds no document", "give a file with the text of a document"))
    except StancewireError as error:
        yield failure(item, error)


def _stepped(item: Input, document: Article | Failure) -> Iterator[Article | Failure]:
    """What becomes of a document in the steps that its input asks for."""
    documents = [document]
    for step in item.steps:
        documents = [new for old in documents for new in (step(old) if isinstance(old, Article) else (old,))]
    yield from documents


@contextmanager
def _open(item: Input) -> Iterator[BufferedReader]:
    if item.content is not None:
        yield BufferedReader(BytesIO(item.content), _HEAD_BYTES)
    elif item.path:
        with BufferedReader(FileIO(item.path), _BUFFER_BYTES) as stream:
            yield whole_head(item.name, stream)
    elif sys.stdin is None:
        raise UnreadableInput(item.name, "standard input is closed", "give a file, or a pipe to read from")
    else:
        yield whole_head(item.name, cast(BufferedReader, sys.stdin.buffer))


def _reader(item: Input, head: bytes) -> Reader:
    """Raises EmptyInput and UnsupportedFormat."""
    if not head:
        raise EmptyInput(item.name, "is empty", "give a file with the text of a document")
    kind = media_type(item.name, head)
    if kind in EXTRACTORS:
        from stancewire.sources.extracted import read_extracts  # text and rows need no worker process

        return partial(read_extracts, media_type=kind)
    if kind not in READERS:
        raise UnsupportedFormat(item.name, f"is {kind}, for which there is no reader", _what_there_is())
    module, _, function = READERS[kind].partition(":")
    reader: Any = getattr(import_module(module), function)
    return reader  # type: ignore[no-any-return]


def _what_there_is() -> str:
    return f"save its text as .txt or as JSON lines (readers: {', '.join((*READERS, *EXTRACTORS))})"


def failure(item: Input, error: StancewireError) -> Failure:
    """The failure of an input as a whole."""
    source = Source(uri=item.uri, media_type="application/octet-stream", sha256="", member=item.member)
    return Failure(id=stable_id(item.uri, item.member, ""), source=source, error=error)
