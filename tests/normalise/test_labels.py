"""Heads of memoranda: to whom, from whom and about what, whatever stands above them and in whatever form of row."""

from __future__ import annotations

import pytest

from helpers import document

BODY = (
    "Westmarch LMC has turned down the plan for weekend clinics because no practice in the county was asked about it.\n\n"
    "The committee will write to the board again before it meets, and would like to hear from every practice by then."
)
ROWS = "To: All GP practices\nFrom: Dr Iris Calder\nDate: 3 May 2014\nSubject: Weekend clinics\n\n"
HEAD = {  # what stands above the rows, and the zones of it
    "": [],
    "MEMORANDUM\n\n": ["title"],
    "Working together for the patients of Westmarch\n\n": ["furniture"],
    "In partnership for better care\n": ["furniture"],
    "Westmarch Local Medical Committee\n": ["letterhead"],
    "Westmarch LMC\n4 Mill Lane, Ottermouth OT4 7XY\nYour voice.\n\nMEMO\n\n": ["letterhead", "furniture", "title"],
}


@pytest.mark.parametrize(("above", "zones"), HEAD.items(), ids=["none", *list(HEAD)[1:]])
def test_a_memorandum_is_a_letter_about_its_subject(above: str, zones: list[str]) -> None:
    doc = document(above + ROWS + BODY)
    assert [zone.zone for zone in doc.zones] == [*zones, "recipient", "letterhead", "date", "subject", "body"]
    assert (doc.meta.kind, doc.meta.title) == ("letter", "Weekend clinics")
    assert doc.meta.recipients == "All GP practices"
    body = (
        "Westmarch Local Medical Committee | "
        if "Committee\n" in above
        else "Westmarch LMC | "
        if "LMC" in above
        else ""
    )
    assert doc.meta.sender == f"{body}Dr Iris Calder"


@pytest.mark.parametrize(
    "rows",
    [
        "To\tDr Una Thorne\nFrom\tDr Iris Calder\nSubject\tWeekend clinics",
        "To:\tDr Una Thorne\nFrom:\tDr Iris Calder\nRe:\tWeekend clinics",
        "To | Dr Una Thorne\nFrom | Dr Iris Calder\nSubject | Weekend clinics",
        "Standing up for you\n\nTo\tDr Una Thorne\nFrom\tDr Iris Calder\nRegarding\tWeekend clinics",
        "To:\nDr Una Thorne\nFrom:\nDr Iris Calder\nSubject:\nWeekend clinics",
    ],
)
def test_its_rows_may_be_cells_or_lines(rows: str) -> None:
    meta = document(f"{rows}\n\n{BODY}").meta
    assert (meta.kind, meta.title) == ("letter", "Weekend clinics")
    assert (meta.recipients, meta.sender) == ("Dr Una Thorne", "Dr Iris Calder")


def test_a_memorandum_with_tabs_and_no_subject_says_who_writes_to_whom() -> None:
    doc = document(f"To\tDr Una Thorne\nFrom\tDr Iris Calder\n\n{BODY}")
    assert [zone.zone for zone in doc.zones] == ["recipient", "letterhead", "body"]


def test_a_paper_with_a_title_is_no_letter() -> None:
    doc = document(f"Report to: Board\nTitle: Weekend clinics\nAuthor: Dr Iris Calder\nDate: 3 May 2014\n\n{BODY}")
    assert (doc.meta.kind, [zone.zone for zone in doc.zones]) == (
        "news",
        ["furniture", "title", "byline", "date", "body"],
    )


def test_a_paragraph_above_the_rows_is_body() -> None:
    first = BODY.partition("\n")[0]
    assert document(f"{first}\n\n{ROWS}{BODY}").zones[0].zone == "body"


def test_what_a_letter_is_about_keeps_its_words() -> None:
    letter = "Dear Dr Thorne,\n\nSubject Access Requests of solicitors\n\n"
    assert document(letter + BODY).meta.title == "Subject Access Requests of solicitors"


def test_a_motto_above_a_memorandum_that_greets_is_no_title() -> None:
    doc = document(f"Working together for the patients of Westmarch\n\n{ROWS}Dear all,\n\n{BODY}")
    assert (doc.zones[0].zone, doc.meta.title, doc.meta.kind) == ("furniture", "Weekend clinics", "letter")


def test_the_headline_of_a_letter_on_a_page_stays_its_title() -> None:
    doc = document(f"Doctors tell the board what they want\n\n3 May 2014\n\nDear all,\n\n{BODY}")
    assert doc.meta.title == "Doctors tell the board what they want"
