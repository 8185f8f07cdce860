"""Second readings that break a rule, and the sentences they give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import corpus_rows as tiny
from corpus_rows import errors, found


@pytest.mark.parametrize(("confidence", "told"), [(2, 1), (3, 0)])
def test_second_readings_that_are_the_first_ones_are_shown(tmp_path: Path, confidence: int, told: int) -> None:
    tiny.write(tmp_path / "first" / "f.jsonl", [tiny.second()])
    _, warnings = found(tmp_path, tiny.document(), second=[tiny.second(confidence=confidence)])
    sentence = "second.jsonl: file: row: all second readings are the first ones over again; put in what the second annotator wrote"
    assert warnings == [sentence] * told


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (tiny.second(id="t-99"), "t-99: id: no document has this id; correct it"),
        (tiny.second(primary="nhse_mandate"), "t-01: primary: nhse_mandate is not among present"),
        (tiny.second(confidence=0), "t-01: confidence: not 1, 2 or 3"),
        (tiny.second(lines={"8": {"labels": ["ccg_plan"], "acts": []}}), "t-01: lines[8].labels: line 8 is no line of body"),
        (tiny.second(lines={"x": {}}), "t-01: lines[x]: is not a line number with an object"),
        (tiny.second(lines={"03": {"labels": [], "acts": []}}), "t-01: lines[03]: is not a line number with an object"),
        (tiny.second(lines={"9" * 5_000: {"labels": [], "acts": []}}), "t-01: lines['999"),
        (tiny.second(lines={"77": {"labels": [], "acts": [["L", "objects"]]}}), "t-01: lines[77].acts: line 77 is no line of title"),
        (tiny.second(lines={"4": {"labels": [], "acts": [["L", "objects"]]}}), "t-01: lines[4].acts: line 4 is no line of title"),
        (tiny.second(lines={"3": {"labels": ["plan"], "acts": []}}), "t-01: lines[3].labels: ['plan'] is not a list of distinct labels"),
        (tiny.second(lines={"3": {"labels": ["ccg_plan"], "acts": [["L", "objects"]]}}), "t-01: lines[3].labels: no act of line 3 gives ccg_plan"),
        (
            tiny.second(present=[], primary="none", lines={"5": {"labels": ["ccg_plan"], "acts": [["C", "plans"]]}}),
            "t-01: lines[5].labels: ccg_plan is not among present; add it there, or take it from the line",
        ),
        (tiny.second(lines={"3": {"labels": [], "acts": [["L", "hopes"]], "x": 1}}), "t-01: lines[3].acts[0]: ['L', 'hopes'] is not [holder"),
        (tiny.second(lines={"3": {"labels": [], "acts": [], "mood": 1}}), "t-01: lines[3].mood: no such field; remove it or correct its spelling; the fields are labels, acts"),
        (tiny.second(mood=1), "t-01: mood: no such field; remove it or correct its spelling; the fields are id, present"),
        (tiny.second(lines={"3": {"labels": []}}), "t-01: lines[3].acts: missing; add it as list"),
        (tiny.second(lines={"3": {"labels": [], "acts": [["Z", "plans"]]}}), "t-01: lines[3].acts[0]: ['Z', 'plans'] is not"),
    ],
)  # fmt: skip
def test_a_second_reading_that_breaks_a_rule(tmp_path: Path, row: Any, sentence: str) -> None:
    sentences = errors(tmp_path, tiny.document(), second=[row])
    assert any(error.startswith(f"second/s.jsonl: {sentence}") for error in sentences), sentences
