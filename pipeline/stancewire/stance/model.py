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
from stancewire.stance.labels import OURS, SCHEME, Scheme
from stancewire.types import Document, Mentions, Verdict

CARD = "model.toml"
OWN = "own"  # the backend for another set of labels, which its card lists
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
    labels: Scheme
    calibrated: bool  # whether its probabilities were fitted to outcomes
    folder: Path
    sha256: str

    @property
    def scheme(self) -> str:
        """The name of its set of labels."""
        return self.labels.name

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
    values = _read_card(folder / CARD)
    return Model(
        **{key: values[key] for key in ("name", "version", "calibrated")},
        backends=tuple(values["backends"]),
        labels=_labels_of(folder / CARD, values),
        folder=folder,
        sha256=_check_files(folder, values["files"]),
    )


def load_labels(folder: Path) -> Scheme:
    """The set of labels that a folder's card names, its files unread. Raises ModelError as load_model does."""
    return _labels_of(folder / CARD, _read_card(folder / CARD))


def _read_card(card: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(card.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(
            str(card), f"cannot be read ({error})", "point [model] path at a folder with a model.toml"
        ) from None
    _check_card(card, values)
    return values


def _labels_of(card: Path, values: dict[str, Any]) -> Scheme:
    """Ours, or for the backend `own` the card's. Raises ModelError where its labels are none."""
    if values["backends"] != [OWN]:
        return OURS
    labels, rest = values.get("labels"), values.get("rest")
    if not isinstance(labels, list) or len(labels) < 2 or not all(isinstance(name, str) and name for name in labels):
        raise ModelError(str(card), f"labels is {labels!r}", "train the model again: its card lists two labels or more")
    if rest not in ("", *labels):
        raise ModelError(str(card), f"rest is {rest!r}", f"give one of {', '.join(labels)}, or an empty string")
    return Scheme(name=values["scheme"], classes=tuple(labels), rest=str(rest))


def _check_card(card: Path, values: dict[str, Any]) -> None:
    for key in _KEYS:
        if key not in values:
            raise ModelError(str(card), f"has no key {key!r}", f"a card has {', '.join(_KEYS)}")
        kind = _TYPES.get(key, str)
        if not isinstance(values[key], kind):
            raise ModelError(str(card), f"{key} is {values[key]!r}", f"give a value of type {kind.__name__}")
    if not values["backends"]:
        raise ModelError(str(card), "names no backends", f"known are {', '.join(BACKENDS)}")
    for name in values["backends"]:
        if name not in BACKENDS:
            raise ModelError(str(card), f"backend {name!r} is not known", f"known are {', '.join(BACKENDS)}")
    _check_scheme(card, values)


def _check_scheme(card: Path, values: dict[str, Any]) -> None:
    """Our labels with our backends, others with `own`, which knows nothing of ours."""
    own = OWN in values["backends"]
    if own and values["backends"] != [OWN]:
        raise ModelError(str(card), f"backends is {values['backends']!r}", f"a model with {OWN!r} has no other")
    if not own and values["scheme"] != SCHEME:
        raise ModelError(str(card), f"scheme {values['scheme']!r} is not known", f"known are {SCHEME}")
    if own and values["scheme"] == SCHEME:
        raise ModelError(str(card), f"scheme {SCHEME!r} is stancewire's own", "give your labels a name of theirs")


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
