"""A corpus on which a score would mean nothing is refused, with the rows that are wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import corpus_rows as tiny
import toy_judging as toy
from stancewire.errors import MissingInput, UnreadableInput
from stancewire.evaluation.material import load_material, sound_corpus
from stancewire.stance.labels import NONE


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return toy.corpus(tmp_path / "corpus")


def edited(corpus: Path, side: str, change: Callable[[list[tiny.Row]], None]) -> Path:
    """The corpus after somebody has written into a published file."""
    rows = tiny.rows(corpus / f"{side}.jsonl")
    change(rows)
    tiny.write(corpus / f"{side}.jsonl", rows)
    return corpus


def refusal(corpus: Path) -> str:
    with pytest.raises(UnreadableInput) as error:
        sound_corpus(corpus, "test")
    return str(error.value)


def test_a_sound_corpus_is_taken(corpus: Path) -> None:
    assert len(sound_corpus(corpus, "test").documents) == 4 * (8 + 2 + 3)


def test_material_holds_the_same_documents_in_both_readings(corpus: Path) -> None:
    material = load_material(corpus, "test")
    assert [len(side) for side in (material.learned, material.judged)] == [32, 12]
    for example in (*material.train, *material.judged):
        plain = material.plain[example.id]
        assert [(u.start, u.end) for u in plain.reading.units] == [(u.start, u.end) for u in example.reading.units]
        assert plain.truths == example.truths
    objection = next(e for e in material.judged if e.primary == "lmc_objection")
    assert "Westmarch LMC" in material.plain[objection.id].reading.units[1].text
    assert "Westmarch" not in objection.reading.units[1].text
    assert material.text_of(objection).startswith("An evening in Marl\n\nWestmarch LMC rejects")


def test_a_document_in_which_nothing_is_read_is_judged_all_the_same(corpus: Path) -> None:
    bare: tiny.Row = {
        "text": "Copyright 2014 The Westmarch Star. All rights reserved.",
        "zones": [[1, 1, "furniture"]],
        "passages": [],
    }
    bare |= {"present": [], "primary": NONE, "statements": []}
    row = toy.as_published(tiny.other(7, **bare), corpus)
    material = load_material(edited(corpus, "test", lambda rows: rows.append(row)), "test")
    assert [e.id for e in material.judged if not e.reading.units] == ["o-007"]


def test_the_dev_side_can_be_judged_too(corpus: Path) -> None:
    assert {e.split for e in load_material(corpus, "dev").judged} == {"dev"}


def test_a_missing_field_is_named_with_its_row(corpus: Path) -> None:
    told = refusal(edited(corpus, "test", lambda rows: rows[2].pop("primary")))
    name = tiny.rows(corpus / "test.jsonl")[2]["id"]
    assert " findings in its rows: test.jsonl: " in told
    assert f"test.jsonl: {name}: primary: " in told


def test_an_unknown_label_is_named_with_its_row(corpus: Path) -> None:
    told = refusal(edited(corpus, "train", lambda rows: rows[0].update(primary="favour")))
    name = tiny.rows(corpus / "train.jsonl")[0]["id"]
    assert f"train.jsonl: {name}: primary: 'favour' is not one of lmc_objection" in told


def test_of_many_rows_the_first_five_are_named(corpus: Path) -> None:
    def change(rows: list[tiny.Row]) -> None:
        for row in rows[:8]:
            row["primary"] = "favour"

    told = refusal(edited(corpus, "train", change))
    assert told.count("train.jsonl: ") == 5
    assert "8 findings in its rows" in told
    assert "; and 3 more" in told


@pytest.mark.parametrize("side", ["train", "test"])
def test_one_class_alone_is_refused(tmp_path: Path, side: str) -> None:
    only = toy.corpus(tmp_path / "corpus")
    rows = [row for row in tiny.rows(only / f"{side}.jsonl") if row["primary"] == NONE]
    tiny.write(only / f"{side}.jsonl", rows)
    told = refusal(only)
    assert f"{len(rows)} documents of '{side}' all have the primary label 'none'" in told
    assert f"{side}.jsonl: {rows[0]['id']}: primary" in told


@pytest.mark.parametrize("change", [lambda text: text, lambda text: text.upper(), lambda text: text + " They sang on."])
def test_a_text_on_two_sides_is_refused(corpus: Path, change: Callable[[str], str]) -> None:
    """As it is, in other letters, and with a little more."""
    text = tiny.rows(corpus / "train.jsonl")[5]["text"]
    copy = toy.as_published(
        {**next(iter(toy.rows("test"))), "id": "copy", "event": "a-copy", "text": change(text)}, corpus
    )
    told = refusal(edited(corpus, "test", lambda rows: rows.append(copy)))
    assert "rows stand on two sides" in told
    assert "test.jsonl: copy: text is (nearly) that of" in told
    assert "in train.jsonl" in told


def test_an_event_on_two_sides_is_refused(corpus: Path) -> None:
    event = tiny.rows(corpus / "train.jsonl")[5]["event"]
    told = refusal(edited(corpus, "test", lambda rows: rows[0].update(event=event)))
    assert f"event {event!r} stands in " in told


def test_what_is_not_published_has_no_sides(tmp_path: Path) -> None:
    tiny.corpus(tmp_path / "corpus")
    assert "has no documents on the side 'train'; publish it with scripts/build_corpus.py" in refusal(
        tmp_path / "corpus"
    )


def test_there_has_to_be_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="holds no corpus"):
        sound_corpus(tmp_path, "test")
