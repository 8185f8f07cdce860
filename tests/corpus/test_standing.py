"""Published rows come from rows that are there, and stand where they were put."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import corpus_rows as tiny
from stancewire.corpus.build import build
from stancewire.corpus.check import check
from stancewire.corpus.rules.reference import Reference

FOLDERS = ("batches", "pairs", "first", "second")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus with rows in all four folders, published."""
    tiny.corpus(tmp_path)
    tiny.write(tmp_path / "first" / "all.jsonl", [tiny.second()])
    publish(tmp_path)
    assert errors(tmp_path) == []
    return tmp_path


def publish(folder: Path) -> None:
    for name, lines in build(check(folder, Reference(), rebuilding=True)[0]).items():
        tiny.write(folder / name, lines)


def errors(folder: Path, *, rebuilding: bool = False) -> list[str]:
    return [str(error) for error in check(folder, Reference(), rebuilding=rebuilding)[1].errors]


def place(folder: Path, name: str) -> Path:
    """The published file with the row of that id."""
    files = [path for path in folder.glob("*.jsonl") if path.stem not in ("first", "second")]
    return next(path for path in files if any(row["id"] == name for row in tiny.rows(path)))


def move(folder: Path, name: str, prefix: str = "") -> tuple[str, str]:
    """Put a row into another file by hand; the sides it came from and went to."""
    path = place(folder, name)
    origin = path.stem.removeprefix(prefix)
    side = next(split for split in ("train", "dev", "test") if split != origin)
    row = next(row for row in tiny.rows(path) if row["id"] == name)
    tiny.write(path, [other for other in tiny.rows(path) if other["id"] != name])
    target = folder / f"{prefix}{side}.jsonl"
    tiny.write(target, [*tiny.rows(target), row])
    return origin, side


def vanish_batch(folder: Path) -> list[tuple[str, str, str]]:
    tiny.write(folder / "batches" / "b2.jsonl", [tiny.other(1), tiny.other(3)])
    return [(place(folder, "o-002").name, "o-002", "batches")]


def vanish_batches(folder: Path) -> list[tuple[str, str, str]]:
    shutil.rmtree(folder / "batches")
    return [(place(folder, name).name, name, "batches") for name in ("o-001", "o-002", "o-003", "t-01")]


def vanish_pairs(folder: Path) -> list[tuple[str, str, str]]:
    shutil.rmtree(folder / "pairs")
    return [(place(folder, name).name, name, "pairs") for name in ("q-01a", "q-01b")]


def vanish_first(folder: Path) -> list[tuple[str, str, str]]:
    (folder / "first" / "all.jsonl").unlink()
    return [("first.jsonl", "t-01", "first")]


def vanish_second(folder: Path) -> list[tuple[str, str, str]]:
    tiny.write(folder / "second" / "s1.jsonl", [])
    return [("second.jsonl", "t-01", "second")]


@pytest.mark.parametrize("vanish", [vanish_batch, vanish_batches, vanish_pairs, vanish_first, vanish_second])
@pytest.mark.parametrize("rebuilding", [False, True])
def test_a_published_row_has_its_source(
    folder: Path, vanish: Callable[[Path], list[tuple[str, str, str]]], rebuilding: bool
) -> None:
    gone = vanish(folder)
    assert sorted(errors(folder, rebuilding=rebuilding)) == sorted(
        f"{file}: {name}: row: has no row in {source}/ that can be read; put it back there, or take this one away, and its name from splits.json"
        for file, name, source in gone
    )


def test_the_published_files_alone_are_a_corpus(folder: Path) -> None:
    for name in FOLDERS:
        shutil.rmtree(folder / name)
    assert errors(folder) == []
    (folder / "splits.json").unlink()
    assert errors(folder) == []


@pytest.mark.parametrize("alone", [True, False])
def test_a_document_moved_by_hand_is_told_and_moved_back(folder: Path, alone: bool) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.json*")}
    if alone:
        for name in FOLDERS:
            shutil.rmtree(folder / name)
    origin, side = move(folder, "o-002")
    assert errors(folder) == [
        f"{side}.jsonl: o-002: row: belongs to {origin} by splits.json; run scripts/build_corpus.py FOLDER, "
        "which moves it back (who means to move it changes splits.json)"
    ]
    publish(folder)
    assert {path.name: path.read_bytes() for path in folder.glob("*.json*")} == before


def test_a_pair_moved_by_hand_is_told(folder: Path) -> None:
    moves = {name: move(folder, name, "pairs-") for name in ("q-01a", "q-01b")}
    assert [error.partition(" by ")[0] for error in errors(folder)] == [
        f"pairs-{side}.jsonl: {name}: row: belongs to {origin}" for name, (origin, side) in moves.items()
    ]


def record(folder: Path, name: str) -> tuple[str, str]:
    """Give a document another side in splits.json and build; the sides it had and has."""
    path = folder / "splits.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    origin = values["documents"][name]
    values["documents"][name] = side = "dev" if origin != "dev" else "test"
    path.write_text(json.dumps(values), encoding="utf-8")
    publish(folder)
    return origin, side


def test_who_changes_the_record_moves_a_document(folder: Path) -> None:
    _, side = record(folder, "o-002")
    assert place(folder, "o-002").name == f"{side}.jsonl"
    assert errors(folder) == []


def test_a_published_row_taken_away_is_told(folder: Path) -> None:
    for name in FOLDERS:
        shutil.rmtree(folder / name)
    path = place(folder, "o-003")
    tiny.write(path, [row for row in tiny.rows(path) if row["id"] != "o-003"])
    sentence = "splits.json: o-003: documents: is in no published file; put its row back, or take the name out of splits.json, and build again"
    assert errors(folder) == errors(folder, rebuilding=True) == [sentence]


def test_a_record_is_part_of_what_is_published(folder: Path) -> None:
    (folder / "splits.json").unlink()
    assert errors(folder) == ["splits.json: record: row: is not what the rows give; run scripts/build_corpus.py FOLDER"]


def test_an_event_named_anew_in_the_batches_may_not_join_two_sides(folder: Path) -> None:
    assert place(folder, "o-001") == place(folder, "o-002")
    origin, side = record(folder, "o-002")
    rows = [tiny.other(1), tiny.other(2, event="invented-event-1"), tiny.other(3)]
    tiny.write(folder / "batches" / "b2.jsonl", rows)
    assert errors(folder, rebuilding=True) == [
        f"batches/b2.jsonl: o-002: event: 'invented-event-1' stands in {origin} too, "
        f"this in {side}; write one side into splits.json and build again"
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[]", "row: not a JSON object; "),
        ("{", "row: not a JSON object; "),
        (
            '{"documents": {"t-01": "left"}, "pairs": {}}',
            "documents: does not give each name one of train, dev, test; ",
        ),
        ('{"documents": {"t-01": []}, "pairs": {}}', "documents: does not give each name one of train, dev, test; "),
        ('{"documents": {}, "pairs": []}', "pairs: does not give each name one of train, dev, test; "),
        (
            '{"documents": {}, "pairs": {}, "apart": [["a", "a"]]}',
            "apart: is no list of pairs of two different events; ",
        ),
        ('{"documents": {}, "pairs": {}, "apart": 1}', "apart: is no list of pairs of two different events; "),
    ],
)
def test_a_broken_record_is_told(folder: Path, text: str, sentence: str) -> None:
    (folder / "splits.json").write_text(text, encoding="utf-8")
    assert [error for error in errors(folder) if error.startswith(f"splits.json: record: {sentence}")]
