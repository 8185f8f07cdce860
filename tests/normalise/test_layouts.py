"""Heads, tails and what stands between paragraphs, in layouts where blank lines tell which lines belong together."""

from __future__ import annotations

import pytest

from helpers import document
from stancewire.normalise.lines import split_lines
from stancewire.normalise.zones import zone_lines

TITLE = "Weekend clinics are off, say doctors"
FIRST = (
    "Westmarch LMC has turned down the plan for weekend clinics because no practice in the county was asked about it."
)
SECOND = "The committee sat until ten on Tuesday and found that the dates could be kept by nobody who sees patients."
THIRD = (
    "NHS Westmarch CCG replied that it would meet every practice before a clinic was opened or closed in the county."
)
BYLINE, DATE = ("By Iris Calder", "byline"), ("3 March 2015", "date")
BODY = (None, (FIRST, "body"), None, (SECOND, "body"), None, (THIRD, "body"))

Layout = tuple[tuple[str, str] | None, ...]  # None for a blank line

LAYOUTS: dict[str, Layout] = {
    "a standfirst touches its title": ((TITLE, "title"), ("They say that nobody asked them and that it costs too much.", "standfirst"), None, BYLINE, DATE, *BODY),
    "points below the title": (
        (TITLE, "title"), ("Practices say that nobody has asked them", "standfirst"), ("Board says the dates will be kept", "standfirst"), BYLINE, DATE, *BODY,
    ),
    "bullets above the text": ((TITLE, "title"), BYLINE, None, ("• Practices were not asked", "standfirst"), ("• Board says dates stand", "standfirst"), *BODY),
    "a standfirst below the date": ((TITLE, "title"), BYLINE, DATE, None, ("Doctors say the dates could not be kept by anybody", "standfirst"), *BODY),
    "what a picture shows below the date": ((TITLE, "title"), BYLINE, DATE, None, ("A nurse with a tray in a long corridor", "caption"), *BODY),
    "a heading that touches its paragraph is no title block": (
        (TITLE, "title"), ("The committee sat until ten on Tuesday and found no way.", "body"), None, ("Levy", "body"), ("The levy stays where it was for one more year.", "body"), *BODY,
    ),
    "masthead, section, title, standfirst, name": (
        ("The Westmarch Herald", "furniture"), ("Opinion", "furniture"), None, ("A clinic for nobody is a clinic too many", "title"),
        ("Doctors have been asked to staff an empty room in the middle of a wood", "standfirst"), ("Iris Calder", "byline"), None, ("Tue 3 Mar 2015 06.00 GMT", "date"), *BODY,
    ),
    "a name in capitals above the title, and who it is": (
        ("THE HERALD", "furniture"), None, ("COMMENT", "furniture"), None, ("IRIS CALDER", "byline"), None, (TITLE, "title"), None, DATE, *BODY, None,
        ("Iris Calder is chair of Westmarch LMC and writes for herself.", "byline"),
    ),
    "the author at the end": ((TITLE, "title"), BYLINE, DATE, *BODY, None, ("Iris Calder is a doctor in Westmarch and has been one for years.", "byline")),
    "a byline with a job": ((TITLE, "title"), ("By IRIS CALDER HEALTH CORRESPONDENT FOR THE WEEKLY HERALD", "byline"), ("PUBLISHED: 22:31, 4 May 2023 | UPDATED: 07:09, 5 May 2023", "date"), *BODY),
    "a name with an office": ((TITLE, "title"), ("Dr Alec Dunmore, Chief Executive", "byline"), DATE, *BODY),
    "the name of a body above its paper": (("WESTMARCH LOCAL MEDICAL COMMITTEE", "letterhead"), ("An answer to the consultation on clinics", "title"), ("March 2015", "date"), *BODY),
    "these are minutes": (("PRIMARY CARE PANEL OF THE COUNTY", "title"), ("Minutes", "title"), ("Thursday 22 September 2022", "date"), *BODY),
    "keys and values above a paper": (
        ("NHS Westmarch CCG", "letterhead"), ("Governing Body", "furniture"), ("Date of meeting: 4 June 2015", "date"), ("Agenda item: 9", "furniture"), ("Title of report: Hubs", "title"),
        ("Clinical lead: Dr Una Thorne", "byline"), ("Purpose: For decision", "furniture"), *BODY,
    ),
    "keys above their values": (
        ("Agenda item", "furniture"), ("9", "furniture"), ("Title of paper", "furniture"), ("Hubs for the county", "title"), ("Author", "furniture"), ("Jo Lark", "byline"), *BODY,
    ),
    "a purpose written out is what the paper says": (
        ("Agenda item: 9", "furniture"), ("Report title: Hubs", "title"), ("Author: Jo Lark", "byline"), ("Status: Open", "furniture"), ("Purpose: to ask that the plan be sent back to practices.", "body"), *BODY,
    ),
    "labels of a page of the government": (
        (TITLE, "title"), None, ("From:", "furniture"), ("Department of Clinics", "byline"), ("Published", "furniture"), ("3 March 2015", "date"), ("Last updated", "furniture"),
        ("4 March 2015 — See all updates", "date"), ("Get emails about this page", "furniture"), *BODY, None, ("Is this page useful?", "furniture"), ("Maybe", "furniture"), ("Yes", "furniture"), ("No", "furniture"),
    ),
    "captions without a word for pictures": (
        (TITLE, "title"), BYLINE, None, (FIRST, "body"), None, ("Queue: patients wait outside the clinic on Sunday", "caption"), None, (SECOND, "body"), None,
        ("Dr Una Thorne (pictured) does not see the point", "caption"), None, (THIRD, "body"), None, ("The door of the clinic Photo: Jo Lark", "caption"), None, (SECOND, "body"),
    ),
    "one word and a colon is no caption": ((TITLE, "title"), BYLINE, None, (FIRST, "body"), None, ("Verdict: the plan is dead and should be buried", "body"), None, (SECOND, "body")),
    "an agency in capitals, and what it shows": (
        (TITLE, "title"), BYLINE, None, (FIRST, "body"), None, ("WM NEWS", "caption"), ("The clinic opened above a bakery in 1953", "caption"), None, (SECOND, "body"),
    ),
    "committees with a stroke are no credit": ((TITLE, "title"), BYLINE, None, (FIRST, "body"), None, ("Minutes of the CCG/LMC Liaison Group", "body"), None, (SECOND, "body")),
    "links between paragraphs": (
        (TITLE, "title"), BYLINE, None, (FIRST, "body"), None, ("READ MORE: Otter gives birth in a car park", "related"), ("READ MORE: Why the town has no dentist", "related"), None, (SECOND, "body"), None,
        ("READ MORE", "related"), ("Holiday row over sick notes", "related"), None, (THIRD, "body"), None, ("Most watched videos", "related"), ("Swan stops the traffic", "related"),
    ),
    "arrows before links": ((TITLE, "title"), None, (FIRST, "body"), None, (">> Read what we wrote to the board", "related"), None, (SECOND, "body")),
    "comments with their number in brackets": (
        (TITLE, "title"), BYLINE, *BODY, None, ("READERS' COMMENTS [2]", "comments"), ("Please sign in to comment", "furniture"), ("Bus Pass", "comments"), (SECOND, "comments"),
    ),
    "a council that asks what people think": ((TITLE, "title"), *BODY, None, ("Have your say", "body"), None, ("Fill in the form by the first of May, or write to the town hall.", "body")),
    "officers, office and list": (
        (TITLE, "title"), *BODY, None, ("Officers of the committee", "furniture"), ("Chairman: Dr Una Thorne", "furniture"), ("Secretary: Dr Alec Dunmore", "furniture"),
        ("Office: 2 Bell Yard, Westmarch. Open on weekdays.", "furniture"), ("Write to us and we shall take you off the list.", "furniture"), ("The LMC takes no responsibility for items sent in by others.", "furniture"),
    ),
    "what was said last is no disclaimer": ((TITLE, "title"), *BODY, None, ("The board said that it could not be held responsible for the delay in the county.", "body")),
    "a clause to be removed is no mailing list": ((TITLE, "title"), *BODY, None, ("The committee has asked for the clause to be removed from the contract.", "body")),
    "headers of pages at their number": (
        ("CARDEW COUNTY COUNCIL", "letterhead"), ("HEALTH SCRUTINY PANEL", "title"), None, (FIRST, "body"), None, ("Cardew County Council – Health Scrutiny Panel – 22.09.22", "furniture"), ("2", "furniture"), None,
        (SECOND, "body"), None, ("Cardew Health Scrutiny Panel page 3", "furniture"), None, (THIRD, "body"),
    ),
    "notes and their heading": (
        (TITLE, "title"), *BODY, None, ("ENDS", "furniture"), None, ("Notes to editors", "body"), ("1. The LMC speaks for ninety practices.", "body"), ("2. The clinics ran for eleven weeks.", "body"),
    ),
    "who speaks in a debate, however short": (
        (TITLE, "title"), None, ("Dr Una Thorne (Westmarch) (Con)", "body"), None, (FIRST, "body"), None, ("Mr Alec Dunmore (Ashmere) (Lab)", "body"), None, ("Will she give way?", "body"), None,
        ("Dr Thorne", "body"), None, (SECOND, "body"), None, ("Mr Dunmore", "body"), None, ("No.", "body"), None, ("Dr Thorne", "body"), None, ("I am grateful.", "body"),
    ),
    "a mail to all, its signature, and the mail below": (
        ("From: Jo Lark", "letterhead"), ("Sent: 4 June 2015 10:15", "date"), ("To: practices", "recipient"), None, ("Hi all,", "salutation"), *BODY, None, ("Thanks", "signoff"), ("Jo", "signoff"), None,
        ("From: Alec Dunmore", "quoted"), ("Sent: 3 June 2015 10:15", "quoted"), ("To: Jo Lark", "quoted"), ("Yours sincerely", "quoted"), ("Alec", "quoted"),
    ),
    "a first name and an office": (("Dear Jo,", "salutation"), *BODY, None, ("Una", "signoff"), ("Medical Secretary, Westmarch LMC", "signoff")),
    "a line to sign on": ((TITLE, "title"), *BODY, None, ("......................", "signoff"), ("Chair", "signoff")),
    "two ways to close, and for whom it was": (
        ("Dear Jo,", "salutation"), *BODY, None, ("With best wishes", "signoff"), ("Yours sincerely", "signoff"), ("Una Thorne", "signoff"), None, ("This letter is meant for the addressee only.", "furniture"),
    ),
    "a memorandum": (("MEMORANDUM", "title"), ("To: all practices", "recipient"), ("From: Jo Lark", "letterhead"), ("Re: Hubs", "subject"), *BODY),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_line_of_a_layout_has_its_zone(layout: Layout) -> None:
    lines = split_lines("\n".join(line[0] if line else "" for line in layout))
    assert list(zip([line.text for line in lines], zone_lines(lines), strict=True)) == [line for line in layout if line]


def test_rows_of_key_and_value_with_tabs_are_no_table() -> None:
    rows = ["Meeting:\tBoard", "Date:\t4 June 2023", "Report title:\tHubs", "Author:\tJo Lark", f"\n{FIRST}"]
    doc = document("\n".join(rows))
    assert [zone.zone for zone in doc.zones] == ["furniture", "date", "title", "byline", "body"]


def test_labels_one_below_the_other_are_no_paragraph() -> None:
    rows = [
        "Present: Dr Una Thorne, Dr Alec Dunmore, Ms Jo Lark and three",
        "Also present: Councillor Iris Calder and two",
        "Apologies: Dr Wye",
    ]
    assert [line.text for line in split_lines("\n".join(rows))] == rows


def test_a_text_in_wide_rows_has_no_wrapped_paragraph() -> None:
    head = [
        "Weekend clinics are off and will stay off, say doctors",
        "They want the board to think again and to ask them first",
    ]
    assert [line.text for line in split_lines("\n".join([*head, "", f"{FIRST} {SECOND}", "", f"{SECOND} {THIRD}"]))][
        :2
    ] == head
