"""The published form of a document: what annotators wrote, with offsets beside every line; and the way back.

Offsets are half-open code points of `text`. Publishing what was published before changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final

from stancewire.corpus.form import CLAIM, DOCUMENT, OPTIONAL, is_zone, unknown
from stancewire.corpus.jsonl import Row
from stancewire.corpus.offsets import evidence, occurrences
from stancewire.corpus.typed import PLAIN
from stancewire.corpus.types import READ_ZONES, CorpusDocument
from stancewire.corpus.violations import Complaint

# A test on what came later: leave these documents out of training, then measure on them.
_LATE: Final = "2021"
_ZONE: Final = ("first_line", "last_line", "zone")
_ADDED: Final = ("temporal_test", "letters_test")
_ORDER: Final = (*(name for name in PLAIN if name not in ("text", "primary")), *_ADDED, "primary", "present", "text")


def document_row(document: CorpusDocument) -> dict[str, Any]:
    """A document as users load it."""
    values = {name: getattr(document, name) for name in PLAIN} | {
        "present": list(document.present),
        "temporal_test": document.year >= _LATE,
        "letters_test": document.kind == "letter",
    }
    return {name: values[name] for name in _ORDER} | {
        "zones": _zones(document),
        "passages": [
            {"line": p.line, "start": p.start, "end": p.end, "zone": p.zone, "labels": list(p.labels)}
            for p in document.passages
        ],
        "organisations": _organisations(document),
        "policy_terms": [
            {"term": term, "line": line, "start": start, "end": end}
            for term, (line, start, end) in occurrences(document, dict.fromkeys(document.policy_terms))
        ],
        "statements": _statements(document),
    }


def _zones(document: CorpusDocument) -> list[dict[str, Any]]:
    return [
        {
            "first_line": zone.first,
            "last_line": zone.last,
            "start": document.span_of(zone.first)[0],
            "end": document.span_of(zone.last)[1],
            "zone": zone.zone,
        }
        for zone in document.zones
    ]


def _organisations(document: CorpusDocument) -> list[dict[str, Any]]:
    known = {body.mention: body for body in document.organisations}
    return [
        {
            "mention": mention,
            "kind": known[mention].kind,
            "canonical": known[mention].canonical,
            "line": line,
            "start": start,
            "end": end,
        }
        for mention, (line, start, end) in occurrences(document, {name: body.line for name, body in known.items()})
    ]


def _statements(document: CorpusDocument) -> list[dict[str, Any]]:
    rows = []
    for claim in document.statements:
        start, end = evidence(document, claim)
        values = {name: getattr(claim, name) for name in CLAIM}
        rows.append(values | {"line": claim.line, "start": start, "end": end})
    return rows


def differences(row: Row, document: CorpusDocument) -> Iterator[Complaint]:
    """What a published row says otherwise than its lines give, offsets above all, and what it has no field for."""
    due = document_row(document)
    strange = list(_unknown(row, due))
    yield from strange
    told = {field.partition("[")[0] for field, _ in strange}
    for name, value in due.items():
        default = OPTIONAL[name]() if name in OPTIONAL else None
        if name not in told and row.get(name, default) != value:
            yield name, "is not what the lines give; run python scripts/build_corpus.py on the folder"


def _unknown(row: Row, due: Row) -> Iterator[Complaint]:
    yield from unknown(row, tuple(due))
    for name, items in due.items():
        if isinstance(items, list) and items and isinstance(items[0], dict):
            for k, item in enumerate(item for item in row[name] if isinstance(item, dict)):
                yield from unknown(item, tuple(items[0]), f"{name}[{k}].")


def is_published(row: Row) -> bool:
    """Whether a row has the published form."""
    return any(name in row for name in _ADDED)


def incoming(row: Row) -> Row:
    """A published row as an annotator would write it; a part that is missing or broken stays as it is."""
    values = {name: row[name] for name in (*DOCUMENT, *OPTIONAL) if name in row}
    for name, part in _PARTS.items():
        with suppress(KeyError, TypeError, IndexError):
            values[name] = part(row)
    return values


def _zone_lines(row: Row) -> list[Any]:
    """A zone that is broken stays as it is, and costs no other."""
    found = []
    for zone in row["zones"]:
        lines = [zone.get(name) for name in _ZONE] if isinstance(zone, dict) else zone
        found.append(lines if is_zone(lines) else zone)
    return found


def _labelled(row: Row) -> list[Any]:
    return [{"line": passage["line"], "labels": passage["labels"]} for passage in row["passages"] if passage["labels"]]


def _terms(row: Row) -> list[Any]:
    return list(dict.fromkeys(term["term"] for term in row["policy_terms"]))


def _claims(row: Row) -> list[Any]:
    return [{name: claim[name] for name in (*CLAIM, "line")} for claim in row["statements"]]


def _one_each(row: Row) -> list[dict[str, Any]]:
    """One entry a string: the one outside the zones that are read, which was annotated, before all others."""
    zones = (zone for zone in _zone_lines(row) if is_zone(zone))
    unread = [(first, last) for first, last, name in zones if name not in READ_ZONES]

    def rank(item: Row) -> tuple[bool, int]:
        return not any(first <= item["line"] <= last for first, last in unread), item["start"]

    first: dict[str, dict[str, Any]] = {}
    for item in sorted(row["organisations"], key=rank):
        first.setdefault(item["mention"], {name: item[name] for name in ("mention", "kind", "canonical", "line")})
    return sorted(first.values(), key=lambda item: (item["line"], item["mention"]))


_PARTS: Final[dict[str, Callable[[Row], list[Any]]]] = {
    "zones": _zone_lines,
    "passages": _labelled,
    "organisations": _one_each,
    "policy_terms": _terms,
    "statements": _claims,
}
