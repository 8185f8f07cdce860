"""A plain-text file, or all of standard input, is one Article, or those of a newspaper archive's export."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from stancewire.config import InputConfig
from stancewire.errors import EmptyInput, OversizeInput, StancewireError
from stancewire.sources.decode import decode_as
from stancewire.sources.exports import split
from stancewire.sources.identity import digest, stable_id
from stancewire.sources.inputs import Input
from stancewire.types import Article, Failure, Source

MEDIA_TYPE = "text/plain"
_HEAD_BYTES = 200_000  # that hold an article or more, if this is an export


def read_text(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the one Article of a text file, those of an export, or the Failure that says why there is none."""
    content, most = _content(stream, limits)
    source = Source(uri=item.uri, media_type=MEDIA_TYPE, sha256=digest(content), member=item.member)
    identity = stable_id(item.uri, item.member, source.sha256)
    try:
        check_size(len(content), most, item.name)
        text, warnings = decode_as(content, item.name, item.charset)
        if not text.strip():
            raise EmptyInput(item.name, "holds no text", "give a file with the text of a document")
        if parts := split(text):
            from stancewire.sources.extracted import article_of  # no other text needs it

            yield from (article_of(item, source, part, limits, warnings) for part in parts)
        else:
            yield Article(id=identity, source=source, raw=text, warnings=warnings)
    except StancewireError as error:
        yield Failure(id=identity, source=source, error=error)


def _content(stream: BufferedReader, limits: InputConfig) -> tuple[bytes, int]:
    """The bytes of a text and how many they may be: an export of many articles may be as large as a file."""
    content = stream.read(limits.max_bytes + 1)
    if len(content) <= limits.max_bytes or split(content[:_HEAD_BYTES].decode("utf-8", "replace")) is None:
        return content, limits.max_bytes
    return content + stream.read(limits.max_file_bytes + 1 - len(content)), limits.max_file_bytes


def check_size(size: int, max_bytes: int, uri: str) -> None:
    """Raise OversizeInput for a document beyond the configured limit."""
    if size > max_bytes:
        raise OversizeInput(
            uri,
            f"one document is larger than the limit of {max_bytes:,} bytes",
            "split it into its documents (JSON lines with one row each will do), or raise max_bytes under [input] in a config",
        )
