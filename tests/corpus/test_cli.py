"""`stancewire corpus`: what is printed, and the exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus_rows as tiny
from stancewire.cli import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tiny.corpus(tmp_path / "c")


def test_check_says_how_much_it_saw(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.write(folder.parent / "gold" / "x.jsonl", [{"text": "nothing alike"}, {"text": "one two three four five six"}])
    assert run(["corpus", "check", str(folder), "--reference", str(folder.parent)]) == 0
    assert capsys.readouterr() == ("4 documents, 2 pair passages: 0 errors, 0 warnings\n", "")


def test_check_says_where_texts_were_not_compared(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)  # there is no ../shared
    assert run(["corpus", "check", "."]) == 0
    assert capsys.readouterr() == (
        "4 documents, 2 pair passages: 0 errors, 0 warnings\n",
        "note: texts were not compared with reference texts: ../shared holds none; name them with --reference\n",
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere", "nowhere: no such folder; name one with gold/*.jsonl and seeds/*.txt"),
        ("c", "c: holds no text in gold/*.jsonl or seeds/*.txt; name another folder"),
    ],
)
def test_a_reference_that_is_named_has_to_be_there(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, sentence: str
) -> None:
    assert run(["corpus", "check", str(folder), "--reference", str(folder.parent / name)]) == 3
    assert sentence in capsys.readouterr().err


def test_check_exits_1_on_violations_and_only_reports_one_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.write(folder / "batches" / "b3.jsonl", [tiny.other(9, event="X")])
    assert run(["corpus", "check", str(folder)]) == 1
    out = capsys.readouterr()
    assert "error: batches/b3.jsonl: o-009: event: 'X' is not a kebab-case slug" in out.err
    assert out.out == "5 documents, 2 pair passages: 1 errors, 0 warnings\n"
    assert run(["corpus", "check", str(folder), "--only", "b3.jsonl"]) == 1
    assert run(["corpus", "check", str(folder), "--only", "b1.jsonl"]) == 0


def test_check_takes_a_list_of_addresses_and_a_reference(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "avoid.txt").write_text("https://example.org/x\n", encoding="utf-8")
    tiny.write(folder / "batches" / "b3.jsonl", [tiny.other(9, url="https://example.org/x", fictional=False)])
    assert run(["corpus", "check", str(folder), "--avoid", str(tmp_path / "avoid.txt")]) == 1
    tiny.write(tmp_path / "gold" / "x.jsonl", [{"text": "w1x1 w1x2 w1x3 w1x4 w1x5 w1x6"}])
    assert run(["corpus", "check", str(folder), "--reference", str(tmp_path)]) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check"], 2),
        (["check", "FOLDER", "--only", "nothing.jsonl"], 2),
        (["stats", "FOLDER", "--only", "nothing.jsonl"], 2),
        (["check", "FOLDER", "--avoid", "nothing.txt"], 3),
        (["stats", "FOLDER", "--beside", "nothing.jsonl"], 3),
        (["check", "nowhere"], 3),
        (["stats", "nowhere"], 3),
        (["agreement", "nowhere"], 3),
    ],
)
def test_usage_and_what_cannot_be_used(folder: Path, arguments: list[str], code: int) -> None:
    assert run(["corpus", *(str(folder) if word == "FOLDER" else word for word in arguments)]) == code


def test_stats_of_all_and_of_one_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corpus", "stats", str(folder)]) == 0
    assert "| documents | 4 |" in capsys.readouterr().out
    assert (
        run(["corpus", "stats", str(folder), "--only", "b1.jsonl", "--beside", str(folder / "batches" / "b2.jsonl")])
        == 0
    )
    assert "| documents | 1 | 3 |" in capsys.readouterr().out


def test_agreement_and_its_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corpus", "agreement", str(folder), "--list"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 documents read twice\n")
    assert out.endswith("t-01: line 6: act of other: supports / none\n")
    (folder / "second" / "s1.jsonl").unlink()
    assert run(["corpus", "agreement", str(folder)]) == 3
    assert "holds no second annotation; put it into second/*.jsonl" in capsys.readouterr().err
