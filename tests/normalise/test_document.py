"""Article in, Document out: zones, passages and offsets hold together for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article, document
from stancewire.normalise.document import normalise
from stancewire.types import Article

TITLE = "LMC rejects weekend clinics"
FIRST = (
    "Westmarch LMC has voted against the plan to move weekend clinics, saying that practices were never asked about it."
)
SECOND = (
    "The committee met on Tuesday evening and agreed that the timetable was too short for any practice in the county."
)


def test_a_small_page_as_a_whole() -> None:
    raw = (
        f"\ufeff{TITLE}\r\n\r\nBy Iris\u00a0Calder\r\n\r\n{FIRST}\r\n\r\n{SECOND}\r\n\r\nComments (1)\r\n\r\nQuite.\r\n"
    )
    doc = document(raw)
    assert [(zone.zone, doc.text[zone.start : zone.end]) for zone in doc.zones] == [
        ("title", TITLE),
        ("byline", "By Iris Calder"),
        ("body", f"{FIRST}\n\n{SECOND}"),  # neighbouring lines of one zone are one zone
        ("comments", "Comments (1)\n\nQuite."),
    ]
    assert [doc.text[passage.start : passage.end] for passage in doc.passages] == [FIRST, SECOND]
    assert [raw[doc.origin[p.start] : doc.origin[p.end]] for p in doc.passages] == [FIRST, SECOND]


def test_a_word_broken_by_a_soft_hyphen_is_found_at_home() -> None:
    raw = "The commis\u00adsioning plan"
    doc = document(raw)
    start = doc.text.index("commissioning")
    assert raw[doc.origin[start] : doc.origin[start + len("commissioning")]] == "commis\u00adsioning"


def test_a_wrapped_paragraph_is_one_passage() -> None:
    wrapped = "Westmarch LMC has written to every practice in the county to say that\nthe weekend clinics are not part of the contract and that no practice\nhas to open them before the talks are over."
    doc = document(f"{TITLE}\n\n{wrapped}\n\n{SECOND}")
    assert [doc.text[p.start : p.end] for p in doc.passages] == [wrapped, SECOND]


@pytest.mark.parametrize(
    ("offset", "zone"),
    [(0, "title"), (len(TITLE) - 1, "title"), (len(TITLE), "title"), (len(TITLE) + 2, "body"), (10_000, "body")],
)
def test_white_space_counts_to_the_zone_before_it(offset: int, zone: str) -> None:
    assert document(f"{TITLE}\n\n{FIRST}\n\n{SECOND}").zone_at(offset) == zone


def test_white_space_before_the_first_zone_is_furniture() -> None:
    assert document(f"\n\n{TITLE}\n\n{FIRST}").zone_at(0) == "furniture"


@pytest.mark.parametrize("raw", ["", " \n\u00a0", "\u00ad\ufeff"])
def test_an_article_without_a_word_has_no_zone(raw: str) -> None:
    doc = document(raw)
    assert (doc.zones, doc.passages, doc.meta.language) == ((), (), None)


def test_the_article_keeps_its_id_and_its_warnings() -> None:
    came = article(FIRST)
    read = Article(id="a1", source=came.source, raw=FIRST, warnings=("read as Windows-1252",))
    doc = normalise(read)
    assert (doc.article_id, doc.warnings) == ("a1", ("read as Windows-1252",))


def test_a_language_we_do_not_read_is_warned_of() -> None:
    german = "Der Ausschuss hat allen Praxen im Kreis geschrieben, dass die Sprechstunden am Wochenende nicht zum Vertrag gehören."
    assert document(german).warnings == (
        "language is 'de', not English: stancewire's own labels are read from English only",
    )


_LINES = st.sampled_from([
    TITLE, FIRST, SECOND, "By Iris Calder", "3 March 2015", "Comments", "Related articles", "Yes: 12%", "No: 80%", "Dear all,", "Yours sincerely",
    "commis\u00adsioning of\ufb01ce\u00a0hours", "cafe\u0301", "• an item", "Already registered?", "Dr Una Thorne", "", "\r",
])  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(_LINES, max_size=25).map("\n".join) | st.text())
def test_zones_and_passages_hold_together(raw: str) -> None:
    doc = document(raw)
    assert all(before.end <= after.start for before, after in pairwise(doc.zones))
    assert all(before.end <= after.start for before, after in pairwise(doc.passages))
    assert all(zone.end <= len(doc.text) for zone in doc.zones)
    bodies = [zone for zone in doc.zones if zone.zone == "body"]
    assert all(any(body.holds(p.start, p.end) for body in bodies) for p in doc.passages)
    assert all(doc.text[p.start : p.end].strip() == doc.text[p.start : p.end] for p in doc.passages)
    zoned = "".join(doc.text[zone.start : zone.end] for zone in doc.zones)
    assert "".join(zoned.split()) == "".join(doc.text.split())  # every word has a zone


def test_rows_with_tabs_are_a_table_and_numbered_text_is_none() -> None:
    rows = "List size\tGain\nUnder 4,000\t-1.20\nMill Lane and others\tnone"
    text = f"{TITLE}\n\n{FIRST}\n\n{rows}\n\n1.\tto stop\n2.\tto ask\n\n{SECOND}"
    doc = document(text)
    tables = [doc.text[zone.start : zone.end] for zone in doc.zones if zone.zone == "table"]
    assert tables == [rows.replace("\t", " ")]
