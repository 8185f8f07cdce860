"""DOCX: paragraphs, lists, tables, headers, notes and boxes in order; deletions left out, bombs refused."""

from __future__ import annotations

import io
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damage import DAMAGED, damaged, lives, worker
from office_maker import make_docx, make_zip, p
from stancewire.errors import ParserFailure
from stancewire.sources.docx import extract_docx
from stancewire.sources.extract import Extract
from stancewire.sources.office import DOCX
from stancewire.sources.sandbox import Sandbox

_NO_HURRY = 600  # seconds: a busy machine may be slow, and its memory is what the test is about
STYLES = (
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Caption"><w:name w:val="caption"/></w:style>'
    '<w:style w:styleId="Points"><w:name w:val="Points"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Ours"><w:name w:val="Ours"/><w:basedOn w:val="Points"/></w:style>'
    '<w:style w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>'
)
PROSE = "The committee has rejected the plan of the Vale cluster to move the money of every practice to one pooled budget without a vote of those who would carry its risk."


def extract(content: bytes) -> Extract:
    (found,) = extract_docx(content, "a.docx")
    return found


def blocks(body: str, **parts: str) -> list[str]:
    return extract(make_docx(body, **parts)).raw.split("\n\n")


def zones(found: Extract) -> list[tuple[str, str]]:
    return [(mark.zone, found.raw[mark.start : mark.end]) for mark in found.marks]


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (p("Members voted."), "Members voted."),
        (p("An item", "Points"), "• An item"),
        (p("An item", "Ours"), "• An item"),
        (p("An item", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'), "• An item"),
        (p("No item", "Ours", '<w:numPr><w:numId w:val="0"/></w:numPr>'), "No item"),
        (p("Part 1", "H1", '<w:numPr><w:numId w:val="1"/></w:numPr>'), "Part 1"),
        (p("Text", "Ring"), "Text"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>", "a b\nc-d"),
        ('<w:p><w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r></w:p>', "a b"),
        ("<w:p><w:r><w:t>It is </w:t></w:r><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del></w:p>", "It is in"),
        ("<w:p><w:moveFrom><w:r><w:t>there</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo></w:p>", "here"),
        ("<w:p><w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>", "a link"),
        ("<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>shown</w:t></w:r></w:p>", "shown"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>", "seen"),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r></w:p>', "seen"),
        (f"<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>{p('In a control')}</w:sdtContent></w:sdt>", "In a control"),
        (p("nbsp\xa0kept, NUL none"), "nbsp\xa0kept, NUL none"),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_a_reader_sees(paragraph: str, text: str) -> None:
    assert blocks(paragraph, styles=STYLES) == [text]


def test_a_text_box_follows_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert blocks(f"<w:p><w:r><w:t>Around</w:t>{both}</w:r></w:p>{p('After')}") == ["Around", "In the box", "After"]


def test_a_table_is_rows_of_cells() -> None:
    found = extract(make_docx(p("Votes") + table(("Board", "For"), ("Quay", "19"), ("", "")) + p("After")))
    assert found.raw == "Votes\n\nBoard | For\nQuay | 19\n\nAfter"
    assert zones(found) == [("table", "Board | For\nQuay | 19")]


def test_a_deleted_row_is_left_out() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('gone')}</w:tc></w:tr></w:tbl>"
    assert blocks(table(("a", "b"), ("c", "d")).replace("</w:tbl>", gone)) == ["a | b\nc | d"]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ((("Item", "Discussion"), ("1", PROSE)), ["Item | Discussion", "1", PROSE]),  # minutes are often a table
        (((PROSE,), ("More.",)), [PROSE, "More."]),  # a frame
        ((("Our ref: A1", "Westmarch LMC"),), ["Our ref: A1", "Westmarch LMC"]),
    ],
)
def test_a_table_that_lays_out_prose_gives_paragraphs(rows: tuple[tuple[str, ...], ...], text: list[str]) -> None:
    found = extract(make_docx(table(*rows)))
    assert found.raw.split("\n\n") == text
    assert all(zone == "table" and PROSE not in words for zone, words in zones(found))


def test_addresses_side_by_side_above_a_salutation_are_no_table() -> None:
    found = extract(
        make_docx(table(("Westmarch LMC", "Quay"), ("1 Quay Street", "WM1")) + p("Dear colleague") + p(PROSE))
    )
    assert zones(found) == []


SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/>'
    '<w:footerReference w:type="default" r:id="footer1"/><w:footerReference r:id="gone"/>{}</w:sectPr>'
)
PAGE_PARTS = {"header1": p("Running head"), "header2": p("Westmarch LMC"), "footer1": p("Page 1") + p("Page 1")}


@pytest.mark.parametrize(
    ("body", "first", "expected"),
    [
        (p("Text"), "", [("furniture", "Running head"), ("furniture", "Page 1")]),
        (p("Text"), "<w:titlePg/>", [("furniture", "Running head"), ("letterhead", "Westmarch LMC"), ("furniture", "Page 1")]),
        (p("Dear colleague"), "", [("letterhead", "Running head"), ("furniture", "Page 1")]),
    ],
)  # fmt: skip
def test_headers_and_footers_are_marked(body: str, first: str, expected: list[tuple[str, str]]) -> None:
    found = extract(make_docx(body + SECTION.format(first), **PAGE_PARTS))
    assert zones(found) == expected
    assert found.raw.endswith("\n\nPage 1")


def test_footnotes_stand_at_the_end() -> None:
    notes = f'<w:footnote w:type="separator">{p("line")}</w:footnote><w:footnote>{p("A note.")}</w:footnote>'
    assert blocks(p("Text") + p("More"), footnotes=notes) == ["Text", "More", "A note."]


@pytest.mark.parametrize(
    ("body", "properties", "title"),
    [
        (p("March") + p("LMC says no", "Titel") + p(PROSE), "<dc:title>Template</dc:title>", "LMC says no"),
        (p("LMC says no", "H1") + p(PROSE), "", "LMC says no"),
        (p(PROSE) + p("Elections", "H1"), "", None),
        (p(PROSE), "<dc:title>The Vale cluster plan</dc:title>", "The Vale cluster plan"),
        (p(PROSE), "<dc:title>Accounts</dc:title>", None),
        (p("Dear colleague") + p(PROSE), "<dc:title>The Vale cluster plan</dc:title>", None),
    ],
)
def test_the_title_stands_first(body: str, properties: str, title: str | None) -> None:
    found = extract(make_docx(body, properties=properties, styles=STYLES))
    assert found.found.title == title
    assert zones(found) == ([("title", title)] if title else [])
    assert title is None or found.raw.startswith(f"{title}\n\n")


def test_contents_and_captions_are_marked() -> None:
    found = extract(make_docx(p("Plan 3", "TOC1") + p("The hall", "Caption"), styles=STYLES))
    assert zones(found) == [("furniture", "Plan 3"), ("caption", "The hall")]


@pytest.mark.parametrize(
    ("text", "published"),
    [("Members voted.", "2014-03-12"), ("Westmarch, 3 March 2014", None), ("x" * 300, "2014-03-12")],
)
def test_the_day_it_was_made_counts_where_the_text_has_no_date(text: str, published: str | None) -> None:
    found = extract(make_docx(p(text), properties="<dcterms:created>2014-03-12T10:15:00Z</dcterms:created>"))
    assert (found.found.published, found.found_from) == (published, "meta")


def test_a_billion_cells_cannot_be_written_down() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc>'
    assert extract(make_docx(p("Text") + f"<w:tbl>{f'<w:tr>{wide * 2}</w:tr>' * 2}</w:tbl>")).raw == "Text"


def test_many_cells_are_read_within_the_memory_of_a_sandbox() -> None:
    content = make_docx(table(*[("1",) * 100] * 1_000))
    with closing(Sandbox(_NO_HURRY, 1_000)) as sandbox:
        (found,) = sandbox.extract(DOCX, "a.docx", content)
    assert found.raw.count("|") == 99 * 1_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (make_docx(p("&x;"), prolog='<!DOCTYPE d [<!ENTITY x "ha">]>'), "word/document.xml declares XML entities"),
        (make_zip({"[Content_Types].xml": "<a/>"}), "holds no document part"),
        (make_docx(p("Text"))[:-30], "is no complete ZIP file"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(ParserFailure) as caught:
        extract(content)
    assert str(caught.value).startswith(f"a.docx: {reason}")


def test_a_broken_part_beside_the_text_costs_a_warning() -> None:
    found = extract(make_docx(p("Text"), styles="<w:style>"))
    assert found.raw == "Text"
    (warning,) = found.warnings
    assert warning.startswith("word/styles.xml is no well-formed XML")
    assert warning.endswith("it was left out")


def test_a_file_of_the_library_that_most_programs_use_is_read() -> None:
    library = pytest.importorskip("docx", reason="python-docx is not installed")
    document = library.Document()
    document.add_heading("LMC says no", 0)
    document.add_paragraph(PROSE)
    document.add_paragraph("First motion", style="List Bullet")
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    out = io.BytesIO()
    document.save(out)
    found = extract(out.getvalue())
    assert found.raw == f"LMC says no\n\n{PROSE}\n\n• First motion\n\nPage 1"
    assert zones(found) == [("title", "LMC says no"), ("furniture", "Page 1")]


WHOLE = make_docx(p("T", "Titel") + table(("a", "b"), ("c", "d")) + p(PROSE) + SECTION, styles=STYLES, **PAGE_PARTS)


def test_damaged_files_are_read_or_refused() -> None:
    with worker() as sandbox:

        @DAMAGED
        @given(st.data())
        def check(data: st.DataObject) -> None:
            lives(sandbox, DOCX, data.draw(damaged(WHOLE)))

        check()


@DAMAGED
@given(st.recursive(st.text("ab\n\xa0é", max_size=5).map(p), lambda inner: st.lists(inner).map("".join).map(lambda b: f"<w:tbl><w:tr><w:tc>{b}</w:tc><w:tc>{b}</w:tc></w:tr></w:tbl>"), max_leaves=12))  # fmt: skip
def test_any_nesting_of_tables_keeps_its_words(body: str) -> None:
    found = extract(make_docx(body))
    assert sorted(found.raw.replace("|", "").split()) == sorted(w for part in body.split("<w:t>")[1:] for w in part.split("</w:t>")[0].split())  # fmt: skip


DELETED = "<w:rPr><w:del/></w:rPr>"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = p("First half of a sen", properties=DELETED) + p("", properties=DELETED) + p("tence.") + p("Another.")
    assert blocks(body) == ["First half of a sentence.", "Another."]
    assert blocks(p("Before a table.", properties=DELETED) + table(("a", "b"), ("c", "d")))[0] == "Before a table."
    assert blocks(p("The last.", properties=DELETED)) == ["The last."]


def test_a_piece_of_another_file_is_told_of() -> None:
    found = extract(make_docx(p("Members voted.") + '<w:altChunk w:id="a"/>'))
    (warning,) = found.warnings
    assert warning.startswith("holds 1 piece(s) of another file")


_BOX = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize("choice", ["", "<mc:Choice><w:drawing/></mc:Choice>", f"<mc:Choice>{_BOX}</mc:Choice>"])
def test_the_text_for_older_programs_is_read_where_no_other_has_it(choice: str) -> None:
    alternatives = f"<mc:AlternateContent>{choice}<mc:Fallback>{_BOX}</mc:Fallback></mc:AlternateContent>"
    content = make_docx(f"<w:p><w:r><w:t>Before.</w:t>{alternatives}</w:r></w:p>")
    (found,) = extract_docx(content, "a.docx")
    assert found.raw == "Before.\n\nIn a box."
