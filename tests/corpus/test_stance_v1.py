"""The corpus that the project publishes: sound, loadable offline with its types, split as promised."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import corpus_rows as tiny
from stancewire.corpus.build import build
from stancewire.corpus.published import differences, incoming
from stancewire.corpus.read import as_users_load_it, merged, read
from stancewire.corpus.rules.copies import near_copies
from stancewire.corpus.splits import SHARES, imbalance, strata_of, two_sides
from stancewire.corpus.typed import document_of
from stancewire.corpus.types import SPLITS
from stancewire.corpus.violations import Findings

FOLDER = Path(__file__).parents[2] / "corpora" / "stance-v1"
ROWS = {split: tiny.rows(FOLDER / f"{split}.jsonl") for split in SPLITS}
ALL = [row for split in SPLITS for row in ROWS[split]]

LOAD = """
import json, sys
from datasets import load_dataset
documents = load_dataset(sys.argv[1], cache_dir=sys.argv[2])
pairs = load_dataset(sys.argv[1], "pairs", cache_dir=sys.argv[2])
first = documents["train"][0]
print(json.dumps({
    "documents": {name: len(part) for name, part in documents.items()},
    "pairs": {name: len(part) for name, part in pairs.items()},
    "types": {name: str(kind) for name, kind in documents["train"].features.items()},
    "pair_types": {name: str(kind) for name, kind in pairs["train"].features.items()},
    "first": first,
    "pair": pairs["test"][0],
}))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `datasets` makes of the folder without a network, in a process that has not imported it before."""
    offline = os.environ | {"HF_DATASETS_OFFLINE": "1", "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-c", LOAD, str(FOLDER), str(tmp_path_factory.mktemp("cache"))]
    done = subprocess.run(command, capture_output=True, env=offline, check=True)
    values: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return values


def test_datasets_loads_every_row(loaded: dict[str, Any]) -> None:
    assert loaded["documents"] == {split: len(ROWS[split]) for split in SPLITS}
    assert loaded["pairs"] == {split: len(tiny.rows(FOLDER / f"pairs-{split}.jsonl")) for split in SPLITS}
    assert loaded["first"] == ROWS["train"][0]
    assert loaded["pair"] == tiny.rows(FOLDER / "pairs-test.jsonl")[0]


def test_columns_have_the_types_of_the_readme(loaded: dict[str, Any]) -> None:
    types = loaded["types"]
    assert list(types) == list(ROWS["train"][0])
    assert types["present"] == "List(Value('string'))"
    assert types["temporal_test"] == "Value('bool')"
    assert types["confidence"] == "Value('int32')"
    assert types["passages"].startswith("List({'line': Value('int32'), 'start': Value('int32')")
    assert list(loaded["pair_types"]) == list(tiny.rows(FOLDER / "pairs-train.jsonl")[0])


def test_the_readme_names_language_and_licence() -> None:
    head = (FOLDER / "README.md").read_text(encoding="utf-8").split("---\n")[1]
    assert "license: cc-by-4.0\n" in head
    assert "language:\n- en\n" in head


@pytest.mark.parametrize("split", SPLITS)
def test_offsets_are_what_the_lines_give(split: str) -> None:
    for row in ROWS[split]:
        assert list(differences(row, document_of(incoming(row)))) == [], row["id"]
        assert all(row["text"][b["start"] : b["end"]] == b["mention"] for b in row["organisations"])


def test_nothing_stands_on_two_sides() -> None:
    corpus = as_users_load_it(read(FOLDER, Findings()))
    assert list(two_sides(corpus)) == []
    for entries in (merged(corpus.documents), merged(corpus.pairs)):
        copies = near_copies([entry.item.text for entry in entries])
        assert [
            (entries[a].item.id, entries[b].item.id) for a, b in copies if entries[a].split != entries[b].split
        ] == []


def test_shares_are_about_those_wanted() -> None:
    shares = {split: len(ROWS[split]) / len(ALL) for split in SPLITS}
    assert all(abs(shares[split] - SHARES[split]) < 0.03 for split in SPLITS), shares
    sides = {row["id"]: split for split in SPLITS for row in ROWS[split]}
    assert imbalance(sides, {row["id"]: strata_of(document_of(incoming(row))) for row in ALL}) < 0.08


def test_every_split_has_every_primary_label_in_number() -> None:
    for split in SPLITS:
        primaries = Counter(row["primary"] for row in ROWS[split])
        assert len(primaries) == 4
        assert min(primaries.values()) >= 0.15 * len(ROWS[split])


def test_the_published_files_build_themselves() -> None:
    corpus = as_users_load_it(read(FOLDER, Findings()))
    for name, lines in build(corpus).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == "".join(f"{line}\n" for line in lines), (
            f"if intended: python scripts/build_corpus.py corpora/stance-v1 ({name})"
        )


def test_no_row_breaks_a_rule_of_form() -> None:
    findings = Findings()
    corpus = read(FOLDER, findings)
    published = {entry.place.file for entry in (*corpus.documents, *corpus.pairs) if entry.split}
    assert [str(error) for error in findings.errors if error.place.file in published] == []
