"""Records to review, made by hand: a short invented text with its statements, and whatever a test changes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

Json = dict[str, Any]
# The sign beyond U+FFFF tells code points from UTF-16 units: everything behind it stands one unit further on.
TEXT = (
    "Westmarch LMC \U0001f3e5 turns down the hubs\n\n"
    "Westmarch LMC turns down the hubs of NHS Westmarch CCG.\n\n"
    "NHS Westmarch CCG plans three hubs."
)
OBJECTS, PLANS = "Westmarch LMC turns down the hubs of NHS Westmarch CCG.", "NHS Westmarch CCG plans three hubs."
LABELS = ("lmc_objection", "ccg_plan", "nhse_mandate")


def place(words: str, text: str = TEXT) -> Json:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def coded(words: str, holder: str, holder_kind: str, act: str, label: str | None, **more: Any) -> Json:
    """A statement as the page sends it."""
    where = place(words)
    plain = {"speaker": "", "target": "", "policy": "", "direct": False}
    return (
        {"start": where["start"], "end": where["end"], "holder": holder, "holder_kind": holder_kind, "act": act, "label": label}
        | plain
        | more
    )  # fmt: skip


OBJECTION = coded(OBJECTS, "Westmarch LMC", "lmc", "objects", "lmc_objection", target="NHS Westmarch CCG")
PLAN = coded(PLANS, "NHS Westmarch CCG", "local_commissioner", "plans", "ccg_plan")


def reading(primary: str | None = "lmc_objection", *, present: Any = ("lmc_objection", "ccg_plan"), statements: Any = (OBJECTION, PLAN)) -> Json:  # fmt: skip
    return {"primary": primary, "present": list(present), "statements": [dict(one) for one in statements]}


def record(name: str = "one", *, surest: float = 0.7, abstained: bool = False, **changes: Any) -> Json:
    """A record whose model says what `reading()` says, with a chance of `surest` for the primary label."""
    rest = (1 - surest) / 3
    found = [
        one | {"holder_id": None, "target_id": None, "text": TEXT[one["start"] : one["end"]], "probability": 0.8}
        for one in (OBJECTION, PLAN)
    ]
    bodies = [
        place("Westmarch LMC") | {"kind": "lmc", "name": "Westmarch LMC", "zone": "title"},
        place("NHS Westmarch CCG") | {"kind": "ccg", "name": "NHS Westmarch CCG", "zone": "body"},
    ]
    return {
        "schema": "stancewire/record/1",
        "id": name,
        "source": {"uri": f"news/{name}.txt", "media_type": "text/plain", "sha256": "a" * 64, "member": None},
        "status": "abstained" if abstained else "ok",
        "document": {
            "title": "Westmarch LMC turns down the hubs", "kind": "news", "published": "2014-10-08",
            "publisher": "The Westmarch Star", "url": None, "sender": None, "recipients": None, "byline": None,
            "language": "en", "characters": len(TEXT),
            "zones": [
                {"zone": "title"} | place(TEXT.partition("\n")[0]),
                {"zone": "body"} | place(TEXT.split("\n\n", 1)[1]),
            ],
        },
        "text": TEXT,
        "organisations": bodies,
        "policy_terms": [],
        "statements": found,
        "passages": [place(OBJECTS) | {"labels": ["lmc_objection"], "probabilities": {}}],
        "stance": {
            "present": ["lmc_objection", "ccg_plan"], "primary": "lmc_objection",
            "probabilities": {"lmc_objection": 0.9, "ccg_plan": 0.8, "nhse_mandate": 0.1},
            "primary_probabilities": {"lmc_objection": surest, "ccg_plan": rest, "nhse_mandate": rest, "none": rest},
            "prediction_set": ["lmc_objection"], "abstained": abstained, "reason": "unsure" if abstained else None,
        },
        "duplicate_of": None, "warnings": [], "error": None,
        "model": {"name": "hand", "version": "1", "sha256": "0" * 64, "scheme": "primary-care/1"},
        "config_sha256": "0" * 64, "stancewire": "0",
    } | changes  # fmt: skip


def write(path: Path, *rows: Json) -> str:
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    return str(path)


def code(path: str, coder: str, steps: int) -> None:
    """A coder at work on a store, in a process of its own: such a one finds what it runs in a module of tests/ alone."""
    from stancewire.review.decisions import Decisions, Step
    from stancewire.review.reading import reading_of
    from stancewire.review.store import Store

    values: Json = {"blind": False, "reading": reading_of(record()), "comment": "", "undoes": None}
    with Store(Path(path)) as store:
        decisions = Decisions(store)
        seen = 0
        for _ in range(steps):
            seen = decisions.append(Step(item=1, coder=coder, action="edit", state="open", **values), seen).number
