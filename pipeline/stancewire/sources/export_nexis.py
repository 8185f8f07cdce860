"""Nexis and LexisNexis: articles between "3 of 250 DOCUMENTS" lines, or each closed by "End of Document".

The old form gives publication, date and headline, the new one headline,
publication and date; then come Section, Length, Byline, the text, and what the
archive itself says of the article, from Load-Date or Classification on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from stancewire.dates import iso_date
from stancewire.sources.export_parts import COPYRIGHT, compose, reads_as_text, unread
from stancewire.sources.extract import Extract

_START: Final = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$", re.M)
_END: Final = re.compile(r"^[ \t]*End of Document[ \t]*$", re.M)
_FIELD: Final = re.compile(r"(byline|section|length|dateline|highlight|headline)\s*:\s*(.*)", re.I)
_LENGTH: Final = re.compile(r"^[ \t]*length\s*:\s*[\d,]+ words", re.I | re.M)
_TAIL: Final = re.compile(
    r"(?:LOAD-DATE|Load-Date|LANGUAGE|PUBLICATION-TYPE|JOURNAL-CODE|DOCUMENT-TYPE|PUB-TYPE|ACC-NO|SUBJECT|ORGANIZATION|COMPANY|TICKER"
    r"|PERSON|INDUSTRY|GEOGRAPHIC|CITY|STATE|COUNTRY|UPDATE|CORRECTION-DATE|NOTES)\s*:.*|Classification"
)
# What no journalist writes; the other keys may begin a paragraph.
_SURE_TAIL: Final = re.compile(r"(?:LOAD-DATE|Load-Date|PUBLICATION-TYPE|JOURNAL-CODE|DOCUMENT-TYPE|PUB-TYPE|ACC-NO|CORRECTION-DATE)\s*:.*")  # fmt: skip
# "Copyright 2014 UBM", but not "Copyright 2014 was the year that …": a name, and at the end of the article.
_OWNED: Final = re.compile(r"copyright (?:\(c\) |© ?)?\d{4}\b[,.]?(?P<owner>.*)", re.I)
_RESERVED: Final = re.compile(r"\ball rights reserved\b", re.I)
_SMALL: Final = frozenset("a and for of on the to".split())
_LONGEST_OWNER: Final = 12  # words
_GRAPHIC: Final = re.compile(r"GRAPHIC:\s*(.*)|Graphic()")
_NOISE: Final = re.compile(
    r"page \d+ of \d+|all rights reserved\.?|link to (?:pdf|image).*|view the original article.*", re.I
)
_EDITION: Final = re.compile(r".{0,30}\bedition\b.{0,30}|.{0,40};", re.I)
_DATE_FIRST: Final = re.compile(r"(?:\w+day,?\s+)?(?:\d{1,2}\w{0,2}\s+)?[A-Z]\w{2,8}\.?\s+\d.*", re.I)
_LONGEST_DATE: Final = 60  # characters: "October 8, 2014 Wednesday 10:15 PM GMT"


def split_nexis(text: str) -> list[Extract]:
    """The articles of a Nexis export, none if this is no such export."""
    if not _LENGTH.search(text):
        return []
    starts = [match.end() for match in _START.finditer(text)]
    if starts:
        edges = [*starts, len(text)]
        stretches = [_START.sub("", text[start:end]) for start, end in pairwise(edges)]
        return [_article(stretch.splitlines(), old=True, first=False) for stretch in stretches if stretch.strip()]
    ends = [0, *(match.end() for match in _END.finditer(text))]
    if len(ends) == 1:
        return []
    stretches = [_END.sub("", text[start:end]) for start, end in pairwise([*ends, len(text)])]
    return [
        _article(stretch.splitlines(), old=False, first=place == 0)
        for place, stretch in enumerate(stretches)
        if stretch.strip() and (place < len(ends) - 1 or _LENGTH.search(stretch))
    ]


def _article(lines: list[str], *, old: bool, first: bool) -> Extract:
    lines = [line.strip() for line in lines]
    start = next((k for k, line in enumerate(lines) if _FIELD.fullmatch(line)), None)
    if start is None:
        return unread(lines)
    head = [block for block in _blocks(lines[:start]) if block]
    publisher, date, title = _old_head(head) if old else _new_head(head, first=first)
    fields, below = _fields(lines[start:])
    body, captions = _body(below)
    return compose(
        title=title or fields.get("headline", ""),
        body=body,
        published=date,
        publisher=publisher,
        byline=fields.get("byline", ""),
        standfirst=fields.get("highlight", ""),
        captions=captions,
    )


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines without a blank one between, and without what the archive adds."""
    block: list[str] = []
    for line in [*lines, ""]:
        if not line:
            yield block
            block = []
        elif not (_NOISE.fullmatch(line) or COPYRIGHT.match(line)):
            block.append(line)


def _is_date(line: str) -> bool:
    return len(line) <= _LONGEST_DATE and bool(_DATE_FIRST.fullmatch(line)) and iso_date(line) is not None


def _old_head(head: list[list[str]]) -> tuple[str, str, str]:
    """Publication, date and headline; editions stand below the date."""
    flat = [(place, line) for place, block in enumerate(head) for line in block]
    dated = next((k for k, (_, line) in enumerate(flat) if _is_date(line)), None)
    if dated is None:
        return "", "", " ".join(line for _, line in flat[-1:])
    block = flat[dated][0]
    titles = [" ".join(lines) for lines in head[block + 1 :]]
    while len(titles) > 1 and _EDITION.fullmatch(titles[0]):
        titles.pop(0)
    return " ".join(line for _, line in flat[:dated]), flat[dated][1], " ".join(titles)


def _new_head(head: list[list[str]], *, first: bool) -> tuple[str, str, str]:
    """Publication, date and headline. Above the first article stands the cover sheet, so only one line is its headline."""
    flat = [line for block in head for line in block]
    dated = next((k for k in range(len(flat) - 1, 0, -1) if _is_date(flat[k])), None)
    if dated is None:
        return "", "", flat[-1 if first else 0] if flat else ""
    above = flat[: dated - 1]
    return flat[dated - 1], flat[dated], " ".join(above[-1:] if first else above)


def _fields(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The labelled lines between headline and text, and the lines below them.

    A value may run on over lines. A line "Body" ends the fields for certain; without one the first paragraph does.
    """
    if "Body" in lines:
        body = lines.index("Body")
        return _values(lines[:body]), lines[body + 1 :]
    place = 0
    after_blank = False
    while place < len(lines) and (not lines[place] or not after_blank or _FIELD.fullmatch(lines[place])):
        after_blank = not lines[place]
        place += 1
    return _values(lines[:place]), lines[place:]


def _values(lines: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    name = ""
    for line in lines:
        if match := _FIELD.fullmatch(line):
            name = match[1].lower()
            values[name] = match[2]
        elif line:
            values[name] = f"{values[name]} {line}"
    return values


def _body(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the text, and the captions below it."""
    body: list[str] = []
    captions: list[str] | None = None
    for line in lines[: _tail_start(lines)]:
        if match := _GRAPHIC.fullmatch(line):
            captions = [match[1] or ""]
        elif captions is None:
            body.append(line)
        else:
            captions.append(line)
    return body, [" ".join(block) for block in _blocks(captions or []) if block]


def _tail_start(lines: list[str]) -> int:
    """Where begins what the archive says of the article: a run of its keys, with no sentence of the article below."""
    sure = (k for k, line in enumerate(lines) if _SURE_TAIL.fullmatch(line) or _is_owned(lines, k))
    start = end = next(sure, len(lines))
    captions = _in_captions(lines)
    for place in range(end - 1, -1, -1):
        if place not in captions and reads_as_text(lines[place]):
            break
        start = place if _TAIL.fullmatch(lines[place]) else start
    return start


def _in_captions(lines: list[str]) -> frozenset[int]:
    """The lines from "GRAPHIC:" on, up to the next key."""
    found, inside = [], False
    for place, line in enumerate(lines):
        inside = bool(_GRAPHIC.fullmatch(line)) or (inside and not _TAIL.fullmatch(line))
        found += [place] if inside else []
    return frozenset(found)


def _is_owned(lines: list[str], place: int) -> bool:
    """Whether a line says whose the article was, below its text."""
    match = _OWNED.fullmatch(lines[place])
    if not match:
        return False
    rest = [other for other in lines[place + 1 :] if other]
    if _RESERVED.search(lines[place]) or (rest and _RESERVED.match(rest[0])):
        return True
    words = match["owner"].split()
    named = len(words) <= _LONGEST_OWNER and all(not word[0].islower() or word in _SMALL for word in words)
    return named and (not rest or bool(_TAIL.fullmatch(rest[0]) or _GRAPHIC.fullmatch(rest[0])))
