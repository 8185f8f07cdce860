"""Published files: the same bytes from the same rows, from themselves, and no document that changes sides."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import corpus_rows as tiny
from stancewire.corpus.build import build
from stancewire.corpus.check import check
from stancewire.corpus.rules.reference import Reference

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_corpus.py"
ROOM = "train.jsonl dev.jsonl test.jsonl pairs-train.jsonl pairs-dev.jsonl pairs-test.jsonl second.jsonl".split()


def run(folder: Path, *options: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, str(SCRIPT), str(folder), *options], capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


def published(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.jsonl"))}


def sides(folder: Path) -> dict[str, str]:
    return {row["id"]: path.stem for path in folder.glob("*.jsonl") if path.stem != "second" for row in tiny.rows(path)}


def lines(folder: Path) -> dict[str, list[str]]:
    return build(check(folder, Reference(), rebuilding=True)[0])


def test_the_script_builds_and_builds_again_from_what_it_built(tmp_path: Path) -> None:
    folder = tiny.corpus(tmp_path)
    assert run(folder) == (0, "")
    first = published(folder)
    assert first.keys() == set(ROOM)
    assert run(folder) == (0, "")
    assert published(folder) == first
    for name in ("batches", "pairs", "second"):
        for path in (folder / name).iterdir():
            path.unlink()
    assert run(folder) == (0, "")
    assert published(folder) == first
    assert check(folder, Reference())[1].errors == []


def test_an_optional_field_is_published_of_all_documents_or_of_none(tmp_path: Path) -> None:
    def told() -> dict[str, object]:
        rows = [json.loads(line) for name in ROOM[:3] for line in lines(tmp_path)[name]]
        return {row["id"]: row.get("retold_form", "not there") for row in rows}

    tiny.write(tmp_path / "batches" / "b1.jsonl", [tiny.other(1), tiny.other(2, retold_form=False)])
    assert told() == {"o-001": "not there", "o-002": "not there"}
    real = tiny.other(3, retold_form=True, fictional=False, url="https://example.org/x")
    tiny.write(tmp_path / "batches" / "b2.jsonl", [real])
    assert told() == {"o-001": False, "o-002": False, "o-003": True}
    assert run(tmp_path) == (0, "")
    assert check(tmp_path, Reference())[1].errors == []
    for path in (tmp_path / "batches").iterdir():
        path.unlink()
    assert told() == {"o-001": False, "o-002": False, "o-003": True}


def test_without_second_readings_there_is_no_file_of_them(tmp_path: Path) -> None:
    tiny.write(tmp_path / "batches" / "b.jsonl", [tiny.document()])
    assert lines(tmp_path).keys() == {*ROOM[:-1], "splits.json"}


def test_additions_leave_every_document_on_its_side(tmp_path: Path) -> None:
    tiny.write(tmp_path / "batches" / "b1.jsonl", [tiny.other(k) for k in range(60)])
    for name, rows in lines(tmp_path).items():
        tiny.write(tmp_path / name, rows)
    before = sides(tmp_path)
    assert set(before.values()) == {"train", "dev", "test"}
    tiny.write(tmp_path / "batches" / "b2.jsonl", [tiny.other(k) for k in range(60, 90)])
    for name, rows in lines(tmp_path).items():
        tiny.write(tmp_path / name, rows)
    after = sides(tmp_path)
    assert len(after) == 90
    assert {name: after[name] for name in before} == before
    fresh = tmp_path / "fresh"
    tiny.write(fresh / "batches" / "b.jsonl", [tiny.other(k) for k in reversed(range(90))])
    assert lines(fresh) == lines(tmp_path)


def test_without_a_record_a_document_stays_where_it_was_put(tmp_path: Path) -> None:
    tiny.write(tmp_path / "batches" / "b.jsonl", [tiny.document()])
    (row,) = [row for name in ROOM[:3] for row in lines(tmp_path)[name]]
    tiny.write(tmp_path / "test.jsonl", [row])
    assert lines(tmp_path)["test.jsonl"] == [row]


def test_the_annotators_row_counts_before_the_published_one(tmp_path: Path) -> None:
    folder = tiny.corpus(tmp_path)
    run(folder)
    tiny.write(folder / "batches" / "b1.jsonl", [tiny.document(hard="now it is")])
    rows = [row for name in ROOM[:3] for row in lines(folder)[name]]
    assert sum('"hard": "now it is"' in row for row in rows) == 1


@pytest.mark.parametrize("change", [("start", 0), ("line", 5)])
def test_offsets_that_do_not_fit_are_violations_until_the_next_build(tmp_path: Path, change: tuple[str, int]) -> None:
    folder = tiny.corpus(tmp_path)
    run(folder)
    (path,) = [
        path for path in folder.glob("*.jsonl") if any(row["id"] == "t-01" for row in tiny.rows(path) if "text" in row)
    ]
    rows = tiny.rows(path)
    next(row for row in rows if row["id"] == "t-01")["organisations"][1] |= dict([change])
    tiny.write(path, rows)
    assert [str(error) for error in check(folder, Reference())[1].errors] == [
        f"{path.name}: t-01: organisations: is not what the lines give; run python scripts/build_corpus.py on the folder"
    ]
    assert run(folder) == (0, "")
    assert check(folder, Reference())[1].errors == []


def test_nothing_is_written_while_a_row_breaks_a_rule_unless_its_file_is_left_out(tmp_path: Path) -> None:
    folder = tiny.corpus(tmp_path)
    tiny.write(folder / "batches" / "b3.jsonl", [tiny.other(9, primary="none", present=[])])
    code, said = run(folder)
    assert (code, published(folder)) == (1, {})
    assert said.endswith("1 errors; nothing was written\n")
    assert run(folder, "--leave-out", "b3.jsonl") == (0, "")


def test_a_folder_without_corpus(tmp_path: Path) -> None:
    code, said = run(tmp_path)
    assert (code, said.startswith("build_corpus: ")) == (3, True)


def test_the_tables_of_the_pages_are_those_of_what_was_built(tmp_path: Path) -> None:
    folder = tiny.corpus(tmp_path)
    page = "# A\n\n<!-- splits -->\n| old |\n<!-- /splits -->\n\nB\n\n<!-- pairs -->\n<!-- /pairs -->\n"
    (folder / "README.md").write_text(page, encoding="utf-8")
    assert run(folder) == (0, "")
    first = (folder / "README.md").read_text(encoding="utf-8")
    assert first.startswith("# A\n\n<!-- splits -->\n| split | documents | ")
    assert "| old |" not in first
    assert "\nB\n\n<!-- pairs -->\n| minimal pairs: what flips | groups | " in first
    assert "\n| negation | 1 | 2 | 1 (100 %) | " in first
    tiny.write(folder / "batches" / "b3.jsonl", [tiny.other(4)])
    assert run(folder) == (0, "")
    assert (folder / "README.md").read_text(encoding="utf-8") != first
