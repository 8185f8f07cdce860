"""Title, date, kind and sender: what was given goes first, then the text, then the path."""

from __future__ import annotations

import pytest

from helpers import document

TITLE = "LMC rejects weekend clinics"
FIRST = (
    "Westmarch LMC has voted against the plan to move weekend clinics, saying that practices were never asked about it."
)
SECOND = (
    "The committee met on Tuesday evening and agreed that the timetable was too short for any practice in the county."
)
NEWS = f"{TITLE}\n\nBy Iris Calder\n\n3 March 2015\n\n{FIRST}\n\n{SECOND}"
PLAIN = f"{TITLE}\n\n{FIRST}\n\n{SECOND}"


def test_what_the_text_says_of_itself() -> None:
    meta = document(NEWS).meta
    assert (meta.title, meta.published, meta.published_source) == (TITLE, "2015-03-03", "text")
    assert (meta.kind, meta.kind_source, meta.language, meta.sender) == ("news", "text", "en", None)


def test_what_is_given_goes_before_what_the_text_says() -> None:
    meta = document(
        NEWS, title="A title\n of its own", published="2014-12", kind="comment", publisher="Westmarch Post",
        url="https://example.org/1", sender="Westmarch LMC",
    ).meta  # fmt: skip
    assert meta.title == "A title of its own"
    assert (meta.published, meta.published_source) == ("2014-12", "given")
    assert (meta.kind, meta.kind_source) == ("comment", "given")
    assert (meta.publisher, meta.url, meta.sender) == ("Westmarch Post", "https://example.org/1", "Westmarch LMC")


@pytest.mark.parametrize(
    ("uri", "date"),
    [
        ("in/2015-03-03-clinics.txt", "2015-03-03"),
        ("in/clinics_20150303.txt", "2015-03-03"),
        ("in/newsletter-2015-03.txt", "2015-03"),
        ("in/201503.txt", "2015-03"),
        ("2015-03-03/clinics.txt", None),  # a folder is named after the download, as often as not
        ("in/2015-13-03.txt", None),
        ("in/9201503031.txt", None),
        ("in/clinics.txt", None),
    ],
)
def test_a_date_from_the_file_name(uri: str, date: str | None) -> None:
    meta = document(PLAIN, uri=uri).meta
    assert (meta.published, meta.published_source) == (date, "path" if date else None)


def test_the_text_goes_before_the_file_name() -> None:
    assert document(NEWS, uri="1999-01-01.txt").meta.published == "2015-03-03"


def test_a_date_in_the_body_is_not_the_date_of_the_document() -> None:
    assert document(f"{PLAIN}\n\nThe clinics are to open on 1 May 2016, the board says.").meta.published is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PLAIN, "news"),
        (f"Westmarch LMC newsletter\n\n{FIRST}\n\n{SECOND}", "newsletter"),
        (f"Weekly update\n\nMarch 2015\n\n{FIRST}", "newsletter"),
        (f"Minutes of the meeting held on 3 March 2015\n\n{FIRST}", "minutes"),
        (f"Westmarch conference agenda\n\n{FIRST}", "motion"),
        (f"Weekend clinics: service specification\n\n{FIRST}", "guidance"),
        (f"Westmarch primary care strategy 2015-2018\n\n{FIRST}", "plan"),
        (f"Primary care strategy rejected by LMC\n\n{FIRST}\n\n{SECOND}", "news"),
        (f"LMC rejects primary care strategy\n\n{FIRST}\n\n{SECOND}", "news"),
        (f"Opinion: weekends are for rest\n\n{FIRST}\n\n{SECOND}", "comment"),
        (f"Dear colleagues,\n\n{FIRST}\n\n{SECOND}", "letter"),
        ("Agenda\n\n1. That this conference rejects weekend clinics.\n\n2. That conference demands talks with the board.", "motion"),
        (f"Board\n\nPresent: Dr Thorne, Mr Holt\n\n{FIRST}\n\nMatters arising: none were raised.", "minutes"),
        (f"On weekends\n\nI have had enough. I am tired, and my partner tells me so. I know my practice. I’ve said my piece.\n\n{FIRST}", "comment"),
        ("Weekend clinics", "other"),
        ("", "other"),
    ],
)  # fmt: skip
def test_kind_from_the_text(text: str, kind: str) -> None:
    assert document(text).meta.kind == kind


def test_the_first_person_of_a_quotation_makes_no_column() -> None:
    said = "“I am tired. I know my practice and my patients. I will not, and my partners and I have said so. It is my view.”"
    assert document(f"{TITLE}\n\n{said} said Dr Thorne.\n\n{FIRST}\n\n{SECOND}").meta.kind == "news"


def test_the_sender_of_a_letter_is_its_head_and_its_signature() -> None:
    letter = f"Westmarch LMC\n\nTo: all\n\nDear all,\n\n{FIRST}\n\nYours sincerely\n\nDr Una Thorne"
    assert document(letter).meta.sender == "Westmarch LMC | Dr Una Thorne"


def test_the_subject_of_a_letter_is_its_title() -> None:
    assert document(f"Dear all,\n\nWeekend clinics\n\n{FIRST}").meta.title == "Weekend clinics"
    assert document(f"Dear all,\n\nThank you.\n\n{FIRST}").meta.title is None


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Published on 3 March 2015 by Iris Calder", "date"),
        ("Published: 3 March 2015 | By Iris Calder | 3 comments", "byline"),
        ("Posted by Iris Calder on Tue 3rd March 2015 at 10:15am", "byline"),
        ("by Iris Calder · 3 Mar 2015 · 4 min read", "byline"),
    ],
)
def test_who_and_when_on_one_line(line: str, zone: str) -> None:
    found = document(f"{TITLE}\n\n{line}\n\n{FIRST}\n\n{SECOND}")
    assert found.zone_at(found.text.index(line)) == zone
    assert (found.meta.byline, found.meta.published) == ("Iris Calder", "2015-03-03")


@pytest.mark.parametrize("line", ["The plan was drawn up by Iris Calder in March 2015", "Stand by - 3 March 2015 - and deliver the plan"])  # fmt: skip
def test_a_sentence_with_by_and_a_date_is_no_byline(line: str) -> None:
    found = document(f"{TITLE}\n\n{FIRST}\n\n{line}\n\n{SECOND}")
    assert found.zone_at(found.text.index(line)) not in ("byline", "date")


def test_the_day_of_a_change_is_not_that_of_publication() -> None:
    assert document(f"{TITLE}\n\nUpdated 2 January 2019\n\nPublished 3 March 2015\n\n{FIRST}").meta.published == "2015-03-03"  # fmt: skip
    assert document(f"{TITLE}\n\nUpdated 2 January 2019\n\n{FIRST}").meta.published == "2019-01-02"


def test_what_came_with_a_text_is_mended_as_the_text_is() -> None:
    found = document(f"LMC rejects cafÃ© plan\n\n{FIRST}", title="LMC rejects cafÃ© plan", publisher="CafÃ© Post")
    assert found.text.startswith("LMC rejects café plan\n")
    assert (found.meta.title, found.meta.publisher) == ("LMC rejects café plan", "Café Post")
