"""The card of a trained model, and the table of scores beside it."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stancewire.errors import ModelError
from stancewire.stance.model import load_model
from stancewire.training.card import FILES, table, write_card
from stancewire.training.settings import (
    DataSection,
    DecisionSection,
    EncoderSection,
    LinearSection,
    ModelSection,
    Settings,
    TeacherSection,
)

TEST = {
    name: {"score": 0.8765, "low": 0.812, "high": 0.919} for name in ("primary", "present", "passage", "statements")
} | {"pair_passages": 0.71, "passage_calibration_error": 0.0321, "accuracy_on_surest_70": 0.98}
SCORES: dict[str, Any] = {name: {"test": deepcopy(TEST)} for name in ("linear", "encoder", "cascade")}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a run whose model folder holds all its files."""
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    return Settings(
        model=ModelSection(name="tiny", version="0.0.7"),
        data=DataSection(),
        linear=LinearSection(),
        teacher=TeacherSection(),
        encoder=EncoderSection(),
        decision=DecisionSection(),
        folder=tmp_path,
        work=tmp_path / "work",
        corpus=tmp_path,
        cues=tmp_path / "cues.toml",
        others=(),
    )


def test_a_sealed_folder_is_a_model(settings: Settings) -> None:
    write_card(settings, SCORES)
    model = load_model(settings.folder)
    assert (model.name, model.version, model.calibrated) == ("tiny", "0.0.7", True)
    assert model.backends == ("cascade", "linear", "encoder")
    card = tomllib.loads((settings.folder / "model.toml").read_text(encoding="utf-8"))
    assert tuple(card["files"]) == FILES


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_sealed(settings: Settings, name: str) -> None:
    write_card(settings, SCORES)
    (settings.folder / name).write_bytes(b"changed")
    with pytest.raises(ModelError, match=rf"{name}: is not the file its card describes"):
        load_model(settings.folder)


def test_the_table_has_a_row_for_each_backend_with_intervals() -> None:
    scores = deepcopy(SCORES)
    scores["cascade"]["test"]["primary"] = {"score": 0.9, "low": 0.85, "high": 0.95}
    del scores["linear"]["test"]["pair_passages"]
    head, line, *rows = table(scores).splitlines()
    assert head.count("|") == line.count("|") == 9
    four = " | ".join(["0.876 (0.81–0.92)"] * 4)
    assert rows == [
        f"| cascade | 0.900 (0.85–0.95) | {' | '.join(['0.876 (0.81–0.92)'] * 3)} | 0.710 | 0.032 | 0.980 |",
        f"| linear | {four} |  | 0.032 | 0.980 |",
        f"| encoder | {four} | 0.710 | 0.032 | 0.980 |",
    ]


def test_a_readme_is_begun_where_there_is_none(settings: Settings) -> None:
    write_card(settings, SCORES)
    text = (settings.folder / "README.md").read_text(encoding="utf-8")
    assert text == f"# tiny\n\n<!-- scores -->\n{table(SCORES)}<!-- /scores -->\n"


def test_of_a_readme_only_the_table_is_renewed(settings: Settings) -> None:
    readme = settings.folder / "README.md"
    readme.write_text("# Mine\n\nWords.\n\n<!-- scores -->\nold\n<!-- /scores -->\n\nMore words.\n", encoding="utf-8")
    write_card(settings, SCORES)
    expected = f"# Mine\n\nWords.\n\n<!-- scores -->\n{table(SCORES)}<!-- /scores -->\n\nMore words.\n"
    assert readme.read_text(encoding="utf-8") == expected
    write_card(settings, SCORES)
    assert readme.read_text(encoding="utf-8") == expected


def test_a_readme_without_a_place_for_scores_keeps_its_words(settings: Settings) -> None:
    readme = settings.folder / "README.md"
    readme.write_text("# Mine\n\nWords.\n", encoding="utf-8")
    write_card(settings, SCORES)
    assert readme.read_text(encoding="utf-8").startswith("# Mine\n\nWords.\n<!-- scores -->\n| backend")


def test_a_name_with_quotation_marks_is_still_a_card(settings: Settings) -> None:
    write_card(replace(settings, model=ModelSection(name='the "small" one')), SCORES)
    assert load_model(settings.folder).name == 'the "small" one'
