"""Documents of another corpus, to lay figures beside: only text is needed, and vocabularies may be others.

In:  any JSONL of annotated documents. Out: typed documents; what a row lacks is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from stancewire.corpus.form import CLAIM, DOCUMENT, MENTION, OPTIONAL, PASSAGE, STATEMENT, is_zone, shown, wrong_type
from stancewire.corpus.jsonl import Row, rows_of
from stancewire.corpus.published import incoming, is_published
from stancewire.corpus.typed import document_of
from stancewire.corpus.types import CorpusDocument
from stancewire.corpus.violations import Findings
from stancewire.errors import MalformedRow

# Objects in a list: the fields that are read, and those of them that have to be there.
_INSIDE: Final[dict[str, tuple[Mapping[str, type], Mapping[str, type]]]] = {
    "passages": (PASSAGE, PASSAGE),
    "organisations": (MENTION, MENTION),
    "statements": (STATEMENT, CLAIM),
}
_WANTED: Final = (
    "give a JSONL file whose rows have text and, where they have them, zones, passages and so on as a corpus"
)


def read_beside(path: Path) -> list[CorpusDocument]:
    """At least one document. Raises MissingInput, UnreadableInput or MalformedRow."""
    findings = Findings()
    documents = [_document(row, f"{path.as_posix()}: {place.name}") for place, row in rows_of(path, findings)]
    for error in findings.errors:
        where = f"{path.as_posix()}: {error.place.name}"
        raise MalformedRow(where, f"is no annotated document ({error.sentence.rpartition('; ')[0]})", _WANTED)
    if not documents:
        raise MalformedRow(path.as_posix(), "holds no document", _WANTED)
    return documents


def _document(row: Row, where: str) -> CorpusDocument:
    row = incoming(row) if is_published(row) else row
    values: dict[str, Any] = {name: row.get(name, kind()) for name, kind in (DOCUMENT | OPTIONAL).items()}
    for field, reason in _faults(values):
        raise MalformedRow(where, f"is no annotated document ({field}: {reason})", _WANTED)
    values["zones"] = values["zones"] or [[1, values["text"].count("\n") + 1, "body"]]
    for name, (read, _) in _INSIDE.items():
        values[name] = [{field: item[field] for field in read if field in item} for item in values[name]]
    return document_of(values)


def _faults(values: Row) -> Iterator[tuple[str, str]]:
    """What keeps a row from being a document; the first of them counts, later ones rest on its absence."""
    for field, sentence in wrong_type(values, DOCUMENT | OPTIONAL):
        yield field, sentence.rpartition("; ")[0]
    if not values["text"].strip():
        yield "text", "missing or empty"
    yield from _inside(values)
    for k, zone in enumerate(values["zones"]):
        if not is_zone(zone):
            yield f"zones[{k}]", f"{shown(zone)} is not [first_line, last_line, zone]"


def _inside(values: Row) -> Iterator[tuple[str, str]]:
    for name, (read, needed) in _INSIDE.items():
        for k, item in enumerate(values[name]):
            if not isinstance(item, dict) or set(needed) - set(item) or list(wrong_type(item, read)):
                yield f"{name}[{k}]", f"{shown(item)} is not an object with {', '.join(needed)}"
    lists = [("present", values["present"]), ("policy_terms", values["policy_terms"])]
    for name, strings in lists + [(f"passages[{k}].labels", p["labels"]) for k, p in enumerate(values["passages"])]:
        if not all(isinstance(string, str) for string in strings):
            yield name, f"{shown(strings)} is not a list of strings"
