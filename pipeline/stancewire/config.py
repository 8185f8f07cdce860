"""A whole run on one screen: TOML in, a frozen Config out.

An unknown key is an error, a missing one takes its default, and paths are
relative to the file they stand in.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final, get_type_hints

from stancewire.assets import default_config
from stancewire.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class InputConfig:
    """Limits on what is read, each for one input file unless it says otherwise."""

    max_bytes: int = 5_000_000  # text of one document; a file of many rows may be of any size
    max_file_bytes: int = 100_000_000  # one PDF, Word file, web page or archive member, pictures included
    max_unpacked_bytes: int = 4_000_000_000  # everything that comes out of one archive
    max_ratio: int = 200  # unpacked to packed bytes of one archive
    max_members: int = 200_000  # of one archive
    max_depth: int = 3  # archives in archives
    parse_seconds: int = 9  # for one file of a format with a parser
    parse_megabytes: int = 1_000  # of memory, for that parser

    def __post_init__(self) -> None:
        for name in InputConfig.__dataclass_fields__:
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConfig:
    """Which model folder labels the stances."""

    path: str = "../models/rules-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceConfig:
    """When a label is present, and when the answer is "I don't know"; both in [0, 1]."""

    present_at: float = 0.5
    abstain_below: float = 0.4

    def __post_init__(self) -> None:
        for name in ("present_at", "abstain_below"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ValueError(f"{name} must lie between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a run can be told. `model_folder` is absolute."""

    input: InputConfig
    model: ModelConfig
    stance: StanceConfig
    model_folder: Path

    @property
    def sha256(self) -> str:
        """Of the values, not of the file: a comment or a moved checkout changes nothing."""
        values = {name: asdict(getattr(self, name)) for name in SECTIONS}
        values["model"]["path"] = self.model_folder.name
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


SECTIONS: Final = {"input": InputConfig, "model": ModelConfig, "stance": StanceConfig}


def load_config(path: Path | None = None) -> Config:
    """Read a config file; None takes the packaged default. Raises ConfigError with the key and the mend."""
    path = path or default_config()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            str(path), f"cannot be read ({error.strerror})", "name a TOML file like configs/default.toml"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            str(path), f"is no valid TOML ({error})", "correct it; configs/default.toml is an example"
        ) from None
    _refuse_unknown(str(path), "section", data, tuple(SECTIONS))
    sections = {name: _section(str(path), name, data.get(name, {})) for name in SECTIONS}
    folder = _folder(path, sections["model"].path)
    return Config(**sections, model_folder=folder)


def _folder(path: Path, name: str) -> Path:
    try:
        return (path.parent / name).resolve()
    except (ValueError, OSError) as error:
        raise ConfigError(str(path), f"[model] path {name!r} is no path ({error})", "name a model folder") from None


def _section(path: str, name: str, values: Any) -> Any:
    if not isinstance(values, dict):
        raise ConfigError(path, f"{name} is no section", f"write [{name}] and its keys below")
    _refuse_unknown(path, f"key in [{name}]", values, tuple(f.name for f in fields(SECTIONS[name])))
    hints = get_type_hints(SECTIONS[name])
    for key, value in values.items():
        if not _fits(value, hints[key]):
            raise ConfigError(path, f"[{name}] {key} is {value!r}", f"give a value of type {hints[key].__name__}")
    try:
        return SECTIONS[name](**values)
    except ValueError as error:
        raise ConfigError(path, f"[{name}] {error}", "correct the value") from None


def _fits(value: Any, kind: type) -> bool:
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, (int, float) if kind is float else kind)


def _refuse_unknown(path: str, what: str, values: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in values:
        if key not in known:
            raise ConfigError(path, f"unknown {what} {key!r}", f"known are {', '.join(known)}")
