"""Who sends a letter is a body and a person, never the address, telephone or registration they stand among."""

from __future__ import annotations

import pytest

from helpers import article
from stancewire.normalise.document import normalise
from stancewire.normalise.senders import sender_of

BODY = "We object to the closing of two surgeries in the county, and we ask the board to think again before the spring."


def letter(head: str, foot: str) -> str | None:
    return normalise(article(f"{head}\n\nDear Ms Alder\n\n{BODY}\n\n{foot}\n")).meta.sender


HEADS = {
    "Westmarch Local Medical Committee\nChandler House, 14 Quay Street\nAshmere AS3 9QQ\nTel: 01632 960441\noffice@westmarchlmc.example": "Westmarch Local Medical Committee",
    "Westmarch LMC, Weir House, Ashmere AS3 9QQ\nRegistered charity number 000000": "Westmarch LMC",
    "The Ashmere Doctors\nWeir House\nAshmere\nOur ref: WL/1": "The Ashmere Doctors",
    "From: Westmarch LMC <office@westmarchlmc.example>": "Westmarch LMC",
    "NHS Westmarch CCG\nRaven Court\nAshmere\nLondon": "NHS Westmarch CCG",
}
FEET = {
    "Yours sincerely\n\nDr Una Thorne\nChair": "Dr Una Thorne | Chair",
    "Yours sincerely,\nUna Thorne\nMedical Secretary, Westmarch LMC\nWeir House\nAshmere\n01632 960441\nwww.westmarchlmc.example": "Una Thorne | Medical Secretary, Westmarch LMC",
    "Yours faithfully\n\nDr Una Thorne\n\nWestmarch LMC is registered in England, company number 00000000": "Dr Una Thorne",
    "For and on behalf of Westmarch LMC\n\nDr Una Thorne\ncc: Sir Hew Babb": "Westmarch LMC | Dr Una Thorne",
    "Best wishes\nUna\nTel 01632 960441   Fax 01632 960442": "Una",
}


@pytest.mark.parametrize(("head", "sender"), HEADS.items())
def test_of_a_letterhead_the_body_alone(head: str, sender: str) -> None:
    assert letter(head, "Yours sincerely") == sender


@pytest.mark.parametrize(("foot", "sender"), FEET.items())
def test_of_a_signature_person_and_office(foot: str, sender: str) -> None:
    assert letter("Ashmere Doctors", foot) == f"Ashmere Doctors | {sender}"


def test_nobody_is_nobody() -> None:
    assert sender_of(["Weir House, Ashmere AS3 9QQ", "Yours sincerely"], ["letterhead", "signoff"]) is None
    assert sender_of(["Westmarch LMC", "Westmarch LMC"], ["letterhead", "signoff"]) == "Westmarch LMC"


@pytest.mark.parametrize(
    ("block", "recipients"),
    [
        ("Private and Confidential\n\n8 October 2014\n\nDr P Vale\nClinical Chair\nNHS Westmarch CCG\nAshmere", "Dr P Vale | NHS Westmarch CCG"),
        ("BY EMAIL ONLY: p.vale@ccg.example\n\nFAO: Dr P Vale, Clinical Chair\nNHS Westmarch CCG\n\n8 October 2014", "Dr P Vale, Clinical Chair | NHS Westmarch CCG"),
        ("8 October 2014\n\nNHS Westmarch CCG\nAshmere", "NHS Westmarch CCG"),
        ("8 October 2014", "Dear Ms Alder"),
    ],
)  # fmt: skip
def test_whom_a_letter_goes_to_is_a_person_and_a_body_and_no_way_of_sending(block: str, recipients: str) -> None:
    meta = normalise(article(f"{block}\n\nDear Ms Alder\n\n{BODY}\n\nYours sincerely\n\nDr Una Thorne\n")).meta
    assert meta.recipients == recipients


def test_whom_a_letter_goes_to_below_the_signature_does_not_send_it() -> None:
    foot = "Yours faithfully\n\nDr Una Thorne\nWestmarch LMC\n\nTo: The Chief Executive\nNHS England\nAshmere"
    meta = normalise(article(f"8 October 2014\n\nDear Sirs,\n\nClosure of two surgeries\n\n{BODY}\n\n{foot}\n")).meta
    assert (meta.sender, meta.recipients) == ("Dr Una Thorne | Westmarch LMC", "The Chief Executive | NHS England")


def test_two_who_sign_side_by_side_are_two() -> None:
    foot = "Yours sincerely,          Yours sincerely,\n\nDr Una Thorne             Dr Peter Vale\nChair                     Secretary"
    assert letter("Westmarch LMC", foot) == "Westmarch LMC | Dr Una Thorne | Dr Peter Vale | Chair | Secretary"
