"""Exports of newspaper archives: lines of the text that look like the archive's own, and HTML with a paragraph a line."""

from __future__ import annotations

import pytest

from stancewire.sources.export_parts import is_copyright, reads_as_text
from stancewire.sources.exports import apart, split
from stancewire.sources.html import extract_html

FIRST = "Westmarch LMC has rejected a plan to close two surgeries."
LAST = "Its chair, Dr Una Thorne, hopes that the board will think again."


def more(number: int) -> list[str]:
    """Paragraphs by which an extractor knows where the text is; no two articles share one."""
    return [f"In case {number} the committee of town {number} said in part {n} that plan {number}{n} was not to be signed." for n in range(6)]  # fmt: skip


def nexis(number: int) -> list[str]:
    """One article of the new form; all of them share their section, length, byline and dates."""
    head = [f"LMC rejects plan number {number}", "The Westmarch Post", "October 8, 2014 Wednesday"]
    fields = ["Copyright 2014 Westmarch Press All Rights Reserved", "Section: NEWS", "Length: 26 words", "Byline: Iris Calder", "Body"]  # fmt: skip
    return [
        *head,
        *fields,
        f"{FIRST} It was number {number}.",
        *more(number),
        LAST,
        "Load-Date: October 9, 2014",
        "End of Document",
    ]


@pytest.mark.parametrize(
    "form", ["<p>{}</p>", '<p class="x">{}</p>', "<div>{}</div>", "{}<br/>", "<div><p>{}</p></div>"]
)
def test_an_html_export_keeps_every_line_that_its_articles_share(form: str) -> None:
    """An extractor of pages takes them for repetitions, and glues or loses articles."""
    lines = [line for number in range(1, 7) for line in nexis(number)]
    page = f"<html><head><title>Results</title></head><body>{''.join(map(form.format, lines))}</body></html>"
    articles = [one for extract in extract_html(page.encode(), "a.html") for one in apart(extract)]
    assert [one.raw.split("\n\n") for one in articles] == [
        [f"LMC rejects plan number {n}", f"{FIRST} It was number {n}.", *more(n), LAST] for n in range(1, 7)
    ]
    assert {(one.found.published, one.found.byline, one.found.publisher) for one in articles} == {
        ("2014-10-08", "Iris Calder", "The Westmarch Post")
    }


def test_a_page_that_speaks_of_documents_is_no_export() -> None:
    text = f"<html><body><article><h1>Document withheld from the LMC</h1><p>{FIRST}</p><p>{LAST}</p><p>{LAST}</p></article></body></html>"
    (extract,) = extract_html(text.encode(), "a.html")
    assert extract.found.title == "Document withheld from the LMC"
    assert [mark.zone for mark in extract.marks] == ["title"]


def factiva(*body: str, rights: str = "English\n(c) 2014 Westmarch Press. All rights reserved.") -> str:
    head = "LMC rejects closures\nBy Iris Calder\n26 words\n8 October 2014\n10:15\nThe Westmarch Post\nWESTPO\n"
    return f"{head}{rights}\n\n" + "\n\n".join(body) + "\n\nDocument WESTPO0020141008ea8a00012\n"


@pytest.mark.parametrize(
    "line",
    [
        "(c) meet the committee before the end of the month.",
        "Copyright law stands in the way of the plan, the LMC said.",
        "© of the wording lies with the union, whose lawyers wrote it.",
        "© 2014 Westmarch Press",
        "Copyright 2014 was the year in which the contract changed.",
    ],
)
@pytest.mark.parametrize("rights", ["English\n(c) 2014 Westmarch Press. All rights reserved.", "English", "Copyright 2014. Westmarch Press", "12"])  # fmt: skip
def test_factiva_text_that_begins_as_a_copyright_does_ends_no_header(line: str, rights: str) -> None:
    (article,) = split(factiva(FIRST, line, LAST, rights=rights)) or ()
    body = article.raw.split("\n\n")
    assert body[-3:] == [FIRST, line, LAST]
    assert (article.found.title, article.found.publisher, article.found.published) == (
        "LMC rejects closures",
        "The Westmarch Post",
        "2014-10-08",
    )


def test_factiva_rights_over_several_lines_are_no_text() -> None:
    (article,) = (
        split(factiva(FIRST, rights="English\nCopyright 2014. Westmarch Press Ltd.\nAll Rights Reserved")) or ()
    )
    assert article.raw == f"LMC rejects closures\n\n{FIRST}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(c) 2014 Westmarch Press. All rights reserved.", True),
        ("Copyright 2014, westmarchpost.example", True),
        ("Copyright (c) 2014 The Post", True),
        ("© Westmarch Press", True),
        ("Crown copyright", True),
        ("(c) publish the figures of each practice;", False),
        ("Copyright of the leaflet is not theirs", False),
        ("Copyright", False),
    ],
)
def test_a_copyright_line_has_a_year_or_an_owner(line: str, expected: bool) -> None:
    assert is_copyright(line) is expected


def test_a_sentence_is_told_from_what_an_archive_writes() -> None:
    assert reads_as_text(FIRST)
    assert not any(map(reads_as_text, ("SUBJECT: PHYSICIANS (90%); the and SURGERIES (78%)", "Westmarch Press Ltd.", "LANGUAGE: ENGLISH", "")))  # fmt: skip


@pytest.mark.parametrize("key", ["UPDATE", "NOTES", "SUBJECT", "CITY", "COMPANY", "PERSON"])
@pytest.mark.parametrize("last", [True, False])
def test_a_nexis_paragraph_that_begins_with_a_key_cuts_nothing_off(key: str, last: bool) -> None:
    told = f"{key}: the board has since said that the offer still stands."
    body = [FIRST, LAST, told] if last else [FIRST, told, LAST]
    tail = ["LOAD-DATE: October 9, 2014", "LANGUAGE: ENGLISH", "SUBJECT: PHYSICIANS (90%); SURGERIES (78%)", "GRAPHIC: Dr Una Thorne, who says that she was never asked."]  # fmt: skip
    lines = ["1 of 1 DOCUMENTS", "Pulse", "October 8, 2014", "LMC says no", "LENGTH: 345 words", *body, *tail]
    (article,) = split("\n\n".join(lines)) or ()
    assert article.raw.split("\n\n")[1:] == body


def test_a_nexis_tail_without_a_load_date_is_cut_where_its_keys_begin() -> None:
    tail = ["LANGUAGE: ENGLISH", "SUBJECT: PHYSICIANS (90%);\nSURGERIES (78%)", "GRAPHIC: The chair, who says that she was never asked.", "CITY: WESTMARCH"]  # fmt: skip
    lines = ["1 of 1 DOCUMENTS", "Pulse", "October 8, 2014", "LMC says no", "LENGTH: 345 words", FIRST, *tail]
    (article,) = split("\n\n".join(lines)) or ()
    assert article.raw == f"LMC says no\n\n{FIRST}"
