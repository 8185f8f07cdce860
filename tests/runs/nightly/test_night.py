"""Nights over a watched folder: what is new gets a record once, what changed another, and the rest is left alone."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from night_parts import DAY, House
from stancewire.runs.nightly import night
from stancewire.runs.nightly.night import dry_night
from stancewire.runs.nightly.outbox import Told


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House.at(tmp_path)


def test_every_file_gets_one_record_and_the_next_night_has_nothing_to_do(house: House) -> None:
    house.put("a.txt", "First text")
    house.put("sub/b.txt", "Second text")
    report = house.night()
    assert house.texts() == [("a.txt", "First text"), ("b.txt", "Second text")]
    assert [record["source"]["uri"] for record in house.records()] == ["inbox/a.txt", "inbox/sub/b.txt"]
    assert (report.exit_code, report.counts) == (0, {"new": 2, "records": 2})
    assert [path.name for path in house.outputs()] == ["2026-11.jsonl"]
    house.tagging.asked.clear()
    report = house.night()
    assert (report.exit_code, report.counts, house.tagging.asked) == (0, {}, [])
    assert len(house.records()) == 2


def test_a_changed_file_gets_a_further_record_and_the_old_one_stays(house: House) -> None:
    house.put("a.txt", "First text")
    house.night()
    house.put("a.txt", "First text, mended")
    report = house.night()
    assert house.texts() == [("a.txt", "First text"), ("a.txt", "First text, mended")]
    assert report.counts == {"changed": 1, "records": 1}
    assert house.asked("SELECT number, reason, status FROM revisions") == [(1, "new", "ok"), (2, "changed", "ok")]
    assert house.asked("SELECT revision FROM articles") == [(2,)]


def test_a_file_that_was_only_touched_is_not_read_again(house: House) -> None:
    house.put("a.txt", "First text")
    house.night()
    house.put("a.txt", "First text", age=7_200.0)
    assert house.night().counts == {"unchanged": 1}
    assert len(house.records()) == 1


def test_a_deleted_file_is_noted_keeps_its_record_and_may_come_back(house: House) -> None:
    path = house.put("a.txt", "First text")
    house.put("b.txt", "Second text")
    house.night()
    path.unlink()
    assert house.night().counts == {"deleted": 1}
    assert house.asked("SELECT uri, state FROM places ORDER BY uri") == [
        ("inbox/a.txt", "deleted"),
        ("inbox/b.txt", "done"),
    ]
    assert house.night().counts == {}
    house.put("a.txt", "First text")
    house.night()
    assert house.asked("SELECT DISTINCT state FROM places") == [("done",)]
    assert len(house.records()) == 2


def test_only_the_rows_of_a_table_that_are_new_or_changed_get_records(house: House) -> None:
    rows = [{"id": f"r{k}", "text": f"Row number {k} of the table"} for k in range(3)]
    house.put("rows.jsonl", "\n".join(map(json.dumps, rows)) + "\n")
    house.night()
    rows[1]["text"] = "Row number 1, changed"
    house.put("rows.jsonl", "\n".join(map(json.dumps, [*rows[1:], {"id": "r3", "text": "A fourth row"}])) + "\n")
    report = house.night()
    assert [record["id"] for record in house.records()] == ["r0", "r1", "r2", "r1", "r3"]
    assert report.counts == {"changed": 1, "documents_deleted": 1, "new": 1, "records": 2}
    assert house.asked("SELECT key, state FROM articles WHERE state != 'done'") == [("r0", "deleted")]


def test_a_file_that_is_still_being_written_is_left_for_the_next_night(house: House) -> None:
    house.put("a.txt", "First te", age=5.0)
    house.put("b.txt.part", "Half of")
    assert house.night().counts == {"settling": 2}
    assert house.records() == []
    house.put("a.txt", "First text, whole", age=3_600.0)
    house.night()
    assert house.texts() == [("a.txt", "First text, whole")]


def test_a_file_of_tomorrow_is_read_once_it_stays_the_same(house: House) -> None:
    house.put("a.txt", "Written by a machine whose clock is wrong", age=-90 * DAY)
    assert house.night().counts == {"settling": 1}
    assert house.night().counts == {"new": 1, "records": 1}


def test_a_file_that_changes_while_it_is_read_is_left_alone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from stancewire.runs.nightly import folders

    path = house.put("a.txt", "First half")
    honest = folders._bytes_of

    def slow(of: Path, most: int) -> object:
        read = honest(of, most)
        with path.open("a") as stream:
            stream.write(" and second")
        return read

    monkeypatch.setattr(folders, "_bytes_of", slow)
    assert house.night().counts == {"settling": 1}
    monkeypatch.undo()
    house.clock.now = time.time() + DAY
    house.night()
    assert house.texts() == [("a.txt", "First half and second")]


def test_hidden_files_and_those_left_out_by_patterns_are_not_read(tmp_path: Path) -> None:
    source = '[[source]]\nkind = "folder"\npath = "inbox"\ninclude = ["*.txt"]\nexclude = ["old/*"]\n'
    house = House.at(tmp_path, source=source)
    for name in ("a.txt", ".b.txt", "c.md", "old/d.txt"):
        house.put(name, f"Text of {name}")
    house.night()
    assert house.texts() == [("a.txt", "Text of a.txt")]


def test_a_table_whose_columns_have_other_names(tmp_path: Path) -> None:
    source = '[[source]]\nkind = "folder"\npath = "inbox"\ncolumns = ["text=story", "id=number"]\n'
    house = House.at(tmp_path, source=source)
    house.put("rows.csv", "number,story\nn1,The first story\nn2,The second story\n")
    house.night()
    assert [(record["id"], record["text"]) for record in house.records()] == [
        ("n1", "The first story"), ("n2", "The second story"),
    ]  # fmt: skip


def test_a_folder_that_is_not_there_is_said_and_its_files_are_not_taken_for_deleted(house: House) -> None:
    house.put("a.txt", "First text")
    house.night()
    house.inbox.rename(house.root / "elsewhere")
    report = house.night()
    assert report.exit_code == 1
    assert "the folder cannot be read" in report.failures[0]["message"]
    assert house.asked("SELECT state FROM places WHERE kind = 'file'") == [("done",)]
    (house.root / "elsewhere").rename(house.inbox)
    assert house.night().exit_code == 0


def test_records_of_december_stand_in_its_own_file(house: House) -> None:
    house.put("a.txt", "First text")
    house.night(sleep=30)
    house.put("b.txt", "Second text")
    report = house.night()
    assert [path.name for path in house.outputs()] == ["2026-11.jsonl", "2026-12.jsonl"]
    assert report.output is not None
    assert (report.output["file"], report.output["records"]) == ("2026-12.jsonl", 1)


def test_a_dry_night_says_what_would_be_done_and_leaves_nothing(house: House) -> None:
    house.put("a.txt", "First text")
    house.put("b.txt", "Second", age=1.0)
    assert dry_night(house.settings, house.seams) == {"new": 1, "settling": 1}
    assert sorted(path.name for path in house.root.iterdir()) == ["inbox", "nightly.toml"]
    house.night()
    before = {path: path.stat().st_mtime_ns for path in house.root.rglob("*")}
    house.put("a.txt", "First text, mended")
    del before[house.inbox / "a.txt"]
    assert dry_night(house.settings, house.seams) == {"changed": 1, "new": 1}
    after = {path: path.stat().st_mtime_ns for path in house.root.rglob("*")}
    assert {path: after[path] for path in before} == before


def test_two_thousand_known_files_are_looked_at_in_no_time(house: House) -> None:
    for number in range(2_000):
        house.put(f"{number}.txt", f"Text number {number}")
    house.night()
    for number in range(50):
        house.put(f"new-{number}.txt", f"New text number {number}")
    house.tagging.asked.clear()
    began = time.process_time()  # others may be using the machine
    assert house.night().counts == {"new": 50, "records": 50}
    assert time.process_time() - began < 3
    assert len(house.tagging.asked) == 50


def test_the_digest_is_told_once_all_is_safe_and_costs_the_night_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = []

    def tell(*_: object) -> Told:
        known.extend(house.asked("SELECT count(*) FROM revisions"))
        return Told(warnings=("mail server post.example: does not answer",))

    monkeypatch.setattr(night, "tell", tell)
    house.put("a.txt", "First text")
    report = house.night()
    assert (known, report.exit_code) == ([(1,)], 0)
    assert report.digest["warnings"] == ("mail server post.example: does not answer",)
