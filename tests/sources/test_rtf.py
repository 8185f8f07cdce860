"""RTF: paragraphs, lists and tables; headers, notes and properties that the library drops; deletions left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damage import DAMAGED, damaged, lives, worker
from stancewire.sources.extract import Extract
from stancewire.sources.rtf import extract_rtf

RTF = "application/rtf"
FONTS = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\ftech\fcharset2 Symbol;}}"
PROSE = "The committee has rejected the plan of the Vale cluster to move the money of every practice to one pooled budget without a vote of those who would carry its risk."


def rtf(text: str) -> bytes:
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}{text}}}".encode("cp1252")


def extract(text: str) -> Extract:
    (found,) = extract_rtf(rtf(text), "a.rtf")
    return found


def blocks(text: str) -> list[str]:
    return extract(text).raw.split("\n\n")


def zones(found: Extract) -> list[tuple[str, str]]:
    return [(mark.zone, found.raw[mark.start : mark.end]) for mark in found.marks]


def row(*cells: str) -> str:
    return r"\trowd\cellx2000\cellx4000\pard\intbl " + "".join(rf"{cell}\cell " for cell in cells) + r"\row "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\pard Members voted.\par Then left.\par", ["Members voted.", "Then left."]),
        (r"the LMC\'92s \ldblquote no\rdblquote  \u8211?\'a35", ["the LMC’s “no” –£5"]),
        (r"\u-10179?\u-8704?", ["\U0001f600"]),
        (r"\u-10179? half a pair", ["\ufffd half a pair"]),
        (r"{\listtext\pard\plain\f1 \'b7\tab}First\par {\pntext\f1\'B7\tab}Second\par", ["• First", "• Second"]),
        (r"{\listtext 1.\tab}First\par", ["1. First"]),
        (r"{\rtlch\deleted\revauth1 gone }{\v hidden }kept", ["kept"]),
        (r'see {\field{\*\fldinst{HYPERLINK "http://example.org"}}{\fldrslt{the plan}}} now', ["see the plan now"]),
        (r"{\pict\bin6 }}}{{{}Text", ["Text"]),
        (r"Text{\footnote\pard {\super 1} A note.} goes on.\par More", ["Text goes on.", "More", "1 A note."]),
        (r"either | or", ["either | or"]),
    ],
)
def test_paragraphs_are_what_a_reader_sees(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_a_table_is_rows_of_cells() -> None:
    found = extract(rf"Votes\par {row('Board', 'For|against')}{row('Quay', '19|2')}\pard After\par")
    assert found.raw == "Votes\n\nBoard | For|against\nQuay | 19|2\n\nAfter"
    assert zones(found) == [("table", "Board | For|against\nQuay | 19|2")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (row("Our ref: A1\\line Your ref: B2", "Westmarch LMC\\par Quay"), ["Our ref: A1", "Your ref: B2", "Westmarch LMC", "Quay"]),
        (row("Item", "Discussion") + row("1", PROSE), ["Item | Discussion", "1", PROSE]),
        (r"\trowd\pard\intbl one\cell two\cell", ["one two"]),  # cut off before the row's end
        (r"\pard\intbl one\cell two\cell\row after", ["one two", "after"]),  # a row that does not begin
    ],
)  # fmt: skip
def test_no_word_of_a_table_is_lost(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


PAGE_PARTS = r"{\header\pard Running head\par}{\headerf\pard Westmarch LMC\par}{\footer Page 1}{\footerr Page 1}"


@pytest.mark.parametrize(("greeting", "head"), [("Members voted.", "furniture"), ("Dear colleague", "letterhead")])
def test_headers_and_footers_are_marked(greeting: str, head: str) -> None:
    found = extract(rf"{PAGE_PARTS}{greeting}\par")
    assert found.raw.split("\n\n") == ["Running head", "Westmarch LMC", greeting, "Page 1"]
    assert zones(found) == [(head, "Running head"), ("letterhead", "Westmarch LMC"), ("furniture", "Page 1")]


@pytest.mark.parametrize(
    ("title", "expected"), [("The Vale cluster plan", "The Vale cluster plan"), ("Annual accounts", None)]
)
def test_a_title_is_taken_if_the_text_bears_it_out(title: str, expected: str | None) -> None:
    found = extract(rf"{{\info{{\title {title}}}{{\creatim\yr2014\mo3\dy5\hr1}}}}{PROSE}")
    assert (found.found.title, found.found.published) == (expected, "2014-03-05")


@pytest.mark.parametrize("created", [r"\yr2014\mo13\dy5", r"\yr14\mo1\dy5", ""])
def test_a_day_that_cannot_be_is_none(created: str) -> None:
    assert extract(rf"{{\info{{\creatim{created}}}}}{PROSE}").found.published is None


@pytest.mark.parametrize(
    "text",
    [
        r'{\field{\*\fldinst{HYPERLINK "http://example.org"}}{\fldrslt{x}}}' * 20_000,
        "{" * 300_000,
        r"{\footnote " * 30_000,
        r"\trowd " * 100_000,
        r"{\b\i" * 50_000,
        "x" * 500_000,
    ],
)
def test_hostile_texts_end(text: str) -> None:
    """In time squared in their length they would not."""
    assert extract(text) is not None


def test_a_font_of_an_endless_number_ends() -> None:
    (found,) = extract_rtf(rf"{{\rtf1{{\fonttbl{{\f{'0' * 300_000} Arial;}}}}{PROSE}}}".encode(), "a.rtf")
    assert found.raw == PROSE


WHOLE = rtf(rf"{PAGE_PARTS}{{\info{{\title Plan}}}}\pard {PROSE}\par {row('a', 'b')}{row('c', 'd')}\u8217?\'92")


def test_damaged_files_are_read_or_refused() -> None:
    with worker() as sandbox:

        @DAMAGED
        @given(st.data())
        def check(data: st.DataObject) -> None:
            lives(sandbox, RTF, data.draw(damaged(WHOLE)))

        check()


@pytest.mark.parametrize(
    ("fonts", "text", "expected"),
    [
        (r"{\f0 Times;}{\f1\fcharset161 Greek;}", r"Caf\'e9 {\f1 \'e1\'e2\'e3}", "Café αβγ"),
        ("{\\f0 Times;}{\\f1\n\\fcharset161 Greek;}", r"{\f1 \'e1}", "α"),
        (r"{\f0\fnil\fcharset204 Cyr;}{\f1\fcharset0 Arial;}", r"\'ef\f1  caf\'e9", "п café"),  # the default font
        (r"{\f0\fcharset238 East;}{\f1 Times;}", r"\f1 \'e9 \plain\fs20 \'b3", "é ł"),
        (r"\f0\fcharset177 Heb;\f1\fcharset0 A;", r"\'e0{\f1 \'e0}", "אà"),
    ],
)
def test_bytes_are_decoded_by_the_character_set_of_their_font(fonts: str, text: str, expected: str) -> None:
    content = rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{fonts}}}{text}\par}}".encode("cp1252")
    (found,) = extract_rtf(content, "a.rtf")
    assert found.raw == expected


@pytest.mark.parametrize(
    "shape",
    [
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt In a box.\par}}{\shprslt{\*\do{\dptxbxtext In a box.\par}}}}",
        r"{\shpgrp{\*\shpinst{\sp{\sn a}{\sv b}}{\shp{\*\shpinst{\shptxt In a box.}}}}}",
        r"{\*\do\dobxpage{\dptxbxtext\pard In a box.\par}}",
    ],
)
def test_the_text_of_a_shape_is_read_once_in_its_place(shape: str) -> None:
    (found,) = extract_rtf(rf"{{\rtf1\ansi Before.\par{shape}After.\par}}".encode(), "a.rtf")
    assert found.raw == "Before.\n\nIn a box.\n\nAfter."


def test_of_text_in_two_alphabets_that_of_unicode_is_read() -> None:
    (found,) = extract_rtf(rb"{\rtf1\ansi {\upr{Llandudno ?}{\*\ud{Llandudno \u373?}}} met.\par}", "a.rtf")
    assert found.raw == "Llandudno \u0175 met."


def test_shapes_that_never_end_are_read_to_the_end() -> None:
    """Each gone through to the end of the file, they would take many minutes."""
    (found,) = extract_rtf(b"{\\rtf1 a" + b"{\\shp{\\shptxt " * 40_000, "a.rtf")
    assert found.raw.startswith("a")


@pytest.mark.parametrize("head", [r"\mac", r"\ansi\ansicpg10000"])
def test_letters_of_an_old_macintosh_are_read(head: str) -> None:
    """The library knows no such code page and gave one sign of despair for each of them."""
    content = rf"{{\rtf1{head}{FONTS}\f0 \'d2Caf\'8e\'d3 is the LMC\'d5s plan \'d0 no.\par}}".encode("ascii")
    (found,) = extract_rtf(content, "a.rtf")
    assert found.raw == "“Café” is the LMC’s plan – no."
