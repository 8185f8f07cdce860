"""Exports of newspaper archives: one file, many articles, each with its header read."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.config import InputConfig
from stancewire.sources.export_parts import UNREAD
from stancewire.sources.exports import apart, split
from stancewire.sources.extract import Extract
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.sources.text import read_text
from stancewire.types import Article, Given, Zone

FIRST = "Westmarch LMC has rejected a plan by NHS Westmarch CCG to close two surgeries in the town."
SECOND = "“We were never asked,” said Dr Una Thorne, its chair."
THIRD = "NHS Ashmere CCG is to move its weekend clinics to the hospital from May."

NEXIS_OLD = f"""



Download Request: Selected Items: 1-3
Time Of Request: Friday, October 10, 2014  16:51:31

Terms: (lmc and not (TYPE(web)))

                               1 of 3 DOCUMENTS


                              The Westmarch Post

                            October 8, 2014 Wednesday
                                   Edition 1;
                                National Edition

LMC rejects closures, and
says nobody asked

BYLINE: Iris Calder

SECTION: NEWS; Pg. 3

LENGTH: 26 words

DATELINE: WESTMARCH

{FIRST}

{SECOND}

LOAD-DATE: October 9, 2014

LANGUAGE: ENGLISH

GRAPHIC: Dr Una Thorne

PUBLICATION-TYPE: Newspaper

                       Copyright 2014 Westmarch Press
                              All Rights Reserved

                               2 of 3 DOCUMENTS

                       Copyright 2014 Ashmere Media
                              All Rights Reserved
                              Ashmere Echo (Ashmere)

                                 8 October 2014

Clinics to move

LENGTH: 13 words

{THIRD}
GRAPHIC: The hospital
at Ashmere

LANGUAGE: ENGLISH

                               3 of 3 DOCUMENTS

A page without a header.
"""

NEXIS_NEW = f"""User Name: Iris Calder

Date and Time: Friday, 10 October 2014 10:15:00 BST

Job Number: 1234

Documents (2)

1. LMC rejects closures

Client/Matter: -None-

2. Clinics to move

LMC rejects closures

The Westmarch Post

October 8, 2014 Wednesday 1:00 PM GMT

Copyright 2014 Westmarch Press All Rights Reserved

Section: NEWS; Pg. 3

Length: 26 words

Byline: By Iris Calder

Highlight: Two surgeries may have to go

Body

{FIRST}

{SECOND}

Graphic

Dr Una Thorne

Classification

Language: ENGLISH

Subject: DOCTORS (90%)

Load-Date: October 8, 2014

End of Document

Clinics to move

Ashmere Echo

October 2014

Copyright 2014 Ashmere Media All Rights Reserved

Section: NEWS

Length: 13 words

Body

{THIRD}

Load-Date: October 9, 2014

End of Document
"""

FACTIVA_CODED = f"""Factiva

SE   News
HD   LMC rejects closures,
     and says nobody asked
BY   By Iris Calder
WC   26 words
PD   8 October 2014
ET   09:15
SN   The Westmarch Post
SC   WMPOST
LA   English
CY   Copyright 2014 Westmarch Press

LP

{FIRST}

TD

{SECOND}

IN the end nobody was asked, RE the closures.

IN   i951 : Health care
NS   ghea : Health
AN
Document WMPOST0020141008eaa80003k

HD
Clinics to move
WC
13 words
PD
8 October 2014
SN
Ashmere Echo
LP
{THIRD}

AN
Document ASHECH0020141008eaa800001

Search Summary
"""

FACTIVA_PLAIN = f"""News
LMC rejects closures, and says nobody asked
By Iris Calder
26 words
8 October 2014
09:15
The Westmarch Post
WMPOST
3
English
Copyright 2014. Westmarch Press. All rights reserved.

{FIRST}

{SECOND}

Document WMPOST0020141008eaa80003k

Clinics to move
13 words
8 October 2014
Ashmere Echo
ASHECH
English
© 2014 Ashmere Media

{THIRD}

Document ASHECH0020141008eaa800001
"""

LINE = "_" * 60
PROQUEST = f"""
{LINE}

Report Information from ProQuest
10 October 2014 10:15
{LINE}

Table of contents

1. LMC rejects closures
2. Clinics to move
{LINE}

Document 1 of 2

LMC rejects closures

Author: Calder, Iris

Publication info: Westmarch Post ; Westmarch [Westmarch] 08 Oct 2014: 3.

ProQuest document link

Abstract: None available.

Full text: {FIRST}

Section: it is not a label here.

{SECOND}

Subject: Physicians; Surgeries

Location: Westmarch

Title: LMC rejects closures

Publication title: Westmarch Post; Westmarch

First page: 3

Publication date: Oct 8, 2014

ProQuest document ID: 1234567

Document URL: https://example.org/docview/1234567

Copyright: (Copyright (c) 2014 Westmarch Press)

Database: ProQuest Newsstand
{LINE}

Document 2 of 2

Clinics to move

Publication info: Ashmere Echo ; Ashmere 8 Oct 2014.

Full text:

{THIRD}

{LINE}

Contact us at: https://example.org/contact
Database copyright 2014 ProQuest
"""

HEADLINE = "LMC rejects closures, and says nobody asked"


def found(title: str, publisher: str, **more: str) -> Given:
    return Given(**{"title": title, "publisher": publisher, "published": "2014-10-08", **more})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            NEXIS_OLD,
            [
                (f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}", found(HEADLINE, "The Westmarch Post", byline="Iris Calder")),
                (f"Clinics to move\n\n{THIRD}\n\nThe hospital at Ashmere", found("Clinics to move", "Ashmere Echo (Ashmere)")),
                ("A page without a header.", Given()),
            ],
        ),
        (
            NEXIS_NEW,
            [
                (
                    f"LMC rejects closures\n\nTwo surgeries may have to go\n\n{FIRST}\n\n{SECOND}\n\nDr Una Thorne",
                    found("LMC rejects closures", "The Westmarch Post", byline="Iris Calder"),
                ),
                (f"Clinics to move\n\n{THIRD}", found("Clinics to move", "Ashmere Echo", published="2014-10")),
            ],
        ),
        (
            FACTIVA_CODED,
            [
                (
                    f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\nIN the end nobody was asked, RE the closures.",
                    found(HEADLINE, "The Westmarch Post", byline="Iris Calder"),
                ),
                (f"Clinics to move\n\n{THIRD}", found("Clinics to move", "Ashmere Echo")),
            ],
        ),
        (
            FACTIVA_PLAIN,
            [
                (f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}", found(HEADLINE, "The Westmarch Post", byline="Iris Calder")),
                (f"Clinics to move\n\n{THIRD}", found("Clinics to move", "Ashmere Echo")),
            ],
        ),
        (
            PROQUEST,
            [
                (
                    f"LMC rejects closures\n\n{FIRST}\n\nSection: it is not a label here.\n\n{SECOND}",
                    found(
                        "LMC rejects closures", "Westmarch Post", byline="Calder, Iris",
                        url="https://example.org/docview/1234567",
                    ),
                ),
                (f"Clinics to move\n\n{THIRD}", found("Clinics to move", "Ashmere Echo")),
            ],
        ),
    ],
    ids=["nexis-old", "nexis-new", "factiva-coded", "factiva-plain", "proquest"],
)  # fmt: skip
def test_an_export_is_parted_and_its_headers_read(text: str, expected: list[tuple[str, Given]]) -> None:
    extracts = split(text)
    assert extracts is not None
    assert [(extract.raw, extract.found) for extract in extracts] == expected
    assert [extract.part for extract in extracts] == [str(number) for number in range(1, len(expected) + 1)]
    assert {extract.found_from for extract in extracts} == {"header"}
    windows = split(text.replace("\n", "\r\n"))
    assert windows is not None
    assert [extract.found for extract in windows] == [given for _, given in expected]


def test_title_standfirst_and_captions_are_marked() -> None:
    first = (split(NEXIS_NEW) or ())[0]
    zones = [(mark.zone, first.raw[mark.start : mark.end]) for mark in first.marks]
    assert zones == [
        ("title", "LMC rejects closures"),
        ("standfirst", "Two surgeries may have to go"),
        ("caption", "Dr Una Thorne"),
    ]


def test_a_part_without_a_header_is_kept_and_said_so() -> None:
    assert [extract.warnings for extract in split(NEXIS_OLD) or ()] == [(), (), (UNREAD,)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        FIRST,
        "End of Document",
        f"Minutes\n\n{FIRST}\n\nEnd of Document",
        f"Length: 5 words\n\n{FIRST}",
        "Document ABCD0020141008eaa80003k",
        f"See\n\nDocument WMPOST0020141008eaa80003k\n\n{FIRST}",
        f"{LINE}\n\nFull text: {FIRST}\n\n{LINE}",
        f"ProQuest sells newspapers.\n\nFull text: {FIRST}",
        f"Dear colleague,\n\n{FIRST}\n\n{LINE}\n\nTitle: Dr\nName: ",
    ],
)
def test_what_is_no_export_is_left_alone(text: str) -> None:
    assert split(text) is None
    whole = Extract(raw=text, part="1")
    assert apart(whole) == (whole,)


def test_the_articles_of_a_part_keep_its_name_and_its_warnings() -> None:
    parts = apart(Extract(raw=FACTIVA_PLAIN, part="2", marks=(Zone(start=0, end=4, zone="title"),), warnings=("old",)))
    assert [(part.part, part.warnings) for part in parts] == [("2!1", ("old",)), ("2!2", ("old",))]


def test_a_text_file_that_is_an_export_gives_one_article_each() -> None:
    stream = io.BufferedReader(io.BytesIO(FACTIVA_PLAIN.encode("cp1252")))
    articles = list(read_text(Input(uri="a.txt", member="b.txt"), stream, InputConfig()))
    assert all(isinstance(article, Article) for article in articles)
    assert [article.source.member for article in articles] == ["b.txt!1", "b.txt!2"]
    assert len({article.id for article in articles}) == 2
    assert [len(article.warnings) for article in articles if isinstance(article, Article)] == [1, 1]


def test_an_export_may_be_larger_than_one_document() -> None:
    content = FACTIVA_PLAIN.encode() * 20
    for most, number in ((len(content), 40), (len(content) - 1, 1)):
        stream = io.BufferedReader(io.BytesIO(content))
        limits = InputConfig(max_bytes=1500, max_file_bytes=most)
        assert len(list(read_text(Input(uri="a.txt"), stream, limits))) == number


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([NEXIS_OLD, NEXIS_NEW, FACTIVA_CODED, FACTIVA_PLAIN, PROQUEST])
        .flatmap(lambda text: st.sampled_from(text.splitlines()))
        .flatmap(lambda line: st.sampled_from([line, f" {line}", f"{line}\n"])),
        max_size=60,
    )
)
def test_lines_of_exports_in_any_order_are_read(lines: list[str]) -> None:
    for extract in split("\n".join(lines)) or ():
        for mark in extract.marks:
            assert extract.raw[mark.start : mark.end].strip()


def test_an_export_in_word_or_rich_text_or_html_is_parted_too(tmp_path: Path) -> None:
    document = docx.Document()
    for line in filter(None, NEXIS_NEW.splitlines()):
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    rich = "".join(f"{line}\\par\n" for line in FACTIVA_CODED.splitlines())
    rich = "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in rich)
    (tmp_path / "b.rtf").write_text(f"{{\\rtf1\\ansi {rich}}}", encoding="ascii")
    page = "".join(f"<p>{line}</p>\n" for line in PROQUEST.splitlines() if line)
    (tmp_path / "c.html").write_text(f"<!doctype html><html><body>{page}</body></html>", encoding="utf-8")
    for name, publisher in (
        ("a.docx", "The Westmarch Post"),
        ("b.rtf", "The Westmarch Post"),
        ("c.html", "Westmarch Post"),
    ):
        first, second = read(Input(uri=name, path=tmp_path / name), InputConfig())
        assert isinstance(first, Article)
        assert isinstance(second, Article)
        assert (first.source.member, first.found.publisher, first.found_from) == ("1", publisher, "header")
        assert (second.source.member, second.found.title, second.found.publisher) == (
            "2",
            "Clinics to move",
            "Ashmere Echo",
        )
        assert second.raw.split("\n")[-1] == THIRD


def nexis(*lines: str) -> str:
    (extract,) = split("\n".join(["1 of 1 DOCUMENTS", "", "Pulse", "", "October 8, 2014", "", "LMC says no", "", "LENGTH: 345 words", "", "The LMC has said no.", "", *lines])) or ()  # fmt: skip
    return extract.raw


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2014 was the year that the LMC objected to the board.",
        "Copyright 2014 Westmarch Press, as the notice reads, was what the board had printed.",
        "Copyright 2014 Westmarch Press",  # a paragraph follows: it is quoted
    ],
)
def test_a_line_of_the_text_that_begins_with_copyright_ends_no_article(line: str) -> None:
    assert nexis(line, "", "It will not sign.", "", "LOAD-DATE: October 9, 2014").endswith(
        f"{line}\n\nIt will not sign."
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("Copyright 2014 UBM", "All Rights Reserved"),
        ("Copyright 2014 UBM Medica Ltd. All Rights Reserved", "", "It will not sign."),
        ("Copyright (c) 2014 The Board of the Westmarch Press",),
        ("copyright 2014 Westmarch Press", "", "LANGUAGE: ENGLISH"),
    ],
)
def test_a_line_that_says_whose_the_article_is_ends_it(lines: tuple[str, ...]) -> None:
    assert nexis(*lines).endswith("The LMC has said no.")
