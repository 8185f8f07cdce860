from __future__ import annotations

from pathlib import Path

import pytest

from stancewire.assets import default_config, folder
from stancewire.config import load_config
from stancewire.errors import ConfigError


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "run.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_default_config_points_at_a_model_that_is_there() -> None:
    config = load_config()
    assert (config.model_folder / "model.toml").is_file()
    assert config.model_folder.parent == folder("models").resolve()


def test_a_missing_key_takes_its_default(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, "[stance]\npresent_at = 0.7\n"))
    assert (config.stance.present_at, config.stance.abstain_below, config.input.max_bytes) == (0.7, 0.4, 2_000_000)


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, '[model]\npath = "mine"\n'))
    assert config.model_folder == (tmp_path / "mine").resolve()


def test_the_hash_is_of_values_not_of_words(tmp_path: Path) -> None:
    plain = load_config(written(tmp_path, "[stance]\npresent_at = 0.7\n")).sha256
    commented = load_config(written(tmp_path, "# why\n[stance]\npresent_at = 0.70 # here\n")).sha256
    other = load_config(written(tmp_path, "[stance]\npresent_at = 0.6\n")).sha256
    assert plain == commented
    assert plain != other


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[stanze]\n", ["unknown section 'stanze'", "known are input, entities, model, stance"]),
        ("[stance]\npresent = 1\n", ["unknown key in [stance] 'present'", "present_at, abstain_below"]),
        ("[stance]\npresent_at = 2\n", ["[stance] present_at must lie between 0 and 1"]),
        ("[stance]\npresent_at = 'high'\n", ["present_at is 'high'", "type float"]),
        ("[input]\nmax_bytes = true\n", ["max_bytes is True", "type int"]),
        ("[input]\nmax_bytes = 0\n", ["max_bytes must be at least 1"]),
        ("stance = 3\n", ["stance is no section", "write [stance]"]),
        ("[stance\n", ["no valid TOML"]),
    ],
)
def test_errors_name_the_key_and_what_is_allowed(tmp_path: Path, text: str, words: list[str]) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    for word in (str(path), *words):
        assert word in str(caught.value)


def test_a_config_may_begin_with_the_mark_of_some_editors(tmp_path: Path) -> None:
    path = written(tmp_path, "[stance]\npresent_at = 0.4\n")
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_config(path).stance.present_at == 0.4


def test_a_config_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "none.toml")


def test_the_default_config_spells_out_every_default() -> None:
    # Read by people as the list of what can be set.
    text = default_config().read_text(encoding="utf-8")
    for key in ("max_bytes", "path", "present_at", "abstain_below"):
        assert f"\n{key} = " in text


def test_own_tables_are_relative_to_the_file_and_count_by_their_content(tmp_path: Path) -> None:
    table = tmp_path / "own.toml"
    table.write_text('[[body]]\nname = "Fen LMC"\nkind = "lmc"\n', encoding="utf-8")
    path = written(tmp_path, '[entities]\nregister = ["own.toml"]\n')
    config = load_config(path)
    assert config.registers == (table.resolve(),)
    table.write_text('[[body]]\nname = "Marsh LMC"\nkind = "lmc"\n', encoding="utf-8")
    assert load_config(path).sha256 != config.sha256


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[entities]\nregister = "own.toml"\n', "give a value of type list of strings"),
        ("[entities]\nlexicon = [3]\n", "give a value of type list of strings"),
        ('[entities]\nlexicon = ["gone.toml"]\n', "[entities] lexicon names 'gone.toml', which is no file"),
    ],
)
def test_own_tables_that_are_not_there(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(written(tmp_path, text))
    assert words in str(caught.value)
