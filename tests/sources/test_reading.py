"""Which reader an input takes, and that nothing an input holds can stop a run."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stancewire.config import InputConfig
from stancewire.errors import BinaryInput, EmptyInput, OversizeInput, UnreadableInput, UnsupportedFormat
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article, Failure

LIMITS = InputConfig(max_bytes=1_000_000)


def saved(folder: Path, content: bytes, name: str = "a.txt") -> Input:
    path = folder / name
    path.write_bytes(content)
    return Input(uri=name, path=path)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n", b"\xff\xd8\xff\xe0"])
@pytest.mark.parametrize("name", ["a.txt", "a.png"])
def test_a_format_without_a_reader_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (failure,) = read(saved(tmp_path, content, name), LIMITS)
    assert isinstance(failure, Failure)
    assert type(failure.error) is UnsupportedFormat
    assert str(failure.error).startswith(f"{name}: is image/")


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
    (failure,) = read(saved(tmp_path, content), LIMITS)
    assert isinstance(failure, Failure)
    assert (type(failure.error), str(failure.error)) == (error, sentence)


def test_a_text_file_is_an_article_with_what_it_took_to_read_it(tmp_path: Path) -> None:
    (article,) = read(saved(tmp_path, b"LMC \x93rejects\x94 plan\r\n"), LIMITS)
    assert isinstance(article, Article)
    assert article.raw == "LMC “rejects” plan\r\n"
    assert article.warnings == (
        "not valid UTF-8 at byte 4: read as Windows-1252; save the file as UTF-8 to be certain",
    )


def test_a_text_in_utf16_is_read(tmp_path: Path) -> None:
    (article,) = read(saved(tmp_path, "LMC ‘no’\n\nBody.\n".encode("utf-16")), LIMITS)
    assert isinstance(article, Article)
    assert (article.raw, article.warnings) == ("LMC ‘no’\n\nBody.\n", ())


@pytest.mark.parametrize("size", [101, 100_000])
def test_a_text_beyond_the_limit_is_a_failure(tmp_path: Path, size: int) -> None:
    (failure,) = read(saved(tmp_path, b"x" * size), InputConfig(max_bytes=100))
    assert isinstance(failure, Failure)
    assert type(failure.error) is OversizeInput


def test_rows_are_read_whatever_the_file_is_called(tmp_path: Path) -> None:
    items = list(read(saved(tmp_path, b'{"id": "a", "text": "t"}\n{"id": "b", "text": "t"}\n'), LIMITS))
    assert [(type(item), item.id) for item in items] == [(Article, "a"), (Article, "b")]


def test_a_broken_first_row_costs_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    content = b'{id: "a", "text": "t"}\n{"id": "b", "text": "t"}\n{"id": "c", "text": "u"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))
    for item in (Input(uri="-"), saved(tmp_path, content, "a.jsonl")):
        first, *others = read(item, LIMITS)
        assert isinstance(first, Failure)
        assert str(first.error).startswith(f"{item.uri}, row 1: is no valid JSON (")
        assert [(other.id, type(other)) for other in others] == [("b", Article), ("c", Article)]


@pytest.mark.parametrize("length", [10, 65_520, 65_536, 70_000, 200_000])
def test_a_first_row_of_any_length_is_one_document(tmp_path: Path, length: int) -> None:
    rows = [{"id": "long", "text": "x" * length}, {"id": "next", "text": "t"}]
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    items = list(read(saved(tmp_path, content, "a.jsonl"), LIMITS))
    assert [(item.id, len(item.raw)) for item in items if isinstance(item, Article)] == [("long", length), ("next", 1)]
    assert len(items) == 2


def test_standard_input_is_read_from_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"caf\xe9 owners\n")), encoding="ascii")
    )
    (article,) = read(Input(uri="-", path=None), LIMITS)
    assert isinstance(article, Article)
    assert (article.source.uri, article.raw) == ("-", "café owners\n")


@pytest.mark.parametrize("name", ["gone.txt", "folder"])
def test_what_cannot_be_opened_is_a_failure(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (failure,) = read(Input(uri=name, path=tmp_path / name), LIMITS)
    assert isinstance(failure, Failure)
    assert type(failure.error) is UnreadableInput
    assert str(failure.error).startswith(f"{name}: cannot be read (")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_we_may_not_read_is_a_failure(tmp_path: Path) -> None:
    item = saved(tmp_path, b"text")
    assert item.path
    item.path.chmod(0)
    (failure,) = read(item, LIMITS)
    assert isinstance(failure, Failure)
    assert str(failure.error) == (
        "a.txt: cannot be read (Permission denied); check its permissions and that it is a file"
    )


def test_steps_are_taken_in_order_with_each_document_but_not_with_failures(tmp_path: Path) -> None:
    item = saved(tmp_path, b'{"id": "a", "text": "t"}\n{}\n{"id": "b", "text": "t"}\n')
    twice = replace(item, steps=(lambda a: [a, replace(a, id=a.id * 2)], lambda a: [replace(a, id=f"{a.id}!")]))
    assert [item.id[:3] for item in read(twice, LIMITS) if isinstance(item, Article)] == ["a!", "aa!", "b!", "bb!"]
    assert len(list(read(twice, LIMITS))) == 5


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | st.sampled_from([b'{"text": ', b"\xef\xbb\xbf", b"\xff\xfe", b"{}\n"]).flatmap(lambda start: st.binary().map(start.__add__)))  # fmt: skip
def test_no_content_stops_a_run(tmp_path: Path, content: bytes) -> None:
    items = list(read(saved(tmp_path, content), InputConfig(max_bytes=50)))
    assert items, "a file that is not all blank rows gives at least one record"
    assert all(item.source.uri == "a.txt" and item.id for item in items)
