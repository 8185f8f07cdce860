"""What a careless or hostile hand may put into a corpus folder: each a sentence, none a traceback or an endless run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import corpus_rows as tiny
from stancewire.cli import run
from stancewire.corpus.build import build
from stancewire.corpus.check import check
from stancewire.corpus.jsonl import LONGEST_ROW
from stancewire.corpus.rules.reference import Reference

DEEP = "[" * 900 + "]" * 900
ROWS = [
    (b"{" + b'"id": 1}'[:-2], "row: not JSON ("),
    (b'{"id": ' + b"9" * 5_000 + b"}", "row: has a number of 5,000 digits; correct it"),
    (b'{"id": NaN}', "row: not JSON (NaN is no value); write a number, or take the field out"),
    (b'{"id": "a", "id": "b"}', "row: has the field 'id' twice in one object; keep one of them"),
    (b"[" * 100_000, "row: nested too deep; write one JSON object a line"),
    (b'{"id": "a", "zones": ' + DEEP.encode() + b"}", "kind: missing; add it as str"),
    (b'{"text": "' + b"x" * LONGEST_ROW + b'"}', "row: longer than 250,000 characters; write one document a line"),
]


@pytest.mark.parametrize(("content", "sentence"), ROWS, ids=lambda value: value[:30])
def test_a_row_costs_itself_only(tmp_path: Path, content: bytes, sentence: str) -> None:
    folder = tiny.corpus(tmp_path)
    good = json.dumps(tiny.other(9)).encode()
    (folder / "batches" / "b3.jsonl").write_bytes(content + b"\n" + good + b"\n")
    corpus, findings = check(folder, Reference())
    assert "o-009" in [entry.item.id for entry in corpus.documents]
    assert any(error.sentence.startswith(sentence.partition(": ")[2]) for error in findings.errors), findings.errors
    assert {error.place.file for error in findings.errors} == {"batches/b3.jsonl"}


def test_a_zone_of_many_lines_takes_no_time(tmp_path: Path) -> None:
    endless = 10**17
    rows = [tiny.other(9, zones=[[1, 3, "body"], [-endless, endless, "related"]])]
    assert (
        f"batches/b.jsonl: o-009: zones[1]: -{endless}-{endless} overlaps, runs backwards or leaves the 3 lines; correct the range"
        in tiny.errors(tmp_path, *rows)
    )
    zones = [{"first_line": 1, "last_line": endless, "zone": "related"}]
    tiny.write(tmp_path / "train.jsonl", [{"id": "x", "temporal_test": True, "organisations": [], "zones": zones}])
    assert check(tmp_path, Reference())[1].errors


def test_a_byte_order_mark_is_named_and_the_row_read(tmp_path: Path) -> None:
    path = tiny.corpus(tmp_path) / "batches" / "b1.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    corpus, findings = check(tmp_path, Reference())
    assert [str(error) for error in findings.errors] == [
        "batches/b1.jsonl: line 1: row: begins with a byte order mark; save the file as UTF-8 without one"
    ]
    assert "t-01" in [entry.item.id for entry in corpus.documents]


def test_lines_may_end_as_on_windows(tmp_path: Path) -> None:
    path = tiny.corpus(tmp_path) / "batches" / "b2.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    corpus, findings = check(tmp_path, Reference())
    assert (findings.errors, len(corpus.documents)) == ([], 4)


def test_ids_stand_once_across_files(tmp_path: Path) -> None:
    tiny.write(tiny.corpus(tmp_path) / "batches" / "b3.jsonl", [tiny.document()])
    assert [str(error) for error in check(tmp_path, Reference())[1].errors] == [
        "batches/b3.jsonl: t-01: id: stands already in batches/b1.jsonl; choose another"
    ]


@pytest.mark.parametrize("command", ["check", "stats", "agreement"])
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("train.jsonl/", "/train.jsonl: is no file; take it away and build again"),
        ("batches/x.jsonl/", "/batches/x.jsonl: is no file; put a JSONL file there, or take it away"),
        ("first", "/first: is no folder; put its rows into first/*.jsonl"),
    ],
)
def test_a_folder_where_a_file_belongs_and_the_reverse(
    tmp_path: Path, command: str, name: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny.corpus(tmp_path)
    if name.endswith("/"):
        (folder / name).mkdir()
    else:
        (folder / name).write_text("{}", encoding="utf-8")
    assert run(["corpus", command, str(folder)]) == 3
    assert capsys.readouterr().err == f"stancewire: {folder.as_posix()}{sentence}\n"


@pytest.mark.parametrize("command", ["check", "stats", "agreement"])
def test_files_without_rows_are_no_corpus(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.write(tmp_path / "batches" / "b.jsonl", [])
    assert run(["corpus", command, str(tmp_path)]) == 3
    assert "holds files without a single row; put documents into batches/*.jsonl" in capsys.readouterr().err
    assert run(["corpus", command, str(tmp_path / "batches" / "b.jsonl")]) == 3


@pytest.mark.parametrize("command", ["stats", "agreement"])
def test_figures_say_what_they_leave_out(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.write(tiny.corpus(tmp_path) / "batches" / "b3.jsonl", ["{", "{"])
    assert run(["corpus", command, str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"2 rows are not in form; what could not be read was not counted: stancewire corpus check {tmp_path.as_posix()}\n"
    )


def test_a_reference_that_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tiny.corpus(tmp_path / "c")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert run(["corpus", "check", str(folder), "--reference", str(tmp_path / "file")]) == 3
    assert "file: is no folder; name one with gold/*.jsonl and seeds/*.txt" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["{", "   ", '{"id": "x"}'])
def test_a_broken_published_line_beside_annotators_rows(tmp_path: Path, line: str) -> None:
    folder = tiny.corpus(tmp_path)
    for name, lines in build(check(folder, Reference())[0]).items():
        tiny.write(folder / name, [*lines, line] if name == "train.jsonl" else lines)
    _, findings = check(folder, Reference(), only="b1.jsonl")
    assert findings.errors == []
    assert bool(check(folder, Reference())[1].errors) is bool(line.strip())
