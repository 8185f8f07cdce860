"""`stancewire tag --duplicates`: a copy keeps its record and its stance, and names its original."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stancewire.cli import run
from stancewire.config import load_config
from stancewire.runs.batch import tag_inputs
from stancewire.sources.inputs import find_inputs

OBJECTION = (
    "Westmarch LMC has rejected a plan by NHS Westmarch CCG to merge three surgeries in Ashmere before the spring.\n\n"
    "The chair said that nobody had asked the partners what they thought of it, and that two of them would leave the county.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        {"id": "copy", "title": "Merger row", "text": OBJECTION, "published": "2014-05-03"},
        {"id": "first", "title": "LMC rejects merger", "text": OBJECTION, "published": "2014-05-02"},
        {
            "id": "other",
            "title": "Practices told to publish waits",
            "text": "NHS England has told all practices to publish their waiting times by 1 May.",
        },
    ]
    (tmp_path / "rows.jsonl").write_text(
        "".join(json.dumps(row) + "\n" for row in rows) + "no json\n", encoding="utf-8"
    )
    return tmp_path


def tagged(folder: Path, *, duplicates: bool, workers: int = 1) -> list[bytes]:
    inputs = find_inputs([str(folder)])
    lines = tag_inputs(inputs, load_config(), workers=workers, with_text=True, duplicates=duplicates)
    return [line.json for line in lines]


def test_a_copy_carries_its_full_stance_and_the_id_of_its_original(folder: Path) -> None:
    records = [json.loads(line) for line in tagged(folder, duplicates=True)]
    assert [(r["status"], r["duplicate_of"]) for r in records] == [
        ("duplicate", "first"),
        ("ok", None),
        ("ok", None),
        ("error", None),
    ]
    alone = json.loads(tagged(folder, duplicates=False)[0])
    assert records[0] == alone | {"status": "duplicate", "duplicate_of": "first"}
    assert "lmc_objection" in alone["stance"]["present"]


def test_without_the_option_no_record_knows_of_another(folder: Path) -> None:
    records = [json.loads(line) for line in tagged(folder, duplicates=False)]
    assert [(r["status"], r["duplicate_of"]) for r in records] == [("ok", None)] * 3 + [("error", None)]


def test_two_workers_give_the_same_bytes(folder: Path) -> None:
    assert tagged(folder, duplicates=True, workers=2) == tagged(folder, duplicates=True)


def test_the_command_counts_duplicates(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / f"{folder.name}.jsonl"
    assert run(["tag", str(folder), "-o", str(out), "--duplicates"]) == 1
    assert "4 records" in (err := capsys.readouterr().err)
    assert "2 ok, 1 duplicate, 1 error" in err


def test_a_pipe_cannot_be_read_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tag", "-", "-o", "-", "--duplicates"]) == 2
    assert "reads its inputs twice" in " ".join(capsys.readouterr().err.split())


def rows_with_ids(path: Path, *ids: str) -> None:
    rows = ({"id": name, "text": OBJECTION, "published": f"2014-05-0{9 - day}"} for day, name in enumerate(ids))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_of_inputs_with_one_id_none_points_at_itself(tmp_path: Path) -> None:
    rows_with_ids(tmp_path / "a.jsonl", "x", "x")
    rows_with_ids(tmp_path / "b.jsonl", "x#2", "x")
    records = [json.loads(line) for line in tagged(tmp_path, duplicates=True)]
    # Of the two published first, the one with the lower id is the original.
    assert [(r["id"], r["status"], r["duplicate_of"]) for r in records] == [
        ("x", "duplicate", "x#2"),
        ("x#2", "ok", None),
        ("x#2#2", "duplicate", "x#2"),
        ("x#3", "duplicate", "x#2"),
    ]
    assert records[1]["warnings"] == ["the id 'x' stands at an earlier input as well: this one is 'x#2'"]
    assert [json.loads(line)["id"] for line in tagged(tmp_path, duplicates=False)] == ["x", "x", "x#2", "x"]
