"""Plain tables: text and label for a model of one's own labels (`stancewire train` with [scheme]), and all of history."""

from __future__ import annotations

from collections import Counter
from typing import Any

from stancewire.review.decisions import Decisions
from stancewire.review.exporters import Choices, Exported, lines
from stancewire.review.store import Store
from stancewire.review.verdicts import standing

Json = dict[str, Any]


def to_table(store: Store, choices: Choices) -> Exported:
    """One row a document: id, text, target (where it has one), label (its primary), coder, comment."""
    left_out: Counter[str] = Counter()
    rows = []
    for judged, text, verdict in standing(store, choices.coder, left_out):
        target = judged.record["document"].get("target")
        rows.append(
            {"id": judged.record["id"], "text": text}
            | ({"target": target} if target else {})
            | {"label": verdict.reading.primary, "coder": verdict.coder, "comment": verdict.comment}
        )
    return Exported(files={"labels.jsonl": lines(rows)}, documents=len(rows), left_out=left_out)


def to_history(store: Store, choices: Choices) -> Exported:
    """One row a step, undone ones too, in the order in which they were made; of one coder where one is named."""
    names: dict[int, str] = {}
    rows = []
    for decision in Decisions(store).history():
        step = decision.step
        if choices.coder in (None, step.coder):
            if step.item not in names:
                names[step.item] = (store.record(step.item) or {"id": ""})["id"]
            rows.append(
                {
                    "row": decision.number, "record": names[step.item], "coder": step.coder, "at": decision.at,
                    "action": step.action, "state": step.state, "blind": step.blind, "undoes": step.undoes,
                    "comment": step.comment, "reading": step.reading.to_json(),
                }
            )  # fmt: skip
    return Exported(files={"history.jsonl": lines(rows)}, documents=len(names))
