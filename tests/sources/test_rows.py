"""JSON lines: one row, one Article or one Failure; a bad row never costs its neighbours."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pytest

from stancewire.config import InputConfig
from stancewire.errors import EmptyInput, MalformedRow, OversizeInput
from stancewire.sources.inputs import Input
from stancewire.sources.rows import read_array, read_rows
from stancewire.types import Article, Failure, Given

ITEM = Input(uri="in.jsonl", path=None)


def read(content: bytes, max_bytes: int = 1000, buffer_bytes: int = 65_536) -> list[Article | Failure]:
    stream = io.BufferedReader(io.BytesIO(content), buffer_bytes)
    return list(read_rows(ITEM, stream, InputConfig(max_bytes=max_bytes)))


def article_of(row: Mapping[str, Any]) -> Article:
    (item,) = read(json.dumps(row).encode())
    assert isinstance(item, Article)
    return item


def error_of(row: bytes) -> Exception:
    (item,) = read(row)
    assert isinstance(item, Failure)
    return item.error


def test_a_row_carries_what_it_says_of_its_document() -> None:
    about = {
        "title": "LMC says no", "published": "2015-03", "url": "https://example.org/1", "publisher": "Westmarch Post",
        "kind": "news", "sender": "Westmarch LMC",
    }  # fmt: skip
    article = article_of({"id": "a1", "text": "The plan is dead.", "colour": "blue", **about})
    assert (article.id, article.given, article.warnings) == ("a1", Given(**about), ())
    assert (article.source.uri, article.source.member, article.source.media_type) == (
        "in.jsonl",
        "1",
        "application/jsonl",
    )


def test_rows_are_numbered_by_line_and_blank_ones_skipped() -> None:
    items = read(b'{"text": "a"}\n\n  \r\n{"text": "b"}\r\n[]\n{"text": "c"}')
    assert [(item.source.member, item.raw if isinstance(item, Article) else "-") for item in items] == [
        ("1", "a"),
        ("4", "b"),
        ("5", "-"),
        ("6", "c"),
    ]


@pytest.mark.parametrize(
    ("title", "text", "raw"),
    [
        ("LMC says no", "Body.", "LMC says no\n\nBody."),
        ("LMC says no", "LMC says no\n\nBody.", "LMC says no\n\nBody."),
        ("LMC says no ", "\n LMC says no\n\nBody.", "\n LMC says no\n\nBody."),
        ("LMC says no", "", "LMC says no\n\n"),
        ("", "Body.", "Body."),
        ("  ", "Body.", "Body."),
        (None, "Body.", "Body."),
    ],
)
def test_the_title_stands_above_the_text_once(title: str | None, text: str, raw: str) -> None:
    assert article_of({"title": title, "text": text}).raw == raw


@pytest.mark.parametrize(("value", "expected"), [("x-1", "x-1"), (7, "7"), (0, "0"), (-3, "-3"), ("ü/1", "ü/1")])
def test_an_id_is_a_string_or_a_whole_number(value: object, expected: str) -> None:
    assert article_of({"id": value, "text": "t"}).id == expected


@pytest.mark.parametrize("row", ['{"text":"t"}', '{"id":null,"text":"t"}', '{"id":"","text":"t"}'])
def test_without_an_id_the_row_gets_one_that_is_the_same_every_time(row: str) -> None:
    first, again = read(row.encode()), read(row.encode())
    assert first[0].id == again[0].id
    assert len(first[0].id) == 16
    assert len({item.id for item in read(f"{row}\n{row}\n".encode())}) == 2  # equal rows are two documents


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"{not json}", "is no valid JSON"),
        (b'{"text": "cut', "is no valid JSON"),
        (b'{"text": "caf\xe9"}', "is no valid JSON"),
        (b'["text"]', "is no JSON object"),
        (b'"text"', "is no JSON object"),
        (b"null", "is no JSON object"),
        (b"{}", "has no text; name the column that holds it (--columns text=COLUMN); there are no columns"),
        (
            b'{"id": 1, "words": "b"}',
            "has no text; name the column that holds it (--columns text=COLUMN); there are id, words",
        ),
        (b'{"text": null}', "has no text"),
        (b'{"text": ["a"]}', "text is list, not a string; give text as a string"),
        (b'{"text": 5}', "text is int, not a string"),
        (b'{"text": "t", "title": {}}', "title is dict, not a string"),
        (b'{"text": "t", "published": {}}', "published is dict, not a string"),
        (b'{"text": "t", "id": true}', "id is True; give a string or a whole number, or leave id out"),
        (b'{"text": "t", "id": 1.5}', "id is 1.5"),
        (b'{"text": "t", "id": ["a"]}', "id is ['a']"),
    ],
)
def test_a_row_that_is_no_document_says_why(row: bytes, reason: str) -> None:
    error = error_of(row)
    assert type(error) is MalformedRow
    assert str(error).startswith(f"in.jsonl, row 1: {reason}")


@pytest.mark.parametrize("row", [b'{"text": ""}', b'{"text": " \\n\\u00a0", "title": " "}'])
def test_a_row_without_a_word_is_empty(row: bytes) -> None:
    error = error_of(row)
    assert type(error) is EmptyInput
    assert str(error) == "in.jsonl, row 1: has an empty text; give the text of a document"


def test_a_row_that_fails_keeps_its_own_id() -> None:
    assert [item.id for item in read(b'{"id": "n5", "text": ""}\n{"id": 6}\n')] == ["n5", "6"]


@pytest.mark.parametrize(
    ("given", "warning"),
    [
        ({"kind": "poem"}, "kind 'poem' is not usable; give one of news, letter, newsletter, plan, guidance, minutes, motion, comment, other, or leave kind out"),
        ({"published": "3 March"}, "published '3 March' is not usable; give a date as YYYY, YYYY-MM or YYYY-MM-DD, or leave published out"),
        ({"published": "2015-13"}, "published '2015-13' is not usable; give a date as YYYY, YYYY-MM or YYYY-MM-DD, or leave published out"),
    ],
)  # fmt: skip
def test_a_date_or_kind_we_do_not_know_costs_a_warning_and_not_the_row(given: dict[str, str], warning: str) -> None:
    article = article_of({"text": "t", "publisher": "Westmarch Post", **given})
    assert article.warnings == (warning,)
    assert article.given == Given(publisher="Westmarch Post")


@pytest.mark.parametrize("last", [b"", b"\n"])
def test_a_row_beyond_the_limit_fails_alone(last: bytes) -> None:
    good = b'{"id": "good", "text": "t"}'
    huge = b'{"id": "huge", "text": "' + b"x" * 5000 + b'"}'
    before, failure, after = read(good + b"\n" + huge + b"\n" + good + last, max_bytes=100)
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(failure, Failure)
    assert type(failure.error) is OversizeInput
    assert (failure.source.member, after.source.member) == ("2", "3")


@pytest.mark.parametrize("buffer_bytes", [16, 99, 150, 65_536])
def test_a_first_row_beyond_the_limit_fails_alone(buffer_bytes: int) -> None:
    content = b'{"text": "' + b"x" * 500 + b'"}\n{"text": "t"}\n'
    failure, after = read(content, max_bytes=100, buffer_bytes=buffer_bytes)
    assert isinstance(failure, Failure)
    assert type(failure.error) is OversizeInput
    assert isinstance(after, Article)
    assert (after.raw, after.source.member) == ("t", "2")


@pytest.mark.parametrize("buffer_bytes", [1, 20, 511, 512, 513])
def test_a_first_row_longer_than_the_buffer_is_one_row(buffer_bytes: int) -> None:
    content = b'{"text": "' + b"x" * 500 + b'"}\n{"text": "t"}\n'  # a first row of 513 bytes
    items = read(content, buffer_bytes=buffer_bytes)
    assert [item.raw for item in items if isinstance(item, Article)] == ["x" * 500, "t"]
    assert len(items) == 2


def test_a_byte_order_mark_before_the_first_row_is_no_part_of_it() -> None:
    items = read(b'\xef\xbb\xbf{"id": "a", "text": "t"}\n{"id": "b", "text": "t"}\n')
    assert [type(item) for item in items] == [Article, Article]
    assert [item.id for item in items] == ["a", "b"]


def test_only_blank_lines_are_no_row() -> None:
    assert read(b"\n \n\n") == []


def read_json(content: bytes, **limits: int) -> list[Article | Failure]:
    stream = io.BufferedReader(io.BytesIO(content))
    return list(read_array(Input(uri="in.json"), stream, InputConfig(**limits)))


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ('[{"text": "a"}, {"text": "b"}]', ["a", "b"]),
        ('[\n  {\n    "text": "a}, {"\n  }\n]\n', ["a}, {"]),
        ('{\n  "text": "a \\"b\\" {"\n}', ['a "b" {']),
        ('{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
        ('\ufeff [ {"text": "é", "x": {"y": [{}]}} ]', ["é"]),
        ("[]", []),
        ('["a", "b"]', []),
        ("", []),
    ],
)
def test_rows_of_an_array_however_it_is_laid_out(content: str, texts: list[str]) -> None:
    for encoding in ("utf-8", "utf-16"):
        items = read_json(content.removeprefix("\ufeff" if encoding == "utf-16" else "").encode(encoding))
        assert [item.raw for item in items if isinstance(item, Article)] == texts
        assert [item.source.member for item in items] == [str(number) for number in range(1, len(texts) + 1)]


def test_a_bad_row_of_an_array_fails_alone() -> None:
    items = read_json(
        b'[{"text": "a"}, {"text": }, {"words": 1}, {"text": "' + b"x" * 200 + b'"}, {"text": "b"}, {"text": "cut',
        max_bytes=100,
    )
    assert [
        str(item.error).split("; ")[0].split(" (")[0] if isinstance(item, Failure) else item.raw for item in items
    ] == [
        "a",
        "in.json, row 2: is no valid JSON",
        "in.json, row 3: has no text",
        "in.json, row 4: one document is larger than the limit of 100 bytes",
        "b",
        "in.json, row 6: is no valid JSON",
    ]


def test_a_json_value_beyond_the_limit_is_refused() -> None:
    with pytest.raises(OversizeInput, match="is one JSON value larger than the limit of 10 bytes"):
        read_json(b'[{"text": "a"}]', max_file_bytes=10)


def test_braces_in_braces_end_somewhere() -> None:
    (failure,) = read_json(b'{"a":' * 100_000)
    assert isinstance(failure, Failure)
    assert type(failure.error) is MalformedRow


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_rows_are_read(encoding: str) -> None:
    content = '{"id": "a", "text": "Café “plan”"}\n{"id": "b", "text": "two"}\n'.encode(encoding)
    assert [(item.id, item.raw) for item in read(content) if isinstance(item, Article)] == [
        ("a", "Café “plan”"),
        ("b", "two"),
    ]
