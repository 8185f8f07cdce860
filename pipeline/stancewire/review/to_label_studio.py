"""Label Studio's JSON: tasks with annotations of coders and the model's answers as predictions; and the interface for them.

As its guides to task format and pre-annotated data describe: `data`, `annotations`, `predictions`, each with a
`result` whose items name a control (`from_name`) and the text (`to_name`). Offsets are code points, as Label Studio
counts in texts. Coders' names stand in a field of their own: an annotation may name only users of the instance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

import orjson

from stancewire.review.exporters import Choices, Exported
from stancewire.review.reading import Coded, Reading, bounds_of, reading_of
from stancewire.review.store import Store
from stancewire.review.verdicts import Judged, Verdict, spoken
from stancewire.types import ACTS, HOLDER_KINDS

Json = dict[str, Any]


def to_label_studio(store: Store, choices: Choices) -> Exported:
    """Every decided or skipped record as a task, with an annotation for each coder."""
    left_out: Counter[str] = Counter()
    tasks = [_task(*found) for found in spoken(store, choices.coder, left_out)]
    content = orjson.dumps(tasks, option=orjson.OPT_INDENT_2) + b"\n"
    return Exported(files={"label-studio.json": content}, documents=len(tasks), left_out=left_out)


def _task(judged: Judged, text: str, verdicts: Iterable[Verdict]) -> Json:
    record = judged.record
    model, stance = record["model"], record["stance"]
    known = ("title", "published", "publisher")
    return {
        "data": {"text": text, "record": record["id"]} | {name: record["document"][name] or "" for name in known},
        "annotations": [_annotation(verdict, text) for verdict in verdicts],
        "predictions": [
            {
                "model_version": f"{model['name']} {model['version']}",
                "score": stance["primary_probabilities"][stance["primary"]],
                "result": list(_result(reading_of(record), text)),
            }
        ],
    }


def _annotation(verdict: Verdict, text: str) -> Json:
    said = (("coder", verdict.coder), ("comment", verdict.comment))
    return {
        "created_at": verdict.at,
        "was_cancelled": verdict.skipped,
        "ground_truth": False,
        "result": [
            *(() if verdict.skipped else _result(verdict.reading, text)),
            *(_item(name, name, "textarea", {"text": [value]}) for name, value in said if value),
        ],
    }


def _result(reading: Reading, text: str) -> Iterator[Json]:
    if reading.primary is not None:
        yield _item("primary", "primary", "choices", {"choices": [reading.primary]})
    if reading.present:
        yield _item("present", "present", "choices", {"choices": list(reading.present)})
    for number, statement in enumerate(reading.statements, 1):
        yield from _region(f"statement-{number}", statement, text)


def _region(name: str, statement: Coded, text: str) -> Iterator[Json]:
    """A span with its act, and one item for each further field of it, all of one id."""
    place = {"start": statement.start, "end": statement.end}
    yield _item(
        name, "act", "labels", place | {"text": text[statement.start : statement.end], "labels": [statement.act]}
    )
    for field, value in (("label", statement.label), ("holder_kind", statement.holder_kind)):
        if value:
            yield _item(name, field, "choices", place | {"choices": [value]})
    for field in ("holder", "speaker", "target", "policy"):
        if value := getattr(statement, field):
            yield _item(name, field, "textarea", place | {"text": [value]})


def _item(name: str, control: str, kind: str, value: Json) -> Json:
    return {"id": name, "from_name": control, "to_name": "text", "type": kind, "value": value}


def to_config(store: Store, choices: Choices) -> Exported:
    """The labelling interface that the tasks are made for, with the labels of the store's records."""
    items = store.items()
    record = store.record(items[0].number) if items else None
    bounds = bounds_of(record) if record else None
    classes, names = (bounds.classes, bounds.names) if bounds else ((), ())
    content = "\n".join(
        (
            "<View>",
            *_control("Labels", "act", ACTS, "Label"),
            '  <Text name="text" value="$text" granularity="word"/>',
            *_control("Choices", "primary", classes, "Choice", 'choice="single"'),
            *_control("Choices", "present", names, "Choice", 'choice="multiple"'),
            *_control("Choices", "label", names, "Choice", 'choice="single" perRegion="true"'),
            *_control("Choices", "holder_kind", HOLDER_KINDS, "Choice", 'choice="single" perRegion="true"'),
            *(_area(name, 'perRegion="true"') for name in ("holder", "speaker", "target", "policy")),
            *(_area(name, 'rows="2"') for name in ("comment", "coder")),
            "</View>",
            "",
        )
    )
    return Exported(files={"label-studio.xml": content.encode()}, documents=len(items))


def _control(tag: str, name: str, values: Iterable[str], part: str, options: str = "") -> Iterator[str]:
    yield f'  <{tag} name="{name}" toName="text"{options and " " + options}>'
    yield from (f"    <{part} value={quoteattr(value)}/>" for value in values)
    yield f"  </{tag}>"


def _area(name: str, options: str) -> str:
    return f'  <TextArea name="{name}" toName="text" {options} placeholder="{name}"/>'
