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
from stancewire.types import Document, Mentions, Verdict

CARD = "model.toml"
_TYPES: dict[str, type] = {"backends": list, "calibrated": bool, "files": dict}  # all others are strings
_KEYS = ("name", "version", "backends", "scheme", "calibrated", "files")


class StanceModel(Protocol):
    """What every backend can do."""

    def judge(self, document: Document, mentions: Mentions) -> Verdict:
        """Say which stances the document takes, and by whose statements."""

    def warm(self) -> None:
        """Load now what would be loaded when a document first needs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A checked model folder. sha256 covers all its files, so a changed model is another model."""

    name: str
    version: str
    backends: tuple[str, ...]  # the ways it can be run; the first where the config names none
    scheme: str
    calibrated: bool  # whether its probabilities were fitted to outcomes
    folder: Path
    sha256: str

    def stance(self, config: StanceConfig, backend: str = "") -> StanceModel:
        """Build a backend of the card's, by default its first. Raises ModelError where it has none of that name."""
        chosen = backend or self.backends[0]
        if chosen not in self.backends:
            allowed = f"write one of {', '.join(self.backends)} as [model] backend, or leave it empty"
            raise ModelError(str(self.folder / CARD), f"names no backend {chosen!r}", allowed)
        module, _, name = BACKENDS[chosen].partition(":")
        model: StanceModel = getattr(import_module(module), name)(self.folder, config)
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
        **{key: values[key] for key in _KEYS if key not in ("backends", "files")},
        backends=tuple(values["backends"]),
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
    if not values["backends"]:
        raise ModelError(str(card), "names no backends", f"known are {', '.join(BACKENDS)}")
    for key, found, known in (
        ("backend", values["backends"], tuple(BACKENDS)),
        ("scheme", [values["scheme"]], (SCHEME,)),
    ):
        for name in found:
            if name not in known:
                raise ModelError(str(card), f"{key} {name!r} is not known", f"known are {', '.join(known)}")


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
