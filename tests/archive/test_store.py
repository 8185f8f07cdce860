"""Files in every form give the same tables, and a query reaches nothing but them."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_rows import failed, record, statement, write
from stancewire.archive.columns import COLUMNS, VIEWS
from stancewire.archive.files import UnfinishedRun, record_files, records_of
from stancewire.archive.store import BadQuery, Store
from stancewire.errors import MalformedRow, MissingInput
from stancewire.records.record import SCHEMA_ID
from stancewire.records.schema import record_schema

ROWS = [record(n, statements=[statement("Kelmarsh LMC", "lmc_objection")]) for n in range(4)] + [failed(9)]
NAMES = ("out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.parquet", "o'ut [1] *.jsonl")


def all_of(store: Store, view: str) -> list[tuple[object, ...]]:
    return sorted(store.ask(f"SELECT * FROM {view}").rows(), key=str)


@pytest.mark.parametrize("name", NAMES)
def test_every_form_gives_the_same_tables(tmp_path: Path, name: str) -> None:
    plain = Store([Path(write(tmp_path / "plain.jsonl", ROWS))])
    other = Store(record_files([write(tmp_path / name, ROWS)]))
    for view in VIEWS:
        assert all_of(other, view) == all_of(plain, view)
        assert all_of(plain, view) or view in ("organisations", "policy_terms", "passages")


def test_shards_are_read_in_order_of_their_names(tmp_path: Path) -> None:
    for number, row in enumerate(ROWS):
        write(tmp_path / f"part-{number:05}.jsonl.zst", [row])
    (tmp_path / "manifest.json").write_text("{}")
    files = record_files([str(tmp_path)])
    assert [row["id"] for path in files for row in records_of(path)] == [row["id"] for row in ROWS]
    assert list(Store(files).ask("SELECT count(*) FROM records").rows()) == [(5,)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('{other}')",
        "SELECT * FROM read_json('{other}')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_parquet('https://example.org/a.parquet')",
        "SELECT * FROM rows",  # a variable of the caller
        "COPY records TO '{out}'",
        "COPY records TO '{folder}/new.csv'",
        "CREATE TABLE x AS SELECT 1",
        "ATTACH '{folder}/x.db'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "SELECT 1; DROP VIEW records",
        "PRAGMA version",
        "SELECT nothing FROM records",
        "",
    ],
)
def test_a_query_reads_the_named_files_and_no_more(tmp_path: Path, query: str) -> None:
    rows = [(1,)]
    other = write(tmp_path / "other.jsonl", ROWS)
    out = Path(write(tmp_path / "out.jsonl", ROWS))
    before = out.read_bytes()
    store = Store(record_files([str(out)]))
    with pytest.raises(BadQuery):
        list(store.ask(query.format(other=other, out=out, folder=tmp_path)).rows())
    assert rows == [(1,)]
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.jsonl", "out.jsonl"]


def test_a_name_with_a_pattern_is_a_name(tmp_path: Path) -> None:
    write(tmp_path / "a1.jsonl", ROWS)
    files = record_files([write(tmp_path / "a*.jsonl", ROWS[:1])])
    assert list(Store(files).ask("SELECT count(*) FROM records").rows()) == [(1,)]


def test_a_line_that_is_broken_is_said_with_its_place(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    write(out, ROWS)
    out.write_bytes(out.read_bytes() + b'{"schema": "stancewire/record/1", "id"')
    with pytest.raises(MalformedRow, match=r"Malformed JSON in file .*out\.jsonl.* in line \d"):
        list(Store(record_files([str(out)])).ask("SELECT id FROM records").rows())


def test_what_is_no_output_is_said(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "1", "text": "x"}\n')
    (tmp_path / "empty").mkdir()
    (tmp_path / "cut.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00")
    (tmp_path / "half.jsonl.partial").write_text("")
    for name, error in (("rows.jsonl", MalformedRow), ("empty", MissingInput), ("cut.jsonl.gz", MalformedRow),
                        ("none.jsonl", MissingInput), ("half.jsonl", UnfinishedRun)):  # fmt: skip
        with pytest.raises(error):
            record_files([str(tmp_path / name)])


def test_columns_are_fields_of_the_schema() -> None:
    properties = record_schema()["properties"]
    assert COLUMNS.keys() <= properties.keys()
    nothing_to_ask = {"schema"}
    assert properties.keys() - COLUMNS.keys() == nothing_to_ask
    assert properties["schema"] == {"const": SCHEMA_ID}


def test_an_empty_output_has_no_records(tmp_path: Path) -> None:
    store = Store(record_files([write(tmp_path / "out.jsonl", [])]))
    assert list(store.ask("SELECT count(*) FROM statements").rows()) == [(0,)]


def test_the_same_file_counts_once(tmp_path: Path) -> None:
    name = write(tmp_path / "out.jsonl", ROWS)
    assert len(record_files([name, name])) == 1
