"""Office documents as what they are: XML parts in a ZIP file. Which kind it is, and its parts, parsed safely.

A workbook, slides or an e-book have no reader; they are known all the same, for
as an archive each would come apart into dozens of documents that are none.

Parts are read one by one up to a size, and without entities: neither a
picture of any size nor an XML bomb is ever unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from stancewire.errors import OversizeInput, ParserFailure, UnsupportedFormat

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT: Final = "application/vnd.oasis.opendocument.text"
_MOST_BYTES: Final = 40_000_000  # of one XML part, unpacked: a novel has 5 million; lxml needs tenfold for the tree
_ODF: Final = "application/vnd.oasis.opendocument."
_MARKED: Final = {  # by the part that only this kind has
    "xl/workbook.": "an Excel workbook",
    "ppt/presentation.": "a PowerPoint presentation",
    "visio/document.": "a Visio drawing",
}
_TYPED: Final = {  # by what its first part, "mimetype", says
    "application/epub+zip": "an e-book (EPUB)",
    f"{_ODF}spreadsheet": "an OpenDocument spreadsheet",
    f"{_ODF}presentation": "an OpenDocument presentation",
    f"{_ODF}graphics": "an OpenDocument drawing",
    _ODF: "an OpenDocument file without running text",
}
_HINTS: Final = {
    "workbook": "export the sheet with the texts as CSV",
    "spreadsheet": "export the sheet with the texts as CSV",
    "e-book": "convert it to HTML or plain text",
}
_APPLE: Final = "Index/Document.iwa"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError)


def office_type(content: bytes) -> str | None:
    """The media type of a ZIP file that is a text document of Word (DOCX) or OpenDocument (ODT), else None."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            names = file.namelist()
            if "[Content_Types].xml" in names and any(_is_main(name) for name in names):
                return DOCX
            with file.open("mimetype") as stream:
                return ODT if stream.read(100).startswith(ODT.encode()) else None
    except (*_BROKEN, RuntimeError):
        return None


def unread_type(content: bytes) -> str | None:
    """What a ZIP file is in words if it is an office document for which there is no reader, else None."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            names = file.namelist()
            if "[Content_Types].xml" in names:
                return next((what for mark, what in _MARKED.items() if any(n.startswith(mark) for n in names)), None)
            if _APPLE in names:
                return "a Pages, Numbers or Keynote file"
            with file.open("mimetype") as stream:
                said = stream.read(100).decode("ascii", "replace")
            return next(
                (what for kind, what in _TYPED.items() if said.startswith(kind) and not said.startswith(ODT)), None
            )
    except (*_BROKEN, RuntimeError):
        return None


def no_reader(name: str, what: str) -> UnsupportedFormat:
    """The error for an office document of a kind that unread_type names."""
    hint = next((hint for word, hint in _HINTS.items() if word in what), "export it as PDF")
    return UnsupportedFormat(name, f"is {what}, for which there is no reader", f"{hint} and read that")


def _is_main(name: str) -> bool:
    # Some programs write word/document2.xml.
    return name.startswith("word/document") and name.endswith(".xml")


class Package:
    """The XML parts of an office document. Raises ParserFailure if it is no ZIP file."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        self.warnings: list[str] = []
        try:
            self._file = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise self._failure(f"is no complete ZIP file ({error})") from None

    def side_part(self, path: str) -> Any:
        """The root element of a part that a document can be read without; a broken one is None and a warning."""
        try:
            return self.part(path)
        except (ParserFailure, OversizeInput) as error:
            self.warnings.append(f"{error.args[1]}; it was left out")
            return None

    def part(self, path: str) -> Any:
        """The root element of a part, None if there is no such part."""
        content = self._bytes(path)
        if content is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._failure(f"{path} is no well-formed XML ({str(error)[:200]})") from None
        declared = root.getroottree().docinfo.internalDTD
        if declared is not None and any(True for _ in declared.iterentities()):
            raise self._failure(f"{path} declares XML entities, which no office program writes")
        return root

    def _bytes(self, path: str) -> bytes | None:
        try:
            with self._file.open(path) as stream:
                content = stream.read(_MOST_BYTES + 1)
        except KeyError:
            return None
        except RuntimeError:  # zipfile's word for an encrypted member
            raise UnsupportedFormat(self._name, "is protected by a password", "save a copy without it") from None
        except _BROKEN as error:
            raise self._failure(f"{path} cannot be unpacked ({error})") from None
        if len(content) > _MOST_BYTES:
            reason = f"{path} unpacks to more than {_MOST_BYTES:,} bytes"
            raise OversizeInput(self._name, reason, "split the document, or save its text alone")
        return content

    def _failure(self, reason: str) -> ParserFailure:
        return ParserFailure(self._name, reason, "open it in an office program and save it anew")


def local(element: Any) -> str:
    """The name of an element without its namespace, which differs between editions; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """The value of an attribute, whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def children(element: Any, name: str) -> Iterator[Any]:
    """The child elements of a name."""
    return (child for child in element if local(child) == name)


def text_of(element: Any, name: str) -> str | None:
    """The text of the first descendant of a name, None if there is no such element."""
    return next(
        ("".join(found.itertext()) for found in element.iter() if local(found) == name)
        if element is not None
        else iter(()),
        None,
    )
