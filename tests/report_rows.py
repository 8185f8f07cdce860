"""Six records of which every figure of the report can be told by hand, and one full of things that must stay text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import archive_rows
from stancewire.register.lookup import Register, load_register
from stancewire.report.page.build import write_page

Json = dict[str, Any]
TEXT = "Kelmarsh LMC rejects it. The CCG will go ahead. NHS England orders it."
PLACES = {"lmc_objection": (0, 24), "ccg_plan": (25, 47), "nhse_mandate": (48, 70), None: (0, 12)}


def statement(holder: str, kind: str, act: str, label: str | None, **fields: Any) -> Json:
    """A statement at the place of TEXT that fits its label."""
    start, end = PLACES[label]
    span = {"holder_kind": kind, "start": start, "end": end, "text": TEXT[start:end]}
    return archive_rows.statement(holder, label, act=act) | span | fields


def record(number: int, statements: list[Json], **fields: Any) -> Json:
    """A record whose labels are those of its statements."""
    labels = [label for label in archive_rows.LABELS if any(row["label"] == label for row in statements)]
    row = archive_rows.record(number, present=labels, statements=statements, text=TEXT, **fields)
    row["document"] |= {"title": f"Document {number}", "characters": len(TEXT)}
    return row


def objection(**fields: Any) -> Json:
    return statement("Kelmarsh LMC", "lmc", "objects", "lmc_objection", **fields)


def rows() -> list[Json]:
    """Five documents and an error: dated to the day, the month, the year and not at all; one a copy, one doubted."""
    plan = statement("NHS Darlington CCG", "local_commissioner", "plans", "ccg_plan", holder_id="00C", policy="hubs")
    order = statement("NHS England", "national_authority", "mandates", "nhse_mandate", policy="hubs", probability=0.6)
    neutral = statement("Kelmarsh LMC", "lmc", "neutral", None)
    return [
        record(0, [objection(policy="hubs"), neutral], published="2014-05-01", publisher="Echo"),
        record(1, [objection(policy="co-commissioning"), plan], published="2014-05", publisher="Echo"),
        record(2, [order], published="2015", publisher="Gazette"),
        record(3, [objection(policy="hubs")], published=None, status="duplicate", duplicate_of="id-0"),
        record(4, [], published="2014-07-09", status="abstained"),
        archive_rows.failed(5),
    ]


PAYLOAD = (
    "\"'><script>window.hit=1</script></script><img src=x onerror=window.hit=2><svg onload=window.hit=3><style>*{display:none}"
    "</style></title></textarea><!--<a href=javascript:window.hit=4 onclick=window.hit=5>]]>{{7*7}}\u2028=1+1"
)
ADDRESS = "javascript:window.hit=6"


def hostile() -> list[Json]:
    """The payload in every text of a record that is read, and in that of an error."""
    label = PAYLOAD + " label"
    row = record(0, [objection(policy=PAYLOAD), statement("x", "lmc", "objects", "lmc_objection")])
    names = ("holder", "holder_kind", "speaker", "act", "target", "policy", "holder_id", "target_id")
    for one in row["statements"]:
        one.update(dict.fromkeys(names, PAYLOAD), label=label, start=0, end=len(PAYLOAD), text=PAYLOAD)
    meta = ("title", "kind", "publisher", "sender", "recipients", "byline", "target", "language")
    row["document"] |= dict.fromkeys(meta, PAYLOAD) | {"url": ADDRESS}
    row["document"]["zones"] = [{"zone": PAYLOAD, "start": 0, "end": len(PAYLOAD), "text": PAYLOAD}]
    row["stance"] |= {
        "present": [label],
        "primary": label,
        "probabilities": {label: 0.9, "__proto__": 0.2, "constructor": 0.1},
        "primary_probabilities": {label: 0.9, PAYLOAD: 0.1},
        "reason": PAYLOAD,
    }
    row["passages"] = [
        {"start": 0, "end": len(PAYLOAD), "text": PAYLOAD, "labels": [label], "probabilities": {label: 0.9}}
    ]
    row["organisations"] = [
        {"start": 0, "end": 4, "text": PAYLOAD, "kind": PAYLOAD, "name": PAYLOAD, "id": PAYLOAD, "id_scheme": PAYLOAD}
    ]
    row |= {"id": PAYLOAD, "text": PAYLOAD, "warnings": [PAYLOAD], "duplicate_of": PAYLOAD, "status": "duplicate"}
    row["source"] |= {"uri": PAYLOAD, "member": PAYLOAD, "media_type": PAYLOAD}
    row["model"] |= {"name": PAYLOAD, "version": PAYLOAD, "scheme": PAYLOAD}
    error = archive_rows.failed(1) | {"error": {"class": PAYLOAD, "message": PAYLOAD, "hint": PAYLOAD}, "id": PAYLOAD}
    return [row, error]


def page_at(path: Path, records: list[Json], register: Register | None = None, **options: Any) -> str:
    """The page of some records in a file; its address."""
    with path.open("wb") as stream:
        write_page(records, register or load_register(), stream, **options)
    return path.resolve().as_uri()
