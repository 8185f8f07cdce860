"""`stancewire report`: every form of records makes the same page, and what cannot be made leaves nothing behind."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

import archive_rows
import report_rows
from stancewire.cli import run


def held(path: Path) -> dict[str, Any]:
    """What the page's charts count."""
    [block] = re.findall(r'id="columns">([^<]*)<', path.read_text(encoding="utf-8"))
    values: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(block)))
    return values


def made(tmp_path: Path, name: str, *options: str) -> dict[str, Any]:
    source = archive_rows.write(tmp_path / name, report_rows.rows())
    target = tmp_path / "report.html"
    assert run(["report", source, "-o", str(target), "--force", *options]) == 0
    return held(target)


def test_every_form_of_records_makes_the_same_page(tmp_path: Path) -> None:
    plain = made(tmp_path, "out.jsonl")
    assert plain["columns"]["documents"]["size"] == [1, 2, 1, 1, 0, 0]
    for name in ("out.jsonl.gz", "out.jsonl.zst", "out.parquet"):
        assert made(tmp_path, name) == plain, name


def test_outputs_stand_one_after_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = [archive_rows.write(tmp_path / f"{n}.jsonl", report_rows.rows()[n : n + 1]) for n in (2, 0)]
    target = tmp_path / "report.html"
    assert run(["report", *sources, "-o", str(target), "--title", "Two"]) == 0
    assert held(target)["columns"]["documents"]["id"] == ["id-2", "id-0"]
    assert "<h1>Two</h1>" in target.read_text(encoding="utf-8")
    assert capsys.readouterr().err == f"2 records to {target}\n"


def test_whole_texts_can_be_left_out(tmp_path: Path) -> None:
    assert made(tmp_path, "out.jsonl")["whole"] is True
    assert made(tmp_path, "out.jsonl", "--evidence-only")["whole"] is False


@pytest.mark.parametrize(
    ("content", "said"),
    [("{}\n", "is no record of stancewire/record/1"), ('{"schema": "stancewire/shared/1"}\n', "is no record")],
)
def test_what_is_no_record_makes_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    (tmp_path / "out.jsonl").write_text(content)
    assert run(["report", str(tmp_path / "out.jsonl"), "-o", str(tmp_path / "report.html")]) == 3
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_page_is_replaced_only_when_asked_and_only_as_a_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "out.jsonl"
    archive_rows.write(source, report_rows.rows())
    target = tmp_path / "report.html"
    target.write_text("before")
    assert run(["report", str(source), "-o", str(target)]) == 3
    assert "give --force to replace it" in capsys.readouterr().err
    source.write_bytes(source.read_bytes() + b"broken\n")
    assert run(["report", str(source), "-o", str(target), "--force"]) == 3
    assert target.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "report.html"]


def test_a_broken_table_of_parquet_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = Path(archive_rows.write(tmp_path / "out.parquet", report_rows.rows()))
    content = bytearray(source.read_bytes())
    content[4:-1500] = b"\xff" * (len(content) - 1504)
    source.write_bytes(content)
    assert run(["report", str(source), "-o", str(tmp_path / "report.html")]) == 3
    assert "out.parquet" in capsys.readouterr().err
    assert not (tmp_path / "report.html").exists()
