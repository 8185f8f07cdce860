"""Wordings of sites: which lines are whose copyright it is, and which only speak of it."""

from __future__ import annotations

import time

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


@pytest.mark.parametrize("line", ["Copyright 2014 " + "A" * 100_000, "Copyright " + "2014 - " * 20_000, "Copyright 2014 " + "a " * 77])  # fmt: skip
def test_a_line_that_goes_on_for_ever_is_no_trap(line: str) -> None:
    started = time.process_time()
    assert not FURNITURE.fullmatch(f"{line}!")
    assert time.process_time() - started < 1
