"""The commands: what they open, say, write and refuse, and with which code they leave."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from review_rows import TEXT, reading, record, write
from stancewire.cli import run
from stancewire.review import serve as serving
from stancewire.review.session import Plan, Session
from stancewire.review.store import Store


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, Plan, Any]]:
    """What would have been served: port, plan, first record."""
    seen: list[tuple[int, Plan, Any]] = []

    def serve(store: Store, session: Session, port: int, say: Any) -> None:
        say("http://127.0.0.1:1/?token=x")
        seen.append((port, session.plan, store.record(1)))

    monkeypatch.setattr(serving, "serve", serve)
    return seen


@pytest.fixture
def out(tmp_path: Path) -> str:
    return write(tmp_path / "out.jsonl", record("one"), record("two"))


def test_review_is_short_for_review_open(
    out: str, served: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["review", out, "--coder", " Ann  Lee ", "--order", "random", "--seed", "4", "--limit", "1"]) == 0
    said = capsys.readouterr().err
    store = (tmp_path / "out.review.sqlite").as_posix()
    assert said == (
        f"2 records in {store}\nopen http://127.0.0.1:1/?token=x (Ctrl-C ends)\nstopped; every decision is in {store}\n"
    )
    assert run(["review", "open", out, "--port", "0"]) == 0
    (first, second) = served
    assert first[:2] == (8414, Plan(coder="Ann Lee", order="random", seed=4, limit=1))
    assert second[0] == 0


def test_a_row_that_stands_twice_is_told_and_shown_once(
    out: str, served: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    twice = [record("one", source=record("one")["source"] | {"member": str(k)}) for k in range(4)]
    write(Path(out), *twice[:2])
    assert run(["review", out]) == 0
    said = capsys.readouterr().err
    assert said.startswith("1 records in ")
    assert "\n1 record is a copy of one that is there: passed over\n" in said
    write(Path(out), *twice)
    assert run(["review", out]) == 0
    assert "\n3 records are copies of such as are there: passed over\n" in capsys.readouterr().err


def test_texts_are_joined_to_records_without(served: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bare = {key: value for key, value in record("one").items() if key != "text"}
    out = write(tmp_path / "out.jsonl", bare)
    assert run(["review", out]) == 0
    assert "1 records do not carry their text: shown by their snippets; --texts joins it" in capsys.readouterr().err
    (tmp_path / "texts").mkdir()
    write(tmp_path / "texts" / "rows.jsonl", {"id": "one", "text": TEXT})
    assert run(["review", out, "--texts", str(tmp_path / "texts")]) == 0
    assert "do not carry" not in capsys.readouterr().err
    assert served[-1][2] == record("one")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--blind", "--order", "label"], 2, "--order label tells what the model says"),
        (["--coder", "x" * 61], 2, "name a coder with 1 to 60 characters"),
        (["--coder", "a\x1b[2J"], 2, "name a coder with 1 to 60 characters"),
        (["--limit", "0"], 2, "--limit"),
        (["none.jsonl"], 3, "none.jsonl: no such file or folder"),
        (["--texts", "nowhere"], 3, "nowhere"),
    ],
)
def test_open_refuses(
    out: str, served: Any, arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = {key: value for key, value in record("bare").items() if key != "text"}
    write(Path(out), bare)
    assert run(["review", out, *arguments]) == code
    assert said in capsys.readouterr().err
    assert served == []


def test_a_busy_port_is_told_and_the_store_is_ready_all_the_same(out: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert run(["review", out, "--port", port]) == 3
    assert f"stancewire: port {port}: cannot be had on 127.0.0.1" in capsys.readouterr().err


def test_records_of_another_model_need_another_store(out: str, served: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", out]) == 0
    write(Path(out), record("one", surest=0.5))
    assert run(["review", out]) == 3
    assert "decisions belong to the one they were made on; name another store with --store" in capsys.readouterr().err
    assert run(["review", out, "--store", str(Path(out).with_name("other.sqlite"))]) == 0


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "study.sqlite"
    with Store(path, new=True) as opened:
        opened.add([record("one"), record("two")])
        for coder in ("ann", "bob"):
            sent = {"action": "decide", "reading": reading(), "comment": "", "seen": 0}
            Session(opened, Plan(coder=coder)).save(1, sent)
    return str(path)


def test_export_writes_a_folder_or_a_file(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "corpus"
    assert run(["review", "export", store, "-o", str(folder), "--nation", "Wales", "--register", "local"]) == 0
    assert capsys.readouterr().err == f"1 documents to {folder}\n"
    row = json.loads((folder / "batches" / "review.jsonl").read_bytes())
    assert (row["nation"], row["register"], row["confidence"]) == ("Wales", "local", 3)
    assert run(["review", "export", store, "-o", str(folder)]) == 3
    assert run(["review", "export", store, "-o", str(folder), "--force"]) == 0
    assert run(["review", "export", store, "-o", "-", "--format", "doccano"]) == 0
    assert json.loads(capsys.readouterr().out)["record"] == "one"
    file = tmp_path / "p.jsonl"
    assert run(["review", "export", store, "-o", str(file), "--format", "prodigy", "--coder", "bob"]) == 0
    assert len(file.read_bytes().splitlines()) == 1
    assert run(["review", "export", store, "-o", str(file), "--format", "prodigy"]) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "-"], 3, "is no folder, and this format is several files"),
        (["-o", "nowhere/corpus"], 3, "does not exist; make the folder first"),
        (["-o", "x", "--undated", "May 2015"], 2, "published 'May 2015' is not usable"),
        (["-o", "x", "--format", "poem"], 2, "poem"),
    ],
)
def test_export_refuses(
    store: str, arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", "export", store, *arguments]) == code
    assert said in capsys.readouterr().err


def test_progress(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "progress", store]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:4] == [
        "2 records",
        "coder   accepted  corrected    skipped       open",
        "ann            1          0          0          0",
        "bob            1          0          0          0",
    ]
    assert said[5] == "ann and bob: 1 records in common"
    assert run(["review", "progress", "none.sqlite"]) == 3
