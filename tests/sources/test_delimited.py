"""CSV and its kin: a bad row costs itself, whatever delimiter, encoding or quotation."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.config import InputConfig
from stancewire.errors import BinaryInput, MalformedRow, OversizeInput, StancewireError
from stancewire.sources.delimited import read_delimited
from stancewire.sources.inputs import Input
from stancewire.types import Article, Failure, Given

ITEM = Input(uri="in.csv")


def read(content: bytes, item: Input = ITEM, max_bytes: int = 1000) -> list[Article | Failure]:
    stream = io.BufferedReader(io.BytesIO(content))
    items = list(read_delimited(item, stream, InputConfig(max_bytes=max_bytes)))
    assert not stream.closed
    return items


def texts(content: bytes, **more: Any) -> list[str]:
    """The raw text of each row, or what is wrong with it."""
    return [item.raw if isinstance(item, Article) else str(item.error) for item in read(content, **more)]


def test_a_row_carries_what_it_says_of_its_document() -> None:
    content = "id,Headline,body,date,publisher\nn1,LMC says no,The plan is dead.,08/10/2014,Westmarch Post\n"
    (article,) = read(content.encode())
    assert isinstance(article, Article)
    assert (article.id, article.raw) == ("n1", "LMC says no\n\nThe plan is dead.")
    assert article.given == Given(title="LMC says no", published="2014-10-08", publisher="Westmarch Post")
    assert (article.source.media_type, article.source.member) == ("text/csv", "2")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("id,text\n1,a\n2,b\n", ["a", "b"]),
        ("id;text\n1;a, b\n", ["a, b"]),
        ("id\ttext\n1\ta; b\n", ["a; b"]),
        ("id|text\r\n1|a\r\n", ["a"]),
        ("id,text\r1,a\r2,b\r", ["a", "b"]),  # an old Macintosh
        ("sep=;\nid;text\n1;a\n", ["a"]),
        ('"id","text"\n"1","a, ""b"""\n', ['a, "b"']),
        ('id,text\n1,"a\n\nb"\n2,c', ["a\n\nb", "c"]),
        ("id,text\n\n1,a\n,\n  \n2,b\n", ["a", "b"]) ,
        ("\ufefftext,id\na,1\n", ["a"]),
        ("text\na\nb\n", ["a", "b"]),
        ("id,text,note\n1,a,x,,\n", ["a"]),  # empty cells that a spreadsheet left behind
        ("id,text\n1,b said \"no\"\n", ['b said "no"']),
        ("id,text\n1,a\0b\n", ["a\0b"]),
        ("id,text\n", []),
    ],
)  # fmt: skip
def test_usual_tables(content: str, expected: list[str]) -> None:
    assert texts(content.encode()) == [text for text in expected if text.strip()]


def test_a_column_may_be_named() -> None:
    item = Input(uri="in.csv", columns=(("text", "words"), ("id", "no")))
    (article,) = read(b"no,words\n5,a\n", item)
    assert (article.id, isinstance(article, Article)) == ("5", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_by_its_mark(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": BOM_UTF16_BE}.get(encoding, b"")
    (article,) = read(mark + "id,text\n1,‘no’ – £5\n".encode(encoding))
    assert isinstance(article, Article)
    assert (article.raw, article.warnings) == ("‘no’ – £5", ())


def test_an_old_row_among_new_ones_is_decoded_alone() -> None:
    rows = [
        b"id,text\n",
        "1,‘no’\n".encode(),
        "2,“no”, she said\n".encode("cp1252").replace(b",", b";", 2).replace(b";", b",", 1),
    ]
    new, old = read(b"".join(rows))
    assert isinstance(new, Article)
    assert isinstance(old, Article)
    assert (new.raw, new.warnings) == ("‘no’", ())
    assert old.raw == "“no”; she said"
    assert len(old.warnings) == 1
    assert "read as Windows-1252" in old.warnings[0]


def test_a_header_in_an_old_encoding_is_read() -> None:
    (article,) = read("text,café\na,b\n".encode("cp1252"), Input(uri="in.csv", columns=(("publisher", "café"),)))
    assert isinstance(article, Article)
    assert article.given.publisher == "b"


def test_a_ragged_row_fails_with_the_line_it_begins_at() -> None:
    items = read(b'id,text\n1,"a\nb"\n2\n3,c, d\n4,e\n')
    assert [item.source.member for item in items] == ["2", "4", "5", "6"]
    assert [type(item) for item in items] == [Article, Failure, Failure, Article]
    hint = 'put cells that hold the delimiter, line ends or " in quotation marks'
    assert [str(item.error) for item in items if isinstance(item, Failure)] == [
        f"in.csv, line 4: has 1 cells where the header has 2; {hint}",
        f"in.csv, line 5: has 3 cells where the header has 2; {hint}",
    ]


def test_a_quotation_that_is_never_closed_names_the_lines_it_takes() -> None:
    before, failure = texts(b'id,text\n1,a\n2,"b\n3,c\n4,d\n')
    assert before == "a"
    assert failure.startswith(
        "in.csv, line 3: opens a quotation mark that is never closed; lines 3 to 5 are not read; close"
    )


def test_a_quotation_that_is_never_closed_takes_no_more_than_a_document_may_have() -> None:
    content = b'id,text\n1,"a\n' + b"2,bbbb\n" * 100
    failure, *after = texts(content, max_bytes=50)
    assert failure.startswith("in.csv, line 2: is longer than 50 characters, or a quotation mark in it is never closed")
    assert set(after) == {"bbbb"}
    assert len(after) > 90


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_beyond_the_limit_fails_alone(end: bytes) -> None:
    first, failure, last = texts(b"id,text\n1,a\n2," + b"x" * 200_000 + b"\n3,b" + end, max_bytes=100)
    assert (first, last) == ("a", "b")
    assert failure.startswith("in.csv, line 3: is longer than 100 characters")


def test_a_row_whose_bytes_are_beyond_the_limit_fails_alone() -> None:
    items = read(("id,text\n1," + "é" * 90 + "\n2,b\n").encode(), max_bytes=100)
    assert [type(getattr(item, "error", None)) for item in items] == [OversizeInput, type(None)]


def test_a_cell_may_be_as_long_as_a_document() -> None:
    assert len(texts(b"id,text\n1," + b"word " * 100_000, max_bytes=1_000_000)[0]) == 500_000


@pytest.mark.parametrize(
    ("content", "kind", "sentence"),
    [
        (b"id,words\n1,a\n", MalformedRow, "in.csv: has no column for the text; name the column that holds it"),
        (b"1,a\n2,b\n", MalformedRow, "in.csv: has no column for the text"),
        (b"text,text\na,b\n", MalformedRow, "in.csv: has several columns 'text'"),
        (b'"text', MalformedRow, "in.csv: its header opens a quotation mark that is never closed"),
        (b"\n\n", MalformedRow, "in.csv: its header has no row; give the names of the columns in the first row"),
        (b"id,text\0\0\n", BinaryInput, "in.csv: holds NUL bytes, so it is no table of text"),
        (b"\xd0\xcf\x11\xe0\0\0\0", BinaryInput, "in.csv: holds NUL bytes"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(content: bytes, kind: type[Exception], sentence: str) -> None:
    with pytest.raises(StancewireError) as caught:
        read(content)
    assert type(caught.value) is kind
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_wide_table_is_read_with_and_without_its_mark(encoding: str) -> None:
    (found,) = read("id,text\n7,Café “plan”\n".encode(encoding))
    assert (found.id, found.raw) == ("7", "Café “plan”")


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(deadline=None)
@given(
    st.lists(CELL.filter(str.strip), min_size=1, max_size=5),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_what_the_library_writes_is_read_back(cells: list[str], delimiter: str, encoding: str) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows([("id", "text", "kind"), *((str(k), cell, "") for k, cell in enumerate(cells))])
    assert texts(written.getvalue().encode(encoding)) == cells


@settings(deadline=None)
@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from([b'"', b",", b"\n", b"\r", b"a", b"\xe9", b"\0", b"\xc3\xa9"])).map(b"".join)
)
def test_any_bytes_below_a_header_are_rows_or_failures(content: bytes) -> None:
    for item in read(b"id,text\n" + content, max_bytes=50):
        assert item.source.uri == "in.csv"
