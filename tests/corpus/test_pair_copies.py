"""Pairs that stand elsewhere too."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus_rows as tiny
from stancewire.corpus.check import check
from stancewire.corpus.published import document_row
from stancewire.corpus.rules.pair_copies import copies
from stancewire.corpus.rules.reference import Reference
from stancewire.corpus.typed import pair_of
from stancewire.corpus.types import PairPassage

SENTENCE = "Couriers called at every door before ten, whatever the weather on the hill."
PASSAGE = f"Westmarch LMC will not sign the weekend contract before the month is out. {SENTENCE}"


def passage(pair: str, text: str) -> PairPassage:
    return pair_of(tiny.pair()[0] | {"id": f"{pair}a", "pair": pair, "text": text})


@pytest.mark.parametrize("side", ["train", "test"])
def test_a_group_told_twice_is_found_on_any_side(side: str) -> None:
    two = [(passage("q-01", PASSAGE), "train"), (passage("q-02", PASSAGE.replace("hill", "moor")), side)]
    assert [(p.id, what) for p, (_, what) in copies(two, [])] == [
        ("q-02a", "nearly the same as q-01a of the pair q-01; write the group anew or remove it")
    ]


@pytest.mark.parametrize(("side", "told"), [("train", 0), ("test", 1)])
def test_a_run_of_a_document_on_another_side(side: str, told: int) -> None:
    members = [(passage("q-01", PASSAGE), side), (passage("q-01", PASSAGE.replace("not ", "")), side)]
    document = tiny.typed(text=f"{tiny.TEXT}\n{SENTENCE}")
    found = [what for _, (_, what) in copies(members, [(document, "train")])]
    sentence = "shares the run 'at every door before ten whatever the weather' with t-01 in train, this stands in another split; say it otherwise"
    assert found == [sentence] * told


def test_a_run_of_seven_words_is_nothing() -> None:
    document = tiny.typed(text=f"{tiny.TEXT}\nCouriers called at every door before ten.")
    assert list(copies([(passage("q-01", PASSAGE), "test")], [(document, "train")])) == []


def test_check_looks_for_them(tmp_path: Path) -> None:
    tiny.write(tmp_path / "train.jsonl", [document_row(tiny.typed(text=f"{tiny.TEXT} {SENTENCE}"))])
    rows = [row | {"text": f"{row['text']} {SENTENCE}"} for row in tiny.pair()]
    tiny.write(tmp_path / "pairs-test.jsonl", rows)
    again = [row | {"id": row["id"].replace("01", "02"), "pair": "q-02"} for row in rows]
    tiny.write(tmp_path / "pairs-train.jsonl", again)

    told = [str(error) for error in check(tmp_path, Reference())[1].errors]
    assert len(told) == 2, told
    assert any("q-01a: text: shares the run" in error for error in told)
    assert any("of the pair q-01; write the group anew or remove it" in error for error in told)
