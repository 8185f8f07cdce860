"""Counts over records whose contents are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_rows import failed, record, statement, write
from stancewire.archive.files import record_files
from stancewire.archive.stats import DIMENSIONS, OVERVIEW, count
from stancewire.archive.store import Store
from stancewire.errors import ConfigError

ROWS = [
    record(1, statements=[statement("Kelmarsh LMC", "lmc_objection", "access"), statement("Kelmarsh LMC", None)]),
    record(2, published="2015", statements=[statement("NHS Kelmarsh CCG", "ccg_plan", act="plans")], present=["ccg_plan", "lmc_objection"]),
    record(3, status="duplicate", duplicate_of="id-1", statements=[statement("Kelmarsh LMC", "lmc_objection", "access")]),
    record(4, published=None, present=[]),
    failed(5),
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(record_files([write(tmp_path / "out.jsonl", ROWS)]))


@pytest.mark.parametrize(
    ("by", "once", "expected"),
    [
        (["label"], False, [("lmc_objection", 3), ("ccg_plan", 1)]),
        (["label"], True, [("lmc_objection", 2), ("ccg_plan", 1)]),
        (["actor"], False, [("Kelmarsh LMC", 2, 3), ("NHS Kelmarsh CCG", 1, 1)]),
        (["actor", "label"], True, [("Kelmarsh LMC", "lmc_objection", 1, 1), ("Kelmarsh LMC", None, 1, 1), ("NHS Kelmarsh CCG", "ccg_plan", 1, 1)]),
        (["policy"], True, [("", 2, 2), ("access", 1, 1)]),
        (["month"], False, [("2014-05", 2), ("2015", 1), (None, 2)]),
        (["status"], False, [("ok", 3), ("duplicate", 1), ("error", 1)]),
        (["year", "primary"], True, [("2014", "lmc_objection", 1), ("2015", "ccg_plan", 1), (None, "none", 1), (None, None, 1)]),
    ],
)  # fmt: skip
def test_counts(store: Store, by: list[str], once: bool, expected: list[tuple[object, ...]]) -> None:
    assert list(count(store, by, count_once=once).rows()) == expected


@pytest.mark.parametrize("name", DIMENSIONS)
def test_everything_can_be_counted_by(store: Store, name: str) -> None:
    answer = count(store, [name])
    assert answer.columns[0] == name
    assert list(answer.rows())


def test_the_overview_is_of_what_can_be_counted() -> None:
    assert {name for names in OVERVIEW for name in names} <= set(DIMENSIONS)


def test_what_is_no_dimension_is_said(store: Store) -> None:
    with pytest.raises(ConfigError, match="'publisherr' is nothing to count by; name some of label, actor"):
        count(store, ["publisherr"])


def test_documents_with_one_id_count_each(tmp_path: Path) -> None:
    rows = [record(n, id="same", statements=[statement("Kelmarsh LMC", None)]) for n in (1, 2)]
    answer = count(Store(record_files([write(tmp_path / "o.jsonl", rows)])), ["actor"])
    assert list(answer.rows()) == [("Kelmarsh LMC", 2, 2)]
