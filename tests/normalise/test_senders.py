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
