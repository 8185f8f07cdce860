"""What records depend on beside their document: the program, the model and the config. Another of them is another generation."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any, Self

from stancewire.version import VERSION

if TYPE_CHECKING:
    from stancewire.config import Config

_NAMES = "stancewire, model_name, model_version, model_sha256, config_sha256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """As a record says it."""

    stancewire: str
    model_name: str
    model_version: str
    model_sha256: str
    config_sha256: str

    @classmethod
    def of(cls, config: Config) -> Self:
        """That of records made now. Raises ModelError."""
        from stancewire.stance.model import load_model

        model = load_model(config.model_folder)
        return cls(
            stancewire=VERSION,
            model_name=model.name,
            model_version=model.version,
            model_sha256=model.sha256,
            config_sha256=config.sha256,
        )

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Self:
        """That of a record."""
        model = record["model"]
        return cls(
            stancewire=record["stancewire"],
            model_name=model["name"],
            model_version=model["version"],
            model_sha256=model["sha256"],
            config_sha256=record["config_sha256"],
        )


def generation_id(connection: sqlite3.Connection, generation: Generation) -> int:
    """Its number in the ledger, made if there is none, in the transaction that is open."""
    values = astuple(generation)
    connection.execute(f"INSERT OR IGNORE INTO generations ({_NAMES}) VALUES (?, ?, ?, ?, ?)", values)
    row = connection.execute(f"SELECT id FROM generations WHERE ({_NAMES}) = (?, ?, ?, ?, ?)", values).fetchone()
    return int(row[0])
