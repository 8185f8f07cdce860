"""The samples are well formed and every kind and label is among them. How well they are tagged is not tested: they illustrate."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from stancewire.config import InputConfig
from stancewire.records.record import Record
from stancewire.sources.inputs import find_inputs
from stancewire.sources.reading import read
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.tagger import Tagger
from stancewire.types import DOCUMENT_KINDS, ZONES

CORPORA = Path(__file__).parents[1] / "corpora"
ANNOTATIONS: dict[str, dict[str, Any]] = {
    row.get("id", row["file"]): row
    for row in map(json.loads, (CORPORA / "samples-annotations.jsonl").read_text(encoding="utf-8").splitlines())
}


@pytest.fixture(scope="module")
def records(tagger: Tagger) -> dict[str, Record]:
    items = [item for found in find_inputs([str(CORPORA / "samples")]) for item in read(found, InputConfig())]  # type: ignore[arg-type]
    tagged = [tagger.record_of(item) for item in items]
    return {record.id if record.source["member"] else Path(record.source["uri"]).name: record for record in tagged}


def test_every_document_is_annotated_and_tagged(records: dict[str, Record]) -> None:
    assert records.keys() == ANNOTATIONS.keys()
    assert {record.status for record in records.values()} <= {"ok", "abstained"}


def test_every_kind_and_every_label_is_there() -> None:
    assert {row["kind"] for row in ANNOTATIONS.values()} == set(DOCUMENT_KINDS) - {"other"}
    primary = Counter(row["primary"] for row in ANNOTATIONS.values())
    assert set(primary) == set(CLASSES)
    assert min(primary.values()) >= 3


@pytest.mark.parametrize("name", ANNOTATIONS)
def test_an_annotation_fits_its_text_and_itself(name: str, records: dict[str, Record]) -> None:
    row, text = ANNOTATIONS[name], records[name].text
    assert text
    lines = [" ".join(line.split()) for line in text.split("\n")]
    for part in (*row["passages"], *row["zones"]):
        assert any(line.startswith(" ".join(part["starts"].split())) for line in lines), part
    labels = {label for passage in row["passages"] for label in passage["labels"]} | set(row["title_labels"])
    assert row["present"] == [label for label in NAMES if label in labels]
    assert row["primary"] in (*row["present"], "none")
    assert {zone["zone"] for zone in row["zones"]} <= set(ZONES)
    assert row["fictional"]
