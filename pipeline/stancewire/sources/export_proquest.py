"""ProQuest: articles between long lines of underscores, each a list of "Label: value" lines around its full text."""

from __future__ import annotations

import re
from typing import Final

from stancewire.sources.export_parts import compose
from stancewire.sources.extract import Extract

_EDGE: Final = re.compile(r"^[ \t]*(?:_{20,}|Document \d+ of \d+)[ \t]*$", re.M)
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


def split_proquest(text: str) -> list[Extract]:
    """The articles of a ProQuest export, none if this is no such export."""
    if "ProQuest" not in text and "Publication title:" not in text:
        return []
    stretches = [[line.strip() for line in stretch.splitlines()] for stretch in _EDGE.split(text)]
    return [article for stretch in stretches if (article := _article(stretch)) is not None]


def _article(lines: list[str]) -> Extract | None:
    """None for what is no article: the cover, the list of contents, the small print at the end."""
    start = next((k for k, line in enumerate(lines) if _FULL_TEXT.fullmatch(line)), None)
    if start is None:
        return None
    end = _end(lines, start + 1)
    values = _values(lines[end:]) | _values(lines[:start])
    if not any(name in values for name in _NAMED):
        return None
    opening = _FULL_TEXT.fullmatch(lines[start])
    info = values.get("Publication info", "")
    dated = _INFO_DATE.search(info)
    return compose(
        title=values.get("Title") or next(filter(None, lines), ""),
        body=[(opening[1] if opening else "") or "", *lines[start + 1 : end]],
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
