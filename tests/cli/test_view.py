"""`stancewire view` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancewire.cli import run


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "in" / "letter.txt"
    path.parent.mkdir()
    path.write_text("Fen LMC rejects the plan\n\nFen LMC has voted against the plan of the CCG.\n", encoding="utf-8")
    return path


def test_the_page_is_named_after_the_file_and_lies_where_one_works(letter: Path, tmp_path: Path) -> None:
    assert run(["view", str(letter)]) == 0
    assert "<h1>Fen LMC rejects the plan</h1>" in (tmp_path / "letter.html").read_text(encoding="utf-8")


def test_a_page_that_exists_is_kept(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.html").write_text("mine", encoding="utf-8")
    assert run(["view", str(letter)]) == 3
    assert "letter.html: exists already" in capsys.readouterr().err
    assert (tmp_path / "letter.html").read_text(encoding="utf-8") == "mine"
    assert run(["view", str(letter), "--force"]) == 0


def test_what_cannot_be_read_costs_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    assert run(["view", str(empty), "-o", str(tmp_path / "page.html")]) == 1
    assert "empty.txt" in capsys.readouterr().err
    assert not (tmp_path / "page.html").exists()
