"""The whole check, over a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import corpus_rows as tiny
from stancewire.corpus.build import build
from stancewire.corpus.check import check
from stancewire.corpus.published import document_row
from stancewire.corpus.rules.reference import Reference


def test_a_published_row_that_was_changed_by_hand_is_found(tmp_path: Path) -> None:
    folder = tiny.corpus(tmp_path)
    corpus, _ = check(folder, Reference(), rebuilding=True)
    for name, lines in build(corpus).items():
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert check(folder, Reference())[1].errors == []
    name = next(split for split in ("train.jsonl", "dev.jsonl", "test.jsonl") if (folder / split).stat().st_size)
    first, *rest = (folder / name).read_text(encoding="utf-8").splitlines()
    changed = json.dumps(json.loads(first) | {"confidence": 1}, ensure_ascii=False)
    (folder / name).write_text("\n".join((changed, *rest)) + "\n", encoding="utf-8")
    assert [str(error) for error in check(folder, Reference())[1].errors] == [
        f"{name}: {json.loads(first)['id']}: row: is not what the annotators' rows give; run scripts/build_corpus.py FOLDER"
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"mood": 1}, "mood: no such field; remove it or correct its spelling; the fields are id, kind, "),
        (
            {"policy_terms": [{"term": "winter access scheme", "line": 5, "start": 195, "end": 215, "mood": 1}]},
            "policy_terms[0].mood: no such field; remove it or correct its spelling; the fields are term, line, start, end",
        ),
    ],
)
def test_a_field_that_a_published_row_should_not_have(tmp_path: Path, change: dict[str, Any], sentence: str) -> None:
    tiny.write(tmp_path / "train.jsonl", [document_row(tiny.typed()) | change])
    (error,) = check(tmp_path, Reference())[1].errors
    assert str(error).startswith(f"train.jsonl: t-01: {sentence}")


CARD = """---
dataset_info:
- config_name: default
  features:
{}- config_name: pairs
  features:
  - name: pair
    dtype: string
---
"""


def test_the_card_declares_the_columns_that_are_published(tmp_path: Path) -> None:
    row = document_row(tiny.typed())
    tiny.write(tmp_path / "train.jsonl", [row])
    declared = "".join(f"  - name: {name}\n    dtype: string\n" for name in row)
    for text, sentences in (
        (CARD.format(declared), []),
        ("No front matter", []),
        (
            CARD.format(declared.replace("- name: retold_form\n", "- name: mood\n")),
            [
                "README.md: dataset_info: retold_form: is published, but not declared; add its name and dtype to the features under dataset_info",
                "README.md: dataset_info: mood: is declared, but not in every published row; take it from the features, or build again",
            ],
        ),
    ):
        (tmp_path / "README.md").write_text(text, encoding="utf-8")
        assert [str(error) for error in check(tmp_path, Reference())[1].errors] == sentences
