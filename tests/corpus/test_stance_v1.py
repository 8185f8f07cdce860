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
from stancewire.corpus.pages import PAGES, figures, filled
from stancewire.corpus.published import differences, incoming
from stancewire.corpus.read import as_users_load_it, merged, read
from stancewire.corpus.rules import bodies
from stancewire.corpus.rules.copies import near_copies
from stancewire.corpus.rules.pair_copies import copies
from stancewire.corpus.splits import SHARES, two_sides
from stancewire.corpus.typed import document_of
from stancewire.corpus.types import SPLITS
from stancewire.corpus.violations import Findings
from stancewire.register.lookup import load_register

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
    """What `datasets` makes of the published corpus."""
    return load(FOLDER, tmp_path_factory.mktemp("cache"))


def load(folder: Path, cache: Path) -> dict[str, Any]:
    """What `datasets` makes of a folder without a network, in a process that has not imported it before."""
    offline = os.environ | {"HF_DATASETS_OFFLINE": "1", "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-c", LOAD, str(folder), str(cache)]
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


def test_an_optional_column_is_loaded_with_its_type_and_no_gaps(tmp_path: Path) -> None:
    first, *rest = [document for split in SPLITS for document in ROWS[split] if not document["fictional"]][:6]
    for split in SPLITS:
        tiny.write(
            tmp_path / f"{split}.jsonl",
            [first | {"retold_form": True}, *(row | {"retold_form": False} for row in rest)],
        )
        tiny.write(tmp_path / f"pairs-{split}.jsonl", tiny.pair())
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    if "name: retold_form" not in card:
        card = card.replace("  - name: register\n", "  - name: retold_form\n    dtype: bool\n  - name: register\n", 1)
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    found = load(tmp_path, tmp_path / "cache")
    assert found["types"]["retold_form"] == "Value('bool')"
    assert found["first"] == first | {"retold_form": True}


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


@pytest.mark.parametrize("field", ["primary", "era", "kind"])
def test_sides_differ_little_in_what_they_are_made_of(field: str) -> None:
    """Half of all absolute differences: the part of a split that would have to change for its shares to be those of all."""
    whole = Counter(row[field] for row in ALL)
    for split in SPLITS:
        part = Counter(row[field] for row in ROWS[split])
        apart = sum(abs(part[value] / len(ROWS[split]) - whole[value] / len(ALL)) for value in whole) / 2
        assert apart < 0.15, (split, apart)


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


def test_no_real_body_or_person_holds_a_position_in_an_invented_text() -> None:
    register, corpus = load_register(), read(FOLDER, Findings())
    invented = [entry for entry in merged(corpus.documents) if entry.item.fictional]
    claims = [(entry.item.id, entry.item.statements) for entry in (*invented, *merged(corpus.pairs))]
    assert [(name, complaint) for name, held in claims for complaint in bodies.positions(held, register)] == []


def test_the_readme_says_how_often_a_policy_stands_elsewhere() -> None:
    claims = [(row["text"].split("\n"), claim) for row in ALL for claim in row["statements"] if claim["policy"]]
    here = sum(claim["policy"].lower() in lines[claim["line"] - 1].lower() for lines, claim in claims)
    sentence = f"on its line in {here:,} of {len(claims):,} cases, elsewhere in the other {len(claims) - here:,}"
    assert sentence in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_the_column_beside_the_reference_is_that_of_today() -> None:
    page = (FOLDER / "DATASHEET.md").read_text(encoding="utf-8")
    block = page.partition("<!-- beside -->\n")[2].partition("<!-- /beside -->")[0]
    ours = ["|".join(line.split("|")[:3]) + "|" for line in block.splitlines() if not line.startswith("|---")]
    assert len(ours) == 7
    figures_of_today = figures(read(FOLDER, Findings()))["figures"].splitlines()
    assert [line for line in ours if line not in figures_of_today] == []
    assert f"overlap, {ours[-1].split('|')[2].strip()} against" in page


def test_no_pair_shares_wording_with_another_split() -> None:
    corpus = as_users_load_it(read(FOLDER, Findings()))
    passages, documents = merged(corpus.pairs), merged(corpus.documents)
    found = copies([(entry.item, entry.split) for entry in passages], [(e.item, e.split) for e in documents])
    assert [(passage.id, complaint) for passage, complaint in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_the_figures_of_today(name: str) -> None:
    page = (FOLDER / name).read_text(encoding="utf-8")
    for block in ("splits", "pairs") if name == "README.md" else ("figures", "beside", "agreement"):
        assert f"<!-- {block} -->\n" in page
    blocks = figures(read(FOLDER, Findings()))
    assert page == filled(page, blocks), "run python scripts/build_corpus.py corpora/stance-v1 and read the difference"
