"""Training on somebody's own labels on one screen: TOML in, frozen OwnRun out. Unknown keys are errors, paths relative to the file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.config import read_sections
from stancewire.errors import ConfigError
from stancewire.stance.labels import SCHEME, Scheme

# Baselines of the report that judges a model; no model may be called like one of them.
MAJORITY: Final = "majority"
WORDS: Final = "tf-idf"
WORDS_AND_TARGET: Final = "tf-idf + target"
BASELINES: Final = (MAJORITY, WORDS, WORDS_AND_TARGET)

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.-]*/\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeSection:
    """The set of labels: each text has one of them."""

    name: str = ""
    labels: tuple[str, ...] = ()
    rest: str = ""  # the label that means no stance; empty where there is none

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or self.name == SCHEME:
            raise ValueError(f"name is {self.name!r}; give a name and a number like town-debates/1, not {SCHEME}")
        if (
            len(set(self.labels)) < 2
            or len(set(self.labels)) < len(self.labels)
            or not all(map(str.strip, self.labels))
        ):
            raise ValueError(f"labels is {list(self.labels)!r}; list two or more, each once")
        if self.rest not in ("", *self.labels):
            raise ValueError(f"rest is {self.rest!r}; give one of {', '.join(self.labels)}, or leave it out")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnData:
    """Tables with one text a row: CSV, TSV, JSON lines or Parquet."""

    train: str = ""
    test: str = ""
    dev: str = ""  # to calibrate on; empty takes a fifth of train, by a hash of the text
    texts: str = ""  # whose texts they are: a sentence that stands below every table of a report

    def __post_init__(self) -> None:
        for name in ("train", "test"):
            if not getattr(self, name):
                raise ValueError(f"{name} is empty; name a table with texts and labels, relative to this file")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsSection:
    """Which column holds what."""

    text: str = "text"
    label: str = "label"
    target: str = ""  # what the label is towards; empty where there is no such thing
    id: str = ""  # empty: `id`, where there is one

    def __post_init__(self) -> None:
        for name in ("text", "label"):
            if not getattr(self, name):
                raise ValueError(f"{name} is empty; name the column")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnModelSection:
    """What the model folder says of itself."""

    name: str = "own"
    version: str = "0.1.0"
    folder: str = "../models/own"

    def __post_init__(self) -> None:
        if self.name in BASELINES:
            raise ValueError(f"name is {self.name!r}, which a baseline of the report is called; give another")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLinear:
    """Logistic regression on hashed features."""

    c: float = 4.0  # inverse strength of regularisation
    positive_weight: float = 1.0  # of a text whose label is not the rest

    def __post_init__(self) -> None:
        for name in ("c", "positive_weight"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} must be more than 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDecision:
    """What is fitted on the dev side."""

    coverage: float = 0.9  # of the prediction sets

    def __post_init__(self) -> None:
        if not 0.0 < self.coverage < 1.0:
            raise ValueError("coverage must lie between 0 and 1")


SECTIONS: Final = {
    "scheme": SchemeSection,
    "data": OwnData,
    "columns": ColumnsSection,
    "model": OwnModelSection,
    "linear": OwnLinear,
    "decision": OwnDecision,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRun:
    """Everything such a run can be told. Paths are absolute."""

    scheme: Scheme
    columns: ColumnsSection
    model: OwnModelSection
    linear: OwnLinear
    decision: OwnDecision
    train: Path
    test: Path
    dev: Path | None
    texts: str
    folder: Path


def load_own(path: Path) -> OwnRun:
    """Read a training config with a section [scheme]. Raises ConfigError with the key and the mend."""
    found = read_sections(path, SECTIONS)
    scheme, data = found["scheme"], found["data"]
    return OwnRun(
        scheme=Scheme(name=scheme.name, classes=scheme.labels, rest=scheme.rest),
        columns=found["columns"],
        model=found["model"],
        linear=found["linear"],
        decision=found["decision"],
        train=_table(path, "train", data.train),
        test=_table(path, "test", data.test),
        dev=_table(path, "dev", data.dev) if data.dev else None,
        texts=data.texts,
        folder=(path.parent / found["model"].folder).resolve(),
    )


def is_own(path: Path) -> bool:
    """Whether a training config is of somebody's own labels. What cannot be read is left to whoever reads it whole."""
    try:
        return "scheme" in tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False


def _table(path: Path, key: str, name: str) -> Path:
    table = (path.parent / name).resolve()
    if not table.is_file():
        raise ConfigError(
            str(path), f"[data] {key} names {name!r}, which is no file", "give a table, relative to the config"
        )
    return table
