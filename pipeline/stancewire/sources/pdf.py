"""A PDF with a text layer is one document: paragraphs in reading order, page furniture marked.

In:  the bytes of a PDF.
Out: one Extract. A PDF of pictures gives one without text, and a warning that says what to do.

Of a line that comes again on every page only the first is kept, as furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2

from stancewire.config import InputConfig
from stancewire.errors import ParserFailure, UnsupportedFormat
from stancewire.sources.blocks import Block, assemble, is_letter
from stancewire.sources.extract import Extract
from stancewire.sources.pdf_flow import Paragraph, paragraphs_of
from stancewire.sources.pdf_furniture import Furniture, sideways_of, split_furniture
from stancewire.sources.pdf_order import lines_of, margins_of, narrowed, rows_of
from stancewire.sources.pdf_page import PageText, Size, text_of
from stancewire.sources.pdf_tables import Row

_MOST_PAGES: Final = InputConfig().max_pages
_PASSWORD: Final = 4  # pdfium's code for a file that wants one
_DATE: Final = re.compile(r"D:((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_LARGE: Final = 1.15  # of the running text's height
_TITLE_WORDS: Final = range(1, 31)


def extract_pdf(content: bytes, name: str, max_pages: int = _MOST_PAGES) -> Iterator[Extract]:
    """Yield the document of a PDF, its first pages if it has more than `max_pages`. Raises UnsupportedFormat for an encrypted one, ParserFailure for a broken one."""
    document = _open(content, name)
    try:
        pages = _read(document, max_pages)
        warnings = (*_warnings(len(document), pages, max_pages), *_left_out(pages))
        found = document.get_metadata_dict()
    finally:
        document.close()
    blocks, heading = _blocks(pages)
    created = _date(found.get("CreationDate", ""))
    yield assemble(blocks, heading=heading, named=found.get("Title"), created=created, warnings=warnings)


def _open(content: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise UnsupportedFormat(name, "is protected by a password", "save a copy without the password") from None
        raise ParserFailure(
            name, f"is no readable PDF ({error})", "open it in a PDF program and save it anew"
        ) from None


def _read(document: Any, max_pages: int) -> list[PageText]:
    """The words of each page that can be read."""
    pages = []
    for index in range(min(len(document), max_pages)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            continue  # a page tree may promise pages that are not there
        pages.append(text_of(page))
        page.close()
    return pages


def _warnings(promised: int, pages: Sequence[PageText], max_pages: int) -> Iterator[str]:
    silent = sum(not page.pieces for page in pages)
    if silent == len(pages):
        yield f"its {promised} page(s) have no text layer; run OCR over it"
    elif silent:
        yield f"{silent} of {promised} pages have no text layer; if they are scans, run OCR over them"
    if promised > max_pages:
        yield f"only the first {max_pages:,} of {promised:,} pages were read; raise max_pages under [input] in a config"
    elif promised > len(pages):
        yield f"{promised - len(pages)} of {promised} pages are broken and were left out"


def _left_out(pages: Sequence[PageText]) -> Iterator[str]:
    if slanted := [page.slanted for page in pages if page.slanted]:
        yield f"text slanted across {len(slanted)} page(s), such as a watermark, was left out ({slanted[0][:60]!r})"
    if hidden := [page.hidden for page in pages if page.hidden]:
        yield (
            f"text in the colour of what lies behind it was left out on {len(hidden)} page(s), since nobody can read "
            f"it there ({hidden[0][:60]!r})"
        )


def _blocks(pages: Sequence[PageText]) -> tuple[list[Block], str | None]:
    """Paragraphs and furniture in order, and the headline. A letter's large print is its letterhead."""
    sizes = [(width, max(1.0, height)) for width, height in (page.size for page in pages)]
    furniture, kept = split_furniture([rows_of(page.pieces) for page in pages], [height for _, height in sizes])
    across = {width: _margins(kept, sizes, width) for width in {width for width, _ in sizes}}
    lines = [line for page, rows in enumerate(kept) for line in lines_of(rows, page, across[sizes[page][0]])]
    flow = paragraphs_of(narrowed(lines))
    blocks = [Block(paragraph.text, "table" if paragraph.is_table else None) for paragraph in flow]
    heading = None if is_letter(blocks) else _headline(flow)
    sideways = sideways_of(page.sideways for page in pages)
    in_order = sorted((*furniture, *sideways), key=lambda item: item.page)
    for item in in_order[::-1]:
        blocks.insert(_place(flow, item), Block(item.text, "furniture"))
    return blocks, heading


def _margins(pages: Sequence[Sequence[Row]], sizes: Sequence[Size], width: float) -> tuple[float, float]:
    """The margins of all pages of one width: the last page alone may hold two short lines."""
    rows = [row for page, size in zip(pages, sizes, strict=True) if size[0] == width for row in page]
    return margins_of(rows, width) if rows else (0.0, width)


def _place(flow: Sequence[Paragraph], item: Furniture) -> int:
    """The index of the paragraph before which furniture stands: the first of its page, or of the next."""
    page = item.page if item.at_top else item.page + 1
    return next((k for k, paragraph in enumerate(flow) if paragraph.lines[0].page >= page), len(flow))


def _headline(flow: Sequence[Paragraph]) -> str | None:
    """The largest print of the first page, if it is larger than the running text."""
    sizes = sorted((paragraph.lines[0].height, len(paragraph.text)) for paragraph in flow)
    half, seen = sum(length for _, length in sizes) / 2, 0
    body = 0.0
    for height, length in sizes:
        body, seen = height, seen + length
        if seen >= half:
            break
    first = [p for p in flow if p.lines[0].page == 0 and not p.is_table and len(p.text.split()) in _TITLE_WORDS]
    best = max(first, key=lambda paragraph: round(paragraph.lines[0].height), default=None)
    return best.text if best and best.lines[0].height >= _LARGE * body else None


def _date(text: str) -> str | None:
    match = _DATE.match(text)
    return "-".join(match.groups()) if match else None
