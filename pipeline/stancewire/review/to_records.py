"""Decided records as records again: what coders say stands where the model's answers stood, so that whatever reads records
(compare, report, export) reads hand coding.

A label that a coder gives has probability 1, one he does not give 0; passages bear the labels of the statements that
begin in them. `model.name` says who decided, `status` is ok, or duplicate as before. Ids of the register stay with the
names that had them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from stancewire.review.exporters import Choices, Exported, lines
from stancewire.review.reading import Coded
from stancewire.review.store import Store
from stancewire.review.verdicts import Judged, Verdict, standing

Json = dict[str, Any]


def to_records(store: Store, choices: Choices) -> Exported:
    """One record a document, undated ones and such whose labels do not rest on their statements too."""
    left_out: Counter[str] = Counter()
    rows = [_record(*found) for found in standing(store, choices.coder, left_out)]
    return Exported(files={"records.jsonl": lines(rows)}, documents=len(rows), left_out=left_out)


def _record(judged: Judged, text: str, verdict: Verdict) -> Json:
    record, reading = judged.record, verdict.reading
    ids = _ids(record)
    passages = [
        _passage(passage, reading.statements, record["stance"]["probabilities"]) for passage in record["passages"]
    ]
    return record | {
        "status": "duplicate" if record["status"] == "duplicate" else "ok",
        "text": text,
        "statements": [_statement(statement, text, ids) for statement in reading.statements],
        "passages": passages,
        "stance": _stance(record["stance"], verdict),
        "model": record["model"] | {"name": f"review by {verdict.coder}"},
    }


def _ids(record: Json) -> dict[str, str]:
    """Ids of the register by the names that bear them."""
    bodies = [(body["name"], body.get("id")) for body in record["organisations"]]
    roles = [(one[role], one[f"{role}_id"]) for one in record["statements"] for role in ("holder", "target")]
    return {name: number for name, number in (*bodies, *roles) if name and number}


def _statement(statement: Coded, text: str, ids: dict[str, str]) -> Json:
    names = ("speaker", "act", "policy", "start", "end", "direct", "label", "holder_kind")
    return {
        "holder": statement.holder,
        "holder_id": ids.get(statement.holder),
        "target": statement.target,
        "target_id": ids.get(statement.target),
        "text": text[statement.start : statement.end],
        "probability": 1.0,
    } | {name: getattr(statement, name) for name in names}


def _passage(passage: Json, statements: Iterable[Coded], names: Collection[str]) -> Json:
    found = {s.label for s in statements if s.label and passage["start"] <= s.start < passage["end"]}
    return passage | {"labels": [name for name in names if name in found], "probabilities": _sure(names, found)}


def _stance(stance: Json, verdict: Verdict) -> Json:
    primary = verdict.reading.primary or "none"
    return stance | {
        "present": list(verdict.reading.present),
        "primary": primary,
        "probabilities": _sure(stance["probabilities"], verdict.reading.present),
        "primary_probabilities": _sure(stance["primary_probabilities"], (primary,)),
        "prediction_set": [primary],
        "abstained": False,
        "reason": None,
    }


def _sure(names: Iterable[str], given: Collection[str | None]) -> dict[str, float]:
    return {name: float(name in given) for name in names}
