"""One way from a row to an Article, whatever file the row stands in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from stancewire.errors import EmptyInput, MalformedRow
from stancewire.sources.columns import FIELDS, Row, columns_of, read_row, table_columns
from stancewire.sources.inputs import Input
from stancewire.types import Article, Failure, Given


def item_of(values: dict[str, Any], *columns: tuple[str, str]) -> Article | Failure:
    row = Row(item=Input(uri="in.csv", columns=columns), number=3, unit="line", media_type="text/csv", content=b"row")
    return read_row(row, lambda: values, 1000)


def article_of(values: dict[str, Any], *columns: tuple[str, str]) -> Article:
    item = item_of(values, *columns)
    assert isinstance(item, Article)
    return item


def error_of(values: dict[str, Any], *columns: tuple[str, str]) -> Exception:
    item = item_of(values, *columns)
    assert isinstance(item, Failure)
    return item.error


def test_the_fields_of_a_given_can_all_come_from_a_column() -> None:
    assert {*FIELDS, "label"} == {"id", "text", *Given.__dataclass_fields__}  # a label only where it is asked for


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("id", "text"), {"id": "id", "text": "text"}),
        (("ID", " Text "), {"id": "ID", "text": " Text "}),
        (("doc_id", "Body", "Headline"), {"id": "doc_id", "text": "Body", "title": "Headline"}),
        (("content", "body"), {"text": "body"}),  # in the order of the table, not of the columns
        (("body", "TEXT"), {"text": "TEXT"}),
        (("text", "Text"), {"text": "text"}),
        (
            ("article", "Publication date", "published-at", "Source", "link", "author", "to"),
            {
                "text": "article",
                "published": "published-at",
                "publisher": "Source",
                "url": "link",
                "byline": "author",
                "recipients": "to",
            },
        ),
        (("colour",), {}),
        ((), {}),
    ],
)
def test_a_column_is_known_by_its_name_or_a_usual_other_one(names: tuple[str, ...], expected: dict[str, str]) -> None:
    assert columns_of(names) == expected


@pytest.mark.parametrize(
    ("names", "wanted", "expected"),
    [
        (("text", "words"), (("text", "words"),), {"text": "words"}),
        (("body", "title"), (("title", "body"),), {"title": "body"}),  # what is taken for one is free for no other
        (("text", "source"), (("publisher", ""),), {"text": "text"}),
        (("text", "id"), (("id", "gone"),), {"text": "text"}),
        (("words",), (("text", "words"), ("title", "words")), {"text": "words", "title": "words"}),
    ],
)
def test_what_the_caller_says_goes_first(
    names: tuple[str, ...], wanted: tuple[tuple[str, str], ...], expected: dict[str, str]
) -> None:
    assert columns_of(names, wanted) == expected


@pytest.mark.parametrize(
    ("names", "wanted", "sentence"),
    [
        (("id", "words"), (), "t: has no column for the text; name the column that holds it (--columns text=COLUMN); there are id, words"),
        (("text",), (("id", "Text"),), "t: has no column 'Text' for id; correct --columns; there are text"),
        (("text", "id", "text"), (), "t: has several columns 'text'; give each a name of its own"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_says_why(
    names: tuple[str, ...], wanted: tuple[tuple[str, str], ...], sentence: str
) -> None:
    with pytest.raises(MalformedRow) as caught:
        table_columns("t", names, wanted)
    assert str(caught.value) == sentence


def test_columns_we_do_not_need_may_have_any_name() -> None:
    assert table_columns("t", ("text", "x", "x", ""), ()) == {"text": "text"}


def test_a_row_under_other_names_is_a_document() -> None:
    article = article_of(
        {"DocID": 7, "words": "The plan is dead.", "when": " 8 October 2014 ", "Kind": "News", "Source": "Westmarch Post", "authors": ["Iris Calder", "Al Reed"]},
        ("text", "words"), ("id", "DocID"), ("published", "when"),
    )  # fmt: skip
    assert (article.id, article.raw, article.source.member) == ("7", "The plan is dead.", "3")
    assert article.given == Given(
        published="2014-10-08", kind="news", publisher="Westmarch Post", byline="Iris Calder, Al Reed"
    )


@pytest.mark.parametrize(
    ("value", "published"),
    [
        (date(2014, 10, 8), "2014-10-08"),
        (datetime(2014, 10, 8, 23, 30), "2014-10-08"),
        ("2014-10-08T23:30:00Z", "2014-10-08"),
        ("08/10/2014", "2014-10-08"),
        ("October 2014", "2014-10"),
        (2014, "2014"),
        (None, None),
        ("", None),
        ("  ", None),
    ],
)
def test_a_date_in_a_usual_form_is_brought_to_iso(value: object, published: str | None) -> None:
    article = article_of({"text": "t", "date": value})
    assert (article.given.published, article.warnings) == (published, ())


@pytest.mark.parametrize("value", ["soon", "10/31/2014", 1412766900, ["2014"]])
def test_a_date_we_cannot_read_costs_a_warning(value: object) -> None:
    article = article_of({"text": "t", "date": value})
    assert article.given.published is None
    assert article.warnings == (
        f"published {str(value)!r} is not usable; give a date as YYYY, YYYY-MM or YYYY-MM-DD, or leave published out",
    )


def test_what_only_shares_a_name_is_left_out() -> None:
    # The "source" of our own records is an address, not a publisher.
    article = article_of({"text": "t", "source": {"uri": "a.txt"}, "author": 5, "headline": None, "to": [1]})
    assert article.given == Given()


@pytest.mark.parametrize(
    ("values", "kind", "sentence"),
    [
        ({"text": "t", "publisher": 5}, MalformedRow, "in.csv, line 3: publisher is int, not a string; give publisher as a string"),
        ({"article": 5}, MalformedRow, "in.csv, line 3: article is int, not a string; give article as a string"),
        ({"body": None}, MalformedRow, "in.csv, line 3: has no text; body is null there: give it a text, or leave the row out"),
        ({"body": b"\x00\x01\x02"}, None, "in.csv, line 3: holds NUL bytes"),
        ({"body": " ", "headline": ""}, EmptyInput, "in.csv, line 3: has an empty text; give the text of a document"),
        ({"body": "t", "doc_id": 1.5}, MalformedRow, "in.csv, line 3: doc_id is 1.5; give a string or a whole number, or leave doc_id out"),
    ],
)  # fmt: skip
def test_a_row_that_is_no_document_says_why(
    values: dict[str, Any], kind: type[Exception] | None, sentence: str
) -> None:
    error = error_of(values)
    assert kind is None or type(error) is kind
    assert str(error).startswith(sentence)


def test_text_in_bytes_is_decoded() -> None:
    assert article_of({"text": "‘no’".encode()}).raw == "‘no’"


@pytest.mark.parametrize(
    ("value", "identity"), [(7, "7"), (7.0, "7"), (b"w7", "w7"), ("7.0", "7.0"), (float("nan"), None), (None, None)]
)
def test_an_id_may_be_a_whole_number_in_any_guise(value: object, identity: str | None) -> None:
    """A table with a gap in its ids makes 7.0 of 7 and NaN of the gap; it cost every row its document."""
    found = article_of({"text": "t", "id": value})
    assert found.id == (identity or article_of({"text": "t"}).id)


@pytest.mark.parametrize(
    ("value", "published"), [(2014, "2014"), (20141008, "2014-10-08"), (20141008.0, "2014-10-08"), (float("nan"), None)]
)
def test_a_date_in_figures_is_a_date_under_its_own_name_too(value: object, published: str | None) -> None:
    found = article_of({"text": "t", "published": value})
    assert (found.given.published, found.warnings) == (published, ())


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Quote", "He said no to it.", "Quote"),
        ("Opinion", "Opinion\n\nHe said no to it.", "Opinion"),
        ("He said", "He said no to it.", None),
        (None, "Quote", None),
    ],
)
def test_a_headline_that_is_given_is_the_title_whatever_it_looks_like(
    title: str | None, text: str, expected: str | None
) -> None:
    found = article_of({"text": text, "title": title})
    assert [found.raw[mark.start : mark.end] for mark in found.marks] == ([expected] if expected else [])
    assert {mark.zone for mark in found.marks} <= {"title"}
