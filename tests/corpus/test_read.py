"""Reading a folder: what is there, what counts first, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus_rows as tiny
from stancewire.corpus.build import build
from stancewire.corpus.read import as_users_load_it, file_names, merged, of_file, read
from stancewire.corpus.types import CorpusDocument
from stancewire.corpus.violations import Findings
from stancewire.errors import MissingInput, UnreadableInput


def test_rows_become_typed_objects(tmp_path: Path) -> None:
    corpus = read(tiny.corpus(tmp_path), Findings())
    document = merged(corpus.documents)[-1].item
    assert isinstance(document, CorpusDocument)
    assert (document.id, document.zone_of[5], document.line(8), document.line(99)) == (
        "t-01",
        "body",
        "More on this: hubs elsewhere",
        "",
    )
    assert [(p.line, p.labels) for p in document.passages] == [(3, ("lmc_objection",)), (5, ("ccg_plan",)), (6, ())]
    assert corpus.second[0].item.acts == {3: (("lmc", "objects"),), 5: (("local_commissioner", "plans"),)}
    assert [entry.item.pair for entry in corpus.pairs] == ["q-01", "q-01"]
    with pytest.raises(AttributeError):
        document.text = ""  # type: ignore[misc]


def test_a_broken_row_costs_itself_only(tmp_path: Path) -> None:
    tiny.write(tmp_path / "batches" / "b.jsonl", ["{", tiny.document(kind="x"), tiny.other(1)])
    findings = Findings()
    assert [entry.item.id for entry in read(tmp_path, findings).documents] == ["o-001"]
    assert [str(error).split(": ")[1] for error in findings.errors] == ["line 1", "t-01"]


def test_a_broken_published_row_is_told_by_its_fields(tmp_path: Path) -> None:
    tiny.write(tmp_path / "train.jsonl", [{"id": "t-01", "temporal_test": False, "zones": 3}])
    findings = Findings()
    read(tmp_path, findings)
    assert "train.jsonl: t-01: kind: missing; add it as str" in [str(error) for error in findings.errors]


def test_users_load_what_is_published(tmp_path: Path) -> None:
    folder = tiny.corpus(tmp_path)
    corpus = read(folder, Findings())
    assert as_users_load_it(corpus) == corpus
    for name, rows in build(corpus).items():
        tiny.write(folder / name, rows)
    tiny.write(folder / "batches" / "b9.jsonl", [tiny.other(9)])
    corpus = read(folder, Findings())
    assert len(merged(corpus.documents)) == 5
    loaded = as_users_load_it(corpus)
    assert (len(loaded.documents), len(loaded.pairs), len(loaded.second)) == (4, 2, 1)
    assert [entry.item.id for entry in of_file(corpus, "b9.jsonl").documents] == ["o-009"]
    assert {"b1.jsonl", "q1.jsonl", "s1.jsonl", "train.jsonl", "second.jsonl"} < set(file_names(folder))


def test_files_left_out_are_not_read(tmp_path: Path) -> None:
    corpus = read(tiny.corpus(tmp_path), Findings(), leave_out=["b2.jsonl"])
    assert [entry.item.id for entry in corpus.documents] == ["t-01"]


def test_a_folder_without_corpus_and_a_file_without_text(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="holds no corpus; name a folder with batches"):
        read(tmp_path, Findings())
    (tmp_path / "batches").mkdir()
    (tmp_path / "batches" / "b.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableInput, match="give a JSONL file in UTF-8"):
        read(tmp_path, Findings())
