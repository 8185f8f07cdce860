"""A model folder: a card (model.toml) and the files whose hashes the card states."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from stancewire.config import StanceConfig
from stancewire.errors import ModelError
from stancewire.stance import BACKENDS
from stancewire.stance.labels import SCHEME
from stancewire.types import Document, Stance, Statement

CARD = "model.toml"
_TYPES: dict[str, type] = {"calibrated": bool, "files": dict}  # all others are strings
_KEYS = ("name", "version", "backend", "scheme", "calibrated", "files")


class StanceModel(Protocol):
    """What every backend can do."""

    def predict(self, document: Document, statements: tuple[Statement, ...]) -> Stance:
        """Say which stances the document takes; n statements in text order, n may be 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A checked model folder. sha256 covers all its files, so a changed model is another model."""

    name: str
    version: str
    backend: str
    scheme: str
    calibrated: bool  # whether its probabilities were fitted to outcomes
    folder: Path
    sha256: str

    def stance(self, config: StanceConfig) -> StanceModel:
        """Build the backend that the card names."""
        module, _, name = BACKENDS[self.backend].partition(":")
        model: StanceModel = getattr(import_module(module), name)(config)
        return model


def load_model(folder: Path) -> Model:
    """Read and check a model folder. Raises ModelError when something is missing, unknown or changed."""
    card = folder / CARD
    try:
        values = tomllib.loads(card.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(
            str(card), f"cannot be read ({error})", "point [model] path at a folder with a model.toml"
        ) from None
    _check_card(card, values)
    return Model(
        **{key: values[key] for key in _KEYS if key != "files"},
        folder=folder,
        sha256=_check_files(folder, values["files"]),
    )


def _check_card(card: Path, values: dict[str, Any]) -> None:
    for key in _KEYS:
        if key not in values:
            raise ModelError(str(card), f"has no key {key!r}", f"a card has {', '.join(_KEYS)}")
        kind = _TYPES.get(key, str)
        if not isinstance(values[key], kind):
            raise ModelError(str(card), f"{key} is {values[key]!r}", f"give a value of type {kind.__name__}")
    for key, known in (("backend", tuple(BACKENDS)), ("scheme", (SCHEME,))):
        if values[key] not in known:
            raise ModelError(str(card), f"{key} {values[key]!r} is not known", f"known are {', '.join(known)}")


def _check_files(folder: Path, files: dict[str, str]) -> str:
    if not files:
        raise ModelError(str(folder / CARD), "lists no files", "seal the folder with scripts/seal_model.py")
    total = hashlib.sha256()
    for name, expected in sorted(files.items()):
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(
                str(folder / name), f"cannot be read ({error.strerror})", "restore the model folder"
            ) from None
        if found != expected:
            raise ModelError(
                str(folder / name),
                "is not the file its card describes (its hash differs)",
                "restore it, or write a new card with scripts/seal_model.py",
            )
        total.update(f"{name}\0{found}\0".encode())
    return total.hexdigest()
