"""Which reader an input takes, and that nothing an input holds can stop a run."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stancewire.errors import BinaryInput, EmptyInput, OversizeInput, UnreadableInput, UnsupportedFormat
from stancewire.sources.inputs import Input
from stancewire.sources.reading import media_type, read
from stancewire.types import Article, Failure

LIMIT = 1_000_000


def saved(folder: Path, content: bytes, name: str = "a.txt") -> Input:
    path = folder / name
    path.write_bytes(content)
    return Input(uri=name, path=path)


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.txt", b"LMC says no\n", "text/plain"),
        ("a", b"LMC says no\n", "text/plain"),
        ("a.jsonl", b"LMC says no\n", "application/jsonl"),  # each row then says what is wrong with it
        ("a.NDJSON", b"\n", "application/jsonl"),
        ("a.txt", b'{"text": "t"}\n', "application/jsonl"),
        ("a.txt", b'  { "text": "t"}\n', "application/jsonl"),
        ("a.txt", b'\xef\xbb\xbf{"text": "t"}\n', "application/jsonl"),
        ("a.txt", b"{}\n", "application/jsonl"),
        ("a.txt", b"{see note}\n", "text/plain"),
        ("-", b'{"id": 1}', "application/jsonl"),
        ("-", b"Dear Dr Thorne\n", "text/plain"),
    ],
)
def test_content_decides_before_the_suffix(name: str, head: bytes, expected: str) -> None:
    assert media_type(Input(uri=name, path=None if name == "-" else Path(name)), head) == expected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "is PDF, for which there is no reader yet"),
        (b"PK\x03\x04\x14\0", "is a zip archive or an office document, for which there is no reader yet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Word or Office file, for which there is no reader yet"),
        (b"{\\rtf1\\ansi", "is RTF, for which there is no reader yet"),
        (b"\x1f\x8b\x08\0", "is gzip, for which there is no reader yet"),
        (b"\x89PNG\r\n", "is a picture, for which there is no reader yet"),
        (b"\xff\xd8\xff\xe0", "is a picture, for which there is no reader yet"),
        (b"<!DOCTYPE html>\n<html>", "is HTML, for which there is no reader yet"),
        (b"\n<html><p>x</p>", "is HTML, for which there is no reader yet"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html>\n', "is HTML, for which there is no reader yet"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf"])
def test_a_format_without_a_reader_is_named(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (failure,) = read(saved(tmp_path, content, name), LIMIT)
    assert isinstance(failure, Failure)
    assert type(failure.error) is UnsupportedFormat
    assert failure.error.args[:2] == (name, reason)


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"", EmptyInput, "a.txt: is empty; give a file with the text of a document"),
        (b" \n", EmptyInput, "a.txt: holds no text; give a file with the text of a document"),
        (b"abc\0def", BinaryInput, "a.txt: holds NUL bytes, so it is no text; give plain text in UTF-8, or JSON lines"),
    ],
)
def test_a_file_without_text_is_a_failure(
    tmp_path: Path, content: bytes, error: type[Exception], sentence: str
) -> None:
    (failure,) = read(saved(tmp_path, content), LIMIT)
    assert isinstance(failure, Failure)
    assert (type(failure.error), str(failure.error)) == (error, sentence)


def test_a_text_file_is_an_article_with_what_it_took_to_read_it(tmp_path: Path) -> None:
    (article,) = read(saved(tmp_path, b"LMC \x93rejects\x94 plan\r\n"), LIMIT)
    assert isinstance(article, Article)
    assert article.raw == "LMC “rejects” plan\r\n"
    assert article.warnings == (
        "not valid UTF-8 at byte 4: read as Windows-1252; save the file as UTF-8 to be certain",
    )


def test_a_text_in_utf16_is_read(tmp_path: Path) -> None:
    (article,) = read(saved(tmp_path, "LMC ‘no’\n\nBody.\n".encode("utf-16")), LIMIT)
    assert isinstance(article, Article)
    assert (article.raw, article.warnings) == ("LMC ‘no’\n\nBody.\n", ())


@pytest.mark.parametrize("size", [101, 100_000])
def test_a_text_beyond_the_limit_is_a_failure(tmp_path: Path, size: int) -> None:
    (failure,) = read(saved(tmp_path, b"x" * size), max_bytes=100)
    assert isinstance(failure, Failure)
    assert type(failure.error) is OversizeInput


def test_rows_are_read_whatever_the_file_is_called(tmp_path: Path) -> None:
    items = list(read(saved(tmp_path, b'{"id": "a", "text": "t"}\n{"id": "b", "text": "t"}\n'), LIMIT))
    assert [(type(item), item.id) for item in items] == [(Article, "a"), (Article, "b")]


@pytest.mark.parametrize("length", [10, 65_520, 65_536, 70_000, 200_000])
def test_a_first_row_of_any_length_is_one_document(tmp_path: Path, length: int) -> None:
    rows = [{"id": "long", "text": "x" * length}, {"id": "next", "text": "t"}]
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    items = list(read(saved(tmp_path, content, "a.jsonl"), LIMIT))
    assert [(item.id, len(item.raw)) for item in items if isinstance(item, Article)] == [("long", length), ("next", 1)]
    assert len(items) == 2


def test_standard_input_is_read_from_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9 owners\n"), encoding="ascii"))
    (article,) = read(Input(uri="-", path=None), LIMIT)
    assert isinstance(article, Article)
    assert (article.source.uri, article.raw) == ("-", "café owners\n")


@pytest.mark.parametrize("name", ["gone.txt", "folder"])
def test_what_cannot_be_opened_is_a_failure(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (failure,) = read(Input(uri=name, path=tmp_path / name), LIMIT)
    assert isinstance(failure, Failure)
    assert type(failure.error) is UnreadableInput
    assert str(failure.error).startswith(f"{name}: cannot be read (")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_we_may_not_read_is_a_failure(tmp_path: Path) -> None:
    item = saved(tmp_path, b"text")
    assert item.path
    item.path.chmod(0)
    (failure,) = read(item, LIMIT)
    assert isinstance(failure, Failure)
    assert str(failure.error) == (
        "a.txt: cannot be read (Permission denied); check its permissions and that it is a file"
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | st.sampled_from([b'{"text": ', b"\xef\xbb\xbf", b"\xff\xfe", b"{}\n"]).flatmap(lambda start: st.binary().map(start.__add__)))  # fmt: skip
def test_no_content_stops_a_run(tmp_path: Path, content: bytes) -> None:
    items = list(read(saved(tmp_path, content), 50))
    assert items, "a file that is not all blank rows gives at least one record"
    assert all(item.source.uri == "a.txt" and item.id for item in items)
