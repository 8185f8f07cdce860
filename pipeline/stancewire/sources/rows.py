"""JSON lines: a row with `text` (and usually `id`) is one Article."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

import orjson

from stancewire.config import InputConfig
from stancewire.errors import EmptyInput, GivenError, MalformedRow, StancewireError
from stancewire.sources.identity import digest, stable_id
from stancewire.sources.inputs import Input
from stancewire.sources.text import check_size
from stancewire.types import Article, Failure, Given, Source

MEDIA_TYPE = "application/jsonl"
_GIVEN = ("title", "published", "url", "publisher", "kind", "sender")


def read_rows(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield one Article or Failure for each row that is not blank. Rows are numbered by line, from 1."""
    for number, row in enumerate(_lines(stream, limits.max_bytes), 1):
        if row.strip():
            yield _read_row(item, number, row, limits)


def _lines(stream: BufferedReader, max_bytes: int) -> Iterator[bytes]:
    """Lines of any length, of which no more than max_bytes + 1 bytes are kept."""
    while line := stream.readline(max_bytes + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(max_bytes + 1)


def _read_row(item: Input, number: int, row: bytes, limits: InputConfig) -> Article | Failure:
    member = item.part(str(number))
    source = Source(uri=item.uri, media_type=MEDIA_TYPE, sha256=digest(row), member=member)
    where = f"{item.name}, row {number}"
    identity = stable_id(item.uri, member, row)
    try:
        check_size(len(row), limits.max_bytes, where)
        values = _object(where, row)
        identity = _identity(where, values) or identity
        return _article(where, identity, source, values)
    except StancewireError as error:
        return Failure(id=identity, source=source, error=error)


def _object(where: str, row: bytes) -> dict[str, Any]:
    try:
        values = orjson.loads(row.removeprefix(BOM_UTF8))
    except orjson.JSONDecodeError as error:
        raise MalformedRow(where, f"is no valid JSON ({error})", "write one JSON object a line, in UTF-8") from None
    if not isinstance(values, dict):
        raise MalformedRow(where, "is no JSON object", 'write rows like {"id": "…", "text": "…"}')
    return values


def _identity(where: str, values: dict[str, Any]) -> str | None:
    value = values.get("id")
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise MalformedRow(where, f"id is {value!r}", "give a string or a whole number, or leave id out")
    return str(value)


def _article(where: str, identity: str, source: Source, values: dict[str, Any]) -> Article:
    text, title = _string(where, values, "text"), _string(where, values, "title")
    if text is None:
        raise MalformedRow(
            where, "has no text", f"give the document in the key text; there are {', '.join(values) or 'no keys'}"
        )
    if not (text.strip() or (title or "").strip()):
        raise EmptyInput(where, "has an empty text", "give the text of a document")
    given, warnings = _given(where, values)
    # The headline is part of the document, and every span must be able to point at it.
    raw = f"{title}\n\n{text}" if title and not text.lstrip().startswith(title.strip()) else text
    return Article(id=identity, source=source, raw=raw, given=given, warnings=warnings)


def _given(where: str, values: dict[str, Any]) -> tuple[Given, tuple[str, ...]]:
    """What the row says of its document. A date or kind we cannot use is left out and said so."""
    known = {name: _string(where, values, name) or None for name in _GIVEN}
    warnings = []
    for name in ("published", "kind"):
        try:
            Given(**{name: known[name]})
        except GivenError as error:
            known[name] = None
            warnings.append(str(error))
    return Given(**known), tuple(warnings)


def _string(where: str, values: dict[str, Any], key: str) -> str | None:
    value = values.get(key)
    if value is not None and not isinstance(value, str):
        raise MalformedRow(where, f"{key} is {type(value).__name__}, not a string", f"give {key} as a string")
    return value
