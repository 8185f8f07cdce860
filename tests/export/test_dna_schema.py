"""The tables of a study are those of the sample that Discourse Network Analyzer ships."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from export_rows import coded
from stancewire.export import dna_file
from stancewire.export.dna_file import NewFile, password_hash
from stancewire.export.dna_records import write_records
from stancewire.export.dna_schema import TABLES

# Of the sample: what no study may change.
FIXED = ("STATEMENTTYPES", "VARIABLES", "VARIABLELINKS", "ATTRIBUTEVARIABLES", "SETTINGS")


@pytest.fixture(scope="module")
def sample(shared: Path) -> Iterator[sqlite3.Connection]:
    path = shared / "dna" / "sample.dna"
    if not path.is_file():
        pytest.skip("the sample of Discourse Network Analyzer does not lie beside this checkout")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
        yield base


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("dna") / "own.dna"
    with NewFile() as file, path.open("wb") as stream:
        write_records(
            [coded(1, "LMC objects", ("LMC", "objects", "hours", "LMC"))],
            file,
            concept="policy",
            password="p",
            count_once=False,
        )
        file.copy_to(stream)
    with closing(sqlite3.connect(path)) as base:
        yield base


def test_the_snapshot_names_every_table_and_its_keys(own: sqlite3.Connection) -> None:
    tables = [name for (name,) in own.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert tables == [
        "SETTINGS", "CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "VARIABLELINKS", "REGEXES", "CODERRELATIONS",
        "STATEMENTS", "DATABOOLEAN", "DATAINTEGER", "ENTITIES", "DATASHORTTEXT", "DATALONGTEXT", "ATTRIBUTEVARIABLES",
        "ATTRIBUTEVALUES",
    ]  # fmt: skip
    assert own.execute("SELECT count(*) FROM pragma_table_info('CODERS')").fetchone() == (12 + 16,)
    assert [key[:3] for key in keys_of(own, "ENTITIES")] == [
        ("ENTITIES", "ChildOf", "ID"),
        ("VARIABLES", "VariableId", "ID"),
    ]
    assert own.execute("SELECT * FROM VARIABLES WHERE StatementTypeId = 1").fetchall() == [
        (1, "person", "short text", 1), (2, "organization", "short text", 1), (3, "concept", "short text", 1),
        (4, "agreement", "boolean", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_the_columns_types_and_keys_of_the_sample(
    table: Any, sample: sqlite3.Connection, own: sqlite3.Connection
) -> None:
    for what in ("table_info", "index_list"):  # names, types, NOT NULL, defaults and primary keys; UNIQUE
        assert (
            own.execute(f"PRAGMA {what}({table.name})").fetchall()
            == sample.execute(f"PRAGMA {what}({table.name})").fetchall()
        )
    for _, index, *_ in sample.execute(f"PRAGMA index_list({table.name})"):
        assert (
            own.execute(f"PRAGMA index_info({index})").fetchall()
            == sample.execute(f"PRAGMA index_info({index})").fetchall()
        )
    assert keys_of(own, table.name) == keys_of(sample, table.name)
    assert checks_of(own, table.name) == checks_of(sample, table.name)


def keys_of(base: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    """Foreign keys, whatever their order."""
    return sorted(row[2:] for row in base.execute(f"PRAGMA foreign_key_list({table})"))


def checks_of(base: sqlite3.Connection, table: str) -> list[str]:
    """The limits of values, without spaces, whatever their order."""
    (sql,) = base.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return sorted(re.sub(r"\s", "", check) for check in re.findall(r"CHECK\s*\((?:[^()]|\([^()]*\))*\)", sql))


@pytest.mark.parametrize("table", FIXED)
def test_rows_that_every_study_has_are_those_of_the_sample(
    table: str, sample: sqlite3.Connection, own: sqlite3.Connection
) -> None:
    query = f"SELECT * FROM {table} ORDER BY rowid"
    assert own.execute(query).fetchall() == sample.execute(query).fetchall()


def test_the_file_is_laid_out_as_the_sample(sample: sqlite3.Connection, own: sqlite3.Connection) -> None:
    for what in ("encoding", "user_version", "application_id", "journal_mode"):
        assert own.execute(f"PRAGMA {what}").fetchone() == sample.execute(f"PRAGMA {what}").fetchone()


def test_passwords_are_hashed_as_in_the_sample(sample: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample's coders have the password that its makers tell everybody: "sample"."""
    import base64
    import hashlib

    (stored,) = sample.execute("SELECT Password FROM CODERS WHERE ID = 1").fetchone()
    salt = base64.b64decode(stored)[:16]
    monkeypatch.setattr(dna_file, "_ROUNDS", 100_000)
    monkeypatch.setattr(hashlib, "sha256", SaltedOnce(salt, hashlib.sha256))
    assert password_hash("sample", "Admin") == stored


class SaltedOnce:
    """SHA-256 whose first answer, from which a salt is cut, is the salt of the sample."""

    def __init__(self, salt: bytes, real: Any) -> None:
        self._salt, self._real, self._first = salt, real, True

    def __call__(self, data: bytes) -> Any:
        if self._first:
            self._first = False
            return type("Digest", (), {"digest": lambda _: self._salt + bytes(16)})()
        return self._real(data)
