"""Office documents: told from other ZIP files, unpacked within bounds, without entities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office_maker import make_docx, make_odt, make_zip, p
from stancewire.config import InputConfig
from stancewire.errors import OversizeInput, ParserFailure, UnsupportedFormat
from stancewire.sources.attachments import read_attachment
from stancewire.sources.inputs import Input
from stancewire.sources.office import DOCX, ODT, Package, office_type, unread_type
from stancewire.sources.reading import read
from stancewire.types import Article, Failure

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (make_docx(""), DOCX),
        (make_zip({"word/document2.xml": "", "[Content_Types].xml": ""}), DOCX),
        (make_odt(""), ODT),
        (make_zip({"mimetype": f"{ODT}-template"}), ODT),
        (make_zip({"mimetype": "application/epub+zip"}), None),
        (make_zip({"word/document.xml": ""}), None),  # somebody's folder
        (make_zip({"letters/a.docx": "", "b.txt": "text"}), None),
        (make_zip({}), None),
        (make_docx("")[:200], None),
        (b"PK\x03\x04", None),
        (b"", None),
    ],
)
def test_an_office_document_is_told_by_its_members(content: bytes, kind: str | None) -> None:
    assert office_type(content) == kind


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/sharedStrings.xml": "a"}, "an Excel workbook, for which there is no reader; export the sheet with the texts as CSV and read that"),
        ({"[Content_Types].xml": "", "xl/workbook.bin": ""}, "an Excel workbook, for"),
        ({"[Content_Types].xml": "", "ppt/presentation.xml": "", "ppt/slides/slide1.xml": "a"}, "a PowerPoint presentation, for which there is no reader; export it as PDF and read that"),
        ({"mimetype": "application/epub+zip", "OEBPS/a.xhtml": "<p>a</p>"}, "an e-book (EPUB), for which there is no reader; convert it to HTML or plain text and read that"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "a"}, "an OpenDocument spreadsheet, for which there is no reader; export the sheet"),
        ({"mimetype": "application/vnd.oasis.opendocument.presentation"}, "an OpenDocument presentation, for which there is no reader; export it as PDF"),
        ({"mimetype": "application/vnd.oasis.opendocument.formula"}, "an OpenDocument file without running text, for"),
        ({"[Content_Types].xml": "", "visio/document.xml": ""}, "a Visio drawing, for"),
        ({"Index/Document.iwa": "", "preview.jpg": ""}, "a Pages, Numbers or Keynote file, for which there is no reader; export it as PDF"),
    ],
)  # fmt: skip
def test_an_office_document_without_a_reader_is_one_error(parts: dict[str, str], sentence: str) -> None:
    (failure,) = read(Input(uri="a.bin", content=make_zip(parts)), InputConfig())
    assert isinstance(failure, Failure)
    assert type(failure.error) is UnsupportedFormat
    assert str(failure.error).startswith(f"a.bin: is {sentence}")


@pytest.mark.parametrize("content", [make_docx(p("We object.")), make_odt("<text:p>We object.</text:p>")])
def test_a_text_document_is_read_whatever_it_is_called(content: bytes) -> None:
    assert unread_type(content) is None
    (article,) = read(Input(uri="a.zip", content=content), InputConfig())
    assert isinstance(article, Article)
    assert article.raw == "We object."


def test_an_attached_office_document_without_a_reader_says_what_it_is() -> None:
    found = read_attachment("a.xlsx", make_zip({"[Content_Types].xml": "", "xl/workbook.xml": ""}))
    assert found.extracts == ()
    assert found.warnings == (
        "attachment not read: a.xlsx: is an Excel workbook, for which there is no reader; "
        "export the sheet with the texts as CSV and read that",
    )


@pytest.mark.parametrize(
    "parts", [{"xl/workbook.xml": "a"}, {"[Content_Types].xml": "a", "b.txt": "a"}, {"mimetype": "text/plain"}]
)
def test_somebodys_folder_is_no_office_document(parts: dict[str, str]) -> None:
    assert unread_type(make_zip(parts)) is None
    assert len(list(read(Input(uri="a.zip", content=make_zip(parts)), InputConfig()))) == len(parts)


@given(st.binary())
def test_any_bytes_have_a_type_or_none(content: bytes) -> None:
    assert office_type(b"PK\x03\x04" + content) is None
    assert unread_type(b"PK\x03\x04" + content) is None


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE])
def test_entities_are_refused(xml: str) -> None:
    with pytest.raises(ParserFailure, match=r"a\.docx: a\.xml declares XML entities, which no office program writes"):
        Package(make_zip({"a.xml": xml}), "a.docx").part("a.xml")


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"a.xml": "<a>"}, "a.xml is no well-formed XML"),
        ({"a.xml": ""}, "a.xml is no well-formed XML"),
        ({"a.xml": "<a>" * 5_000}, "a.xml is no well-formed XML"),  # libxml2's limit on depth
    ],
)
def test_a_broken_part_is_named(parts: dict[str, str], reason: str) -> None:
    with pytest.raises(ParserFailure) as caught:
        Package(make_zip(parts), "a.docx").part("a.xml")
    assert str(caught.value).startswith(f"a.docx: {reason}")


def test_a_part_that_unpacks_to_too_much_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(OversizeInput, match=r"a\.xml unpacks to more than 40,000,000 bytes"):
        Package(make_zip({"a.xml": " " * 40_000_001}), "a.docx").part("a.xml")


def test_a_part_that_is_not_there_is_none() -> None:
    assert Package(make_zip({}), "a.docx").part("a.xml") is None
