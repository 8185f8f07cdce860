"""Factiva: articles that each end with "Document" and an accession number, with or without two-letter field codes.

With codes: HD headline, BY author, PD date, SN publication, LP and TD the text.
Without: headline, byline, "345 words", date, time, publication, its code,
language and copyright stand one below the other, and then comes the text.
"""

from __future__ import annotations

import re
from itertools import dropwhile, pairwise, takewhile
from typing import Final

from stancewire.dates import iso_date
from stancewire.sources.export_parts import compose, is_copyright, reads_as_text, unread
from stancewire.sources.extract import Extract

_END: Final = re.compile(r"^[ \t]*(?:AN[ \t|]+)?Document[ \t]+[A-Z0-9]{2,12}\d{8}[a-z0-9]{6,14}[ \t]*$", re.M)
_HEAD_CODE: Final = re.compile(r"(SE|CLM|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD)(?:[ \t|]+(.*))?")
# Below the lead a code stands alone or well apart, as no "IN" or "RE" of a sentence does.
_TEXT_CODE: Final = re.compile(r"(TD|ART|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|CX|AN)(?:(?:[ ]{2,}|[ ]*[\t|][ \t]*)(.*))?")
# Where the text was copied, one blank is left of them: known then by the code of a company, trade or place.
_INDEXED: Final = re.compile(r"(CO|IN|NS|RE) ([a-z][a-z0-9]{1,9} : .*)")
_BELOW: Final = re.compile(r"(ART|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|CX|AN)(?:[ \t|]+(.*))?")  # once they have begun
_WORDS: Final = re.compile(r"[\d,.]+ words")
_TIME: Final = re.compile(r"\d{1,2}:\d\d.{0,12}")
_LANGUAGE: Final = re.compile(r"(?:English|Welsh|French|German|Spanish|Italian|Dutch|Portuguese)")
_RIGHTS: Final = re.compile(r".{0,40}all rights reserved.{0,20}", re.I)
_HEAD_LINES: Final = 14  # that may stand between the word count and the text
_COVER_LINES: Final = 4  # a headline, a section and a byline at most; what is above them is no part of the article
_SECTION_WORDS: Final = 3


def split_factiva(text: str) -> list[Extract]:
    """The articles of a Factiva export, none if this is no such export."""
    if "Document" not in text:
        return []
    edges = [0, *(match.end() for match in _END.finditer(text))]
    articles = [_article(_END.sub("", text[start:end])) for start, end in pairwise(edges)]
    # A letter may name a document by a number, but not below a header.
    return [] if all(article.warnings for article in articles) else articles


def _article(text: str) -> Extract:
    lines = [line.strip() for line in text.splitlines()]
    coded = next((k for k, line in enumerate(lines) if re.match(r"(?:SE|CLM|HD)(?:[ \t|]|$)", line)), None)
    if coded is not None and any(re.match(r"(?:LP|TD|SN|PD)(?:[ \t|]|$)", line) for line in lines[coded:]):
        return _coded(lines[coded:])
    counted = next((k for k, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    return unread(lines) if counted is None else _plain(lines, counted)


def _coded(lines: list[str]) -> Extract:
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _code(line, code)
        if match and match[1] != code:
            code = match[1]
            fields[code] = [match[2] or ""]
        else:
            fields[code].append(line)
    values = {name: " ".join(value) for name, value in fields.items()}
    return compose(
        title=values.get("HD", ""),
        body=[*fields.get("LP", []), "", *fields.get("TD", [])],
        published=values.get("PD", ""),
        publisher=values.get("SN", ""),
        byline=values.get("BY", ""),
        captions=[line for line in fields.get("ART", []) if line],
    )


def _code(line: str, before: str) -> re.Match[str] | None:
    """The code that a line begins with. before: that of the lines above."""
    if before in ("LP", "TD"):
        return _TEXT_CODE.fullmatch(line) or _INDEXED.fullmatch(line)
    if before and _BELOW.fullmatch(before):
        return _BELOW.fullmatch(line)
    return _HEAD_CODE.fullmatch(line) or _TEXT_CODE.fullmatch(line)


def _plain(lines: list[str], counted: int) -> Extract:
    title, byline = _headline([line for line in lines[:counted] if line][-_COVER_LINES:])
    head, start = _head(lines, counted + 1)
    named = [line for line in head if not (_is_date(line) or _TIME.fullmatch(line))]
    return compose(
        title=title,
        body=lines[start:],
        published=next((line for line in head if _is_date(line)), ""),
        publisher=named[0] if named else "",
        byline=byline,
    )


def _headline(above: list[str]) -> tuple[str, str]:
    """Headline and byline of the lines above the word count: a short section may stand above, the author below."""
    byline = ""
    if len(above) > 1 and (above[-1].lower().startswith("by ") or _is_name(above[-1])):
        byline = above.pop()
    if len(above) > 1 and len(above[0].split()) <= _SECTION_WORDS < len(above[1].split()):
        above.pop(0)
    return " ".join(above), byline


def _is_name(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words)


def _is_date(line: str) -> bool:
    return len(line) <= 40 and iso_date(line) is not None


def _head(lines: list[str], start: int) -> tuple[list[str], int]:
    """The lines between word count and text, and where the text begins: below the first language and copyright."""
    head: list[tuple[int, str]] = []
    for place in range(start, len(lines)):
        if reads_as_text(lines[place]) and not _closes(lines[place]):
            break  # a list of the text may have a point "(c)", and its last line be a copyright
        if lines[place] and len(head) < _HEAD_LINES:
            head.append((place, lines[place]))
    closing = list(takewhile(lambda item: _closes(item[1]), dropwhile(lambda item: not _closes(item[1]), head)))
    last = closing[-1][0] if closing else next((place for place, line in head[2:] if line.isupper()), start)
    return [line for place, line in head if place < last and (place, line) not in closing], last + 1


def _closes(line: str) -> bool:
    return bool(_LANGUAGE.fullmatch(line) or _RIGHTS.fullmatch(line)) or is_copyright(line)
