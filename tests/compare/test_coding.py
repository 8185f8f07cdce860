"""The documents of a side, from records or from rows that people coded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import archive_rows
import corpus_rows
from stancewire.compare.coding import codings
from stancewire.errors import EmptyInput, MalformedRow
from stancewire.stance.labels import SCHEME

MODEL = {"name": "m", "version": "1", "sha256": "0" * 64, "scheme": SCHEME}


def passage(start: int, end: int, text: str, *labels: str) -> archive_rows.Json:
    return {"start": start, "end": end, "text": text, "labels": list(labels), "probabilities": {}}


def record(number: int, **fields: object) -> archive_rows.Json:
    return archive_rows.record(number, model=MODEL, **fields)


def test_of_a_record_passages_and_acts_are_told_by_their_words(tmp_path: Path) -> None:
    row = record(
        1,
        passages=[passage(0, 11, "LMC\u00a0objects", "lmc_objection"), passage(12, 23, "LMC objects")],
        statements=[archive_rows.statement("Fen LMC", "lmc_objection")],
    )
    found = codings(archive_rows.write(tmp_path / "out.jsonl", [row, archive_rows.failed(2) | {"model": MODEL}]))
    assert list(found) == ["id-1"]  # an error says nothing
    coding = found["id-1"]
    assert coding.passages == {"LMC objects #1": {"lmc_objection"}, "LMC objects #2": frozenset()}
    assert coding.acts == {("LMC objects #1", "gp", "objects")}
    assert [event.organization for event in coding.events] == ["Fen LMC"]


def test_rows_that_people_coded_are_read_as_annotators_write_them(tmp_path: Path) -> None:
    path = tmp_path / "coded.jsonl"
    path.write_text(json.dumps(corpus_rows.document()) + "\n", encoding="utf-8")
    coding = codings(str(path))["t-01"]
    first = next(key for key in coding.passages if key.startswith("Westmarch LMC has voted"))
    assert (coding.primary, coding.present) == ("lmc_objection", {"lmc_objection", "ccg_plan"})
    assert coding.passages[first] == {"lmc_objection"}
    assert (first, "gp", "objects") in coding.acts
    assert [(e.organization, e.agreement) for e in coding.events][:3] == [
        ("Westmarch LMC", False), ("Westmarch LMC", False), ("NHS Westmarch CCG", True),
    ]  # fmt: skip


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    name = archive_rows.write(tmp_path / "out.jsonl", [record(1), record(1)])
    with pytest.raises(MalformedRow, match="two documents with the id 'id-1'; give each an id of its own"):
        codings(name)


def test_a_coded_row_without_its_fields_is_refused_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "coded.jsonl"
    row = corpus_rows.document()
    del row["statements"]
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(MalformedRow, match=r"coded.jsonl, t-01: statements .*docs/labels.md"):
        codings(str(path))


def test_a_side_without_documents_is_refused(tmp_path: Path) -> None:
    name = archive_rows.write(tmp_path / "out.jsonl", [archive_rows.failed(1) | {"model": MODEL}])
    with pytest.raises(EmptyInput, match="holds no coded document"):
        codings(name)
