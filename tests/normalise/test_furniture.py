"""Wordings of sites: which lines are whose copyright it is, and which only speak of it."""

from __future__ import annotations

import pytest

from helpers import document
from stancewire.normalise.furniture import FURNITURE

OWNED = (
    "Copyright 2014 Westmarch Press",
    "copyright 2012 westmarch lmc",
    "Copyright 2014.",
    "Copyright 2014 all rights reserved",
    "Copyright (c) 2014 The Board of the Westmarch Press",
    "Copyright © 2016 Tolverne LMCs, All rights reserved.",
    "© Copyright 2001-2014 Westmarch Newspapers",
    "© Westmarch Post",
    "(c) 2014 Ashmere Media Limited",
    "Copyright 2010–2014 | Westmarch LMC | Privacy policy",
    "Copyright 2014, Westmarch LMC. Website by Hill & Sons",
    "Copyright 2014 by Iris Calder",
    "Crown copyright",
    "© Crown copyright 2014",
    "Crown copyright, reproduced with permission",
)
SAID = (
    "Copyright 2014 was the year in which practices in Westmarch closed one after the other.",
    "Copyright 2014 was the year in which practices closed",
    "Copyright 2014 NHS Westmarch was asked by the committee to think again.",
    "Copyright 2014 Westmarch Press, as the notice reads, was what the board had printed.",
    "Copyright law was changed in 2014 and committees objected.",
    "(c) 2014/15 budgets were cut by ten per cent.",
    "Crown copyright was waived on the letters of 2014",
)
SAYS_THE_SITE = (
    "If you have trouble reading this e-mail, open it in your browser: https://news.westmarchlmc.example/12",
    "Leave this mailing list: https://news.westmarchlmc.example/out",
    "Annexe report, 3 May 2016 PDF 188 KB",
    "Postcode (required)",
    "No file chosen",
    "Total votes: 1,204",
    "# # #",
    "Press release no. 14/2016",
    "For media enquiries, please contact",
    "Tel: 01632 960 212",
    "Document reference: PR09",
    "← Older posts",
    "This story was provided by the Westmarch Mercury",
    "Received 14 March 2009",
)
SAYS_THE_TEXT = (
    "submit a plan to its regional team.",
    "If you cannot see a GP this week, ring the out-of-hours service.",
    "You are on the list of practices that lose money.",
    "You have signed up to the directed enhanced service.",
    "Leave the list open until June.",
    "Report this to your LMC.",
    "This report was produced by the working group and went to the board.",
    "Received 12 complaints last year about one rota.",
    "Out of hours: practices need do nothing before April.",
    "4,000 people have signed the petition against the merger.",
    "Help us improve access for patients.",
    "Update your details with the commissioner by Friday.",
)


@pytest.mark.parametrize("line", SAYS_THE_SITE)
def test_what_sites_mailers_and_press_offices_say_is_furniture(line: str) -> None:
    assert FURNITURE.fullmatch(line)


@pytest.mark.parametrize("line", SAYS_THE_TEXT)
def test_what_a_text_says_in_like_words_is_not(line: str) -> None:
    assert not FURNITURE.fullmatch(line)


@pytest.mark.parametrize("line", OWNED)
def test_a_line_that_says_whose_copyright_it_is_is_furniture(line: str) -> None:
    assert FURNITURE.fullmatch(line)


@pytest.mark.parametrize("line", SAID)
def test_a_sentence_that_begins_like_one_is_not(line: str) -> None:
    assert not FURNITURE.fullmatch(line)


@pytest.mark.parametrize("line", SAID[:3])
def test_such_a_sentence_stays_body(line: str) -> None:
    above = "Westmarch LMC has voted against the plan to move weekend clinics, saying that nobody had asked practices."
    found = document(f"LMC rejects weekend clinics\n\n{above}\n\n{line}\n\n{above}")
    assert found.zone_at(found.text.index(line)) == "body"


@pytest.mark.parametrize("line", ["Copyright 2014 " + "A" * 1_000_000, "Copyright " + "2014 - " * 150_000, "Copyright 2014 " + "a " * 77])  # fmt: skip
def test_a_line_that_goes_on_for_ever_is_no_trap(line: str) -> None:
    """A pattern that goes back and tries again would be at it for many minutes."""
    assert not FURNITURE.fullmatch(f"{line}!")
