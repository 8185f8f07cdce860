"""doccano's JSON lines: one file for four kinds of project, each of which reads the columns it knows.

`label` holds spans (sequence labelling), `cats` the labels present (text classification, with `cats` as the name of
the label column; intent detection), `entities` and `relations` the same spans as objects (intent detection, relation
extraction). Everything else becomes metadata. Offsets are UTF-16 units, as doccano counts unless its project counts
grapheme clusters (doccano/doccano issue 2290).
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from stancewire.export.utf16 import Units
from stancewire.review.exporters import Choices, Exported, lines
from stancewire.review.reading import bounds_of
from stancewire.review.store import Store
from stancewire.review.verdicts import Verdict, standing

Json = dict[str, Any]


def to_doccano(store: Store, choices: Choices) -> Exported:
    """Every record with a decision that stands, once: doccano's files know no annotators."""
    left_out: Counter[str] = Counter()
    found = enumerate(standing(store, choices.coder, left_out), 1)
    rows = [_row(number, judged.record, text, verdict) for number, (judged, text, verdict) in found]
    return Exported(files={"doccano.jsonl": lines(rows)}, documents=len(rows), left_out=left_out)


def _row(number: int, record: Json, text: str, verdict: Verdict) -> Json:
    reading, units = verdict.reading, Units(text)
    spans = [(units.units(s.start), units.units(s.end), s.label or s.act) for s in reading.statements]
    bounds = bounds_of(record)
    rest = [name for name in bounds.classes if name not in bounds.names]
    return {
        "id": number,
        "text": text,
        "label": [list(span) for span in spans],
        "cats": list(reading.present) or rest,
        "entities": [
            {"id": k, "label": label, "start_offset": start, "end_offset": end}
            for k, (start, end, label) in enumerate(spans)
        ],
        "relations": [],
        "record": record["id"],
        "title": record["document"]["title"],
        "published": record["document"]["published"],
        "primary": reading.primary,
        "coder": verdict.coder,
        "comment": verdict.comment,
    }
