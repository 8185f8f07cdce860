"""What is counted, and how unlike each other texts are."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus_rows as tiny
from stancewire.corpus.diversity import diversity
from stancewire.corpus.read import read
from stancewire.corpus.stats import read_beside, tables
from stancewire.corpus.violations import Findings
from stancewire.errors import MalformedRow


def cells(text: str) -> dict[str, list[str]]:
    rows = [
        [cell.strip() for cell in line.strip("| ").split(" | ")] for line in text.splitlines() if line.startswith("| ")
    ]
    return {row[0]: row[1:] for row in rows}


def test_composition_labels_and_pairs(tmp_path: Path) -> None:
    found = cells(tables(read(tiny.corpus(tmp_path), Findings())))
    assert found["documents"] == ["4"]
    assert found["events"] == ["4"]
    assert found["passages"] == ["9"]
    assert found["passages with ccg_plan"] == ["4 (44 %)"]
    assert found["documents with lmc_objection"] == ["1 (25 %)"]
    assert found["primary: ccg_plan"] == ["3 (75 %)"]
    assert found["negation"] == ["1", "2"]
    assert "train" not in found


def test_another_corpus_stands_beside_it_with_what_it_can_give(tmp_path: Path) -> None:
    other = tmp_path / "gold.jsonl"
    gold = {
        name: value for name, value in tiny.document().items() if name in ("id", "kind", "text", "primary", "present")
    }
    tiny.write(other, [gold, {"id": "x", "text": "Two words"}])
    found = cells(tables(read(tiny.corpus(tmp_path / "c"), Findings()), ("gold", read_beside(other))))
    assert found["figure"] == ["this corpus", "gold"]
    assert found["documents"] == ["4", "2"]
    assert found["events"] == ["4", "–"]
    assert found["kind: news"] == ["4 (100 %)", "1 (50 %)"]
    assert found["words"][1] == str(48 + 2)
    tiny.write(other, [{"text": "a", "statements": [3]}])
    with pytest.raises(MalformedRow, match="line 1: is no annotated document"):
        read_beside(other)


def test_diversity_by_hand() -> None:
    texts = ["one two three four five six", "one two three four five six", "a b c d"]
    documents = [tiny.typed(text=text, zones=[[1, 1, "body"]]) for text in texts]
    found = diversity(documents)
    assert found == {
        "distinct openings (first four body words)": pytest.approx(2 / 3),
        "type-token ratio (mean of first 200 words)": 1.0,
        "six-word runs in more than one document": 1.0,
        "overlap of two documents (three-word runs, mean)": pytest.approx(1 / 3),
        "overlap of two documents (highest)": 1.0,
    }
    assert diversity([]) == {}
