"""`stancewire show` of whatever `stancewire tag` wrote."""

from __future__ import annotations

import gzip
import io
import os
import sys
import threading
from pathlib import Path

import pytest

from archive_rows import failed, record, write
from stancewire.cli import run


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The first cell of each row below the head."""
    assert run(["show", *arguments, "--width", "110"]) == 0
    return [line.split()[0] for line in capsys.readouterr().out.splitlines() if ".txt" in line]


@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.gz", "o.jsonl.zst", "o.parquet"])
def test_a_file_is_shown_packed_or_not(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert shown(capsys, write(tmp_path / name, [record(1), record(2)])) == ["1.txt", "2.txt"]


def test_a_folder_of_shards_is_shown_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in (2, 1):
        write(tmp_path / f"part-0000{number}.jsonl.gz", [record(number), failed(number + 5)])
    (tmp_path / "manifest.json").write_text("{}")
    assert shown(capsys, str(tmp_path)) == ["1.txt", "6.txt", "2.txt", "7.txt"]


def test_standard_input_and_pipes_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = Path(write(tmp_path / "o.jsonl", [record(1)])).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert shown(capsys, "-") == ["1.txt"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(content,)).start()
        assert shown(capsys, str(tmp_path / "pipe")) == ["1.txt"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.jsonl", None, "no such file or folder; name what stancewire tag wrote"),
        ("o.jsonl", b"no json\n", "o.jsonl, line 1: is no record of stancewire/record/1"),
        ("o.jsonl.gz", gzip.compress(b"x" * 99, mtime=0)[:-9], "o.jsonl.gz: cannot be unpacked ("),
        ("o.jsonl", b'{"schema": "stancewire/record/1"}\n', "o.jsonl, record 1: is no stancewire record; give a file"),
    ],
)
def test_what_is_no_record_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert run(["show", str(tmp_path / name)]) == 3
    assert said in capsys.readouterr().err
