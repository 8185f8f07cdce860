"""Whole command lines, in a process of their own where pipes and exit codes are what is tested."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from stancewire.cli import run
from stancewire.version import VERSION

OBJECTION = "LMC rejects merger\n\nWestmarch LMC has rejected a plan by NHS Westmarch CCG to merge three surgeries.\n"
MANDATE = (
    "Practices told to publish waits\n\nNHS England has told all practices to publish their waiting times by 1 May. "
    "The requirement will be part of the national contract.\n"
)
COMMAND = [sys.executable, "-P", "-c", "from stancewire.cli import main; main()"]


def stancewire(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> tuple[int, str, str]:
    done = subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, cwd=cwd, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(OBJECTION, encoding="utf-8")
    (tmp_path / "b.txt").write_text(MANDATE, encoding="utf-8")
    return tmp_path


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"stancewire {VERSION}\n"


def test_score_prints_a_short_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", str(folder / "a.txt")]) == 0
    out = capsys.readouterr().out
    assert re.match(r"LMC rejects merger\n  primary  lmc_objection \(0\.\d\d\)\n", out)
    assert "  lmc_objection  Westmarch LMC objects -> NHS Westmarch CCG" in out


def test_score_reads_standard_input_and_prints_a_record() -> None:
    code, out, err = stancewire(
        "score",
        "-",
        "--json",
        "--no-text",
        "--publisher",
        "The Star",
        "--published",
        "2014-10-08",
        stdin=OBJECTION.encode(),
    )
    record = json.loads(out)
    assert (code, err) == (0, "")
    assert (record["source"]["uri"], record["document"]["publisher"], record["document"]["published"]) == (
        "-",
        "The Star",
        "2014-10-08",
    )
    assert "text" not in record


def test_the_sender_on_the_command_line_is_the_we_of_a_letter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "Dear colleague,\n\nWe reject the offer that the board has made, and advise you not to sign it.\n\nYours sincerely,\nAnn Lee\n",
        encoding="utf-8",
    )
    assert run(["score", str(letter), "--json", "--sender", "Westmarch LMC", "--kind", "letter"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert {s["holder"] for s in record["statements"] if s["label"]} == {"Westmarch LMC"}
    assert record["stance"]["primary"] == "lmc_objection"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["score", "missing.txt"], 3, "missing.txt: no such file or folder; check the path"),
        (["score", "."], 3, "is a folder; score takes one document; stancewire tag takes folders"),
        (["score", "empty.txt"], 1, "empty.txt: is empty; give a file with the text of a document"),
        (["score", "blank.txt"], 1, "blank.txt: holds no text"),
        (["score", "binary.dat"], 1, "binary.dat: holds NUL bytes, so it is no text; give plain text in UTF-8"),
        (["score", "scan.png"], 1, "scan.png: is image/png, for which there is no reader; save its text as .txt"),
        (["score", "two.jsonl"], 2, "holds more than one document; score takes one, stancewire tag takes many"),
        (["score", "a.txt", "--kind", "leaflet"], 2, "'leaflet' is not one of 'news', 'letter'"),
        (["score", "a.txt", "--published", "8.10.2014"], 2, "published '8.10.2014' is not usable; give a date as YYYY, YYYY-MM or YYYY-MM-DD"),
        (["score", "a.txt", "--config", "none.toml"], 2, "none.toml: cannot be read"),
        (["score"], 2, "Missing argument 'FILE|-'"),
        (["tag", "missing.txt", "-o", "out.jsonl"], 3, "missing.txt: no such file or folder; check the path"),
        (["tag", "hidden", "-o", "out.jsonl"], 3, "hidden: the folder holds no file to read; name a folder with documents in it"),
        (["tag", "*.docx", "-o", "out.jsonl"], 3, "*.docx: no such file or folder"),
        (["tag", "a.txt"], 2, "Missing option '-o'"),
        (["tag", "a.txt", "-o", "a.txt"], 3, "a.txt: exists already; name another file, or give --force to replace it"),
        (["tag", "a.txt", "-o", "none/out.jsonl"], 3, "its folder none does not exist; make the folder first"),
        (["tag", "a.txt", "-o", "out.jsonl", "--workers", "many"], 2, "'many' is neither a whole number from 1 to 256 nor auto"),
        (["show", "a.txt"], 3, "a.txt, line 1: is no record of stancewire/record/1 or stancewire/shared/1; name what"),
        (["show", "none.jsonl"], 3, "none.jsonl: no such file or folder; name what stancewire tag wrote"),
        (["sing"], 2, "No such command 'sing'"),
    ],
)  # fmt: skip
def test_bad_input_is_answered_by_a_sentence_and_a_code(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    words: str,
) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\n")
    (folder / "binary.dat").write_bytes(b"MZ\0\0\1")
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n")
    (folder / "two.jsonl").write_bytes(b'{"text": "one"}\n{"text": "two"}\n')
    (folder / "hidden").mkdir()
    (folder / "hidden" / ".DS_Store").write_bytes(b"x")
    monkeypatch.chdir(folder)
    assert run(arguments) == code
    assert words in " ".join(capsys.readouterr().err.split())
    assert not (folder / "out.jsonl").exists()


def test_a_50_mb_text_is_refused_and_the_rest_goes_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "huge.txt").open("wb") as stream:
        for _ in range(50):
            stream.write(b"words and words " * 62_500)
    assert run(["score", str(folder / "huge.txt")]) == 1
    assert "one document is larger than the limit of 2,000,000 bytes; split it" in capsys.readouterr().err
    assert run(["tag", str(folder), "-o", str(folder / "out.jsonl")]) == 1
    assert [(r["status"]) for r in rows(folder / "out.jsonl")] == ["ok", "ok", "error"]


def test_a_batch_goes_on_past_what_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.txt").write_bytes(b"")
    out = folder / "out.jsonl"
    assert run(["tag", str(folder / "none.txt"), str(folder), str(folder / "a.txt"), "-o", str(out)]) == 1
    assert [r["status"] for r in rows(out)] == ["error", "ok", "ok", "error"]
    err = capsys.readouterr().err
    assert f"4 records to {out}: 2 ok, 2 error" in err
    assert "none.txt: no such file or folder" in err


def test_the_output_is_not_read_as_input(folder: Path) -> None:
    out = folder / "out.jsonl"
    assert run(["tag", str(folder), "-o", str(out)]) == 0
    first = out.read_bytes()
    assert run(["tag", str(folder), "-o", str(out), "--force"]) == 0
    assert out.read_bytes() == first


def test_rows_in_a_pipe_out(folder: Path) -> None:
    lines = b'{"id": "7", "text": "The GPC has voted against the contract.", "title": "GPC says no", "published": "2011-02-03", "kind": "news"}\n{"text": 5}\n'
    code, out, err = stancewire("tag", "-", "-o", "-", stdin=lines)
    first, second = (json.loads(line) for line in out.splitlines())
    assert code == 1
    assert (first["id"], first["document"]["title"], first["document"]["published_source"]) == (
        "7",
        "GPC says no",
        "given",
    )
    assert second["error"]["message"] == "-, row 2: text is int, not a string; give text as a string"
    assert "2 records to standard output: 1 ok, 1 error" in err
    assert "documents/s" not in err  # no progress bar in a pipe


def test_workers_give_the_same_file(folder: Path) -> None:
    one, two = folder / "one.jsonl", folder / "two.jsonl"
    texts = [str(folder / "a.txt"), str(folder / "b.txt")]
    assert stancewire("tag", *texts, "-o", str(one))[0] == 0
    assert stancewire("tag", *texts, "-o", str(two), "--workers", "2")[0] == 0
    assert one.read_bytes() == two.read_bytes()


def test_a_reader_that_stops_early_ends_the_run_quietly(folder: Path) -> None:
    (folder / "many.jsonl").write_text(
        "".join(json.dumps({"id": str(k), "text": OBJECTION * 20}) + "\n" for k in range(200))
    )
    process = subprocess.Popen(
        [*COMMAND, "tag", str(folder / "many.jsonl"), "-o", "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(60) != 0
    assert "Traceback" not in err


def test_show_prints_one_row_a_record(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.txt").write_bytes(b"")
    assert run(["tag", str(folder), "-o", str(folder / "out.jsonl")]) == 1
    capsys.readouterr()
    assert run(["show", str(folder / "out.jsonl"), "--width", "110"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in table if ".txt" in line][:2] == [
        ["a.txt", "other", "lmc_objection"],
        ["b.txt", "other", "nhse_mandate"],
    ]
    assert any("c.txt" in line and "error" in line for line in table)


def test_schema_is_the_published_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"]["stance"]["anyOf"][0]["properties"]["primary"]["enum"][-1] == "none"


def test_a_file_name_that_is_no_unicode_costs_nothing(folder: Path) -> None:
    (folder / os.fsdecode(b"bad\xff.txt")).write_text(OBJECTION, encoding="utf-8")
    out = folder / "out.jsonl"
    assert run(["tag", str(folder), "-o", str(out)]) == 0
    assert [str(r["source"]["uri"]).rsplit("/", 1)[-1] for r in rows(out)] == ["a.txt", "b.txt", "bad\\xff.txt"]  # type: ignore[index]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", [["score", "a.txt"], ["schema"], ["tag", "a.txt", "-o", "-"]])
def test_a_full_standard_output_is_said_and_exits_3(folder: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, cwd=folder, check=False)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


def test_workers_import_nothing_from_the_folder_they_start_in(folder: Path) -> None:
    (folder / "re.py").write_text("raise SystemExit('the wrong re')\n")
    code, out, err = stancewire("tag", "a.txt", "-o", "-", "--workers", "2", cwd=folder)
    assert (code, out.count("\n"), "wrong re" in err) == (0, 1, False)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_command_under_nohup_outlives_its_terminal() -> None:
    code = (
        "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "from stancewire.cli import main\ntry:\n    main()\nfinally:\n    print(signal.getsignal(signal.SIGHUP))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code, "--version"], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "1"


def test_a_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["score", "-"]) == 1
    assert "-: standard input is closed; give a file, or a pipe to read from" in capsys.readouterr().err
