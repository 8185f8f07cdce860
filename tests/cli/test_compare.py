"""`stancewire compare` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import corpus_rows
from stancewire.cli import run


def coded(path: Path, *rows: corpus_rows.Row) -> str:
    corpus_rows.write(path, list(rows))
    return str(path)


def test_a_file_beside_itself_agrees_with_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = coded(tmp_path / "coded.jsonl", corpus_rows.document(), corpus_rows.document(id="t-02"))
    assert run(["compare", name, name, "--by", "whole"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("2 documents of both; 0 only in")
    assert ["primary", "lmc_objection", "1.000", "1.000", "1.000", "2", "2"] in [
        line.split() for line in out.splitlines()
    ]


def test_figures_go_to_a_file_and_the_paragraph_to_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = coded(tmp_path / "coded.jsonl", corpus_rows.document())
    figures, paragraph = tmp_path / "figures.json", tmp_path / "methods.md"
    assert run(["compare", name, name, "-o", str(figures), "--methods", str(paragraph)]) == 0
    assert json.loads(figures.read_text("utf-8"))["documents"] == 1
    assert paragraph.read_text("utf-8").startswith("Documents were coded with stancewire ")
    assert run(["compare", name, name, "-o", str(figures)]) == 3
    assert "exists already; name another file, or give --force to replace it" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")]) == 3
    assert "a.jsonl: no such file or folder" in capsys.readouterr().err
