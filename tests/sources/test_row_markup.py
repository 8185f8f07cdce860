"""HTML inside the rows of a table: read where it is markup, left alone where it is not."""

from __future__ import annotations

import io
import json

import pytest

from stancewire.config import InputConfig
from stancewire.normalise.document import normalise
from stancewire.sources.delimited import read_delimited
from stancewire.sources.inputs import Input
from stancewire.sources.row_markup import MARKED_UP, plain_text, plain_title
from stancewire.sources.rows import read_rows
from stancewire.types import Article

ONE = "Westmarch LMC has rejected a plan to close two surgeries."
TWO = "“We were never asked,” said its chair."


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{ONE}</p><p>{TWO}</p>",
        f"<p class='a'>{ONE}</p>\n<p>{TWO}</p>\n",
        f"<P>{ONE}<P>{TWO}</P>",
        f"{ONE}<br/><br/>{TWO}",
        f"{ONE}<BR>\n<br />{TWO}",
        f"<div><div>{ONE}</div><div>&ldquo;We were never asked,&rdquo; said its chair.</div></div>",
        f"&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;",
        f"<html><head><style>p {{}}</style></head><body><p>{ONE}</p>{TWO}</body></html>",
    ],
)
def test_markup_is_read_as_paragraphs_and_said_so(text: str) -> None:
    assert plain_text(text) == (f"{ONE}\n\n{TWO}", (MARKED_UP,))


def test_one_paragraph_around_all_is_markup() -> None:
    assert plain_text(f"<p>{ONE}</p>") == (ONE, (MARKED_UP,))


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        "Practices with < 3,000 patients, and > 5 of them, may close.",
        "Write to <name> at <address>, or <p> for short.",
        "The tag <p> opens a paragraph, and <div> a block; <li> a point.",
        f"{ONE}<br>{TWO}",
        "See https://example.org/?a=1&copy=2&lt=3.",
        "AT&T and R&D; Q&A",
        "",
    ],
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain_text(text) == (text, ())


def test_entities_alone_are_letters_and_lines_stay() -> None:
    assert plain_text("The LMC&rsquo;s vote &amp; plan\nfor &pound;1.50&#8230;") == (
        "The LMC’s vote & plan\nfor £1.50…",
        (),
    )


@pytest.mark.parametrize("depth", [100, 300, 5_000])
def test_markup_that_nests_deep_loses_nothing(depth: int) -> None:
    text = f"<p>{ONE}</p>{'<div>' * depth}{TWO}{'</div>' * depth}<p>Last.</p>"
    assert plain_text(text) == (f"{ONE}\n\n{TWO}\n\nLast.", (MARKED_UP,))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("LMC&rsquo;s vote &amp; plan", "LMC’s vote & plan"),
        ("<b>LMC</b> says&nbsp;no", "LMC says no"),
        ("Fewer than <5 GPs", "Fewer than <5 GPs"),
        ("Why <b> is not the end", "Why <b> is not the end"),
    ],
)
def test_a_title_has_neither_entities_nor_tags(title: str, expected: str) -> None:
    assert plain_title(title) == expected


def test_a_row_of_html_gives_a_document_whose_title_and_paragraphs_are_plain() -> None:
    row = json.dumps({"id": "a", "title": "LMC&rsquo;s vote", "text": f"<p>{ONE}</p><p>{TWO}</p>"})
    stream = io.BufferedReader(io.BytesIO(row.encode()))
    (article,) = read_rows(Input(uri="in.jsonl"), stream, InputConfig())
    assert isinstance(article, Article)
    assert article.raw == f"LMC’s vote\n\n{ONE}\n\n{TWO}"
    assert (article.given.title, article.warnings) == ("LMC’s vote", (MARKED_UP,))
    document = normalise(article)
    assert "".join(article.raw[document.origin[k]] for k in range(len(document.text))) == document.text.replace(
        "\n", "\n"
    )


def test_a_cell_of_html_is_read_too() -> None:
    stream = io.BufferedReader(io.BytesIO(f'id,text\na,"<p>{ONE}</p><p>{TWO}</p>"\n'.encode()))
    (article,) = read_delimited(Input(uri="in.csv"), stream, InputConfig())
    assert isinstance(article, Article)
    assert article.raw == f"{ONE}\n\n{TWO}"


def test_a_text_that_is_null_is_not_asked_for_under_another_name() -> None:
    (failure,) = read_rows(Input(uri="in.jsonl"), io.BufferedReader(io.BytesIO(b'{"id": "a", "text": null}')), InputConfig())  # fmt: skip
    assert not isinstance(failure, Article)
    assert (
        str(failure.error) == "in.jsonl, row 1: has no text; text is null there: give it a text, or leave the row out"
    )
