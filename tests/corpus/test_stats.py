"""What is counted, and how unlike each other texts are."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus_rows as tiny
from stancewire.corpus.beside import read_beside
from stancewire.corpus.diversity import diversity
from stancewire.corpus.read import read
from stancewire.corpus.stats import tables
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
    assert found["negation"] == found["all"] == ["1", "2", "1 (100 %)", "1", "1 (100 %)", "0 (0 %)"]
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


def test_the_share_of_texts_whose_form_is_not_that_of_the_source(tmp_path: Path) -> None:
    told = tiny.other(9, retold_form=True, fictional=False, url="https://example.org/x")
    tiny.write(tiny.corpus(tmp_path) / "batches" / "b3.jsonl", [told])
    assert cells(tables(read(tmp_path, Findings())))["retold in another form"] == ["1 (20 %)"]


def test_pairs_are_counted_as_they_are(tmp_path: Path) -> None:
    """Of three members two carry the same label, and the third shares three words of seven with the others."""
    one, two = tiny.pair()
    texts = ("one two three four five six seven", "one two three four five six no", "one two three x x x x")
    members = [one, two, two | {"id": "q-01c"}]
    tiny.write(
        tmp_path / "pairs" / "q.jsonl", [member | {"text": text} for member, text in zip(members, texts, strict=True)]
    )
    found = cells(tables(read(tmp_path, Findings())))
    assert found["negation"] == ["1", "3", "1 (100 %)", "3", "2 (67 %)", "2 (67 %)"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("hello\n", "line 1: is no annotated document (not JSON (Expecting value))"),
        ("", "holds no document"),
        ('{"a": 3}\n', "line 1: is no annotated document (text: missing or empty)"),
        ('{"text": 3}\n', "line 1: is no annotated document (text: 3 is not str)"),
        ('{"id": "x", "text": "a", "primary": {}}\n', "x: is no annotated document (primary: {} is not str)"),
        ('{"text": "a", "present": [[1]]}\n', "line 1: is no annotated document (present: [[1]] is not a list of strings)"),
        ('{"text": "a", "statements": [3]}\n', "(statements[0]: 3 is not an object with speaker, holder"),
        ('{"text": "a", "organisations": [{"kind": "lmc"}]}\n', "is not an object with mention, kind, canonical, line)"),
        ('{"text": "a", "passages": [{"line": 1, "labels": [{}]}]}\n', "(passages[0].labels: [{}] is not a list of strings)"),
        ('{"text": "a", "zones": [3]}\n', "(zones[0]: 3 is not [first_line, last_line, zone])"),
        ("[" * 5_000, "line 1: is no annotated document (nested too deep)"),
    ],
)  # fmt: skip
def test_what_is_no_corpus_does_not_stand_beside_one(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MalformedRow) as caught:
        read_beside(path)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith(path.as_posix())
    assert str(caught.value).endswith(
        "; give a JSONL file whose rows have text and, where they have them, zones, passages and so on as a corpus"
    )


def test_fields_that_only_another_corpus_has_are_passed_over(tmp_path: Path) -> None:
    tiny.write(tmp_path / "gold.jsonl", [
        {"text": "Kent LMC", "evidence": 1, "statements": [tiny.claim("Kent LMC", "lmc", "objects", evidence=[0, 4])]}
    ])  # fmt: skip
    (document,) = read_beside(tmp_path / "gold.jsonl")
    assert (document.statements[0].line, document.retold_form) == (1, False)


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
