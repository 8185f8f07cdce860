"""`stancewire evaluate`: files, exit codes, and where it refuses before any work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import corpus_rows as tiny
import toy_judging as toy
from stancewire.cli import run
from stancewire.cli.evaluate import WAYS, resolved


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli")
    toy.corpus(path / "corpus")
    toy.config(path / "evaluate.toml")
    return path


def evaluate(folder: Path, *more: str, config: str = "evaluate.toml") -> int:
    return run(["evaluate", "--config", str(folder / config), *more])


def test_a_report_is_written_and_progress_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(folder, "-o", str(folder / "out")) == 0
    out = capsys.readouterr()
    assert out.out == ""
    assert "12 documents to judge, 32 for baselines to learn from\n" in out.err
    assert out.err.endswith(f"wrote {(folder / 'out' / 'report.html').as_posix()}\n")
    found = json.loads((folder / "out" / "figures.json").read_text(encoding="utf-8"))
    assert [row["system"] for row in found["Scores"]] == ["rules", "majority", "tf-idf"]
    assert "Texts are made up." in (folder / "out" / "report.md").read_text(encoding="utf-8")
    assert (folder / "out" / "report.html").read_text(encoding="utf-8").count("<svg") == 4
    assert evaluate(folder, "-o", str(folder / "out")) == 3
    assert "holds something already; name another folder, or give --force" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("[corpus]\nlabels = 3\n", 2, "unknown key in [corpus] 'labels'"),
        ('[corpus]\npath = "nowhere"\n[models]\nconfigs = ["rules.toml"]\n', 3, "nowhere: holds no corpus"),
        ('[models]\nconfigs = ["none.toml"]\n', 2, "which is no file"),
        ("[", 2, "is no valid TOML"),
    ],
)
def test_what_cannot_be_used_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: int, told: str
) -> None:
    (folder / "bad.toml").write_text(text, encoding="utf-8")
    assert evaluate(folder, "-o", str(tmp_path / "out"), config="bad.toml") == code
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_corpus_with_a_broken_row_is_refused_with_the_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = toy.corpus(tmp_path / "corpus")
    rows = tiny.rows(corpus / "test.jsonl")
    rows[0]["primary"] = "favour"
    tiny.write(corpus / "test.jsonl", rows)
    toy.config(tmp_path / "evaluate.toml")
    assert evaluate(tmp_path, "-o", str(tmp_path / "out")) == 3
    assert f"test.jsonl: {rows[0]['id']}: primary: 'favour' is not one of" in capsys.readouterr().err


def test_it_needs_a_folder(folder: Path) -> None:
    assert evaluate(folder) == 2


@pytest.mark.parametrize("name", [name for way in WAYS.values() for name in way])
def test_every_way_leads_somewhere(name: str) -> None:
    assert callable(resolved(name))
