"""An RTF file is one document: paragraphs, list items and tables by striprtf, headers and notes put where they belong.

In:  the bytes of an RTF file.
Out: one Extract. What was deleted under "track changes", and hidden text, is left out.

striprtf drops headers, footnotes and properties; so these groups are cut out
first and converted one by one, with the document's own fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stancewire.sources.blocks import Block, assemble, is_letter, table_blocks
from stancewire.sources.extract import Extract
from stancewire.sources.rtf_groups import group_end, without_shapes

# Private characters in front of what striprtf turns into "|" and line ends, which a cell may hold too.
_CELL, _ROW, _ROW_START = "\ue000", "\ue001", "\ue002"
_SIGNS: Final = {r"(?:nest)?cell": _CELL, "row": _ROW, "trowd": _ROW_START}
_LEFT_OVER: Final = str.maketrans({_CELL: " ", _ROW: "", _ROW_START: ""})
_GROUP: Final = re.compile(
    r"\{\s*(?:\\\*\s*)?\\(?:(header[flr]?|footer[flr]?|footnote|title|creatim)|(?:[a-z]+-?\d* ?\s*\\)*?(?:deleted|v))(?![a-z0-9])"
)
# striprtf's own pattern for links takes time squared in a long line, and text between two links with it.
_FIELD: Final = re.compile(r"\{\\field(?=\{)")
# So does its pattern for fonts in a number; no control word of honest RTF has more than ten digits.
_LONG_NUMBER: Final = re.compile(r"(\\[a-zA-Z]{1,32}-?\d{10})\d+")
_FONTS: Final = re.compile(r"\{[^{}]*\\fonttbl")
# And for fonts without a character set, in the length of a table that does not end.
_LONGEST_FONTS: Final = 30_000
_FONT: Final = re.compile(r"\\f(\d+)(?!\d)((?:(?!\\f\d).)*)", re.S)
_CHARSET: Final = re.compile(r"\\fcharset(\d{1,3})(?!\d)")
_DEFAULT_FONT: Final = re.compile(r"\\deff(\d+)")
_PLAIN: Final = re.compile(r"\\plain(?![a-z])")
_CODE_PAGE: Final = re.compile(r"\\ansicpg\d+")
_CREATED: Final = re.compile(r"\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_ITEM: Final = re.compile(r"[·•▪◦\uf0b7\uf0a7o-]\t\s*")
_MAC: Final = re.compile(r"\{\\rtf1?[^{}]{0,100}?\\(?:mac(?![a-z])|ansicpg10000(?!\d))")
_MAC_LETTER: Final = re.compile(r"\\'([89a-f][0-9a-f])", re.I)
_BINARY: Final = re.compile(r"\\bin(\d{1,9}) ?")


@dataclass(frozen=True, slots=True)
class Group:
    """A group that stands apart from the text: its word and what is in it, with the RTF around it."""

    word: str
    rtf: str


def extract_rtf(content: bytes, name: str) -> Iterator[Extract]:
    """Yield the document of an RTF file."""
    rtf, groups = _split(_prepared(content))
    head = _head(rtf)
    body = list(_blocks(rtf))
    apart = [(group.word, list(_blocks(head + group.rtf + "}"))) for group in groups]
    letter = is_letter(body)
    above = [Block(b.text, _zone(word, letter)) for word, blocks in apart if word.startswith("header") for b in blocks]
    below = [Block(b.text, "furniture") for word, blocks in apart if word.startswith("footer") for b in blocks]
    notes = [block for word, blocks in apart if word == "footnote" for block in blocks]
    yield assemble(
        (*_once(above), *body, *notes, *_once(below)),
        named=next((" ".join(b.text for b in blocks) for word, blocks in apart if word == "title"), None),
        created=next((_date(group.rtf) for group in groups if group.word == "creatim"), None),
    )


def _prepared(content: bytes) -> str:
    """The RTF as text, around weaknesses of striprtf: its patterns for links and fonts, and older words for a bullet."""
    rtf = without_shapes(_LONG_NUMBER.sub(r"\1", _without_mac(_without_binary(content.decode("cp1252", "replace")))))
    return _with_plain_fonts(_FIELD.sub(r"{\\field ", rtf).replace("\\pntext", "\\listtext"))


def _without_mac(rtf: str) -> str:
    """Letters of a Macintosh of before Unicode, for which striprtf has no code page, as Unicode."""
    if not _MAC.match(rtf):
        return rtf
    return _MAC_LETTER.sub(lambda letter: f"{{\\uc1\\u{ord(bytes.fromhex(letter[1]).decode('mac_roman'))}?}}", rtf)


def _with_plain_fonts(rtf: str) -> str:
    """Each font with its own character set or none: striprtf gives one without that of the next, and knows no default.

    A table of fonts that is long and names hardly a character set is damage, not a table.
    """
    fonts = _FONTS.search(rtf)
    if fonts is None:
        return rtf
    end = group_end(rtf, fonts.start())
    table = rtf[fonts.start() : end]
    if len(table) >= _LONGEST_FONTS and table.count("\\fcharset") * 3 <= table.count("\\f0"):
        return rtf.replace("\\fonttbl", "\\nofonttbl")
    named = ((font[1], _CHARSET.search(font[2])) for font in _FONT.finditer(table))
    kept = "".join(f"{{\\f{number}\\fcharset{said[1]} a;}}" for number, said in named if said)
    default = _DEFAULT_FONT.search(rtf, 0, fonts.start())
    font = f"\\f{default[1]} " if default else ""
    behind = _PLAIN.sub(rf"\\plain\\f{default[1]}", rtf[end:]) if default else rtf[end:]
    return f"{rtf[: fonts.start()]}{{\\fonttbl{kept}}}{font}{behind}"


def _zone(word: str, letter: bool) -> str:
    return "letterhead" if word == "headerf" or letter else "furniture"


def _once(blocks: list[Block]) -> list[Block]:
    return list({block.text: block for block in reversed(blocks)}.values())[::-1]


def _without_binary(rtf: str) -> str:
    """Pictures in binary may hold any brace."""
    pieces, place = [], 0
    for match in _BINARY.finditer(rtf):
        if match.start() >= place:
            pieces.append(rtf[place : match.start()])
            place = match.end() + int(match[1])
    return "".join((*pieces, rtf[place:]))


def _split(rtf: str) -> tuple[str, list[Group]]:
    """The RTF without the groups that stand apart, and those that are read, in order."""
    groups, pieces, place = [], [], 0
    while match := _GROUP.search(rtf, place):
        end = group_end(rtf, match.start())
        pieces.append(rtf[place : match.start()])
        if match[1]:
            groups.append(Group(match[1], "{" + rtf[match.end() : end]))
        place = end
    return "".join((*pieces, rtf[place:])), groups


def _head(rtf: str) -> str:
    """The beginning of an RTF text in the same code page and fonts."""
    fonts = _FONTS.search(rtf)
    page = _CODE_PAGE.search(rtf)
    table = rtf[fonts.start() : group_end(rtf, fonts.start())] if fonts else ""
    return "{\\rtf1\\ansi" + (page[0] if page else "") + table


def _blocks(rtf: str) -> Iterator[Block]:
    """The paragraphs and tables of an RTF text."""
    from striprtf.striprtf import rtf_to_text

    for word, sign in _SIGNS.items():
        rtf = re.sub(rf"\\({word})(?![a-z])", rf"\\u{ord(sign)} \\\1", rtf)
    text: str = rtf_to_text(rtf, errors="replace")  # type: ignore[no-untyped-call]
    *rows, rest = text.replace(f"{_CELL}|", _CELL).split(_ROW)
    table: list[list[list[Block]]] = []
    for row in rows:
        before, _, cells = row.partition(_ROW_START)
        if above := _lines(before):
            yield from (*table_blocks(table), *above)
            table = []
        table.append([_lines(cell) for cell in cells.split(_CELL)[:-1]])
    yield from (*table_blocks(table), *_lines(rest))


def _lines(text: str) -> list[Block]:
    """One block a line; what is left of a table without rows among them."""
    lines = text.translate(_LEFT_OVER).split("\n")
    return [Block(_ITEM.sub("• ", line.strip(" "), count=1)) for line in lines if line.strip()]


def _date(rtf: str) -> str | None:
    match = _CREATED.search(rtf)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups())
    fits = 1900 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= 31
    return f"{year}-{month:02}-{day:02}" if fits else None
