"""An output that does not fit the manifest of its run is told from one that does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive_rows import record, write
from stancewire.archive.manifests import compared


def manifest(documents: int, records: int, files: list[str], **left_out: int) -> dict[str, Any]:
    return {
        "schema": "stancewire/manifest/1",
        "output": [{"file": name, "records": 1, "bytes": 1, "sha256": ""} for name in files],
        "records": records,
        "left_out": left_out,
        "inputs": {"documents": documents},
    }


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    """Two shards, of two records and of one."""
    write(tmp_path / "part-00001.jsonl", [record(1), record(2)])
    write(tmp_path / "part-00002.jsonl.zst", [record(3)])
    return tmp_path


NAMES = ["part-00001.jsonl", "part-00002.jsonl.zst"]


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        (manifest(3, 3, NAMES), []),
        (manifest(7, 3, NAMES, since=3, sample=1), []),
        (manifest(4, 4, NAMES), ["holds 3 records, and its manifest counts 4"]),
        (manifest(9, 3, NAMES, since=3), ["its manifest counts 9 documents read, and 3 records with 3 left out"]),
        (manifest(3, 3, [*NAMES, "part-00003.jsonl", "part-00004.jsonl"]),
         ["its manifest names files that are not there (part-00003.jsonl and 1 more)"]),
        (manifest(3, 3, NAMES[:1]), ["files are there that its manifest does not name (part-00002.jsonl.zst)"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(shards: Path, values: dict[str, Any], faults: list[str]) -> None:
    (shards / "manifest.json").write_text(json.dumps(values))
    [found] = compared([str(shards)])
    assert list(found.faults) == faults
    assert list(found.sentences()) == [f"{shards}: {fault}" for fault in faults]
    assert (found.documents, found.records, found.found) == (values["inputs"]["documents"], values["records"], 3)


@pytest.mark.parametrize("content", [None, "", "[]", '{"schema": "another/1"}'])
def test_without_a_manifest_of_ours_nothing_is_compared(shards: Path, content: str | None) -> None:
    if content is not None:
        (shards / "manifest.json").write_text(content)
    [found] = compared([str(shards)])
    assert (found.documents, found.records, found.found, found.faults) == (None, None, 3, ())


def test_a_run_that_is_not_done_says_so(shards: Path) -> None:
    (shards / ".journal").write_text("")
    [found] = compared([str(shards)])
    assert found.faults == ("its run has not come to its end: give the same tag command again",)


def test_each_output_is_compared_with_its_own(tmp_path: Path) -> None:
    one, two = (write(tmp_path / name, [record(1)]) for name in ("one.jsonl", "two.jsonl"))
    (tmp_path / "two.jsonl.manifest.json").write_text(json.dumps(manifest(2, 2, ["two.jsonl"])))
    assert [(found.name, len(found.faults)) for found in compared([one, two, one])] == [(one, 0), (two, 1)]


@pytest.mark.parametrize(("limit", "expected"), [(3, 3), (4, None), (None, None)])
def test_a_run_that_its_limit_ended_is_told_from_one_that_saw_everything(
    shards: Path, limit: int | None, expected: int | None
) -> None:
    values = manifest(3, 3, NAMES) | {"fingerprint": {"options": {"limit": limit}}}
    (shards / "manifest.json").write_text(json.dumps(values))
    [found] = compared([str(shards)])
    assert (found.limit, found.faults) == (expected, ())


def test_a_manifest_that_somebody_spoilt_is_said(shards: Path) -> None:
    (shards / "manifest.json").write_text('{"schema": "stancewire/manifest/1", "inputs": 3}')
    [found] = compared([str(shards)])
    assert (found.documents, found.faults) == (None, ("its manifest is not what stancewire tag wrote",))
