"""A whole run on one screen: TOML in, a frozen Config out.

An unknown key is an error, a missing one takes its default, and paths are
relative to the file they stand in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from stancewire.assets import default_config
from stancewire.errors import ConfigError
from stancewire.tables import read_toml, refuse_unknown, table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class InputConfig:
    """Limits on what is read, each for one input file unless it says otherwise."""

    max_bytes: int = 2_000_000  # text of one document, 300,000 words; a file of many rows may be of any size
    max_file_bytes: int = 100_000_000  # one PDF, Word file, web page or archive member, pictures included
    max_unpacked_bytes: int = 4_000_000_000  # everything that comes out of one archive
    max_ratio: int = 200  # unpacked to packed bytes of one archive
    max_members: int = 200_000  # of one archive
    max_depth: int = 3  # archives in archives
    max_pages: int = 600  # of one PDF
    parse_seconds: int = 9  # for one file of a format with a parser
    parse_megabytes: int = 1_000  # of memory, for that parser

    def __post_init__(self) -> None:
        for name in InputConfig.__dataclass_fields__:
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConfig:
    """Which model folder labels the stances."""

    path: str = "../models/stance-1"
    backend: str = ""  # one of those its card names; empty: the card's first


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitiesConfig:
    """A user's own tables, put to the packaged ones and checked with them."""

    register: tuple[str, ...] = ()  # TOML files with [[body]] rows
    lexicon: tuple[str, ...] = ()  # TOML files with [[policy]] rows


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
class RunConfig:
    """How long a run is patient. No part of the config's hash: a matter of the machine, as the number of workers is."""

    seconds_per_document: int = 120  # of a worker process; 0: no limit

    def __post_init__(self) -> None:
        if self.seconds_per_document < 0:
            raise ValueError("seconds_per_document must be 0 (no limit) or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a run can be told. Paths are absolute."""

    input: InputConfig
    entities: EntitiesConfig
    model: ModelConfig
    stance: StanceConfig
    run: RunConfig = RunConfig()
    model_folder: Path
    registers: tuple[Path, ...] = ()
    lexicons: tuple[Path, ...] = ()
    table_hashes: tuple[str, ...] = ()  # of the registers and lexicons as they were when the config was read

    @property
    def sha256(self) -> str:
        """Of the values, not of the file: a comment or a moved checkout changes nothing; of a user's tables the content."""
        values: dict[str, Any] = {name: asdict(getattr(self, name)) for name in SECTIONS if name != "run"}
        values["model"]["path"] = self.model_folder.name
        values["entities"] = list(self.table_hashes)
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


SECTIONS: Final = {
    "input": InputConfig,
    "entities": EntitiesConfig,
    "model": ModelConfig,
    "stance": StanceConfig,
    "run": RunConfig,
}


def load_config(path: Path | None = None) -> Config:
    """Read a config file; None takes the packaged default. Raises ConfigError with the key and the mend."""
    path = path or default_config()
    sections = read_sections(path, SECTIONS)
    folder = _resolved(path, "[model] path", sections["model"].path)
    own = sections["entities"]
    registers = tuple(_table(path, "[entities] register", name) for name in own.register)
    lexicons = tuple(_table(path, "[entities] lexicon", name) for name in own.lexicon)
    hashes = tuple(hashlib.sha256(table.read_bytes()).hexdigest() for table in (*registers, *lexicons))
    return Config(**sections, model_folder=folder, registers=registers, lexicons=lexicons, table_hashes=hashes)


def read_sections(path: Path, kinds: Mapping[str, type]) -> dict[str, Any]:
    """The sections of a TOML file as their dataclasses, the missing ones with defaults. Raises ConfigError."""
    data = read_toml(path, "configs/default.toml")
    refuse_unknown(str(path), "section", data, kinds)
    return {name: table_of(str(path), name, kind, data.get(name, {})) for name, kind in kinds.items()}


def _resolved(path: Path, key: str, name: str) -> Path:
    try:
        return (path.parent / name).resolve()
    except (ValueError, OSError) as error:
        raise ConfigError(str(path), f"{key} {name!r} is no path ({error})", "name a file or folder") from None


def _table(path: Path, key: str, name: str) -> Path:
    table = _resolved(path, key, name)
    if not table.is_file():
        raise ConfigError(
            str(path), f"{key} names {name!r}, which is no file", "give a TOML file, relative to the config"
        )
    return table
