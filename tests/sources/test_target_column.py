"""The two fields that only models of other labels need: what a text is judged towards, and what an annotator says."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancewire.config import InputConfig
from stancewire.sources.columns import FIELDS, columns_of
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article


def article(tmp_path: Path, row: str, *columns: tuple[str, str]) -> Article:
    path = tmp_path / "rows.jsonl"
    path.write_text(row + "\n", encoding="utf-8")
    (found,) = read(Input(uri="rows.jsonl", path=path, columns=columns), InputConfig())
    assert isinstance(found, Article)
    return found


def test_a_target_is_taken_by_its_name_or_by_the_caller_s(tmp_path: Path) -> None:
    assert article(tmp_path, '{"text": "Good.", "target": "the tram"}').given.target == "the tram"
    assert article(tmp_path, '{"text": "Good.", "about": "the tram"}').given.target is None
    assert article(tmp_path, '{"text": "Good.", "about": " the tram "}', ("target", "about")).given.target == "the tram"
    assert article(tmp_path, '{"text": "Good.", "target": "the tram"}', ("target", "")).given.target is None


def test_a_target_that_is_a_number_is_somebody_else_s(tmp_path: Path) -> None:
    assert article(tmp_path, '{"text": "Good.", "target": 1}').given.target is None


def test_a_label_is_read_only_where_it_is_asked_for(tmp_path: Path) -> None:
    assert "label" not in FIELDS
    assert article(tmp_path, '{"text": "Good.", "label": "favour"}').given.label is None
    assert article(tmp_path, '{"text": "Good.", "label": 3}').given.label is None
    assert article(tmp_path, '{"text": "Good.", "label": "favour"}', ("label", "label")).given.label == "favour"


@pytest.mark.parametrize(
    ("value", "label"), [("0", "0"), ("1.5", "1.5"), ('" yes "', "yes"), ("null", None), ('""', None)]
)
def test_a_label_is_a_string(tmp_path: Path, value: str, label: str | None) -> None:
    assert article(tmp_path, f'{{"text": "Good.", "y": {value}}}', ("label", "y")).given.label == label


def test_a_column_that_is_not_there_holds_no_label() -> None:
    assert columns_of(("text", "y"), (("label", "z"),)) == {"text": "text"}
