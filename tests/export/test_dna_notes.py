"""What the notes of a study's document say, whoever wrote in them."""

from __future__ import annotations

import json

import pytest

from export_rows import coded
from stancewire.export.dna_notes import Noted, noted, notes_of, seconds_of


def test_what_was_noted_is_read_again() -> None:
    notes = notes_of(coded(7, "LMC", published="2014-03")) + "\nread twice"
    assert noted(notes, seconds_of("2014-03")) == Noted(id="id-7", published="2014-03")
    assert noted(notes, seconds_of("2014-04-09")) == Noted(id="id-7", published="2014-04-09")  # changed in DNA


@pytest.mark.parametrize(
    "published", ["99999999999999999999", "2014-99999999999999999999", "9" * 5000, "10000", "2014-13", "spring", ""]
)
def test_what_is_no_date_leaves_the_day_of_the_document(published: str) -> None:
    found = noted(f"published: {json.dumps(published)}", 86_400)
    assert found == Noted(id=None, published="1970-01-02")


@pytest.mark.parametrize("value", ["7", '["id-7"]', "id-7", "[" * 100_000])
def test_what_is_no_text_is_no_id(value: str) -> None:
    assert noted(f"record: {value}", None) == Noted(id=None, published=None)
