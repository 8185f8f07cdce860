"""Prodigy's JSON lines, as its documentation of annotation interfaces describes them: for `prodigy db-in`.

One row a document and coder: `options` and `accept` hold the labels present (interface `choice`, several allowed),
`spans` the statements (interface `spans`), each with its fields; `answer` is accept, or ignore where it was skipped.
Offsets are code points, as Prodigy counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from stancewire.review.exporters import Choices, Exported, lines
from stancewire.review.reading import Coded, bounds_of
from stancewire.review.store import Store
from stancewire.review.verdicts import Judged, Verdict, spoken

Json = dict[str, Any]


def to_prodigy(store: Store, choices: Choices) -> Exported:
    """Every decided or skipped record, once for each coder."""
    left_out: Counter[str] = Counter()
    rows: list[Json] = []
    documents = 0
    for judged, _, verdicts in spoken(store, choices.coder, left_out):
        rows += [_row(judged, verdict, store.path.stem) for verdict in verdicts]
        documents += 1
    return Exported(files={"prodigy.jsonl": lines(rows)}, documents=documents, left_out=left_out)


def _row(judged: Judged, verdict: Verdict, session: str) -> Json:
    record, reading = judged.record, verdict.reading
    return {
        "text": judged.text,
        "options": [{"id": name, "text": name} for name in bounds_of(record).names],
        "accept": list(reading.present),
        "spans": [_span(statement) for statement in reading.statements],
        "answer": "ignore" if verdict.skipped else "accept",
        "primary": reading.primary,
        "comment": verdict.comment,
        "meta": dict(_meta(record)),
        "_view_id": "choice",
        "_annotator_id": verdict.coder,
        "_session_id": f"{session}-{verdict.coder}",
        "_timestamp": int(datetime.fromisoformat(verdict.at).timestamp()),
    }


def _span(statement: Coded) -> Json:
    """Its label is the stance it carries; of a statement that carries none, its act."""
    return {
        "start": statement.start,
        "end": statement.end,
        "label": statement.label or statement.act,
        "act": statement.act,
        "holder": statement.holder,
        "holder_kind": statement.holder_kind,
        "speaker": statement.speaker,
        "target": statement.target,
        "policy": statement.policy,
        "direct": statement.direct,
    }


def _meta(record: Json) -> Iterator[tuple[str, str]]:
    """What Prodigy shows below a task."""
    yield "id", record["id"]
    for name in ("title", "published", "publisher"):
        if record["document"].get(name):
            yield name, record["document"][name]
