"""A ledger that is corrupt or lost, an output that somebody edited, tails that nobody knows: said clearly, and mended by a rebuild."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from night_parts import MODEL_2, BreakingNight, House
from run_parts import Crash
from stancewire.runs.nightly import migrations
from stancewire.runs.nightly.check import faults
from stancewire.runs.nightly.ledger import Ledger, LedgerError
from stancewire.runs.nightly.month import EditedOutput
from stancewire.runs.nightly.rebuild import rebuild
from stancewire.runs.nightly.retag import retag
from stancewire.runs.nightly.status import status_of
from stancewire.runs.nightly.upkeep import pack_months


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House.at(tmp_path / "h", "[retry]\ntries = 1\n")
    for number in range(4):
        house.put(f"{number}.txt", f"Text number {number}")
    house.put("rows.jsonl", "".join(json.dumps({"id": f"r{k}", "text": f"Row number {k}"}) + "\n" for k in range(3)))
    house.put("wrong.jsonl", "no json\n")
    house.night()
    return house


def path_of(house: House) -> Path:
    return house.outputs()[0]


def test_half_a_record_behind_the_last_one_is_cut_off(house: House) -> None:
    before = path_of(house).read_bytes()
    path_of(house).write_bytes(before + before[:50])
    report = house.night()
    assert path_of(house).read_bytes() == before
    assert report.cut == [{"name": "2026-11.jsonl", "bytes": 50, "kept": "2026-11.jsonl.cut-1"}]
    assert (house.root / "out" / "2026-11.jsonl.cut-1").read_bytes() == before[:50]
    assert house.night().cut == []


@pytest.mark.parametrize("damage", ["shorter", "changed", "gone", "replaced"])
def test_an_output_that_somebody_edited_stops_the_night_until_the_ledger_is_rebuilt(house: House, damage: str) -> None:
    path = path_of(house)
    lines = path.read_bytes().splitlines(keepends=True)
    if damage == "shorter":
        path.write_bytes(b"".join(lines[:-3]))
    elif damage == "changed":
        path.write_bytes(b"".join([lines[0].replace(b"Text number 0", b"Text NUMBER 0"), *lines[1:]]))
    elif damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"".join(lines[1:]) + lines[0])
    house.put("new.txt", "A new text")
    with pytest.raises(EditedOutput, match="stancewire ledger rebuild"):
        house.night()
    left = path.read_bytes() if path.exists() else b""
    rebuild(house.settings, house.clock.now)
    house.tagging.asked.clear()
    house.night()
    gone = {"shorter": 3, "gone": 8}.get(damage, 0)
    assert len(house.tagging.asked) == 1 + gone
    assert len(house.records()) == 9
    assert path.read_bytes().startswith(left)
    assert faults(house.settings) == []


def test_an_edit_that_keeps_size_and_time_is_found_by_check_and_before_the_next_record(house: House) -> None:
    path, told = path_of(house), path_of(house).stat()
    path.write_bytes(path.read_bytes().replace(b"number 1", b"NUMBER 1"))
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert faults(house.settings) == ["2026-11.jsonl: its bytes are not those that were written"]
    house.put("new.txt", "A new text")
    with pytest.raises(EditedOutput, match="was changed since the last run"):
        house.night()


@pytest.mark.parametrize("damage", ["garbage", "middle", "cut", "text"])
def test_a_corrupt_ledger_is_said_and_made_anew_from_the_output(house: House, damage: str) -> None:
    path = house.settings.ledger_path
    content = path.read_bytes()
    damaged = {
        "garbage": b"\xff" * 4_096 + content[4_096:],
        "middle": content[:4_096] + os.urandom(len(content) - 4_096),
        "cut": content[: len(content) // 2],
        "text": b"this is no database at all, but a text that is longer than a header of one" * 9,
    }[damage]
    path.write_bytes(damaged)
    with pytest.raises(LedgerError, match=r"is corrupt .*; give stancewire ledger rebuild"):
        house.night()
    made = rebuild(house.settings, house.clock.now)
    assert (made.counts, made.kept) == ({"files": 1, "records": 8, "documents": 8}, "ledger.sqlite.old-1")
    house.tagging.asked.clear()
    assert house.night().counts == {"unchanged": 4}  # both tables are read once more, and known row by row
    assert (house.tagging.asked, len(house.records()), faults(house.settings)) == ([], 8, [])
    assert house.night().counts == {}


def test_a_lost_ledger_is_not_taken_for_a_first_night(house: House) -> None:
    for path in house.root.glob("ledger.sqlite*"):
        path.unlink()
    with pytest.raises(EditedOutput, match="the ledger knows nothing of; give stancewire ledger rebuild"):
        house.night()
    rebuild(house.settings, house.clock.now)
    house.tagging.asked.clear()
    house.night()
    assert house.tagging.asked == []


def test_a_rebuilt_ledger_knows_what_changed_and_the_revisions_before(house: House) -> None:
    house.put("1.txt", "Text number 1, changed")
    house.night()
    rebuild(house.settings, house.clock.now)
    revisions = house.asked("SELECT uri, key, revision FROM articles JOIN places p ON p.id = place ORDER BY uri, key")
    assert revisions[:3] == [("inbox/0.txt", "", 1), ("inbox/1.txt", "", 2), ("inbox/2.txt", "", 1)]
    assert revisions[4:7] == [("inbox/rows.jsonl", f"r{k}", 1) for k in range(3)]
    house.put("1.txt", "Text number 1, changed once more")
    assert house.night().counts["changed"] == 1
    assert house.asked("SELECT revision FROM articles JOIN places p ON p.id = place WHERE uri = 'inbox/1.txt'") == [
        (3,)
    ]


@pytest.mark.parametrize("power", [False, True], ids=["kill", "power"])
def test_a_rebuild_that_is_broken_off_anywhere_is_said_and_given_again(house: House, power: bool) -> None:
    """A WAL that holds all there is, as a kill leaves it, is never parted from a ledger that still counts."""
    path, content = house.settings.ledger_path, house.settings.ledger_path.read_bytes()
    said = set()
    for at in range(1, 100):
        for left in house.root.glob("ledger.sqlite*"):
            left.unlink()
        path.write_bytes(content)
        with Ledger.open(path) as killed:
            with killed.transaction() as connection:
                connection.execute("INSERT INTO meta VALUES ('mark', 'x')")
            try:
                rebuild(house.settings, house.clock.now, BreakingNight(at, "after", power))
            except Crash:
                pass
            else:
                break
            if path.exists() and not (house.root / "ledger.sqlite.old-1").exists():
                with closing(sqlite3.connect(path)) as old:
                    assert old.execute("SELECT count(*) FROM meta WHERE name = 'mark'").fetchone() == (1,)
        if not path.exists():
            for command in (house.night, lambda: status_of(house.settings, house.clock.now, None)):
                with pytest.raises(
                    LedgerError, match="rebuild was broken off; give stancewire ledger rebuild"
                ) as caught:
                    command()
            said.add(str(caught.value))
            rebuild(house.settings, house.clock.now)
            assert (house.root / "ledger.sqlite.old-1").exists()
        house.tagging.asked.clear()
        house.night()
        assert (house.tagging.asked, len(house.records()), faults(house.settings)) == ([], 8, [])
    else:
        raise AssertionError("it never came to its end")
    assert len(said) == 1


def test_a_line_that_is_no_record_is_named_and_the_old_ledger_stays(house: House) -> None:
    before = house.settings.ledger_path.read_bytes()
    path_of(house).write_bytes(path_of(house).read_bytes() + b'{"schema": "something else"}\n')
    with pytest.raises(LedgerError, match=r"2026-11.jsonl, line 9: is no record of stancewire; correct that line"):
        rebuild(house.settings, house.clock.now)
    assert house.settings.ledger_path.read_bytes() == before


def test_another_database_is_left_alone(house: House) -> None:
    path = house.settings.ledger_path
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
        connection.commit()
    with pytest.raises(LedgerError, match="is no ledger of stancewire"):
        house.night()


def test_a_ledger_of_a_later_version_is_left_alone(house: House) -> None:
    with closing(sqlite3.connect(house.settings.ledger_path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    with pytest.raises(LedgerError, match="is of a later stancewire"):
        house.night()


def test_a_ledger_of_an_earlier_version_is_brought_up_step_by_step(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stancewire.runs.nightly import ledger

    steps = (
        *migrations.MIGRATIONS,
        "CREATE TABLE later (x);\nINSERT INTO later VALUES (7); -- a remark; with a sign\n",
    )
    monkeypatch.setattr(ledger, "MIGRATIONS", steps)
    monkeypatch.setattr(ledger, "VERSION", len(steps))
    with pytest.raises(LedgerError, match="is of an earlier version"), Ledger.read(house.settings.ledger_path):
        pass
    house.night()
    assert house.asked("SELECT x FROM later") == [(7,)]
    assert len(house.records()) == 8


def test_a_step_that_breaks_leaves_the_ledger_as_it_was(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from stancewire.runs.nightly import ledger

    steps = (*migrations.MIGRATIONS, "CREATE TABLE later (x);\nINSERT INTO nowhere VALUES (7);\n")
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "MIGRATIONS", steps)
        patch.setattr(ledger, "VERSION", len(steps))
        with pytest.raises(LedgerError, match="no such table: nowhere"):
            house.night()
    assert house.asked("SELECT count(*) FROM sqlite_master WHERE name = 'later'") == [(0,)]
    assert house.night().exit_code == 0


def test_months_that_were_packed_are_read_by_retag_and_rebuild(tmp_path: Path) -> None:
    house = House.at(tmp_path / "p")
    for number in range(3):
        house.put(f"{number}.txt", f"Text number {number}")
    house.night()
    house.put("1.txt", "Text number 1, changed")
    house.night(sleep=30)
    pack_months(house.settings, replace=True, seams=house.seams)
    assert (house.outputs(), house.night().counts, faults(house.settings)) == ([], {}, [])
    (house.inbox / "2.txt").unlink()
    house.night()
    house.use(MODEL_2)
    assert retag(house.settings, house.seams).counts == {"records": 3, "retag": 3}
    assert sorted(house.texts()) == [(f"{k}.txt", f"Text number {k}{', changed' * (k == 1)}") for k in range(3)]
    made = rebuild(house.settings, house.clock.now)
    assert made.counts == {"files": 2, "records": 4 + 3, "documents": 3}
    assert (house.night().counts, faults(house.settings)) == ({"deleted": 1, "unchanged": 2}, [])
