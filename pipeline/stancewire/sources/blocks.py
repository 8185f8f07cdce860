"""From the blocks of a paged or office document to its Extract: one text, its marks, its title and its date.

In:  blocks in reading order, each a paragraph, heading, list item or table (rows on lines of their own).
Out: Extract.raw, blocks separated by a blank line, the title first where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from stancewire.dates import iso_date
from stancewire.sources.exports import may_be_export, split
from stancewire.sources.extract import Extract
from stancewire.types import Given, Zone

_HEAD: Final = 40  # blocks in which a title, a date or a salutation would stand
_LONGEST_TITLE: Final = 200  # characters
_PROSE: Final = 25  # words in one block: running text, no cell of figures
_SALUTATION: Final = re.compile(r"(?:Dear|To all)\b", re.I)
_SPACE: Final = re.compile(r"[^\S\n]+")
_WORD: Final = re.compile(r"[^\W_]{3,}")
_PROGRAM_TITLE: Final = re.compile(r"(?:Microsoft \w+|PowerPoint \w+) - ", re.I)
_NO_TITLE: Final = re.compile(
    r"(?:untitled|document|layout|slide|letter|template|print|scan|word document|pdf)\W*\d*|.*\.\w{2,4}|\W*\d*\W*", re.I
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text, the zone its format tells of it, and the name of its style, "title" and "heading 1" among them."""

    text: str
    zone: str | None = None
    style: str = ""


def assemble(
    blocks: Iterable[Block],
    *,
    heading: str | None = None,
    named: str | None = None,
    created: str | None = None,
    warnings: tuple[str, ...] = (),
) -> Extract:
    """One document out of its blocks.

    heading: the title as the layout shows it. named: the title in the file's
    properties, often left over from another document and taken only if the
    text bears it out. created: YYYY-MM-DD, taken if the text itself has no date.
    The export of a newspaper archive stays in order: the heading of its first article is no title of it.
    """
    clean = _without_letterhead_tables([replace(b, text=text) for b in blocks if (text := tidy(b.text))])
    plain, _ = _joined(clean)
    if may_be_export(plain) and split(plain):
        return Extract(raw=plain, warnings=warnings)
    title = _one_line(heading) or _borne_out(named, clean)
    raw, marks = _joined(_title_first(clean, title))
    published = None if _is_dated(clean) else created
    return Extract(raw=raw, marks=marks, found=Given(title=title or None, published=published), warnings=warnings)


def tidy(text: str) -> str:
    """Without NULs, half surrogates and trailing space; lines stay. Runs of spaces become one."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if any("\ud800" <= c <= "\udfff" for c in text):  # pairs of \u escapes in RTF; JSON takes no halves
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = (_SPACE.sub(_kept, line).strip(" \t") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def heading_of(blocks: Sequence[Block]) -> str | None:
    """The title by the styles of an office document: its title, else a first heading above the running text."""
    if title := next((block.text for block in blocks if block.style == "title" and block.text.strip()), None):
        return title
    prose = next((k for k, block in enumerate(blocks) if len(block.text.split()) >= _PROSE), len(blocks))
    first = next((block.text for block in blocks[:prose] if block.style == "heading 1"), None)
    return None if is_letter(blocks) else first


def table_blocks(rows: Iterable[Sequence[Sequence[Block]]]) -> Iterator[Block]:
    """The blocks of a table: rows of cells of blocks. A single row, or one of prose, is layout and gives its paragraphs."""
    run: list[str] = []
    several = list(rows)
    for row in several:
        cells = [" ".join(" ".join(block.text.split()) for block in cell) for cell in row]
        if len(several) > 1 and len(cells) > 1 and max(len(cell.split()) for cell in cells) < _PROSE:
            run.append(" | ".join(cells) if any(cells) else "")
            continue
        yield Block("\n".join(run), "table")
        run = []
        yield from (block for cell in row for block in cell)
    yield Block("\n".join(run), "table")


def is_letter(blocks: Sequence[Block]) -> bool:
    """Whether somebody is greeted near the top: the large print above is then a letterhead, no title."""
    return any(_SALUTATION.match(block.text.lstrip()) for block in blocks[:_HEAD])


def _without_letterhead_tables(blocks: list[Block]) -> list[Block]:
    """What stands side by side above a salutation is addresses, no table."""
    greeting = next((k for k, block in enumerate(blocks[:_HEAD]) if _SALUTATION.match(block.text)), 0)
    return [
        replace(block, zone=None) if k < greeting and block.zone == "table" else block for k, block in enumerate(blocks)
    ]


def _kept(match: re.Match[str]) -> str:
    # A no-break space is as the author wrote it; telling it from others is the repair's business.
    return match[0] if match[0] == "\xa0" else " "


def _one_line(text: str | None) -> str:
    line = " ".join(tidy(text or "").split())
    return line if len(line) <= _LONGEST_TITLE else ""


def _borne_out(named: str | None, blocks: Sequence[Block]) -> str:
    """A title from the properties if most of its words stand near the top; of a letter, if it stands there as a line."""
    title = _PROGRAM_TITLE.sub("", _one_line(named))
    if not title or _NO_TITLE.fullmatch(title):
        return ""
    if is_letter(blocks):
        return title if any(_same(block.text, title) for block in blocks[:_HEAD]) else ""
    words = set(_WORD.findall(title.lower()))
    near = set(_WORD.findall(" ".join(block.text for block in blocks[:_HEAD]).lower()))
    return title if words and len(words & near) >= 0.6 * len(words) else ""


def _title_first(blocks: list[Block], title: str) -> list[Block]:
    if not title:
        return blocks
    place = next((k for k, block in enumerate(blocks[:_HEAD]) if _same(block.text, title)), None)
    rest = blocks if place is None else blocks[:place] + blocks[place + 1 :]
    return [Block(title, "title"), *rest]


def _same(text: str, title: str) -> bool:
    return " ".join(text.split()).casefold() == title.casefold()


def _is_dated(blocks: Sequence[Block]) -> bool:
    # The date a file was made is often that of its template, or of the day it was put on the web.
    return any(iso_date(block.text) for block in blocks[:_HEAD] if len(block.text) <= _LONGEST_TITLE)


def _joined(blocks: Sequence[Block]) -> tuple[str, tuple[Zone, ...]]:
    marks, start = [], 0
    for block in blocks:
        if block.zone:
            marks.append(Zone(start=start, end=start + len(block.text), zone=block.zone))
        start += len(block.text) + 2
    return "\n\n".join(block.text for block in blocks), tuple(marks)
