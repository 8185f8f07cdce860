"""A model folder is checked before anything in it is believed."""

from __future__ import annotations

import hashlib
import re
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from stancewire.assets import folder
from stancewire.config import StanceConfig
from stancewire.errors import ModelError
from stancewire.stance import BACKENDS
from stancewire.stance.labels import OURS, Scheme
from stancewire.stance.model import load_labels, load_model
from stancewire.stance.rules import RuleStance

WORDS = b'[[cue]]\nact = "objects"\n'


def model_folder(tmp_path: Path, **changes: str | None) -> Path:
    """A folder with one file and a card for it; a change of None drops the line."""
    digest = hashlib.sha256(WORDS).hexdigest()
    lines = {
        "name": 'name = "tiny"',
        "version": 'version = "1"',
        "backends": 'backends = ["rules"]',
        "scheme": 'scheme = "primary-care/1"',
        "calibrated": "calibrated = false",
        "files": f'files = {{ "words.toml" = "{digest}" }}',
    }
    card = "\n".join(line for line in {**lines, **changes}.values() if line)
    (tmp_path / "words.toml").write_bytes(WORDS)
    (tmp_path / "model.toml").write_text(card, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("path", BACKENDS.values(), ids=BACKENDS)
def test_every_backend_is_a_function_of_a_folder_and_a_config(path: str) -> None:
    module, _, name = path.partition(":")
    assert list(signature(getattr(import_module(module), name)).parameters) == ["folder", "config"]


def test_a_card_becomes_a_model(tmp_path: Path) -> None:
    model = load_model(model_folder(tmp_path))
    assert (model.name, model.version, model.backends, model.scheme) == ("tiny", "1", ("rules",), "primary-care/1")
    assert (model.calibrated, model.folder) == (False, tmp_path)


def test_the_packaged_rules_are_sealed_and_can_be_built() -> None:
    model = load_model(folder("models") / "rules-1")
    assert model.name == "rules-1"
    assert isinstance(model.stance(StanceConfig()), RuleStance)


def test_a_backend_that_the_card_does_not_name_is_refused() -> None:
    with pytest.raises(
        ModelError, match=r"names no backend 'encoder'; write one of rules as \[model\] backend, or leave"
    ):
        load_model(folder("models") / "rules-1").stance(StanceConfig(), "encoder")


def test_a_card_without_backends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="names no backends"):
        load_model(model_folder(tmp_path, backends="backends = []"))


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    path = model_folder(tmp_path)
    (path / "words.toml").write_bytes(WORDS + b"# a word more\n")
    with pytest.raises(ModelError) as caught:
        load_model(path)
    assert str(caught.value) == (
        f"{path / 'words.toml'}: is not the file its card describes (its hash differs); "
        "restore it, or write a new card with scripts/seal_model.py"
    )


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    path = model_folder(tmp_path)
    (path / "words.toml").unlink()
    with pytest.raises(ModelError, match=r"words\.toml: cannot be read .*; restore the model folder"):
        load_model(path)


def test_another_content_is_another_model(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    before = load_model(model_folder(first)).sha256
    model_folder(second, files=f'files = {{ "other.toml" = "{hashlib.sha256(b"x").hexdigest()}" }}')
    (second / "other.toml").write_bytes(b"x")
    assert load_model(model_folder(first)).sha256 == before != load_model(second).sha256


@pytest.mark.parametrize("key", ["name", "version", "backends", "scheme", "calibrated", "files"])
def test_a_card_must_have_every_key(tmp_path: Path, key: str) -> None:
    message = f"has no key '{key}'; a card has name, version, backends, scheme, calibrated, files"
    with pytest.raises(ModelError, match=re.escape(message)):
        load_model(model_folder(tmp_path, **{key: None}))


@pytest.mark.parametrize(
    ("key", "line", "message"),
    [
        ("backends", 'backends = ["oracle"]', f"backend 'oracle' is not known; known are {', '.join(BACKENDS)}"),
        ("scheme", 'scheme = "oracle"', "scheme 'oracle' is not known; known are primary-care/1"),
    ],
)
def test_an_unknown_backend_or_scheme_is_refused_with_the_known_ones(
    tmp_path: Path, key: str, line: str, message: str
) -> None:
    with pytest.raises(ModelError, match=re.escape(message)):
        load_model(model_folder(tmp_path, **{key: line}))


@pytest.mark.parametrize("content", [None, b"name = ", b"name = '\xff'"], ids=["missing", "no TOML", "no UTF-8"])
def test_a_card_that_cannot_be_read_says_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "model.toml").write_bytes(content)
    with pytest.raises(ModelError, match=r"cannot be read .*; point \[model\] path at a folder with a model\.toml"):
        load_model(tmp_path)


OWN = {
    "backends": 'backends = ["own"]',
    "scheme": 'scheme = "toy/1"',
    "labels": 'labels = ["yes", "no"]',
    "rest": 'rest = ""',
}


def with_lines(tmp_path: Path, **changes: str | None) -> Path:
    """A card of other labels; its table of files has to stay last."""
    lines = {"files": None} | OWN | changes
    path = model_folder(tmp_path, **lines)
    digest = hashlib.sha256(WORDS).hexdigest()
    with (path / "model.toml").open("a", encoding="utf-8") as card:
        card.write(f'\n[files]\n"words.toml" = "{digest}"\n')
    return path


def test_a_card_of_other_labels_brings_them_along(tmp_path: Path) -> None:
    model = load_model(with_lines(tmp_path))
    assert model.labels == Scheme(name="toy/1", classes=("yes", "no"), rest="")
    assert (model.scheme, model.labels.names, load_labels(tmp_path)) == ("toy/1", ("yes", "no"), model.labels)


def test_ours_are_those_of_every_other_backend(tmp_path: Path) -> None:
    assert load_model(model_folder(tmp_path)).labels == OURS


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"scheme": 'scheme = "primary-care/1"'}, "scheme 'primary-care/1' is stancewire's own"),
        ({"backends": 'backends = ["own", "rules"]'}, "a model with 'own' has no other"),
        ({"labels": None}, "labels is None; train the model again"),
        ({"labels": 'labels = ["yes"]'}, "labels is ['yes']"),
        ({"labels": "labels = [1, 2]"}, "labels is [1, 2]"),
        ({"rest": None}, "rest is None; give one of yes, no, or an empty string"),
        ({"rest": 'rest = "maybe"'}, "rest is 'maybe'; give one of yes, no, or an empty string"),
    ],
)
def test_a_card_whose_labels_are_none_is_refused(tmp_path: Path, changes: dict[str, str | None], message: str) -> None:
    with pytest.raises(ModelError, match=re.escape(message)):
        load_model(with_lines(tmp_path, **changes))
