"""`stancewire tag` as a researcher meets it: broken off, taken up, done already, refused; what it takes and how it writes."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zstandard

from run_parts import RULES, gone
from stancewire.cli import run

COMMAND = [sys.executable, "-P", "-c", "from stancewire.cli import main; main()", "tag", "--config", str(RULES)]
TEXT = "LMC rejects merger\n\nWestmarch LMC has rejected a plan by NHS Westmarch CCG to merge three surgeries.\n"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(k), "text": TEXT * 2}) + "\n" for k in range(1500)))
    return path


@pytest.fixture
def few(tmp_path: Path) -> Path:
    path = tmp_path / "few.jsonl"
    rows = [
        {"id": str(k), "text": TEXT, "published": f"20{10 + k}", "kind": "news" if k % 2 else "letter"}
        for k in range(8)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def begun(many: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    """A run that has made something safe."""
    command = [*COMMAND, str(many), "-o", str(out), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    journal = out.with_name(f"{out.name}.journal")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        if journal.exists() and b'"commit"' in journal.read_bytes():
            break
        time.sleep(0.05)
    return process


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The lines of the documents of `many` from a run to standard output, which keeps nothing."""
    path = tmp_path_factory.mktemp("whole") / "many.jsonl"
    path.write_text(json.dumps({"id": "0", "text": TEXT * 2}) + "\n")
    done = subprocess.run([*COMMAND, str(path), "-o", "-"], capture_output=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals for a child process")
@pytest.mark.parametrize(("number", "code", "workers"), [(signal.SIGINT, 130, "1"), (signal.SIGTERM, 143, "2")])
def test_a_run_that_is_broken_off_goes_on(many: Path, whole: list[bytes], number: int, code: int, workers: str) -> None:
    out = many.with_name("out.jsonl")
    process = begun(many, out, "--workers", workers)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"interrupted; give the same command again to go on from what is safe" in err
    assert b"Traceback" not in err
    assert (out.exists(), gone(process.pid, 10)) == (False, True)
    safe = out.with_name("out.jsonl.partial").read_bytes().count(b"\n")
    assert 0 < safe < 1500
    done = subprocess.run([*COMMAND, str(many), "-o", str(out), "--workers", "1"], capture_output=True, check=False)
    assert (done.returncode, b"1500 records to" in done.stderr) == (0, True)
    rows = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert [row["id"] for row in rows] == [str(k) for k in range(1500)]
    assert rows[0]["stance"] == json.loads(whole[0])["stance"]
    assert sorted(p.name for p in many.parent.iterdir()) == ["many.jsonl", "out.jsonl", "out.jsonl.manifest.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_workers_do_not_outlive_a_run_that_was_killed(many: Path) -> None:
    process = begun(many, many.with_name("out.jsonl"), "--workers", "2")
    process.kill()
    process.communicate()
    assert gone(process.pid, 5)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals for a child process")
def test_a_second_run_on_one_output_exits_4(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = many.with_name("out.jsonl")
    process = begun(many, out)
    try:
        assert run(["tag", str(many), "-o", str(out), "--config", str(RULES)]) == 4
        assert "out.jsonl: another run is at work on it; wait for it, stop it" in capsys.readouterr().err
    finally:
        process.kill()
        process.communicate()


def test_a_run_that_is_done_says_so(few: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few.write_text(few.read_text() + "no json\n")
    out = few.with_name("out.jsonl")
    assert run(["tag", str(few), "-o", str(out), "--config", str(RULES)]) == 1
    assert f"9 records to {out}: 8 ok, 1 error" in capsys.readouterr().err
    before = out.stat().st_mtime_ns
    assert run(["tag", str(few), "-o", str(out), "--config", str(RULES)]) == 1
    assert f"{out} is done already, and nothing was changed" in capsys.readouterr().err
    assert out.stat().st_mtime_ns == before
    assert run(["tag", str(few), "-o", str(out)]) == 3
    assert "is done, but with another state of the config, the model; give --force" in capsys.readouterr().err


def test_packed_files_and_shards_hold_the_same_lines(few: Path) -> None:
    made = {}
    for name, options in (
        ("a.jsonl", []),
        ("a.jsonl.gz", []),
        ("a.jsonl.zst", []),
        ("shards", ["--shards", "3"]),
    ):
        assert run(["tag", str(few), "-o", str(few.with_name(name)), "--config", str(RULES), *options]) == 0
        made[name] = few.with_name(name)
    lines = made["a.jsonl"].read_bytes()
    assert gzip.decompress(made["a.jsonl.gz"].read_bytes()) == lines
    assert zstandard.ZstdDecompressor().decompress(made["a.jsonl.zst"].read_bytes()) == lines
    parts = sorted(made["shards"].glob("part-*.jsonl"))
    assert ([p.name for p in parts][-1], b"".join(p.read_bytes() for p in parts)) == ("part-00003.jsonl", lines)


@pytest.mark.parametrize(
    ("options", "ids", "left_out"),
    [
        (["--limit", "3"], "012", {}),
        (["--since", "2014"], "4567", {"since": 4}),
        (["--where", "kind=news"], "1357", {"where kind": 4}),
        (["--where", "kind=news", "--since", "2013", "--limit", "2"], "35", {"since": 3, "where kind": 1}),
        (["--sample", "3"], None, {"sample": 5}),
    ],
)
def test_what_is_taken_of_the_inputs(
    few: Path, capsys: pytest.CaptureFixture[str], options: list[str], ids: str | None, left_out: dict[str, int]
) -> None:
    out = few.with_name("out.jsonl")
    assert run(["tag", str(few), "-o", str(out), "--config", str(RULES), *options]) == 0
    found = "".join(json.loads(line)["id"] for line in out.read_bytes().splitlines())
    assert found == ids if ids else len(found) == 3
    manifest = json.loads(out.with_name("out.jsonl.manifest.json").read_bytes())
    assert manifest["left_out"] == left_out
    assert (f"{sum(left_out.values())} documents left out" in capsys.readouterr().err) == bool(left_out)


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["-o", "out.parquet"], 3, "Parquet is written in shards; give a folder and --shards"),
        (["-o", "few.jsonl", "--shards", "3"], 3, "is a file, and shards need a folder"),
        (["-o", "-", "--shards", "3"], 2, "--shards and --format are for files"),
        (["-o", "out.jsonl", "--format", "jsonl.gz"], 3, "(--format asks for jsonl.gz), so no command could read it; end it in .jsonl.gz, or leave --format out"),
        (["-o", "out.jsonl.gz", "--format", "jsonl"], 3, "(--format asks for jsonl), so no command could read it"),
        (["-o", "out.jsonl.zstd"], 3, "(nothing is written as .zstd), so no command could read it; end it in .jsonl,"),
        (["-o", "out.jsonl", "--sample", "some"], 2, "'some'"),
        (["-o", "out.jsonl", "--where", "colour=red"], 2, "'colour=red' is not FIELD=VALUE, where FIELD is one of publisher"),
        (["-o", "out.jsonl", "--since", "5 May"], 2, "give a date as YYYY, YYYY-MM or YYYY-MM-DD"),
        (["-o", "out.jsonl", "--limit", "0"], 2, "0 is not in the range"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(
    few: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    code: int,
    words: str,
) -> None:
    monkeypatch.chdir(few.parent)
    assert run(["tag", "few.jsonl", *options]) == code
    assert words in " ".join(capsys.readouterr().err.split())
    assert [path.name for path in few.parent.iterdir()] == ["few.jsonl"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
@pytest.mark.parametrize("option", [["--duplicates"], ["--sample", "3"]])
def test_a_pipe_is_not_read_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert run(["tag", str(pipe), "-o", str(tmp_path / "out.jsonl"), *option]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert f"reads its inputs twice, and {pipe} is a pipe or device; save it to a file first" in said
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_the_same_options_take_the_same_from_a_pipe(few: Path) -> None:
    command = [*COMMAND, "-", "-o", "-", "--limit", "2", "--where", "kind=letter"]
    done = subprocess.run(command, input=few.read_bytes(), capture_output=True, check=True)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["0", "2"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can mount a small file system")
def test_a_full_disk_is_said_and_the_run_goes_on_when_there_is_room(many: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(small)], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        command = [*COMMAND, str(many), "-o", str(small / "out.jsonl")]
        done = subprocess.run(command, capture_output=True, check=False)
        assert (done.returncode, b"No space left on device" in done.stderr) == (3, True)
        subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
        assert len((small / "out.jsonl").read_bytes().splitlines()) == 1500
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0  # it is done
        done = subprocess.run([*command, "--force"], capture_output=True, check=False)
        assert (done.returncode, b"cannot be written" in done.stderr, b"Traceback" in done.stderr) == (3, True, False)
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)
