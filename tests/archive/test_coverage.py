"""What became of inputs whose fate is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archive_rows import failed, record, write
from stancewire.archive.coverage import Coverage, coverage
from stancewire.archive.files import record_files
from stancewire.archive.store import Store


def measured(folder: Path, rows: list[dict[str, Any]]) -> Coverage:
    return coverage(Store(record_files([write(folder / "out.jsonl", rows)])))


def placed(number: int, uri: str, **fields: Any) -> dict[str, Any]:
    row = record(number, **fields)
    return row | {"source": row["source"] | {"uri": uri}}


def test_every_status_counts_as_what_it_is(tmp_path: Path) -> None:
    rows = [
        record(1),
        record(2, status="abstained"),
        record(3, status="duplicate"),
        record(4, status="duplicate", doubted=True),
        failed(5),
    ]
    whole = measured(tmp_path, rows).whole
    assert (whole.inputs, whole.tagged, whole.abstained, whole.duplicates, whole.failed) == (5, 1, 1, 2, 1)
    assert whole.share == 2 / 5  # a copy of a doubtful text is as doubtful


def test_of_nothing_everything_is_covered(tmp_path: Path) -> None:
    """As --since leaves it that lets nothing through."""
    found = measured(tmp_path, [])
    whole = found.whole
    assert (whole.name, whole.inputs, whole.tagged, whole.failed, whole.share) == ("all", 0, 0, 0, 1.0)
    assert (found.folders, found.publishers, found.months, list(found.low(1.0))) == ((), (), (), [])


def test_folders_publishers_and_months(tmp_path: Path) -> None:
    rows = [
        placed(1, "a/news/2014/x.txt", publisher="Pulse"),
        placed(2, "a/letters/y.txt", published="2015"),
        failed(3, uri="a/news/2016-07/z.txt"),
        failed(4, uri="a/z.zip"),
    ]
    found = measured(tmp_path, rows)
    assert [(s.name, s.inputs, s.failed) for s in found.folders] == [
        ("news/", 2, 1), ("(top folder)", 1, 1), ("letters/", 1, 0),
    ]  # fmt: skip
    assert [(s.name, s.inputs) for s in found.publishers] == [("(not known)", 3), ("Pulse", 1)]
    assert [(s.name, s.failed) for s in found.months] == [("(no date)", 1), ("2014-05", 0), ("2015", 0), ("2016-07", 1)]


def test_a_record_without_a_path_and_a_date_has_no_month(tmp_path: Path) -> None:
    """As a shared one of an input that failed."""
    rows = [placed(1, "a/x.txt"), failed(2), failed(3)]
    for row in rows[1:]:
        row["source"] |= {"uri": None}
        row["error"] |= {"message": None}
    found = measured(tmp_path, rows)
    assert [(s.name, s.inputs) for s in found.months] == [("(no date)", 2), ("2014-05", 1)]
    assert [(fault.count, fault.uri, fault.message) for fault in found.faults] == [(2, "", "")]


def test_rows_of_one_table_are_one_source(tmp_path: Path) -> None:
    rows = [placed(n, "a/rows.jsonl") for n in (1, 2)]
    for row in rows:
        row["source"]["member"] = row["id"]
    assert [(s.name, s.inputs) for s in measured(tmp_path, rows).folders] == [("rows.jsonl", 2)]


def test_low_is_what_is_large_enough_to_say_so(tmp_path: Path) -> None:
    good = [placed(n, f"a/news/{n}.txt") for n in range(300)]
    bad = [failed(n, uri=f"a/letters/{n}.txt") for n in range(20)]
    few = [failed(n, uri=f"a/minutes/{n}.txt") for n in range(4)]
    found = measured(tmp_path, good + bad + few)
    assert found.whole.share > 0.9
    assert [share.name for share in found.low(0.9)] == ["letters/", "(no date)"]
    assert next(found.low(0.9)).sentence() == "only 0.0% of letters/ is covered (20 failed, 0 abstained of 20 inputs)"
    assert next(found.low(0.99)).name == "all"


def test_errors_come_with_an_example(tmp_path: Path) -> None:
    rows = [failed(2), failed(1), failed(3, "ParserFailure"), record(4)]
    faults = measured(tmp_path, rows).faults
    assert [(f.kind, f.count) for f in faults] == [("EmptyInput", 2), ("ParserFailure", 1)]
    assert faults[0].message == "news/pulse/1.txt: is empty; give a text"
