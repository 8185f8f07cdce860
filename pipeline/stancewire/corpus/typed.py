"""Rows whose form is sound, as typed objects, and back as annotators write them."""

from __future__ import annotations

from typing import Any

from stancewire.corpus.form import CLAIM, LETTERS, PAIR
from stancewire.corpus.jsonl import Row
from stancewire.corpus.types import (
    Claim,
    CorpusDocument,
    LabelledLine,
    NamedBody,
    PairPassage,
    SecondReading,
    ZoneLines,
)

PLAIN = (
    "id", "kind", "publisher", "year", "url", "sender", "sender_kind", "event", "era", "nation", "fictional",
    "retold_form", "register", "hard", "confidence", "text", "primary",
)  # fmt: skip


def document_of(row: Row) -> CorpusDocument:
    """A document; its row has passed document_form."""
    return CorpusDocument(
        **{name: row[name] for name in PLAIN if name in row},
        present=tuple(row["present"]),
        zones=tuple(ZoneLines(first=first, last=last, zone=zone) for first, last, zone in row["zones"]),
        labelled=tuple(LabelledLine(line=item["line"], labels=tuple(item["labels"])) for item in row["passages"]),
        organisations=tuple(NamedBody(**item) for item in row["organisations"]),
        policy_terms=tuple(row["policy_terms"]),
        statements=tuple(Claim(**item) for item in row["statements"]),
    )


def pair_of(row: Row) -> PairPassage:
    """A member of a minimal pair; its row has passed pair_form."""
    return PairPassage(
        **{name: row[name] for name in PAIR if name not in ("labels", "statements")},
        labels=tuple(row["labels"]),
        statements=tuple(Claim(**item) for item in row["statements"]),
    )


def second_of(row: Row) -> SecondReading:
    """A second reading; its row has passed second_form."""
    lines = {int(number): item for number, item in row["lines"].items()}
    return SecondReading(
        id=row["id"],
        present=tuple(row["present"]),
        primary=row["primary"],
        confidence=row["confidence"],
        labels={number: tuple(item["labels"]) for number, item in lines.items() if item["labels"]},
        acts={
            number: tuple((LETTERS.get(kind, kind), act) for kind, act in item["acts"])
            for number, item in lines.items()
            if item["acts"]
        },
    )


def claim_row(claim: Claim) -> dict[str, Any]:
    """A statement without its line."""
    return {name: getattr(claim, name) for name in CLAIM}


def pair_row(passage: PairPassage) -> dict[str, Any]:
    """A member of a pair; published as annotators write it."""
    row = {name: getattr(passage, name) for name in PAIR}
    return row | {"labels": list(passage.labels), "statements": [claim_row(claim) for claim in passage.statements]}


def second_row(reading: SecondReading) -> dict[str, Any]:
    """A second reading with holder kinds in full; lines in order."""
    return {
        "id": reading.id,
        "present": list(reading.present),
        "primary": reading.primary,
        "confidence": reading.confidence,
        "lines": {
            str(number): {
                "labels": list(reading.labels.get(number, ())),
                "acts": [list(pair) for pair in reading.acts.get(number, ())],
            }
            for number in sorted({*reading.labels, *reading.acts})
        },
    }
