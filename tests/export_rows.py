"""Records with statements at chosen places, and the example whose networks docs/dna.md computes by hand."""

from __future__ import annotations

from typing import Any

from archive_rows import record

Json = dict[str, Any]
Claim = tuple[str, str, str, str]  # holder, act, policy, the words it stands in
MODEL = {"name": "toy-1", "version": "0.2.0", "sha256": "0" * 64, "scheme": "primary-care/1"}


def said(text: str, claim: Claim, **fields: Any) -> Json:
    """A statement of a record with that text."""
    holder, act, policy, words = claim
    start = text.index(words)
    return {
        "holder": holder, "holder_kind": "lmc", "holder_id": None, "speaker": "", "act": act, "target": "", "target_id": None,
        "policy": policy, "start": start, "end": start + len(words), "text": words, "direct": False, "label": None,
        "probability": 0.9,
    } | fields  # fmt: skip


def coded(number: int, text: str, *claims: Claim, published: str | None = "2014-03-04", **fields: Any) -> Json:
    """A record with some statements; `fields` go into all of them."""
    row = record(number, published=published)
    document = row["document"] | {"characters": len(text), "title": f"Title {number}"}
    statements = [said(text, claim, **fields) for claim in claims]
    return row | {"text": text, "document": document, "statements": statements, "model": MODEL}


_TEXT = "Hours are to be extended. Pharmacists are to come."
_HOURS, _PHARMACISTS = "Hours are to be extended.", "Pharmacists are to come."
ASHCOMBE, BIRCHWELL, CORVALE = "Ashcombe LMC", "Birchwell LMC", "NHS Corvale CCG"
HOURS, PHARMACISTS = "extended hours", "practice pharmacists"
# As the table in docs/dna.md says it: date, holder, act, policy. The first two stand in one document.
TABLE = (
    ("2014-03-04", ASHCOMBE, "objects", HOURS),
    ("2014-03-04", ASHCOMBE, "objects", HOURS),
    ("2014-03-20", CORVALE, "plans", HOURS),
    ("2014-03-20", CORVALE, "neutral", HOURS),
    ("2014-04-02", ASHCOMBE, "supports", PHARMACISTS),
    ("2014-04-09", BIRCHWELL, "objects", HOURS),
    ("2014-05-01", BIRCHWELL, "objects", PHARMACISTS),
    ("2014-05-06", CORVALE, "mandates", PHARMACISTS),
)


def example() -> list[Json]:
    """The records of the example, one for each date."""
    rows = []
    for number, date in enumerate(dict.fromkeys(row[0] for row in TABLE), 1):
        claims = [
            (holder, act, policy, _HOURS if policy == HOURS else _PHARMACISTS)
            for day, holder, act, policy in TABLE
            if day == date
        ]
        kind = "local_commissioner" if claims[0][0] == CORVALE else "lmc"
        rows.append(coded(number, _TEXT, *claims, published=date, holder_kind=kind))
    return rows
