"""Exports of newspaper archives: hundreds of articles in one text, each with its header, become one Extract each.

In:  the whole text of a file, as typed or as the parser of its format gave it.
Out: the articles in order, numbered from "1", or None where the text is no export.

A text that is no export costs a few searches for words that every export holds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.sources.export_factiva import split_factiva
from stancewire.sources.export_nexis import split_nexis
from stancewire.sources.export_proquest import split_proquest
from stancewire.sources.extract import Extract

_ARCHIVES: Final = (split_nexis, split_factiva, split_proquest)
_SIGNS: Final = ("Document", "DOCUMENT", "ProQuest", "Publication title:")  # one of which every export holds


def may_be_export(text: str) -> bool:
    """Whether a file may be an export, by words that every one of them holds, before its format is parsed."""
    return any(sign in text for sign in _SIGNS)


def split(text: str) -> tuple[Extract, ...] | None:
    """The articles of an export, each with what its header says; None if this is none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    for archive in _ARCHIVES:
        if articles := archive(lines):
            return tuple(replace(article, part=str(number)) for number, article in enumerate(articles, 1))
    return None


def apart(extract: Extract) -> tuple[Extract, ...]:
    """The articles of a document that is an export, each with its warnings; the document itself if it is none."""
    articles = split(extract.raw)
    if articles is None:
        return (extract,)
    before = "" if extract.part is None else f"{extract.part}!"
    return tuple(
        replace(one, part=f"{before}{one.part}", warnings=(*extract.warnings, *one.warnings)) for one in articles
    )
