"""Exports of newspaper archives: lines of the text that look like the archive's own, and HTML with a paragraph a line."""

from __future__ import annotations

import pytest

from office_maker import make_docx, p
from stancewire.sources.docx import extract_docx
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


def proquest(number: int, *body: str, text: str = "Full text: ") -> str:
    """One article of ProQuest, its header above its text and what the database says of it below."""
    head = f"{'_' * 60}\n\nDocument {number} of 3\n\nLMC rejects plan {number}\n\nAuthor: Calder, Iris\n\nAbstract: The LMC rejects a plan.\n\n"
    tail = f"Subject: Medicine\n\nTitle: LMC rejects plan {number}\n\nPublication title: The Westmarch Post\n\nPublication date: Oct 8, 2014\n\nDocument URL: https://example.org/{number}\n\nDatabase: ProQuest Central\n\n"
    return f"{head}{text}{chr(10).join((' '.join(body[:1]), *body[1:]))}\n\n{tail}"


@pytest.mark.parametrize("edge", ["Document 2 of 9", "_" * 40, f"{'_' * 40}\nDocument 4 of 4"])
def test_a_proquest_line_like_an_edge_takes_nothing_from_its_article(edge: str) -> None:
    articles = (
        split(
            proquest(1, FIRST, "", *edge.splitlines(), "", LAST) + proquest(2, LAST) + "_" * 60 + "\nContact us at: x"
        )
        or ()
    )
    assert [one.raw.split("\n\n") for one in articles] == [
        ["LMC rejects plan 1", FIRST, *edge.splitlines(), LAST],
        ["LMC rejects plan 2", LAST],
    ]
    assert [(one.found.url, one.found.publisher, one.found.published) for one in articles] == [
        ("https://example.org/1", "The Westmarch Post", "2014-10-08"),
        ("https://example.org/2", "The Westmarch Post", "2014-10-08"),
    ]


def test_a_proquest_article_without_its_full_text_is_no_gap() -> None:
    first, second = split(proquest(1, text="") + proquest(2, FIRST)) or ()
    assert first.raw.split("\n\n") == ["LMC rejects plan 1", "The LMC rejects a plan."]
    assert "no full text" in first.warnings[0]
    assert (second.raw.split("\n\n"), second.warnings) == (["LMC rejects plan 2", FIRST], ())


def test_factiva_codes_that_were_copied_with_one_blank_are_no_text() -> None:
    head = [
        "HD LMC rejects closures",
        "WC 126 words",
        "PD 8 October 2014",
        "SN The Westmarch Post",
        "LA English",
        "",
        "LP ",
        FIRST,
        "",
        "TD ",
    ]
    tail = [
        "CO nhs : National Health Service",
        "",
        "IN i951 : Health Care",
        "NS ghea : Health",
        "RE uk : United Kingdom",
        "PUB Westmarch Press",
        "",
        "AN Document WESTPO0020141008ea8a00012",
    ]
    (article,) = split("\n".join([*head, LAST, "", "IN the end the plan was dropped.", "", *tail])) or ()
    assert article.raw.split("\n\n") == ["LMC rejects closures", FIRST, LAST, "IN the end the plan was dropped."]


def test_the_first_article_of_a_word_export_keeps_its_headline() -> None:
    """Its style says "heading 1", as that of every article; it is no title of the file, and the cover names it too."""
    lines = ["Documents (2)", "1. LMC rejects plan number 1", *nexis(1), *nexis(2)]
    headlines = {f"LMC rejects plan number {n}" for n in (1, 2)}
    body = "".join(p(line, "Heading1" if line in headlines else "") for line in lines)
    styles = '<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    (whole,) = extract_docx(make_docx(body, styles=styles), "a.docx")
    assert [(one.found.title, one.found.publisher) for one in apart(whole)] == [
        ("LMC rejects plan number 1", "The Westmarch Post"),
        ("LMC rejects plan number 2", "The Westmarch Post"),
    ]
