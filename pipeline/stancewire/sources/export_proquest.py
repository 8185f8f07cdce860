"""ProQuest: articles between long lines of underscores, each a list of "Label: value" lines around its full text.

A line of an article may look like such an edge; it is one where an article begins below it. An article
that the database holds no full text of is a document all the same, with its abstract for a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from stancewire.sources.export_parts import compose
from stancewire.sources.extract import Extract

_EDGE: Final = re.compile(r"^[ \t]*(_{20,}|Document \d+ of \d+)[ \t]*$", re.M)
_FULL_TEXT: Final = re.compile(r"(?:Full text|FULL TEXT)\s*(?::\s*(.*)|)")
_LABELS: Final = (
    "Abstract", "ABSTRACT", "Author", "Company / organization", "Company", "Copyright", "Country of publication", "CREDIT", "Credit",
    "Database", "DETAILS", "Document feature", "Document type", "Document URL", "Dateline", "Edition", "First page", "Identifier / keyword",
    "Illustration", "ISSN", "Issue", "Language of publication", "Last updated", "Last page", "LINKS", "Links", "Location", "Number of pages",
    "Pages", "People", "Place of publication", "ProQuest document ID", "ProQuest document link", "Publication date", "Publication info",
    "Publication subject", "Publication title", "Publication year", "Publisher", "Section", "Source type", "Start page", "Subject",
    "Title", "Volume", "Word count", "Year", "e-ISSN",
)  # fmt: skip
_LABEL: Final = re.compile(rf"({'|'.join(map(re.escape, _LABELS))})(?::\s*(.*)|)")
_BARE: Final = ("ABSTRACT", "DETAILS", "LINKS", "ProQuest document link")  # headings that stand without a colon
_SMALL_PRINT: Final = re.compile(r"Database copyright\b|Contact us(?: at)?:|Terms and Conditions\b|_{20,}", re.I)
_NAMED: Final = ("Publication title", "Publication date", "Publication info", "ProQuest document ID")
_INFO_DATE: Final = re.compile(r"\d{1,2} \w{3,9} \d{4}")
_TOP: Final = ("Author", *_NAMED)  # labels that stand right below a headline
_TOP_LINES: Final = 2
_NO_ABSTRACT: Final = re.compile(r"(?:none|not) available\W*", re.I)
_NO_TEXT: Final = "its export holds no full text: what there is of an abstract is taken for it"


def split_proquest(text: str) -> list[Extract]:
    """The articles of a ProQuest export, none if this is no such export."""
    if "ProQuest" not in text and "Publication title:" not in text:
        return []
    return [article for stretch in _stretches(text) if (article := _article(stretch)) is not None]


def _stretches(text: str) -> Iterator[list[str]]:
    """The lines between edges; those below an edge that no article begins at go on with the article above."""
    stretch: list[str] = []
    edge, is_open = "", False
    for number, piece in enumerate(_EDGE.split(text)):
        lines = [line.strip() for line in piece.splitlines()]
        if number % 2:
            edge = piece
        elif is_open and not _begins(lines):
            stretch += [edge, *lines]
            is_open = not _closes(lines)
        else:
            yield stretch
            stretch, start = lines, _text_start(lines)
            is_open = start is not None and not _closes(lines[start + 1 :])
    yield stretch


def _closes(lines: Sequence[str]) -> bool:
    """Whether one of the labels that stand below an article is among the lines."""
    return any((match := _label(line)) and match[1] in _NAMED for line in lines)


def _begins(lines: Sequence[str]) -> bool:
    above = [line for line in lines if line][:_TOP_LINES]
    return _text_start(lines) is not None or any((match := _label(line)) and match[1] in _TOP for line in above)


def _text_start(lines: Sequence[str]) -> int | None:
    return next((k for k, line in enumerate(lines) if _FULL_TEXT.fullmatch(line)), None)


def _article(lines: list[str]) -> Extract | None:
    """None for what is no article: the cover, the list of contents, the small print at the end."""
    start = _text_start(lines)
    if start is None:
        return _abstract(lines)
    end = _end(lines, start + 1)
    values = _values(lines[end:]) | _values(lines[:start])
    if not any(name in values for name in _NAMED):
        return None
    opening = _FULL_TEXT.fullmatch(lines[start])
    return _composed(lines, values, [(opening[1] if opening else "") or "", *lines[start + 1 : end]])


def _abstract(lines: list[str]) -> Extract | None:
    """An article of which there is no more than an abstract; None for what is no article."""
    values = _values(lines)
    if sum(name in values for name in _NAMED) < 2:
        return None
    said = values.get("Abstract") or values.get("ABSTRACT") or ""
    body = [] if _NO_ABSTRACT.fullmatch(said) else [said]
    return replace(_composed(lines, values, body), warnings=(_NO_TEXT,))


def _composed(lines: Sequence[str], values: dict[str, str], body: Sequence[str]) -> Extract:
    info = values.get("Publication info", "")
    dated = _INFO_DATE.search(info)
    return compose(
        title=values.get("Title") or next(filter(None, lines), ""),
        body=body,
        published=values.get("Publication date") or (dated[0] if dated else values.get("Publication year", "")),
        publisher=(values.get("Publication title") or info).split(";")[0],
        byline=values.get("Author", ""),
        url=values.get("Document URL", ""),
    )


def _end(lines: list[str], start: int) -> int:
    """Where the labels below the text begin. A line of the text may look like one, so they are sought from below."""
    titled = (k for k in range(start, len(lines)) if (match := _label(lines[k])) and match[1] in (*_NAMED, "Title"))
    end = next(titled, len(lines))
    while end > start and (not lines[end - 1] or _label(lines[end - 1]) or _SMALL_PRINT.match(lines[end - 1])):
        end -= 1
    return end


def _label(line: str) -> re.Match[str] | None:
    match = _LABEL.fullmatch(line)
    return match if match and (":" in line or match[1] in _BARE) else None


def _values(lines: list[str]) -> dict[str, str]:
    """What stands behind each label, the first time it is there; a value may run on over lines."""
    values: dict[str, str] = {}
    name = ""
    for line in lines:
        if match := _label(line):
            name = match[1] if match[1] not in values else ""
            if name:
                values[name] = match[2] or ""
        elif line and name:
            values[name] = f"{values[name]} {line}".strip()
    return values
