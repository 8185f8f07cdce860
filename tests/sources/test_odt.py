"""ODT: paragraphs, lists, tables, headers, notes and boxes in order; repetitions count once, bombs are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damage import DAMAGED, damaged, lives, worker
from office_maker import make_odt, make_zip
from stancewire.errors import ParserFailure, UnsupportedFormat
from stancewire.sources.extract import Extract
from stancewire.sources.odt import extract_odt
from stancewire.sources.office import ODT

PROSE = "The committee has rejected the plan of the Vale cluster to move the money of every practice to one pooled budget without a vote of those who would carry its risk."


def extract(content: bytes) -> Extract:
    (found,) = extract_odt(content, "a.odt")
    return found


def zones(found: Extract) -> list[tuple[str, str]]:
    return [(mark.zone, found.raw[mark.start : mark.end]) for mark in found.marks]


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def items(*texts: str) -> str:
    return f"<text:list>{''.join(f'<text:list-item>{text}</text:list-item>' for text in texts)}</text:list>"


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{p(text)}</table:table-cell>"


def table(*rows: tuple[str, ...]) -> str:
    inside = "".join(f"<table:table-row>{''.join(cell(text) for text in row)}</table:table-row>" for row in rows)
    return f"<table:table>{inside}</table:table>"


@pytest.mark.parametrize(
    ("content", "blocks"),
    [
        (p("Members voted.") + p("") + p("Then left."), ["Members voted.", "Then left."]),
        (p("a<text:tab/>b<text:s/>c<text:line-break/>d<text:span>e</text:span>f"), ["a b c\ndef"]),
        (p('a<text:s text:c="1000000000"/>b'), ["a b"]),
        (items(p("One"), p("Two") + p("and more")), ["• One", "• Two", "and more"]),
        (items(p("One") + items(p("Inner"))), ["• One", "• Inner"]),
        (f"<text:section>{p('Inside')}</text:section>", ["Inside"]),
        (f"<text:tracked-changes>{p('gone')}</text:tracked-changes>" + p("Ke<text:change/>pt"), ["Kept"]),
        (p(f"Text<office:annotation>{p('a remark')}</office:annotation> goes on"), ["Text goes on"]),
        (p(f"A<draw:frame><draw:text-box>{p('In the box')}</draw:text-box></draw:frame>B") + p("C"), ["AB", "In the box", "C"]),
        (p(f"A<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('A note.')}</text:note-body></text:note>.") + p("B"), ["A.", "B", "A note."]),
    ],
)  # fmt: skip
def test_blocks_are_what_a_reader_sees(content: str, blocks: list[str]) -> None:
    assert extract(make_odt(content)).raw.split("\n\n") == blocks


def test_a_table_is_rows_of_cells() -> None:
    found = extract(make_odt(p("Votes") + table(("Board", "For"), ("Quay", "19")) + p("After")))
    assert found.raw == "Votes\n\nBoard | For\nQuay | 19\n\nAfter"
    assert zones(found) == [("table", "Board | For\nQuay | 19")]


def test_a_billion_cells_count_once() -> None:
    repeated = cell("x", 'table:number-columns-repeated="1000000000"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{repeated}{cell("y")}</table:table-row>'
    assert extract(make_odt(f"<table:table>{row * 2}</table:table>")).raw == "x | y\nx | y"


def test_minutes_in_a_table_are_paragraphs() -> None:
    found = extract(make_odt(table(("Item", "Discussion"), ("1", PROSE))))
    assert found.raw.split("\n\n") == ["Item | Discussion", "1", PROSE]


@pytest.mark.parametrize(
    ("text", "header", "expected"),
    [
        (p("Text"), "header", [("furniture", "Running head"), ("furniture", "Page 1")]),
        (p("Text"), "header-first", [("letterhead", "Running head"), ("furniture", "Page 1")]),
        (p("Dear colleague"), "header", [("letterhead", "Running head"), ("furniture", "Page 1")]),
    ],
)
def test_headers_and_footers_are_marked(text: str, header: str, expected: list[tuple[str, str]]) -> None:
    master = f"<style:{header}>{p('Running head')}</style:{header}><style:footer>{p('Page 1')}</style:footer>"
    found = extract(make_odt(text, master=master))
    assert zones(found) == expected
    assert found.raw.endswith("\n\nPage 1")


AUTOMATIC = '<style:style style:name="P1" style:parent-style-name="Title"/>'
HEADING = '<text:h text:outline-level="1">Plan thrown out</text:h>'


@pytest.mark.parametrize(
    ("text", "meta", "title"),
    [
        (p("March") + p("LMC says no", "P1") + p(PROSE), "", "LMC says no"),
        (p("LMC says no", "Title") + p(PROSE), "", "LMC says no"),
        (HEADING + p(PROSE), "", "Plan thrown out"),
        (p(PROSE), "<dc:title>The Vale cluster plan</dc:title>", "The Vale cluster plan"),
        (p(PROSE), "<dc:title>Accounts</dc:title>", None),
    ],
)
def test_the_title_stands_first(text: str, meta: str, title: str | None) -> None:
    found = extract(make_odt(text, automatic=AUTOMATIC, meta=meta))
    assert found.found.title == title
    assert zones(found) == ([("title", title)] if title else [])
    assert title is None or found.raw.startswith(f"{title}\n\n")


def test_a_table_of_contents_is_furniture() -> None:
    contents = f"<text:table-of-content><text:index-body>{p('Plan 3')}</text:index-body></text:table-of-content>"
    assert zones(extract(make_odt(contents + p("Text")))) == [("furniture", "Plan 3")]


@pytest.mark.parametrize(("text", "published"), [("Members voted.", "2014-03-12"), ("Westmarch, 3 March 2014", None)])
def test_the_day_it_was_made_counts_where_the_text_has_no_date(text: str, published: str | None) -> None:
    meta = "<meta:creation-date>2014-03-12T10:15:00.000</meta:creation-date>"
    assert extract(make_odt(p(text), meta=meta)).found.published == published


def test_an_encrypted_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        extract(make_odt("", manifest="<m:file-entry><m:encryption-data/></m:file-entry>"))
    assert str(caught.value) == "a.odt: is protected by a password; save a copy without it"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (make_odt(p("&x;"), prolog='<!DOCTYPE d [<!ENTITY x "ha">]>'), "content.xml declares XML entities"),
        (make_zip({"mimetype": ODT}), "holds no content.xml"),
        (make_odt("")[:-30], "is no complete ZIP file"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(ParserFailure) as caught:
        extract(content)
    assert str(caught.value).startswith(f"a.odt: {reason}")


WHOLE = make_odt(HEADING + p(PROSE) + items(p("One")) + table(("a", "b"), ("c", "d")), automatic=AUTOMATIC)


def test_damaged_files_are_read_or_refused() -> None:
    with worker() as sandbox:

        @DAMAGED
        @given(st.data())
        def check(data: st.DataObject) -> None:
            lives(sandbox, ODT, data.draw(damaged(WHOLE)))

        check()


def test_a_hidden_section_is_left_out() -> None:
    hidden = f'<text:section text:display="none">{p("Draft: say nothing.")}</text:section>'
    shown = f'<text:section text:display="true">{p("Members voted.")}</text:section>'
    assert extract(make_odt(hidden + shown)).raw == "Members voted."


@pytest.mark.parametrize("shape", ["custom-shape", "rect"])
def test_text_in_a_shape_is_a_paragraph_of_its_own(shape: str) -> None:
    text = f"<text:p>We reject<draw:{shape}><text:p>In a shape.</text:p></draw:{shape}> the plan.</text:p>"
    (found,) = extract_odt(make_odt(text), "a.odt")
    assert found.raw == "We reject the plan.\n\nIn a shape."


def test_what_a_picture_says_to_who_cannot_see_it_and_how_a_word_is_read_are_no_text() -> None:
    picture = "<draw:frame><draw:image/><svg:title xmlns:svg='s'>Logo</svg:title><svg:desc xmlns:svg='s'>A hill</svg:desc></draw:frame>"
    ruby = "<text:ruby><text:ruby-base>LMC</text:ruby-base><text:ruby-text>el em see</text:ruby-text></text:ruby>"
    text = f"<text:p>The {ruby}{picture} met on the <text:title>Hub plan</text:title>.</text:p>"
    (found,) = extract_odt(make_odt(text), "a.odt")
    assert found.raw == "The LMC met on the Hub plan."


def test_a_remark_in_the_margin_is_still_left_out() -> None:
    text = "<text:p>We<office:annotation><text:p>Sure?</text:p></office:annotation> reject it.</text:p>"
    (found,) = extract_odt(make_odt(text), "a.odt")
    assert found.raw == "We reject it."
