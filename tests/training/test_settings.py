"""A training config: what can be set, and what is refused."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from stancewire.assets import folder
from stancewire.errors import ConfigError
from stancewire.training.settings import SECTIONS, Settings, load_settings


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "cues.toml").write_text("", encoding="utf-8")
    path = tmp_path / "train.toml"
    path.write_text(text, encoding="utf-8")
    return path


def load(tmp_path: Path, text: str = "") -> Settings:
    cues = "" if "cues" in text else '[model]\ncues = "cues.toml"\n'
    return load_settings(written(tmp_path, cues + text))


def test_a_missing_key_takes_its_default(tmp_path: Path) -> None:
    settings = load(tmp_path, "[encoder]\nepochs = 2\n")
    assert (settings.encoder.epochs, settings.encoder.threads, settings.data.held_out) == (2, 2, "test")


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    settings = load(tmp_path, '[model]\nfolder = "mine"\nwork = "w"\ncues = "cues.toml"\n[data]\ncorpus = "../texts"\n')
    assert (settings.folder, settings.work) == (tmp_path / "mine", tmp_path / "w")
    assert (settings.cues, settings.corpus) == (tmp_path / "cues.toml", tmp_path.parent / "texts")


def test_a_start_is_a_folder_beside_the_file_or_none(tmp_path: Path) -> None:
    assert load(tmp_path).start is None
    assert load(tmp_path, '[encoder]\nstart = "../shipped"\n').start == tmp_path.parent / "shipped"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[linnear]\n", ["unknown section 'linnear'", "known are model, data, linear, teacher, encoder, decision"]),
        ("[linear]\nC = 1.0\n", ["unknown key in [linear] 'C'", "known are c, positive_weight"]),
        ("[data]\nheld_out = 'dev'\n", ["[data] held_out must be one of test, temporal, letters", "correct the value"]),
        ("[data]\nroles = 1\n", ["[data] roles is 1", "true or false"]),
        ("[encoder]\nepochs = 0\n", ["[encoder] epochs must be at least 1"]),
        ("[encoder]\ncycles = 0\n", ["[encoder] cycles must be at least 1"]),
        ("[encoder]\nbatch_tokens = -1\n", ["[encoder] batch_tokens must be at least 1"]),
        ("[encoder]\njoined = 1.5\n", ["[encoder] joined must lie between 0 and 1"]),
        ("[encoder]\nthreads = 0\n", ["[encoder] threads must be at least 1"]),
        ("[teacher]\nepochs = 0\n", ["[teacher] epochs must be at least 1"]),
        ("[teacher]\nshare = 0.0\n", ["[teacher] share must lie between 0 and 1"]),
        ("[encoder]\nepochs = 1.5\n", ["[encoder] epochs is 1.5", "type int"]),
        ("[decision]\ncoverage = 1.0\n", ["[decision] coverage must lie between 0 and 1"]),
        ("[decision]\npresent_at = 0.0\n", ["[decision] present_at must lie between 0 and 1"]),
        (
            "[model]\ncues = 'gone/cues.toml'\n",
            ["[model] cues names 'cues.toml', which is no file", "give a cues.toml"],
        ),
    ],
)
def test_errors_name_the_key_and_what_is_allowed(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    for word in (str(tmp_path / "train.toml"), *words):
        assert word in str(caught.value)


def test_a_config_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path / "none.toml")


@pytest.mark.parametrize("name", ["train-stance.toml", "train-stance-taught.toml"])
def test_the_shipped_config_can_be_read_and_spells_out_every_key(name: str) -> None:
    path = folder("configs") / name
    settings = load_settings(path)
    text = path.read_text(encoding="utf-8")
    for section in SECTIONS:
        assert f"[{section}]" in text
        for key in asdict(getattr(settings, section)):
            assert f"\n{key} = " in text
