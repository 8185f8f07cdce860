"""Write small DOCX and ODT files by hand: the XML parts that a test is about, and what must stand around them."""

from __future__ import annotations

import io
import zipfile
from typing import Final

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_ROOMS: Final = "".join(
    f' xmlns:{room}="{_ODF}:{room}:1.0"' for room in ("office", "text", "table", "style", "meta")
)
_DRAW: Final = f' xmlns:draw="{_ODF}:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def make_zip(parts: dict[str, str]) -> bytes:
    """A ZIP file of texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def make_docx(body: str, *, properties: str = "", prolog: str = "", **parts: str) -> bytes:
    """A DOCX file. body: what stands in w:body. parts: styles, footnotes, header1, footer1 and so on, inside their root."""
    links = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{name.rstrip("0123456789")}" Target="{name}.xml"/>' for name in parts
    )
    return make_zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": _links(f'<Relationship Id="a" Type="{_R}/officeDocument" Target="word/document.xml"/>'),
            "word/_rels/document.xml.rels": _links(links),
            "word/document.xml": f"{prolog}{_word('document', f'<w:body>{body}</w:body>')}",
            "docProps/core.xml": f'<c:p xmlns:c="{_PACKAGE}/c" xmlns:dc="urn:dc" xmlns:dcterms="urn:t">{properties}</c:p>',
            **{f"word/{name}.xml": _word("part", content) for name, content in parts.items()},
        }
    )


def make_odt(text: str, *, automatic: str = "", meta: str = "", master: str = "", manifest: str = "", prolog: str = "") -> bytes:  # fmt: skip
    """An ODT file. text: what stands in office:text. master: what stands in a master page."""
    styles = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    return make_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_ODF}:manifest:1.0">{manifest}</m:manifest>',
            "content.xml": prolog
            + _open("content", f"{styles}<office:body><office:text>{text}</office:text></office:body>"),
            "styles.xml": _open("styles", f"<style:master-page>{master}</style:master-page>"),
            "meta.xml": _open("meta", f"<office:meta>{meta}</office:meta>"),
        }
    )


def p(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph of a DOCX file."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _links(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def _word(root: str, content: str) -> str:
    alternatives = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return f'<w:{root} xmlns:w="{_W}" xmlns:r="{_R}" {alternatives}>{content}</w:{root}>'


def _open(root: str, content: str) -> str:
    return f"<office:document-{root}{_ODF_ROOMS}{_DRAW}>{content}</office:document-{root}>"
