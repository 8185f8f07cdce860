"""The commands over archives: what they print, write, refuse, and with which code they leave."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet
import pytest

from archive_rows import failed, record, statement, write
from run_parts import RULES
from stancewire.cli import run


@pytest.fixture
def out(tmp_path: Path) -> str:
    rows = [record(n, statements=[statement("Kelmarsh LMC", "lmc_objection", "access")]) for n in range(9)]
    return write(tmp_path / "out.jsonl", [*rows, record(9, status="duplicate", duplicate_of="id-1")])


def test_stats_prints_tables_and_writes_one(out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", out, "--count-once"]) == 0
    assert capsys.readouterr().out.startswith("label          documents\nlmc_objection          9\n\nactor ")
    assert run(["stats", out, "--by", "label,month", "--csv", "-"]) == 0
    assert capsys.readouterr().out == "label,month,documents\nlmc_objection,2014-05,10\n"
    table = tmp_path / "table.parquet"
    assert run(["stats", out, "--by", "actor", "--parquet", str(table)]) == 0
    assert pyarrow.parquet.read_table(table).to_pylist() == [{"actor": "Kelmarsh LMC", "documents": 9, "statements": 9}]
    assert run(["stats", out, "--by", "actor", "--parquet", str(table)]) == 3
    assert run(["stats", out, "--by", "actor", "--parquet", str(table), "--force"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--csv", "x.csv"], "say which one with --by"),
        (["--by", "label", "--csv", "-", "--json", "-"], "an answer is given once"),
        (["--by", "labels"], "'labels' is nothing to count by"),
    ],
)
def test_stats_refuses(out: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", out, *arguments]) == 2
    assert said in capsys.readouterr().err


def test_query_answers_and_refuses(out: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", out, "SELECT id, present FROM records WHERE status = 'duplicate'", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out) == {"id": "id-9", "present": ["lmc_objection"]}
    assert run(["query", out, "SELECT id FROM records ORDER BY id", "--rows", "2"]) == 0
    assert capsys.readouterr().out == "id\nid-0\nid-1\nand 8 more rows: --csv, --json or --rows shows them\n"
    assert run(["query", out, "DROP VIEW records"]) == 2
    assert "is not one SELECT" in capsys.readouterr().err


def test_a_title_cannot_command_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = record(1, id="\x1b[2Jid\nx")
    assert run(["query", write(tmp_path / "o.jsonl", [row]), "SELECT id FROM records"]) == 0
    assert capsys.readouterr().out == "id\n\N{REPLACEMENT CHARACTER}[2Jid x\n"


def test_coverage_is_loud_where_it_is_low(out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["coverage", out]) == 0
    assert capsys.readouterr().err == ""
    low = write(tmp_path / "low.jsonl", [record(1), failed(2)])
    assert run(["coverage", low]) == 5
    shown = capsys.readouterr()
    assert "LOW COVERAGE: only 50.0% of all is covered (1 failed, 0 abstained of 2 inputs); 90% were asked" in shown.err
    assert "1 EmptyInput, for instance: news/pulse/2.txt: is empty; give a text" in shown.out
    assert run(["coverage", low, "--at-least", "0.5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["whole"]["failed"] == 1


def test_errors_without_an_example_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = failed(2)
    row["source"]["uri"] = row["error"]["message"] = None
    run(["coverage", write(tmp_path / "shared.jsonl", [record(1), row])])
    assert capsys.readouterr().out.split("errors\n")[1].splitlines()[0] == "  1 EmptyInput"


def test_coverage_says_where_records_are_fewer_than_were_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, out = tmp_path / "rows.jsonl", tmp_path / "out.jsonl"
    rows.write_text("".join(json.dumps({"id": str(n), "text": "Kelmarsh LMC objects."}) + "\n" for n in range(5)))
    assert run(["tag", str(rows), "-o", str(out), "--config", str(RULES)]) == 0
    capsys.readouterr()
    assert run(["coverage", str(out), "--at-least", "0"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.removeprefix(str(out)).split() == ["5", "0", "5", "5"]
    out.write_bytes(b"".join(out.read_bytes().splitlines(keepends=True)[:4]))
    assert run(["coverage", str(out), "--at-least", "0", "--json"]) == 5
    shown = capsys.readouterr()
    assert shown.err == f"stancewire: NOT WHOLE: {out}: holds 4 records, and its manifest counts 5\n"
    assert json.loads(shown.out)["runs"][0]["found"] == 4


def test_coverage_compares_nothing_where_there_is_no_manifest(out: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["coverage", out]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.removeprefix(out) == "          -          -          -         10  no manifest beside it"


def test_parquet_is_shared_as_json_lines_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = tmp_path / "in"
    texts.mkdir()
    rows = [
        {"id": "1", "text": "Kelmarsh LMC has rejected a plan by NHS Kelmarsh CCG.", "target": "NHS Kelmarsh CCG"},
        {"id": "2", "text": "NHS England has told all practices to publish their waiting times."},
        {"id": "3", "text": ""},
    ]
    (texts / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    columnar, lines = tmp_path / "columnar", tmp_path / "lines.jsonl"
    options = ["--config", str(RULES), "-o"]
    assert run(["tag", str(texts), *options, str(columnar), "--shards", "2", "--format", "parquet"]) == 1
    assert run(["tag", str(texts), *options, str(lines)]) == 1
    shared = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    assert [run(["share", str(one), "-o", str(to)]) for one, to in zip((columnar, lines), shared, strict=True)] == [
        0,
        0,
    ]
    assert shared[0].read_bytes() == shared[1].read_bytes()
    assert shared[0].read_bytes().count(b"\n") == 3
    back = tmp_path / "back.jsonl"
    assert run(["rehydrate", str(shared[0]), str(texts), "-o", str(back)]) == 1
    assert back.read_bytes() == lines.read_bytes()


def test_share_and_rehydrate(out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shared, again = str(tmp_path / "shared.jsonl"), str(tmp_path / "again.jsonl")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "1.txt").write_text("Nothing of the kind.")
    assert run(["share", out, "-o", shared]) == 0
    assert "LMC objects" not in Path(shared).read_text()
    assert run(["rehydrate", shared, str(tmp_path / "news"), "-o", again]) == 1
    assert capsys.readouterr().err.endswith("10 error\n")
    assert run(["rehydrate", out, str(tmp_path / "news"), "-o", again, "--force"]) == 3
    assert run(["share", shared, "-o", again, "--force"]) == 3
