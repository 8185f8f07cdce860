"""From annotated documents to what a model learns from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import corpus_rows as tiny
from builders import entity_finder
from stancewire.corpus.build import build
from stancewire.corpus.read import read
from stancewire.corpus.violations import Findings
from stancewire.errors import MissingInput, UnreadableInput
from stancewire.training.examples import Example, ExampleReader

FILLER = " ".join(f"w{k}" for k in range(30))


def examples(folder: Path, *, roles: bool = True) -> dict[str, Example]:
    return {e.id: e for e in ExampleReader(entity_finder(), roles=roles).read(folder)}


def one(tmp_path: Path, **changes: Any) -> Example:
    """The example of one document; `changes` replace fields of t-01."""
    tiny.write(tmp_path / "batches" / "b.jsonl", [tiny.document(**changes)])
    (found,) = examples(tmp_path).values()
    return found


def published(folder: Path, **sides: list[tiny.Row]) -> Path:
    """A folder as users load it, with these documents on these sides."""
    for side, rows in sides.items():
        tiny.write(folder / side / "batches" / "b.jsonl", rows)
        lines = build(read(folder / side, Findings()))
        rows_of_all = [json.loads(line) for name in ("train", "dev", "test") for line in lines[f"{name}.jsonl"]]
        tiny.write(folder / f"{side}.jsonl", rows_of_all)
    return folder


def labels(found: Example) -> list[tuple[str, str, set[str] | None]]:
    """Zone, beginning and labels of each unit; None where no line was read."""
    return [
        (unit.zone, unit.text.split()[0], None if truth is None or truth.labels is None else set(truth.labels))
        for unit, truth in zip(found.reading.units, found.truths, strict=True)
    ]


def deeds(found: Example) -> list[set[tuple[str, str]]]:
    return [set(truth.deeds) if truth else set() for truth in found.truths]


def test_a_document_becomes_units_with_the_truth_of_their_lines(tmp_path: Path) -> None:
    found = one(tmp_path)
    assert labels(found) == [
        ("title", "LMC", None),
        ("body", "LMC", {"lmc_objection"}),
        ("body", "CCG", {"ccg_plan"}),
        ("body", "hospital", set()),
    ]
    assert deeds(found) == [
        {("lmc", "objects")},
        {("lmc", "objects")},
        {("local_commissioner", "plans")},
        {("other", "supports")},
    ]
    assert [truth.line for truth in found.truths if truth] == [1, 3, 5, 6]


def test_what_is_known_of_a_document_goes_along(tmp_path: Path) -> None:
    found = one(tmp_path)
    assert (found.id, found.kind, found.era, found.group) == ("t-01", "news", "2013-2019", "invented-westmarch-hubs")
    assert (found.primary, found.present, found.lost) == ("lmc_objection", ("lmc_objection", "ccg_plan"), 0)


def test_neutral_acts_are_no_deeds(tmp_path: Path) -> None:
    neutral = [tiny.claim("Westmarch LMC", "lmc", "neutral", 3), tiny.claim("Westmarch LMC", "lmc", "objects", 3)]
    assert deeds(one(tmp_path, statements=neutral)) == [set(), {("lmc", "objects")}, set(), set()]


def test_names_stay_where_roles_are_not_wanted(tmp_path: Path) -> None:
    tiny.write(tmp_path / "batches" / "b.jsonl", [tiny.document()])
    plain = examples(tmp_path, roles=False)["t-01"]
    assert plain.reading.units[0].text == "Westmarch LMC refuses the weekend hubs"


def test_half_of_what_is_trained_on_comes_with_its_kind_and_sender_and_nothing_else_does(tmp_path: Path) -> None:
    rows = [tiny.document(id=f"t-{n:02}", kind="plan", event=f"event-{n}") for n in range(1, 9)]
    others = [row | {"id": f"d{row['id']}", "event": f"d{row['event']}"} for row in rows]
    heads: dict[str, set[str]] = {}
    for found in examples(published(tmp_path, train=rows, dev=others)).values():
        heads.setdefault(found.split, set()).add(found.reading.head)
    assert heads == {"train": {"plan from LMC", "news"}, "dev": {"news"}}


def test_a_line_that_stands_twice_has_the_truth_of_its_own_place(tmp_path: Path) -> None:
    text = f"Hubs to open\n\nThe board met again.\n\n{FILLER}\n\nThe board met again."
    found = one(
        tmp_path,
        text=text,
        zones=[[1, 1, "title"], [3, 7, "body"]],
        passages=[{"line": 7, "labels": ["ccg_plan"]}],
        statements=[],
        organisations=[],
        policy_terms=[],
    )
    assert [row for row in labels(found) if row[1] == "The"] == [("body", "The", set()), ("body", "The", {"ccg_plan"})]


def test_a_line_that_the_program_does_not_read_is_lost_and_counted(tmp_path: Path) -> None:
    text = f"Hubs to open\n\nNHS Wold CCG plans a hub.\n\n{FILLER}\n\nRelated articles\n\nThe board met again."
    found = one(
        tmp_path,
        text=text,
        zones=[[1, 1, "title"], [3, 9, "body"]],
        passages=[{"line": 9, "labels": ["ccg_plan"]}],
        statements=[],
        organisations=[],
        policy_terms=[],
    )
    assert found.lost == 2
    assert labels(found) == [("title", "Hubs", None), ("body", "CCG", set()), ("body", "w0", set())]


def test_a_line_that_annotators_did_not_read_has_no_truth(tmp_path: Path) -> None:
    text = f"Hubs to open\n\nNHS Wold CCG plans a hub.\n\n{FILLER}"
    found = one(
        tmp_path,
        text=text,
        zones=[[1, 1, "title"], [3, 3, "body"], [5, 5, "caption"]],
        passages=[],
        statements=[],
        organisations=[],
        policy_terms=[],
    )
    assert (found.truths[-1], found.lost) == (None, 0)


def test_of_a_pair_the_passage_is_known_and_not_its_title(tmp_path: Path) -> None:
    found = examples(tiny.corpus(tmp_path))
    one_, other = found["q-01a"], found["q-01b"]
    assert labels(one_) == [("title", "Weekend", None), ("body", "LMC", set())]
    assert labels(other) == [("title", "Weekend", None), ("body", "LMC", {"lmc_objection"})]
    assert deeds(other) == [set(), {("lmc", "objects")}]
    assert (other.primary, other.present, other.kind, other.group) == (None, (), "pair", "q-01")


def test_documents_go_before_pairs(tmp_path: Path) -> None:
    assert list(examples(tiny.corpus(tmp_path))) == ["t-01", "o-001", "o-002", "o-003", "q-01a", "q-01b"]


def test_a_published_document_tells_its_side_and_what_it_is_held_out_for(tmp_path: Path) -> None:
    late = tiny.other(2, year="2022-03", era="2020-2026")
    letter = tiny.other(3, kind="letter", sender="NHS Wold3 CCG", sender_kind="local_commissioner")
    found = examples(published(tmp_path, train=[tiny.document()], dev=[tiny.other(1), late], test=[letter]))
    assert {name: (e.split, e.temporal, e.letters) for name, e in found.items()} == {
        "t-01": ("train", False, False),
        "o-001": ("dev", False, False),
        "o-002": ("dev", True, False),
        "o-003": ("test", False, True),
    }


def test_published_documents_have_the_truth_of_the_annotators(tmp_path: Path) -> None:
    found = examples(published(tmp_path, train=[tiny.document()]))["t-01"]
    assert found.truths == one(tmp_path / "again").truths


def test_a_folder_without_a_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="holds no corpus"):
        examples(tmp_path)


def test_a_broken_row_stops_the_run_and_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "batches"
    tiny.write(folder / "b.jsonl", [tiny.document()])
    with (folder / "b.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"id": "t-02", \n')
    with pytest.raises(UnreadableInput, match=r"1 rows? that break.*b\.jsonl"):
        examples(tmp_path)


def test_denied_sentences_are_of_the_train_side_and_nothing_is_true_of_them(tmp_path: Path) -> None:
    text = tiny.TEXT.replace("CCG plans three hubs", "CCG has approved three hubs")
    folder = published(tmp_path, train=[tiny.document(text=text)], dev=[tiny.document(id="t-05", text=text)])
    (found,) = ExampleReader(entity_finder()).denied(folder)
    assert (found.id, found.split, found.kind, found.primary) == ("t-01-5-denied", "train", "denied", None)
    assert [unit.text for unit in found.reading.units] == [
        "LMC refuses the weekend hubs",
        "CCG has not approved three hubs under the winter access scheme.",
    ]
    assert labels(found)[1][2] == set()
    assert deeds(found) == [set(), set()]


@pytest.mark.parametrize(("lone", "learned"), [(False, [None, None]), (True, ["none", "lmc_objection"])])
def test_a_lone_passage_may_teach_the_one_label_it_carries(
    tmp_path: Path, lone: bool, learned: list[str | None]
) -> None:
    tiny.write(tmp_path / "batches" / "b.jsonl", [tiny.document()])
    tiny.write(tmp_path / "pairs" / "p.jsonl", tiny.pair())
    document, *pair = ExampleReader(entity_finder(), lone=lone).read(tmp_path)
    assert (document.primary, document.learned) == ("lmc_objection", None)
    assert [(example.primary, example.learned) for example in pair] == [(None, one) for one in learned]


def test_a_lone_passage_with_two_labels_teaches_no_primary_one(tmp_path: Path) -> None:
    both = ["lmc_objection", "ccg_plan"]
    plan = tiny.claim("NHS Westmarch CCG", "local_commissioner", "plans")
    said = tiny.claim("Westmarch LMC", "lmc", "objects", target="NHS Westmarch CCG")
    text = "Westmarch LMC will not sign the weekend contract that NHS Westmarch CCG plans."
    tiny.write(tmp_path / "batches" / "b.jsonl", [tiny.document()])
    tiny.write(tmp_path / "pairs" / "p.jsonl", tiny.pair(labels=both, statements=[said, plan], text=text))
    *_, last = ExampleReader(entity_finder(), lone=True).read(tmp_path)
    assert last.learned is None
