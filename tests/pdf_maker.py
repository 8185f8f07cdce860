"""Write small PDFs by hand: words at given places, in Helvetica."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import NamedTuple


class Words(NamedTuple):
    """A string at a place in points from the lower left corner of an A4 page."""

    left: float
    bottom: float
    text: str
    size: float = 10
    bold: bool = False


def column(text: str, left: float, top: float, *, characters: int = 42, indent: float = 0) -> list[Words]:
    """A paragraph set in lines of at most so many characters, 12 points apart."""
    lines = textwrap.wrap(text, characters, break_on_hyphens=False)
    return [Words(left + (0 if k else indent), top - 12 * k, line) for k, line in enumerate(lines)]


def make_pdf(pages: Sequence[Sequence[Words]], info: str = "", trailer: str = "", count: int | None = None) -> bytes:
    """A PDF of some pages. info: entries of its properties. count: the number of pages it claims."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *(_font(name) for name in ("Helvetica", "Helvetica-Bold"))]
    kids = []
    for words in pages:
        stream = b"".join(_draw(word) for word in words)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
            b"/Contents %d 0 R>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids) if count is None else count, b" ".join(kids))
    return _file([*objects, f"<<{info}>>".encode("latin-1")], trailer)


def _font(name: str) -> bytes:
    return f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()


def _draw(word: Words) -> bytes:
    text = word.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F%d %g Tf %g %g Td (%s) Tj ET\n" % (1 + word.bold, word.size, word.left, word.bottom, text)


def _file(objects: list[bytes], trailer: str) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = (
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF"
    )
    return out + head + table + end.encode("latin-1")
