"""Texts of many short lines, as damaged files and lists of names are: four times the lines take about four times as long."""

from __future__ import annotations

import time

import pytest

from helpers import article
from stancewire.normalise.document import normalise

FEWER, TIMES = 15_000, 4
MOST = 7  # times as long; the square of 4 is 16
UNITS = {
    "furniture without a paragraph": ("Share this",),
    "ends of press releases": ("ENDS",),
    "credits and what they show": ("Source: Westmarch Post", "The queue at the door of the surgery", ""),
    "headings of contents": ("Contents", "Clinics 3"),
    "names": ("Dr Una Thorne",),
    "headers of a page": ("Annual report", "Page 3 of 9", ""),
}


def seconds(unit: tuple[str, ...], lines: int) -> float:
    started = time.process_time()
    normalise(article("LMC rejects weekend clinics\n\n" + "\n".join(unit * (lines // len(unit)))))
    return time.process_time() - started


@pytest.mark.parametrize("name", UNITS)
def test_time_grows_with_the_lines(name: str) -> None:
    few = seconds(UNITS[name], FEWER)
    assert seconds(UNITS[name], FEWER * TIMES) < MOST * few
