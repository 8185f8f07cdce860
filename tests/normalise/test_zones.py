"""Small pages, each zone of them, and what must stay body."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import document
from stancewire.normalise.lines import split_lines
from stancewire.normalise.zones import zone_lines
from stancewire.types import ZONES

TITLE = "LMC rejects weekend clinics"
FIRST = (
    "Westmarch LMC has voted against the plan to move weekend clinics, saying that practices were never asked about it."
)
SECOND = (
    "The committee met on Tuesday evening and agreed that the timetable was too short for any practice in the county."
)
THIRD = "NHS Westmarch CCG said it had always meant to talk to practices before a single clinic was opened or closed."
BODY = [(FIRST, "body"), (SECOND, "body"), (THIRD, "body")]

Page = list[tuple[str, str]]

PAGES: dict[str, Page] = {
    "title and paragraphs": [(TITLE, "title"), *BODY],
    "no title": BODY,
    "byline and date": [(TITLE, "title"), ("By Iris Calder", "byline"), ("3 March 2015", "date"), *BODY],
    "date and time before the byline": [
        (TITLE, "title"), ("Published on Tuesday, 3 March 2015, 10:15 am", "date"), ("Iris Calder, political editor", "byline"), *BODY,
    ],
    "date above the title": [("3 March 2015", "date"), (TITLE, "title"), *BODY],
    "header of a mail that was pasted": [
        ("From: Iris Calder", "letterhead"), ("Sent: Wednesday, 8 October 2014 10:15", "date"), ("To: Tolverne practices", "recipient"),
        ("Cc: Dr Thorne", "recipient"), ("Subject: Weekend clinics", "subject"), *BODY,
    ],
    "header of a mail that was pasted, above a letter": [
        ("From: Iris Calder", "letterhead"), ("Sent: 08 October 2014 10:15", "date"), ("To: Tolverne practices", "recipient"),
        ("Subject: Weekend clinics", "subject"), ("Dear colleagues,", "salutation"), *BODY, ("Yours sincerely", "signoff"), ("Iris Calder", "signoff"),
    ],
    "byline below the article": [(TITLE, "title"), *BODY, ("By Iris Calder", "byline")],
    "standfirst": [
        (TITLE, "title"), ("Doctors say the plan would cost more than it saves", "standfirst"), ("By Iris Calder", "byline"), *BODY,
    ],
    "standfirst that is a full sentence": [
        (TITLE, "title"), ("Doctors in the county say that the plan would cost more than it saves.", "standfirst"), ("3 March 2015", "date"), *BODY,
    ],
    "a first paragraph above a date is none without a title": [(FIRST, "body"), ("3 March 2015", "date"), (SECOND, "body")],
    "teaser above the title, below the site banner": [
        ("For UK healthcare professionals only", "furniture"), ("Pharmacy pay talks resume", "related"), (TITLE, "title"),
        ("By Iris Calder", "byline"), *BODY,
    ],
    "masthead line above the title stays out of it": [
        ("Skip to main content", "furniture"), ("Home > News > Primary care", "furniture"), (TITLE, "title"), *BODY,
    ],
    "standfirst longer than the headline below a banner": [
        ("Subscribe now", "furniture"), (TITLE, "title"),
        ("Doctors in the county say that the plan would cost far more than it saves in the end", "standfirst"),
        ("3 March 2015", "date"), *BODY,
    ],
    "share links below the article": [
        (TITLE, "title"), *BODY, ("Share this article", "furniture"), ("Print", "furniture"), ("© Westmarch Post 2015", "furniture"),
    ],
    "caption printed twice": [
        (TITLE, "title"), (FIRST, "body"), ("Dr Una Thorne outside the surgery", "caption"), ("Dr Una Thorne outside the surgery", "caption"), (SECOND, "body"),
    ],
    "caption with its photographer": [
        (TITLE, "title"), (FIRST, "body"), ("The committee in session last week (Photograph: Jon Pell)", "caption"), (SECOND, "body"),
    ],
    "caption that begins with its photographer": [(TITLE, "title"), (FIRST, "body"), ("Picture: Jon Pell", "caption"), (SECOND, "body")],
    "bare name as caption": [(TITLE, "title"), (FIRST, "body"), ("Dr Una Thorne", "caption"), (SECOND, "body")],
    "sign-in prompt, its form, and the article after it": [
        (TITLE, "title"), (FIRST, "body"), ("Please sign in to read the full article", "furniture"), ("Email address", "furniture"),
        ("Remember me", "furniture"), (SECOND, "body"), (THIRD, "body"),
    ],
    "related links end at the next paragraph": [
        (TITLE, "title"), (FIRST, "body"), ("Related articles", "related"), ("Clinic opens in Eastmarch", "related"),
        ("Nurses to be asked about hours", "related"), (SECOND, "body"),
    ],
    "comments go on to the end, paragraphs and all": [
        (TITLE, "title"), *BODY, ("Readers’ comments (2)", "comments"), ("Ann Other, GP partner", "comments"),
        ("We must refuse this plan at once, and every practice in the county should say so loudly.", "comments"),
        ("3 March 2015", "comments"), ("About time.", "comments"),
    ],
    "a comment that quotes the article": [(TITLE, "title"), *BODY, ("Comments", "comments"), (FIRST, "comments"), ("Quite.", "comments")],
    "a heading of comments above the article": [(TITLE, "title"), ("Comments (2)", "furniture"), *BODY],
    "survey with figures": [
        (TITLE, "title"), (FIRST, "body"), ("Survey results", "table"), ("Do you back weekend clinics?", "table"), ("Yes: 12%", "table"),
        ("No: 80%", "table"), ("Don't know: 8%", "table"), (SECOND, "body"),
    ],
    "table with bars": [
        (TITLE, "title"), (FIRST, "body"), ("Mill Lane | 4,100 | 2", "table"), ("Bridge End | 3,900 | 1", "table"), (SECOND, "body"),
    ],
    "a kicker above the title": [("Opinion", "furniture"), (TITLE, "title"), *BODY],
    "notes to editors end a press release": [
        (TITLE, "title"), *BODY, ("ENDS", "furniture"), ("Notes to editors", "furniture"), ("The committee speaks for 214 doctors.", "furniture"),
    ],
    "the address of a newsletter, and who wrote it": [
        (TITLE, "title"), *BODY, ("Dr Una Thorne is a GP in Westmarch", "furniture"), ("Westmarch LMC, 2 Bell Yard, Westmarch WM1 1AA", "furniture"),
    ],
    "contents with page numbers": [
        (TITLE, "title"), ("Contents", "furniture"), ("Clinics ........ 2", "furniture"), ("Pensions ........ 4", "furniture"), *BODY,
    ],
    "contents without page numbers": [
        (TITLE, "title"), ("In this issue:", "furniture"), ("Clinics", "furniture"), ("Pensions", "furniture"), ("Clinics", "body"), (FIRST, "body"),
        ("Pensions", "body"), (SECOND, "body"),
    ],
    "headers and numbers of pages": [
        (TITLE, "title"), (FIRST, "body"), ("Annual report", "furniture"), ("1", "furniture"), (SECOND, "body"), ("Annual report", "furniture"),
        ("2", "furniture"), (THIRD, "body"), ("Annual report", "furniture"), ("3", "furniture"),
    ],
    "results of votes are no headers": [
        (TITLE, "title"), (FIRST, "body"), ("Carried with two against", "body"), (SECOND, "body"), ("Carried with two against", "body"), (THIRD, "body"),
        ("Carried with two against", "body"),
    ],
    "an answered e-mail": [
        (TITLE, "title"), *BODY, ("From: Mark Tully", "quoted"), ("Sent: 2 February 2017", "quoted"), ("To: Jo Carrow", "quoted"), (FIRST[:-9] + "that.", "quoted"),
    ],
    "title below a menu and a date": [
        ("Westmarch Gazette", "furniture"), ("News", "furniture"), ("Sport", "furniture"), (TITLE, "title"), ("5th July", "date"), ("By Iris Calder", "byline"), *BODY,
    ],
    "title below what the site says of its cookies": [
        ("Cookies on our website", "furniture"), ("We use them to make this site work. You may change your mind at any time you like.", "furniture"),
        ("Accept all", "furniture"), (TITLE, "title"), ("By Iris Calder", "byline"), *BODY,
    ],
    "a headline that asks": [("Does anybody want these clinics at all in the county?", "title"), ("By Iris Calder", "byline"), *BODY],
    "title printed again below its picture": [(TITLE, "title"), (TITLE, "caption"), ("3 March 2015", "date"), *BODY],
    "masthead above the date": [("House of Commons", "furniture"), ("3 March 2015", "date"), ("Weekend clinics in the county", "title"), *BODY],
    "a bare name is a byline above a date": [(TITLE, "title"), ("Iris Calder", "byline"), ("3 March 2015", "date"), *BODY],
    "role and handle below a byline": [
        (TITLE, "title"), ("By Iris Calder", "byline"), ("@icalder", "byline"), ("Health Reporter", "byline"), *BODY,
    ],
    "labels of a paper": [(TITLE, "title"), ("Lead: Jo Carrow", "byline"), ("Purpose: decision", "furniture"), *BODY],
    "number of comments above the article": [(TITLE, "title"), ("3 Comments", "furniture"), *BODY],
    "an agenda begins at its first item": [
        ("Conference of the county committees", "title"), ("09.30 OPENING", "body"), ("The Chair will speak.", "body"), *BODY,
    ],
    "who was there is no title": [("Board", "title"), ("Present: Dr Thorne, Mr Holt", "body"), *BODY],
    "the number of a motion is not that of a page": [
        (TITLE, "title"), (FIRST, "body"), ("14", "body"), ("That conference rejects weekend clinics", "body"), (SECOND, "body"), ("2", "furniture"),
    ],
    "inline links": [
        (TITLE, "title"), (FIRST, "body"), ("Related Article: Who pays on a Sunday", "related"), (SECOND, "body"), ("READ MORE: Nurses leave", "related"), (THIRD, "body"),
    ],
    "what one link leads to does not swallow the next heading": [(TITLE, "title"), (FIRST, "body"), ("Read more", "related"), ("Pensions", "body"), (SECOND, "body")],
    "a sentence ends a list of links": [
        (TITLE, "title"), (FIRST, "body"), ("Related articles", "related"), ("Clinic opens in Eastmarch", "related"), ("Nobody was asked.", "body"), (SECOND, "body"),
    ],
    "the foot of a page to its end": [
        (TITLE, "title"), *BODY, ("Share this", "furniture"), ("A thing that only this site has", "furniture"), ("Charity no. 9900417", "furniture"),
    ],
    "foot of a page laid out by hand": [
        (TITLE, "title"), *BODY, ("Tel: 01632 960114", "furniture"), ("Site by Pixel and Thatch", "furniture"), ("You are visitor 004112", "furniture"), ("Scanned by the office", "furniture"),
    ],
    "attachments": [
        (TITLE, "title"), *BODY, ("Attachments", "furniture"), ("Clinic spec v4.pdf (212 KB)", "furniture"), ("File size: 212 KB", "furniture"),
    ],
    "walls and widgets": [
        (TITLE, "title"), (FIRST, "body"), ("Article continues below", "furniture"), (SECOND, "body"), ("Reading time: 7 minutes", "furniture"), ("Your work email", "furniture"), (THIRD, "body"),
    ],
    "credits and figures": [
        (TITLE, "title"), (FIRST, "body"), ("PA Media", "caption"), ("Jon Pell via Getty Images", "caption"), (SECOND, "body"),
        ("Figure 1: Clinics by county", "caption"), ("Source: Westmarch LMC", "caption"), (THIRD, "body"),
    ],
    "names of speakers are no captions": [
        (TITLE, "title"), ("Mr Alec Dunmore", "body"), (FIRST, "body"), ("Dr Una Thorne", "body"), (SECOND, "body"), ("Mr Alec Dunmore", "body"), (THIRD, "body"),
    ],
    "a heading that stands twice is no caption": [
        (TITLE, "title"), (FIRST, "body"), ("What the board said", "body"), (SECOND, "body"), ("What the board said", "body"), (THIRD, "body"),
    ],
    "a note to editors that says something, and whom to ring": [
        (TITLE, "title"), *BODY, ("ENDS", "furniture"), ("Notes to editors", "furniture"),
        ("1. Westmarch LMC voted against the plan in March.", "body"), ("2. For more, ring the press office on 01632 960777.", "furniture"),
    ],
    "signature below a newsletter": [(TITLE, "title"), *BODY, ("With best wishes,", "signoff"), ("Dr Una Thorne", "signoff"), ("Chief Officer", "signoff")],
    "list items that begin as links do": [
        (TITLE, "title"), (FIRST, "body"), ("• Sign up for one of the county programmes", "body"), ("• Share learning across the county", "body"), (SECOND, "body"),
    ],
    "bars of a poll": [
        (TITLE, "title"), (FIRST, "body"), ("Would you close your list?", "table"), ("Yes", "table"), ("62%", "table"), ("No", "table"), ("38%", "table"), (SECOND, "body"),
    ],
    "contents on one line": [(TITLE, "title"), ("1. Vaccines   2. Premises   3. Vacancy", "furniture"), (FIRST, "body"), (SECOND, "body")],
    "files below their heading": [
        (TITLE, "title"), *BODY, ("Accompanying documents:", "furniture"), ("Annexe report PDF 188 KB", "furniture"), ("Appendix B (restricted)", "furniture"),
    ],
    "where the figures of a table are from": [
        (TITLE, "title"), (FIRST, "body"), ("Mill Lane: 4,100", "table"), ("High Street: 3,900", "table"), ("Source: returns of the board. Prices of 2024.", "caption"), (SECOND, "body"),
    ],
    "what a page is, key by key": [
        (TITLE, "title"), ("First published:", "furniture"), ("9 January 2023", "date"), ("Topic:", "furniture"), ("Primary care", "furniture"), ("Publication type:", "furniture"),
        ("Guidance", "furniture"), (FIRST, "body"), (SECOND, "body"),
    ],
    "one figure is no table": [(TITLE, "title"), (FIRST, "body"), ("Turnout: 62%", "body"), (SECOND, "body")],
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_line_of_a_page_has_its_zone(page: Page) -> None:
    lines = split_lines("\n\n".join(text for text, _ in page))
    assert list(zip([line.text for line in lines], zone_lines(lines), strict=True)) == page


@pytest.mark.parametrize(
    ("sentence"),
    [
        "Search for a new chair begins as Westmarch LMC loses its leader after nine years.",
        "Comments by the health minister last week were unhelpful, the chair of the LMC said.",
        "Related to this is the question of who pays for the nurses on a Sunday morning.",
        "Pictures of empty waiting rooms were shown to the board, which then changed its mind.",
        "To stop the plan, the LMC will ballot its practices before the end of the month.",
        "The LMC is not responsible for the delay, its chair said on Tuesday.",
        "Credit, he said, should go to the practices and not to the board.",
        "Official figures show that the clinics were empty.",
        "By the end of March every practice in Westmarch must have signed the new contract.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_body(sentence: str) -> None:
    lines = split_lines(f"{TITLE}\n\n{FIRST}\n\n{sentence}\n\n{SECOND}")
    assert zone_lines(lines) == ("title", "body", "body", "body")


def test_comments_never_become_a_passage() -> None:
    doc = document(f"{TITLE}\n\n{FIRST}\n\nComments (1)\n\n{SECOND}")
    assert [doc.text[p.start : p.end] for p in doc.passages] == [FIRST]


def test_a_long_list_of_contents_ends() -> None:
    """Looked for one by one in all that stands below, its entries would not."""
    entries = [f"On clinic {chr(97 + k // 676)}{chr(97 + k // 26 % 26)}{chr(97 + k % 26)}" for k in range(15_000)]
    lines = split_lines("\n\n".join(["Contents", *entries, FIRST, *(f"{entry}\n\n{SECOND}" for entry in entries)]))
    assert zone_lines(lines)[:15_001] == ("furniture",) * 15_001


@pytest.mark.parametrize("heading", ["Contents", "In this issue"])
def test_headings_of_contents_one_below_the_other_end(heading: str) -> None:
    lines = split_lines("\n\n".join([heading] * 30_000 + [FIRST]))
    assert len(zone_lines(lines)) == 30_001


@pytest.mark.parametrize(
    "line", ["Share this", "Related articles", "Read more", "Dr Una Thorne", "SIR –", "14", "By Iris Calder", "Cookies"]
)
def test_many_lines_of_one_kind_end(line: str) -> None:
    """Each compared with each they would not."""
    lines = split_lines("\n\n".join([TITLE, *[FIRST, line, f"{line} and others"] * 8_000]))
    assert len(zone_lines(lines)) == 24_001


def test_no_line_has_no_zone() -> None:
    assert zone_lines(()) == ()


_LINES = st.lists(
    st.sampled_from([text for page in PAGES.values() for text, _ in page])
    | st.sampled_from(
        ["Dear Dr Thorne,", "Yours sincerely", "Re: weekend clinics", "To: all practices", "From: the LMC"]
    ),
    max_size=30,
)


@settings(deadline=None, max_examples=300)
@given(_LINES)
def test_each_line_gets_one_known_zone(texts: list[str]) -> None:
    lines = split_lines("\n\n".join(texts))
    zones = zone_lines(lines)
    assert len(zones) == len(lines) == len(texts)
    assert set(zones) <= set(ZONES)
    assert zones.count("title") <= 1


def zones_of(*texts: str) -> list[str]:
    return list(zone_lines(split_lines("\n\n".join(texts))))


LONG = "The committee said that it could not support the closure of two surgeries in the spring."


def test_a_sentence_of_news_that_ends_in_wrote_quotes_nothing() -> None:
    assert zones_of("LMC rejects plan", LONG, "On 8 October 2014 the chair of the LMC wrote:", LONG)[-1] == "body"


def test_what_a_mail_client_puts_above_an_answer_quotes_the_rest() -> None:
    assert zones_of("Our answer to you", LONG, "On 7 Oct 2014, A Clerk wrote:", LONG)[-2:] == ["quoted", "quoted"]


def test_between_marked_lines_stand_the_answers() -> None:
    texts = ("Our answer to you", LONG, "On 7 Oct 2014, A Clerk wrote:", "> We propose a merger.", LONG)
    assert zones_of(*texts)[-3:] == ["quoted", "quoted", "body"]


def test_of_a_paragraph_that_stands_twice_one_is_the_articles() -> None:
    assert (
        zones_of("LMC rejects plan", LONG, LONG, "The board will meet again in May, it said on Friday.")[1:3].count(
            "body"
        )
        == 1
    )
