"""From the bytes of one file to its Articles, by the parser of its format in the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from stancewire.config import InputConfig
from stancewire.errors import EmptyInput, OversizeInput, ParserFailure, StancewireError
from stancewire.sources import PIECERS, SENT_AS_TEXT, SETTINGS
from stancewire.sources.exports import apart
from stancewire.sources.extract import Extract
from stancewire.sources.identity import digest, stable_id
from stancewire.sources.inputs import Input
from stancewire.sources.messages import input_error
from stancewire.sources.pieces import read_pieces
from stancewire.sources.sandbox import sandbox
from stancewire.types import Article, Failure, Source


def read_extracts(
    item: Input, stream: BufferedReader, limits: InputConfig, media_type: str
) -> Iterator[Article | Failure]:
    """Yield the documents of a file whose format has an extractor, or the Failure that says why there is none."""
    content = stream.read(limits.max_file_bytes + 1)
    source = Source(uri=item.uri, media_type=media_type, sha256=digest(content), member=item.member)
    try:
        extracts = _extracts(item, content, limits, media_type)
        parts = (part for extract in extracts for part in apart(extract))
        yield from (article_of(item, source, part, limits) for part in parts)
    except StancewireError as error:
        yield Failure(id=stable_id(item.uri, item.member, source.sha256), source=source, error=error)


def _extracts(item: Input, content: bytes, limits: InputConfig, media_type: str) -> tuple[Extract, ...]:
    """The documents of a file; in pieces if it is too much as a whole and its format has a piecer."""
    worker = sandbox(limits)
    try:
        _check_size(len(content), limits, item)
        return worker.extract(media_type, item.name, content, **_settings(item, limits, media_type))
    except (OversizeInput, ParserFailure) as error:
        if media_type not in PIECERS:
            raise
        return read_pieces(worker, media_type, item.name, content[: limits.max_file_bytes], error)


def _settings(item: Input, limits: InputConfig, media_type: str) -> dict[str, Any]:
    """What an extractor is told beside the bytes."""
    settings: dict[str, Any] = {name: getattr(limits, name) for name in SETTINGS.get(media_type, ())}
    if item.charset and media_type in SENT_AS_TEXT:
        settings["charset"] = item.charset
    return settings


def _check_size(size: int, limits: InputConfig, item: Input) -> None:
    if size > limits.max_file_bytes:
        reason = f"is larger than the limit of {limits.max_file_bytes:,} bytes for one file"
        raise OversizeInput(item.name, reason, "save its text alone, or raise max_file_bytes under [input] in a config")


def article_of(
    item: Input, source: Source, extract: Extract, limits: InputConfig, warnings: tuple[str, ...] = ()
) -> Article | Failure:
    """The Article of one extract of a file, or the Failure that it is. warnings: those of the whole file."""
    member = item.member if extract.part is None else item.part(extract.part)
    place = Source(uri=source.uri, media_type=source.media_type, sha256=source.sha256, member=member)
    identity = stable_id(item.uri, member, source.sha256)
    where = item.name if not extract.refusal else f"{item.uri}!{member}"
    error = _refusal(extract, where, limits)
    if error:
        return Failure(id=identity, source=place, error=error)
    return Article(
        id=identity,
        source=place,
        raw=extract.raw,
        found=extract.found,
        found_from=extract.found_from,
        marks=extract.marks,
        warnings=(*warnings, *extract.warnings),
    )


def _refusal(extract: Extract, name: str, limits: InputConfig) -> StancewireError | None:
    if extract.refusal:
        kind, *args = extract.refusal
        return input_error(kind, [name, *args])
    if not extract.raw.strip():
        return EmptyInput(
            name, "; ".join((*extract.warnings, "holds no text")), "give a file with the text of a document"
        )
    if len(extract.raw) > limits.max_bytes:
        reason = f"one document is larger than the limit of {limits.max_bytes:,} bytes"
        return OversizeInput(name, reason, "split it, or raise max_bytes under [input] in a config")
    return None
