"""What the page is told of a record: never more than its coder may know at that moment.

In:  a record, the coder's last row, whether the model's answers are hidden.
Out: plain JSON values. Hidden means that they are not in it, not that the page is asked to cover them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stancewire.archive.share import text_of as whole_text
from stancewire.review.decisions import DECIDED, Decision
from stancewire.review.doubt import doubt_of
from stancewire.review.reading import EMPTY, Reading, bounds_of, reading_of
from stancewire.stance.labels import OURS

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a coder stands with a record: the last row, and whether the model's answers are kept from him."""

    last: Decision | None
    hidden: bool

    @property
    def seen(self) -> int:
        """The number of the last row, 0 where there is none."""
        return self.last.number if self.last else 0


def starting(record: Json, *, hidden: bool) -> Reading:
    """What a coder begins with: the model's reading, or nothing."""
    return EMPTY if hidden else reading_of(record)


def item_view(number: int, record: Json, standing: Standing, others: Sequence[Decision]) -> Json:
    """A record as the page shows it. others: what other coders decided; shown after a decision of one's own."""
    bounds, document = bounds_of(record), record["document"]
    text, origin = text_of(record)
    known = ("title", "kind", "published", "publisher", "sender", "recipients", "byline", "language", "characters")
    return {
        "number": number,
        "id": record["id"],
        "uri": record["source"]["uri"],
        "document": {name: document.get(name) for name in known},
        "duplicate_of": record["duplicate_of"],
        "warnings": record["warnings"],
        "text": text,
        "text_origin": origin,
        "snippets": [] if text is not None else _snippets(record, standing),
        "zones": [{name: zone[name] for name in ("zone", "start", "end", "text")} for zone in document["zones"]],
        "names": sorted({body["name"] for body in record["organisations"]}),
        "policies": sorted({term["policy"] for term in record["policy_terms"]}),
        "classes": bounds.classes,
        "labels": bounds.names,
        "one_label": record["model"]["scheme"] != OURS.name,
        "model": None if standing.hidden else _model(record),
        **_own(record, standing),
        "others": [_other(one) for one in others] if _is_decided(standing.last) else [],
    }


def saved_view(record: Json, standing: Standing) -> Json:
    """What a saved row changes on the page."""
    return _own(record, standing) | {"model": None if standing.hidden else _model(record)}


def _snippets(record: Json, standing: Standing) -> list[tuple[int, int, str]]:
    """What there is to read of a record without text: its passages, and where they may be shown its statements."""
    spans = [*record["passages"], *(() if standing.hidden else record["statements"])]
    return sorted({(span["start"], span["end"], span["text"]) for span in spans})


def _own(record: Json, standing: Standing) -> Json:
    step = standing.last.step if standing.last else None
    reading = step.reading if step else starting(record, hidden=standing.hidden)
    return {
        "reading": reading.to_json(),
        "state": step.state if step else "",
        "comment": step.comment if step else "",
        "seen": standing.seen,
    }


def _is_decided(decision: Decision | None) -> bool:
    return decision is not None and decision.step.state in DECIDED


def _model(record: Json) -> Json:
    stance = record["stance"]
    return {
        "reading": reading_of(record).to_json(),
        "probabilities": stance["probabilities"],
        "primary_probabilities": stance["primary_probabilities"],
        "abstained": stance["abstained"],
        "reason": stance["reason"],
        "doubt": doubt_of(record),
        "statement_probabilities": [s["probability"] for s in sorted(record["statements"], key=_place)],
    }


def _place(statement: Json) -> tuple[int, int]:
    return statement["start"], statement["end"]


def _other(decision: Decision) -> Json:
    step = decision.step
    return {"coder": step.coder, "state": step.state, "reading": step.reading.to_json(), "comment": step.comment}


def text_of(record: Json) -> tuple[str | None, str]:
    """The text of a record and where it is from: record, zones (put together from their snippets), or nowhere."""
    if record.get("text"):
        return record["text"], "record"
    zones = record["document"]["zones"]
    if not zones or any(len(zone["text"]) != zone["end"] - zone["start"] for zone in zones):
        return None, "nowhere"
    return whole_text(record), "zones"
