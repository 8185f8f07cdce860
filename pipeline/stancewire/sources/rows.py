"""JSON: a row object with `text` (and usually `id`) is one Article, one a line or all in one array."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import partial
from io import BufferedReader, TextIOWrapper
from typing import Any, Final

import orjson

from stancewire.config import InputConfig
from stancewire.errors import MalformedRow, OversizeInput
from stancewire.sources.columns import Row, read_row
from stancewire.sources.decode import decode, wide_encoding
from stancewire.sources.inputs import Input
from stancewire.types import Article, Failure

MEDIA_TYPE: Final = "application/jsonl"
ARRAY_TYPE: Final = "application/json"
_HEAD_BYTES: Final = 8_192
_TOKEN: Final = re.compile(r'[{}]|"(?>(?:[^"\\]|\\.)*)"?', re.S)  # a brace in a string is none
_DEEPEST: Final = 1_024  # braces in braces; the JSON parser takes no more
_ARRAY_HINT: Final = "write an array of objects, or one object a line, in UTF-8"


def read_rows(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield one Article or Failure for each row that is not blank. Rows are numbered by line, from 1."""
    for number, line in enumerate(_lines(stream, limits.max_bytes), 1):
        if line.strip():
            row = Row(item=item, number=number, media_type=MEDIA_TYPE, content=line)
            yield read_row(row, partial(_parsed, row), limits.max_bytes)


def _lines(stream: BufferedReader, max_bytes: int) -> Iterator[bytes]:
    """Lines of any length, of which no more than max_bytes + 1 bytes are kept; those of UTF-16 and UTF-32 as UTF-8."""
    if encoding := wide_encoding(stream.peek(_HEAD_BYTES)[:_HEAD_BYTES]):
        yield from _wide_lines(stream, encoding, max_bytes)
        return
    while line := stream.readline(max_bytes + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(max_bytes + 1)


def _wide_lines(stream: BufferedReader, encoding: str, max_bytes: int) -> Iterator[bytes]:
    text = TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    try:
        while line := text.readline(max_bytes + 1):
            yield line.lstrip("\ufeff").encode("utf-8", "replace")
            while line and not line.endswith("\n"):
                line = text.readline(max_bytes + 1)
    finally:
        text.detach()  # the stream is not ours to close


def _parsed(row: Row, hint: str = "write one JSON object a line, in UTF-8") -> dict[str, Any]:
    try:
        values = orjson.loads(row.content.removeprefix(BOM_UTF8))
    except orjson.JSONDecodeError as error:
        raise MalformedRow(row.where, f"is no valid JSON ({error})", hint) from None
    if not isinstance(values, dict):
        raise MalformedRow(row.where, "is no JSON object", 'write rows like {"id": "…", "text": "…"}')
    return values


def read_array(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of a file that is one row object, or an array of them, laid out over lines at will.

    Rows are numbered from 1. A row with a syntax error costs its own Failure as long as its brackets close.
    """
    content = stream.read(limits.max_file_bytes + 1)
    if len(content) > limits.max_file_bytes:
        reason = f"is one JSON value larger than the limit of {limits.max_file_bytes:,} bytes"
        raise OversizeInput(item.name, reason, "write JSON lines, one object a line (jq -c '.[]' does it)")
    text, _ = decode(content, item.name)
    for number, (start, end) in enumerate(_objects(text), 1):
        row = Row(item=item, number=number, media_type=ARRAY_TYPE, content=text[start:end].encode())
        yield read_row(row, partial(_parsed, row, _ARRAY_HINT), limits.max_bytes)


def _objects(text: str) -> Iterator[tuple[int, int]]:
    """Where each object stands that is in no other; the last one ends with the text if it is cut or too deep."""
    depth = start = 0
    for match in _TOKEN.finditer(text):
        if match[0] == "{":
            start = start if depth else match.start()
            depth += 1
        elif match[0] == "}" and depth:
            depth -= 1
            if not depth:
                yield start, match.end()
        if depth > _DEEPEST:
            break
    if depth:
        yield start, len(text)
