"""Letters: the parts around the body, with and without a letterhead."""

from __future__ import annotations

import pytest

from stancewire.normalise.letter import letter_zones, salutation_of
from stancewire.normalise.lines import split_lines
from stancewire.normalise.zones import zone_lines

FIRST = "We write about the weekend clinics that your board wants every practice in Westmarch to open from next month."
SECOND = (
    "The committee cannot support the plan as it stands, and we advise practices not to sign anything before we meet."
)

Letter = list[tuple[str, str]]

LETTERS: dict[str, Letter] = {
    "with everything": [
        ("Westmarch LMC", "letterhead"), ("Mill House, Bridge Street, Westmarch WM1 2AB", "letterhead"), ("Tel: 01632 960001", "letterhead"),
        ("To: Mr Piers Holt, chief officer, NHS Westmarch CCG", "recipient"), ("cc: all practices", "recipient"), ("3 March 2015", "date"),
        ("Our ref: UT/15", "letterhead"), ("Dear Mr Holt,", "salutation"), ("Weekend clinics", "subject"), (FIRST, "body"), (SECOND, "body"),
        ("Yours sincerely,", "signoff"), ("Dr Una Thorne", "signoff"), ("Chair, Westmarch LMC", "signoff"),
    ],
    "without letterhead": [
        ("Dear colleagues,", "salutation"), (FIRST, "body"), (SECOND, "body"), ("With best wishes", "signoff"), ("Una Thorne", "signoff"),
    ],
    "a short first sentence is no title": [
        ("Dear colleagues,", "salutation"), ("Thank you for your letter.", "body"), (FIRST, "body"), (SECOND, "body"),
    ],
    "headed by sender and subject": [
        ("From: Westmarch LMC", "letterhead"), ("Subject: weekend clinics", "subject"), ("Date: 3 March 2015", "date"),
        ("Dear Dr Pell", "salutation"), (FIRST, "body"),
    ],
    "saved from a web page": [
        ("A letter to all practices about the weekend clinics", "title"), ("Westmarch LMC", "letterhead"), ("Dear all,", "salutation"), (FIRST, "body"),
    ],
    "without a greeting by name": [("To all GP practices in Westmarch", "salutation"), (FIRST, "body"), (SECOND, "body")],
    "only the last farewell signs off": [
        ("Dear all,", "salutation"), (FIRST, "body"), ("Many thanks", "body"), (SECOND, "body"), ("Kind regards", "signoff"), ("Una", "signoff"),
    ],
    "recipients listed below their label": [
        ("Reference: PRN99017", "letterhead"), ("To:", "recipient"), ("ICB chief executives", "recipient"), ("All practices", "recipient"), ("cc:", "recipient"),
        ("Regional directors", "recipient"), ("6 February 2024", "date"), ("Dear colleague", "salutation"), (FIRST, "body"),
    ],
    "an open letter": [
        ("THE FIVE COMMITTEES", "letterhead"), ("the twenty-first of January 2025", "date"), ("AN OPEN LETTER", "title"), ("To: The Secretary of State", "recipient"),
        ("9 Horsefair Street", "recipient"), ("Dear Secretary of State", "salutation"), (FIRST, "body"),
    ],
    "to the editor of a newspaper": [
        ("Weekends are for rest in the county", "title"), ("SIR –", "salutation"), (FIRST, "body"), (SECOND, "body"), ("UNA THORNE", "signoff"),
    ],
    "greeted by name alone": [("Kelvin,", "salutation"), (FIRST, "body"), ("Regards", "signoff"), ("Una", "signoff")],
    "what a page has put below the signature": [
        ("Dear all,", "salutation"), (FIRST, "body"), ("Yours sincerely", "signoff"), ("Una Thorne", "signoff"), ("Date published: 6 February 2024", "date"),
        ("Freedom of information", "furniture"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_every_line_of_a_letter_has_its_zone(letter: Letter) -> None:
    lines = split_lines("\n\n".join(text for text, _ in letter))
    assert list(zip([line.text for line in lines], zone_lines(lines), strict=True)) == letter


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Dear Dr Thorne,\n\nText", 0),
        ("Westmarch LMC\n\nDEAR COLLEAGUE:\n\nText", 1),
        ("A news story\n\nWestmarch LMC has voted.", None),
        ("Dear" + " very" * 20 + " friends", None),  # too long to greet anybody
        ("\n\n".join(f"Line {n}" for n in range(24)) + "\n\nDear all,", 24),
        ("\n\n".join(f"Line {n}" for n in range(25)) + "\n\nDear all,", None),  # so far down it is quoted
        ("", None),
    ],
)
def test_the_greeting_makes_the_letter(text: str, index: int | None) -> None:
    assert salutation_of(split_lines(text)) == index


def test_a_signature_ends_after_twelve_lines() -> None:
    lines = split_lines("\n\n".join(["Dear all,", FIRST, "Yours sincerely", *(f"Name {n}" for n in range(20))]))
    zones = letter_zones(lines, 0)
    assert [k for k, zone in zones.items() if zone == "signoff"] == list(range(2, 14))


def test_a_greeting_alone_is_a_letter_of_one_line() -> None:
    assert letter_zones(split_lines("Dear all,"), 0) == {0: "salutation"}


def test_whom_it_is_to_stands_between_date_and_greeting() -> None:
    text = "WESTMARCH LMC\n\n4 November 2013\n\nMs Hannah Trent\nChief Officer, NHS Westmarch CCG\n\nDear Ms Trent\n\nThe committee cannot support the plan, and we ask you to withdraw it."
    lines = split_lines(text)
    assert zone_lines(lines)[:5] == ("letterhead", "date", "recipient", "recipient", "salutation")


def test_page_numbers_and_notices_below_a_signature_are_furniture() -> None:
    text = "Dear all\n\nThe committee cannot support the plan, and we ask you to withdraw it.\n\nRegards\n\nJo\n\nPage 1 of 1\n\nThis email is confidential."
    assert zone_lines(split_lines(text))[-4:] == ("signoff", "signoff", "furniture", "furniture")


def test_an_addressee_above_the_date_is_no_letterhead() -> None:
    texts = (
        "NHS Westmarch CCG", "Town Hall", "8 October 2014", "Dear Dr Smith", "We are opposed to the closure of two surgeries.",
        "Yours sincerely", "Dr Ann Jones", "Chair, Westmarch LMC",
    )  # fmt: skip
    zones = zone_lines(split_lines("\n\n".join(texts)))
    assert zones[:4] == ("recipient", "recipient", "date", "salutation")


def test_the_head_of_the_body_that_signs_stays_its_letterhead() -> None:
    texts = (
        "Westmarch LMC", "Mill House", "8 October 2014", "Dear Dr Smith", "We are opposed to the closure of two surgeries.",
        "Yours sincerely", "Dr Ann Jones", "Chair, Westmarch LMC",
    )  # fmt: skip
    zones = zone_lines(split_lines("\n\n".join(texts)))
    assert zones[:2] == ("letterhead", "letterhead")


LAID_OUT: dict[str, Letter] = {
    "whom it greets stands in a block of his own above the date": [
        ("Una Thorne MP", "letterhead"), ("Member of Parliament for Tolverne", "letterhead"), ("", ""), ("Rt Hon Piers Holt MP", "recipient"),
        ("Secretary of State for Health", "recipient"), ("", ""), ("Our ref: UT/15", "letterhead"), ("3 March 2015", "date"), ("", ""),
        ("Dear Piers,", "salutation"), ("", ""), (FIRST, "body"), ("", ""), ("Yours ever,", "signoff"), ("", ""), ("Una", "signoff"), ("", ""),
        ("PS. I enclose what the committee wrote. You will want to read all of it yourself.", "body"), ("", ""),
        ("Constituency office: 8 Mill Lane, Tolverne TV1 2AB", "furniture"), ("", ""), ("My website has the privacy notice.", "furniture"),
    ],
    "in two languages": [
        ("Bwrdd Iechyd Glan Ashmere / Ashmere Health Board", "letterhead"), ("", ""), ("Dyddiad / Date: 2 Mai / May 2017", "date"),
        ("Ein cyf / Our ref: GF/11", "letterhead"), ("", ""), ("Dr Una Thorne", "recipient"), ("", ""), ("Annwyl / Dear Dr Thorne", "salutation"), ("", ""),
        (FIRST, "body"), ("", ""), ("Yn gywir / Yours sincerely", "signoff"), ("", ""), ("Gethin Pell", "signoff"), ("", ""),
        ("You may write to us in Welsh or in English.", "furniture"),
    ],
    "signed by two, side by side": [
        ("Dear colleagues", "salutation"), ("", ""), (FIRST, "body"), ("", ""), ("With thanks and best wishes,", "signoff"), ("", ""),
        ("Corwen Ashby                 Dr Philomena Pell", "signoff"), ("Regional Director            Regional Medical Director", "signoff"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("letter", LAID_OUT.values(), ids=LAID_OUT)
def test_blank_lines_tell_the_parts_of_a_letter(letter: Letter) -> None:
    lines = split_lines("\n".join(text for text, _ in letter))
    wanted = [pair for pair in letter if pair[0]]
    assert list(zip([line.text for line in lines], zone_lines(lines), strict=True)) == wanted
