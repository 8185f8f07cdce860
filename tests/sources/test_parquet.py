"""Parquet: only the columns needed, a few rows at a time, and no damaged file ends a run."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from stancewire.config import InputConfig
from stancewire.errors import MalformedRow, OversizeInput, ParserFailure, UnsafeArchive
from stancewire.sources.inputs import Input
from stancewire.sources.parquet import parse_parquet
from stancewire.sources.reading import read
from stancewire.types import Article, Failure

LIMITS = InputConfig()
ITEM = Input(uri="a.parquet", member="a")


def written(compression: str = "snappy", **columns: Any) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, row_group_size=2, compression=compression)
    return stream.getvalue()


def items_of(content: bytes, *columns: tuple[str, str], limits: InputConfig = LIMITS) -> list[Article | Failure]:
    return list(read(Input(uri="a.parquet", member="a", content=content, columns=columns), limits))


def test_rows_of_all_groups_are_documents_in_order() -> None:
    content = written(doc_id=[1, 2, 3, 4, 5], Body=list("abcde"), junk=[{"deep": [1]}] * 5)
    items = items_of(content)
    assert [(item.id, item.raw) for item in items if isinstance(item, Article)] == list(
        zip("12345", "abcde", strict=True)
    )
    assert [item.source.member for item in items] == ["a!1", "a!2", "a!3", "a!4", "a!5"]
    assert {item.source.media_type for item in items} == {"application/vnd.apache.parquet"}


def test_only_the_columns_needed_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    iter_batches = pq.ParquetFile.iter_batches

    def spy(self: pq.ParquetFile, **options: Any) -> Any:
        asked.append(options["columns"])
        return iter_batches(self, **options)

    monkeypatch.setattr(pq.ParquetFile, "iter_batches", spy)
    list(parse_parquet(ITEM, io.BytesIO(written(text=["a"], title=["T"], vector=[[0.5] * 100])), LIMITS))
    assert asked == [["text", "title"]]


@pytest.mark.parametrize(
    ("value", "published"),
    [
        (date(2014, 10, 8), "2014-10-08"),
        (datetime(2014, 10, 8, 10, 15, tzinfo=UTC), "2014-10-08"),
        ("8 October 2014", "2014-10-08"),
        (None, None),
    ],
)
def test_dates_of_any_type(value: object, published: str | None) -> None:
    (article,) = items_of(written(text=["a"], date=[value]))
    assert isinstance(article, Article)
    assert article.given.published == published


def test_text_may_be_large_bytes_or_a_dictionary() -> None:
    for array in (pa.array(["é"], pa.large_string()), pa.array([b"\xc3\xa9"]), pa.array(["é"]).dictionary_encode()):
        (article,) = items_of(written(text=array))
        assert isinstance(article, Article)
        assert article.raw == "é"


def test_a_bad_row_fails_alone() -> None:
    not_utf8 = pa.StringArray.from_buffers(
        3, pa.py_buffer(pa.array([0, 1, 2, 3], pa.int32()).buffers()[1]), pa.py_buffer(b"a\xffc")
    )
    first, bad, last = items_of(written(text=not_utf8))
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, Failure)
    assert str(bad.error).startswith("a.parquet!a, row 2: text cannot be read ('utf-8' codec can't decode byte 0xff")
    empty, huge = items_of(written(text=[None, "x" * 200]), limits=InputConfig(max_bytes=100))
    assert [type(item.error) for item in (empty, huge) if isinstance(item, Failure)] == [MalformedRow, OversizeInput]


@pytest.mark.parametrize(
    ("content", "columns", "kind", "sentence"),
    [
        (written(id=["1"], words=["a"]), (), MalformedRow, "has no column for the text; name the column that holds it (--columns text=COLUMN); there are id, words"),
        (written(text=["1"]), (("id", "no"),), MalformedRow, "has no column 'no' for id"),
        (b"PAR1", (), ParserFailure, "cannot be parsed as Parquet ("),
        (b"PAR1 and so on, at some length", (), ParserFailure, "cannot be parsed as Parquet ("),
        (written(text=["a"])[:-20], (), ParserFailure, "cannot be parsed as Parquet ("),
        (written("zstd", text=["ab" * 6_000_000]), (), UnsafeArchive, "unpacks from "),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(
    content: bytes, columns: tuple[tuple[str, str], ...], kind: type[Exception], sentence: str
) -> None:
    (failure,) = items_of(content, *columns)
    assert isinstance(failure, Failure)
    assert type(failure.error) is kind
    assert str(failure.error).startswith(f"a.parquet!a: {sentence}")


def test_a_pipe_is_read_as_far_as_a_file_may_go(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self, content: bytes) -> None:
            self._rest = io.BytesIO(content)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            return self._rest.readinto(buffer)

    content = written(text=["a"])
    for limit, kind in ((len(content), Article), (len(content) - 1, Failure)):
        stdin = io.TextIOWrapper(io.BufferedReader(Pipe(content)))
        monkeypatch.setattr("sys.stdin", stdin)
        (item,) = read(Input(uri="-"), InputConfig(max_file_bytes=limit))
        assert type(item) is kind


def test_files_are_read_side_by_side_and_half_way(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(written(text=[f"{name}{number}" for number in range(1_000)]))
    one, other = (read(Input(uri=name, path=tmp_path / name), LIMITS) for name in "ab")
    pairs = [(next(one).raw, next(other).raw) for _ in range(900)]  # type: ignore[union-attr]
    assert pairs == [(f"a{number}", f"b{number}") for number in range(900)]
    del one
    assert [item.raw for item in other if isinstance(item, Article)] == [f"b{number}" for number in range(900, 1_000)]


def test_a_parser_that_needs_too_much_memory_costs_the_file() -> None:
    content = written("none", text=["x" * 700_000_000])
    (failure,) = items_of(content, limits=InputConfig(max_bytes=10**9, max_file_bytes=10**9, parse_megabytes=600))
    assert isinstance(failure, Failure)
    assert type(failure.error) is ParserFailure
    assert "600 MB" in str(failure.error)


GOOD = written(id=["1", "2", "3"], text=["some words " * 20, "b", None], date=["2014"] * 3)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
@example([(len(GOOD) - 5, 255)])
def test_no_damage_ends_a_run(changes: list[tuple[int, int]]) -> None:
    content = bytearray(GOOD)
    for place, value in changes:
        content[place] = value
    assert items_of(bytes(content))
