"""What Lotus Notes and telephones put around a mail: boxes above a quote, and where the mail was written."""

from __future__ import annotations

import pytest

from stancewire.config import InputConfig
from stancewire.normalise.document import normalise
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article

OWN = "We do not support the plan of the CCG for weekend clinics, and have told its board so."
QUOTE = "The CCG proposes to open weekend clinics in every town of the county from May on."
BLANK_BOX = """
             Iris Calder
             <i.calder@ccg.ex
             ample>                                             To
                                   Una Thorne
             08/10/2014 09:12      <una@lmc.example>
                                                                cc

                                                           Subject
                                   Weekend clinics
"""
SIGN_BOX = """|---------+---------------------------->
|         |           "Iris Calder"    |
|         |           08/10/2014 09:12 |
|---------+---------------------------->
  >-------------------------------------|
  |       To:       "Una Thorne"        |
  |       Subject:  Weekend clinics     |
  >-------------------------------------|"""
HEADS = {
    "box of blanks": BLANK_BOX,
    "box of signs": SIGN_BOX,
    "rule": "-----Iris Calder <i@ccg.example> wrote: -----\nTo: Una Thorne\nDate: 08/10/2014 09:12AM",
    "line": "Iris Calder/CCG/NHS wrote on 08/10/2014 09:12:33:\n",
    "fields": "Iris Calder@CCG\n08/10/2014 09:12\n\nTo: Una Thorne/LMC@LMC\ncc:\nSubject: Weekend clinics",
    "fields with copies": "From:\tIris Calder/CCG\nTo:\tUna Thorne/LMC,\nCc:\tJo Lark/LMC\nBcc:\t\nDate:\t08/10/2014 09:12",
}
ADVERTS = [
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Get Outlook for Android",
    "Sent from my iPhone",
    "Sent from Outlook for iOS <https://aka.ms/o0ukef>",
    "Sent from Yahoo Mail on Android",
    "Sent from Mail for Windows 10",
]


def zones(text: str) -> dict[str, str]:
    """The text of each zone of a mail."""
    content = f"From: Una Thorne <una@lmc.example>\r\nSubject: Clinics\r\n\r\n{text}\n".encode()
    (article,) = read(Input(uri="a.eml", content=content), InputConfig())
    assert isinstance(article, Article)
    document = normalise(article)
    return {zone.zone: document.text[zone.start : zone.end] for zone in document.zones}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_all_below_a_head_of_notes_is_quoted(head: str) -> None:
    found = zones(f"{OWN}\n\n{head}\n\n{QUOTE}")
    assert found.keys() == {"title", "body", "quoted"}
    assert found["body"] == OWN
    assert found["quoted"].endswith(QUOTE)


def test_what_looks_like_a_part_of_it_is_body() -> None:
    table = "             It is up to\n             you to say on what Subject"
    assert "quoted" not in zones(f"{OWN}\n\n{table}\n\n{QUOTE}")
    assert "quoted" not in zones(f"{OWN}\n\nClinics\n08/10/2014 09:12\n\n{QUOTE}")


@pytest.mark.parametrize("advert", ADVERTS)
def test_where_a_mail_was_written_is_furniture(advert: str) -> None:
    found = zones(f"{OWN}\n\n{advert}\n")
    assert (found["body"], found["furniture"]) == (OWN, advert)


def test_a_sentence_that_begins_so_is_body() -> None:
    sentence = "Sent from the surgery in May, the letter asked the board to think again."
    assert sentence in zones(f"{OWN}\n\n{sentence}")["body"]


@pytest.mark.parametrize("advert", ADVERTS)
def test_what_a_telephone_passes_on_is_read(advert: str) -> None:
    header = (
        "Begin forwarded message:\n\nFrom: Iris Calder <i@ccg.example>\nDate: 8 October 2014 at 09:12:00 BST\nTo: Una"
    )
    found = zones(f"{advert}\n\n{header}\n\n{QUOTE}")
    assert (found["body"], found["furniture"]) == (QUOTE, advert)
