"""Months as Parquet: the same records, whole or not at all, once; and the JSON lines go only where that is asked for."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_rows import failed, record, statement
from night_parts import DAY, MODEL_2, START, BreakingNight, House, QuickNight
from run_parts import Crash, QuickDisk
from stancewire.archive.files import record_files
from stancewire.archive.store import Store
from stancewire.errors import GivenError, LockHeld, OutputError
from stancewire.runs.disk import Disk
from stancewire.runs.nightly.ledger import LedgerError
from stancewire.runs.nightly.lock import held
from stancewire.runs.nightly.month import EditedOutput
from stancewire.runs.nightly.packing import about_of, bare, pack, unpacked
from stancewire.runs.nightly.rebuild import rebuild
from stancewire.runs.nightly.retag import retag
from stancewire.runs.nightly.upkeep import Upkeep, pack_months
from stancewire.runs.signals import Stopped

NEXT_MONTH = START + 30 * DAY  # 6 December 2026


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Three nights of November, of which the second changed a.txt; now it is December."""
    house = House.at(tmp_path)
    house.put("a.txt", "First text")
    house.put("b.txt", "Second text")
    house.night()
    house.put("a.txt", "First text, mended")
    house.night()
    house.put("c.txt", "Third text")
    house.night()
    house.clock.now = NEXT_MONTH
    return house


def packed(house: House, **wish: Any) -> Upkeep:
    return pack_months(house.settings, seams=house.seams, **wish)


def rows(house: House, name: str = "2026-11.parquet") -> list[dict[str, Any]]:
    return list(map(bare, unpacked(house.root / "out" / "parquet" / name)))


def test_a_month_that_is_over_is_packed_and_the_lines_stay(house: House) -> None:
    lines = house.outputs()[0].read_bytes()
    (month,) = packed(house).months
    assert (month.name, month.file, month.records, month.is_new, month.is_replaced) == (
        "2026-11.jsonl", "parquet/2026-11.parquet", 4, True, False,
    )  # fmt: skip
    assert rows(house) == [bare(row) for row in house.records()]
    assert house.outputs()[0].read_bytes() == lines
    assert house.night().exit_code == 0


def test_done_again_nothing_is_written_and_elsewhere_the_bytes_are_the_same(house: House, tmp_path: Path) -> None:
    packed(house)
    path = house.root / "out" / "parquet" / "2026-11.parquet"
    content, written = path.read_bytes(), path.stat().st_mtime_ns
    assert not packed(house).months[0].is_new
    assert path.stat().st_mtime_ns == written
    path.unlink()
    assert packed(house).months[0].is_new
    assert path.read_bytes() == content


def test_the_month_that_still_grows_is_packed_only_when_named(house: House) -> None:
    house.clock.now = START + 10 * DAY
    assert packed(house).months == []
    assert [month.name for month in packed(house, months=("2026-11",)).months] == ["2026-11.jsonl"]
    house.put("d.txt", "Another")
    house.night()
    (month,) = packed(house, months=("2026-11",)).months
    assert (month.is_new, month.records) == (True, 5)
    with pytest.raises(OutputError, match="2026-11: is the month that still grows"):
        packed(house, months=("2026-11",), replace=True)


def test_a_month_that_is_not_there_is_said(house: House) -> None:
    with pytest.raises(GivenError, match="--month '2026-13' is not usable; give one of 2026-11"):
        packed(house, months=("2026-13",))


def test_superseded_revisions_are_left_out_only_where_asked(house: House) -> None:
    assert [row["text"] for row in rows_after(house, latest=True)] == [
        "Second text",
        "First text, mended",
        "Third text",
    ]
    assert [row["text"] for row in rows_after(house)] == [
        "First text",
        "Second text",
        "First text, mended",
        "Third text",
    ]


def rows_after(house: House, **wish: Any) -> list[dict[str, Any]]:
    packed(house, **wish)
    return rows(house)


def test_a_month_is_replaced_and_the_nights_go_on(house: House) -> None:
    records = [bare(row) for row in house.records()]
    assert packed(house, replace=True).months[0].is_replaced
    assert house.outputs() == []
    assert house.asked("SELECT name, packed, records FROM outputs") == [("2026-11.jsonl", "parquet/2026-11.parquet", 4)]
    assert rows(house) == records
    house.put("d.txt", "In December")
    assert house.night().counts["new"] == 1
    assert [path.name for path in house.outputs()] == ["2026-12.jsonl"]
    house.clock.now = START + 20 * DAY  # the clock is put back into a month that is packed
    house.put("e.txt", "In November again")
    house.night()
    assert [path.name for path in house.outputs()] == ["2026-11.2.jsonl", "2026-12.jsonl"]


def test_what_is_superseded_later_can_be_dropped_from_a_packed_month(house: House) -> None:
    packed(house, replace=True)
    house.put("b.txt", "Second text, mended in December")
    house.night()
    (month,) = packed(house, latest=True).months
    assert (month.is_new, month.records) == (True, 2)
    assert [row["text"] for row in rows(house)] == ["First text, mended", "Third text"]
    assert house.asked("SELECT article, number, output FROM revisions ORDER BY article, number") == [
        (1, 2, 1),
        (2, 2, 2),
        (3, 1, 1),
    ]
    assert not packed(house, latest=True).months[0].is_new
    assert house.night().exit_code == 0


@pytest.mark.parametrize("how", ["before", "after", "half"])
def test_a_crash_at_any_step_loses_nothing(tmp_path: Path, how: str) -> None:
    steps = 0
    while True:
        house = House.at(tmp_path / f"{how}-{steps}")
        house.put("a.txt", "First text")
        house.night()
        house.put("a.txt", "Mended")
        house.night()
        house.clock.now = NEXT_MONTH
        expected = [bare(row) for row in house.records()][1:]
        usual, house.disk = house.disk, BreakingNight(steps := steps + 1, how)
        try:
            packed(house, replace=True, latest=True)
        except Crash:
            house.disk = usual
            packed(house, replace=True, latest=True)
        else:
            break
        assert rows(house) == expected
        assert (house.outputs(), list((house.root / "out" / "parquet").glob(".*"))) == ([], [])
        assert house.asked("SELECT count(*) FROM revisions") == [(1,)]
        assert house.night().exit_code == 0
    assert steps > 8  # the ledger's commits are among them


def test_lines_that_somebody_changed_are_not_packed(house: House) -> None:
    path = house.outputs()[0]
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Second", b"Sekond"))

    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # so that it cannot be seen from outside
    with pytest.raises(EditedOutput, match="was changed since the last run wrote to it"):
        packed(house)
    assert list((house.root / "out" / "parquet").iterdir()) == []


def test_a_packed_month_that_is_lost_is_said(house: House) -> None:
    packed(house, replace=True)
    path = house.root / "out" / "parquet" / "2026-11.parquet"
    path.write_bytes(b"PAR1 no more")
    with pytest.raises(OutputError, match=r"is no month that stancewire compact wrote; put it back from a backup"):
        packed(house, latest=True)
    path.unlink()
    with pytest.raises(LedgerError, match="is gone"):
        house.night()


def test_a_file_that_was_damaged_since_is_written_again_before_the_lines_go(house: House) -> None:
    packed(house)
    path = house.root / "out" / "parquet" / "2026-11.parquet"
    whole, about = path.read_bytes(), about_of(path)
    pack(path, lambda: iter(house.records()[:2]), about, Disk())  # type: ignore[arg-type]
    assert packed(house, replace=True).months[0].is_new
    assert path.read_bytes() == whole


def test_a_file_whose_middle_is_torn_is_written_again_too(house: House) -> None:
    packed(house)
    path = house.root / "out" / "parquet" / "2026-11.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\0" * 400 + whole[500:])  # its end, which says what it was made of, is whole
    assert packed(house, replace=True).months[0].is_new
    assert path.read_bytes() == whole


def test_a_run_that_is_asked_to_end_leaves_all_as_it_was(house: House) -> None:
    class Ending(QuickNight):
        def replace(self, old: Path, new: Path) -> None:
            raise Stopped(signal.SIGTERM)

    usual, house.disk = house.disk, Ending()
    done = packed(house, replace=True)
    assert (done.exit_code, done.months, len(house.outputs())) == (143, [], 1)
    assert list((house.root / "out" / "parquet").iterdir()) == []
    house.disk = usual
    assert packed(house).months[0].is_new


def test_a_ledger_is_made_anew_from_packed_months(house: House) -> None:
    packed(house, replace=True, latest=True)
    house.settings.ledger_path.unlink()
    rebuild(house.settings, house.clock.now)
    assert house.night().counts.get("records", 0) == 0
    assert not packed(house, latest=True).months[0].is_new
    house.put("a.txt", "First text, mended twice")
    house.night()
    (month,) = packed(house, latest=True).months
    assert (month.is_new, month.records) == (True, 2)


def test_documents_of_packed_months_are_tagged_again_by_a_new_model(house: House) -> None:
    packed(house, replace=True)
    for path in house.inbox.iterdir():
        path.unlink()
    house.night()
    house.use(MODEL_2)
    retag(house.settings, house.seams)
    assert sorted(row["text"] for row in house.records()) == ["First text, mended", "Second text", "Third text"]


def test_it_waits_for_nobody(house: House) -> None:
    with held(house.settings.lock_path), pytest.raises(LockHeld):
        packed(house)


def test_the_archive_commands_read_packed_months(tmp_path: Path) -> None:
    path = tmp_path / "2026-11.parquet"
    found = [record(1, statements=[statement("Ashby LMC", "lmc_objection", policy="QOF")]), failed(2)]
    pack(path, lambda: iter(found), {"starts": [0, 9]}, Disk())
    answer = Store(record_files([str(path)])).ask("SELECT id, status FROM records ORDER BY id")
    assert list(answer.rows()) == [("id-1", "ok"), ("id-2", "error")]
    answer = Store(record_files([str(path)])).ask("SELECT actor, policy FROM statements")
    assert list(answer.rows()) == [("Ashby LMC", "QOF")]


def test_records_of_two_schemes_stand_in_one_month(tmp_path: Path) -> None:
    path = tmp_path / "2026-11.parquet"
    other = record(2)
    other["stance"] |= {"present": ["for"], "primary": "for", "probabilities": {"for": 0.5, "against": 0.25}}
    other["stance"] |= {"primary_probabilities": {"for": 0.5, "against": 0.25, "unclear": 0.25}}
    rows = [record(1), other]
    pack(path, lambda: iter(rows), {}, Disk())
    assert list(map(bare, unpacked(path))) == [bare(row) for row in rows]


def test_without_text_there_is_no_column_for_it(tmp_path: Path) -> None:
    path = tmp_path / "2026-11.parquet"
    rows = [{name: value for name, value in record(1).items() if name != "text"}, failed(2) | {"text": None}]
    pack(path, lambda: iter(rows), {"starts": [0]}, Disk())
    assert "text" not in pq.read_schema(path).names
    assert about_of(path) == {"starts": [0]}


@pytest.mark.parametrize("edited", [{"colour": "blue"}, {"id": 7}, {"warnings": "none"}])
def test_what_columns_cannot_hold_is_not_packed(tmp_path: Path, edited: dict[str, Any]) -> None:
    path = tmp_path / "2026-11.parquet"
    with pytest.raises(OutputError, match="would not hold all that the records say"):
        pack(path, lambda: iter([record(1) | edited]), {}, Disk())
    assert list(tmp_path.iterdir()) == []


def test_many_groups_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "2026-11.parquet"
    pack(path, lambda: (record(number) for number in range(600)), {}, Disk())
    assert [row["id"] for row in unpacked(path)] == [f"id-{number}" for number in range(600)]
    assert pq.read_metadata(path).num_row_groups == 3


def test_a_file_of_somebody_else_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "2026-11.parquet"
    assert about_of(path) is None
    path.write_text("no Parquet", encoding="utf-8")
    assert about_of(path) is None
    with pytest.raises(OutputError, match="cannot be read as Parquet"):
        list(unpacked(path))


TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
CHANCES = st.dictionaries(st.sampled_from(["for", "against", "lmc_objection"]), st.floats(0, 1), max_size=3)


@settings(max_examples=25)
@given(st.lists(st.tuples(TEXT, CHANCES, st.none() | TEXT, st.booleans()), max_size=6))
def test_whatever_records_say_comes_back(parts: list[tuple[str, dict[str, float], str | None, bool]]) -> None:
    rows = []
    for number, (text, chances, title, is_broken) in enumerate(parts):
        row = failed(number) if is_broken else record(number, text=text, warnings=[text, ""])
        if not is_broken:
            row["stance"] |= {"probabilities": chances, "primary_probabilities": {**chances, "none": 0.5}}
            row["document"] |= {"title": title}
        rows.append(row)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2026-11.parquet"
        pack(path, lambda: iter(rows), {"starts": []}, QuickDisk())
        assert list(map(bare, unpacked(path))) == [bare(row) for row in rows]
        content = path.read_bytes()
        pack(path, lambda: iter(rows), {"starts": []}, QuickDisk())
        assert path.read_bytes() == content
