"""A plain-text file, or all of standard input, is one Article."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from stancewire.config import InputConfig
from stancewire.errors import EmptyInput, OversizeInput, StancewireError
from stancewire.sources.decode import decode
from stancewire.sources.identity import digest, stable_id
from stancewire.sources.inputs import Input
from stancewire.types import Article, Failure, Source

MEDIA_TYPE = "text/plain"


def read_text(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the one Article of a text file, or the Failure that says why there is none."""
    content = stream.read(limits.max_bytes + 1)
    source = Source(uri=item.uri, media_type=MEDIA_TYPE, sha256=digest(content), member=item.member)
    identity = stable_id(item.uri, item.member, content)
    try:
        check_size(len(content), limits.max_bytes, item.name)
        text, warnings = decode(content, item.name)
        if not text.strip():
            raise EmptyInput(item.name, "holds no text", "give a file with the text of a document")
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
