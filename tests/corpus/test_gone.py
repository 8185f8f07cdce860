"""What is gone from a download, or is no longer what was read, is told once and with the mend that helps."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import corpus_rows as tiny
from stancewire.corpus.build import build
from stancewire.corpus.check import check
from stancewire.corpus.published import document_row
from stancewire.corpus.rules.reference import Reference

FOLDERS = ("batches", "pairs", "first", "second")
BUILD = "run scripts/build_corpus.py FOLDER"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A published corpus of sixty documents and more, its rows beside it."""
    tiny.corpus(tmp_path)
    tiny.write(tmp_path / "batches" / "b3.jsonl", [tiny.other(k) for k in range(10, 70)])
    tiny.write(tmp_path / "first" / "all.jsonl", [tiny.second()])
    publish(tmp_path)
    assert errors(tmp_path) == []
    return tmp_path


@pytest.fixture
def download(folder: Path) -> Path:
    """The published files alone."""
    for name in FOLDERS:
        shutil.rmtree(folder / name)
    return folder


def publish(folder: Path) -> None:
    for name, lines in build(check(folder, Reference(), rebuilding=True)[0]).items():
        tiny.write(folder / name, lines)


def errors(folder: Path) -> list[str]:
    return [str(error) for error in check(folder, Reference())[1].errors]


@pytest.mark.parametrize("name", ["first", "second"])
def test_a_reading_taken_away_is_told(download: Path, name: str) -> None:
    tiny.write(download / f"{name}.jsonl", [])
    mend = "put its row back, or take the name out of splits.json, and build again"
    assert errors(download) == [f"splits.json: t-01: {name}: is in no published file; {mend}"]
    (download / f"{name}.jsonl").unlink()
    assert errors(download) == [f"splits.json: t-01: {name}: is in no published file; {mend}"]


def test_what_can_be_built_again_is_built_again(folder: Path) -> None:
    tiny.write(folder / "second.jsonl", [])
    assert errors(folder) == [f"splits.json: t-01: second: is in no published file; {BUILD}"]
    publish(folder)
    assert errors(folder) == []


def test_readings_without_a_record_of_theirs_are_recorded(download: Path) -> None:
    path = download / "splits.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    del values["second"]
    path.write_text(json.dumps(values), encoding="utf-8")
    assert errors(download) == [f"splits.json: record: second: names none of the 1 that are published; {BUILD}"]
    publish(download)
    assert errors(download) == []


@pytest.mark.parametrize("empty", [True, False])
def test_a_split_that_is_gone_is_one_sentence(download: Path, empty: bool) -> None:
    path = next(
        path
        for path in map(download.joinpath, ("train.jsonl", "dev.jsonl", "test.jsonl"))
        if "t-01" in path.read_text()
    )
    number = len(tiny.rows(path))
    assert number > 1
    if empty:
        tiny.write(path, [])
    else:
        path.unlink()
    sentence = f"{path.name}: file: row: holds none of the {number} that splits.json records for it; put the file back as it was published"
    assert errors(download) == [sentence]  # the readings of t-01 are not blamed


def test_a_split_that_is_gone_beside_its_rows_is_built_again(folder: Path) -> None:
    number = len(tiny.rows(folder / "train.jsonl"))
    (folder / "train.jsonl").unlink()
    sentence = f"train.jsonl: file: row: holds none of the {number} that splits.json records for it; {BUILD}"
    assert errors(folder) == [sentence]


def test_a_published_row_that_lacks_a_field_lacks_that_field_only(download: Path) -> None:
    path = next(
        path for path in download.glob("*.jsonl") if path.stem in ("train", "dev", "test") and len(tiny.rows(path)) > 1
    )
    first, *rest = tiny.rows(path)
    del first["hard"]
    tiny.write(path, [first, *rest])
    assert errors(download) == [f"{path.name}: {first['id']}: hard: missing; add it as str"]


def test_a_broken_zone_of_a_published_row_is_told_by_its_name(tmp_path: Path) -> None:
    row = document_row(tiny.typed())
    row["zones"][1] = {"first_line": 3, "zone": "body"}
    tiny.write(tmp_path / "train.jsonl", [row])
    (told,) = errors(tmp_path)
    assert told.startswith(
        "train.jsonl: t-01: zones[1]: {'first_line': 3, 'zone': 'body'} is not [first_line, last_line, zone]"
    )


def test_a_reading_whose_source_is_gone_names_the_record_only_where_it_stands_there(folder: Path) -> None:
    path = folder / "splits.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    (folder / "second" / "s1.jsonl").unlink()
    gone = "second.jsonl: t-01: row: has no row in second/ that can be read; put it back there, or take this one away"
    assert errors(folder) == [f"{gone}, and its name from splits.json"]
    values.pop("second")
    path.write_text(json.dumps(values), encoding="utf-8")
    assert gone in errors(folder)


def test_a_text_changed_after_it_was_read_is_told(folder: Path) -> None:
    changed = tiny.TEXT.replace("Nobody had", "Nobody at all had")
    tiny.write(folder / "batches" / "b1.jsonl", [tiny.document(text=changed)])
    told = [error for error in errors(folder) if "of the document is not what was read; read it again" in error]
    assert [error.partition(": text: ")[0] for error in told] == ["first/all.jsonl: t-01", "second/s1.jsonl: t-01"]
    publish(folder)
    assert len([error for error in errors(folder) if "is not what was read" in error]) == 2  # building forgives nothing


def test_a_hash_that_is_none(folder: Path) -> None:
    path = folder / "splits.json"
    values = json.loads(path.read_text(encoding="utf-8")) | {"second": {"t-01": "x"}}
    path.write_text(json.dumps(values), encoding="utf-8")
    assert "splits.json: record: second: does not give each id the hash of a text, 16 digits" in errors(folder)[0]
