"""Office documents: told from other ZIP files, unpacked within bounds, without entities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office_maker import make_docx, make_odt, make_zip
from stancewire.errors import OversizeInput, ParserFailure
from stancewire.sources.office import DOCX, ODT, Package, office_type

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


@given(st.binary())
def test_any_bytes_have_a_type_or_none(content: bytes) -> None:
    assert office_type(b"PK\x03\x04" + content) is None


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
