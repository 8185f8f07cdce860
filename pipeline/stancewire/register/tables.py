"""Read tables row by row into frozen types, and refuse a row that does not fit.

People write TOML; what is packaged is the same as JSON (scripts/build_tables.py),
because TOML of this size takes 0.15 s to read and a single document should not wait for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, TypeVar

import orjson

from stancewire.errors import RegisterError

_PARSERS: Final[dict[str, Callable[[str], Any]]] = {".toml": tomllib.loads, ".json": orjson.loads}
DATA: Final = Path(__file__).parent / "data"
Row = TypeVar("Row")

# Words that TOML users expect and Python keeps for itself.
_RENAMED: Final = {"from": "since", "to": "until"}


def read_rows(
    path: Path, table: str, row_type: type[Row], make: Callable[[dict[str, Any]], Row] | None = None
) -> tuple[Row, ...]:
    """Every [[table]] of a file as a row_type, by `make` where its fields hold types of their own.

    Raises RegisterError naming the row and the key.
    """
    try:
        data = _PARSERS[path.suffix](path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # undecodable bytes and both parsers' errors are ValueErrors
        raise RegisterError(
            str(path), f"cannot be read ({error})", "install stancewire again, or correct the file"
        ) from None
    made = make or (lambda values: row_type(**values))
    return tuple(_row(path, table, values, row_type, made) for values in data.get(table, []))


def _row(
    path: Path, table: str, values: dict[str, Any], row_type: type[Row], make: Callable[[dict[str, Any]], Row]
) -> Row:
    known = {f.name for f in fields(row_type)}  # type: ignore[arg-type]
    renamed = {
        _RENAMED.get(key, key): tuple(value) if isinstance(value, list) else value for key, value in values.items()
    }
    name = values.get("name", "?")
    if unknown := sorted(renamed.keys() - known):
        raise RegisterError(
            str(path),
            f"[[{table}]] {name!r} has the unknown key {unknown[0]!r}",
            f"known are {', '.join(sorted(known))}",
        )
    try:
        return make(renamed)
    except (TypeError, ValueError) as error:
        raise RegisterError(str(path), f"[[{table}]] {name!r} is not usable ({error})", "correct the row") from None


def refuse_shared(path: Path, claims: list[tuple[str, str]]) -> None:
    """Raise RegisterError when two rows claim one surface form. claims: (form, name of the row)."""
    seen: dict[str, str] = {}
    for form, name in claims:
        other = seen.setdefault(form, name)
        if other != name:
            raise RegisterError(
                str(path), f"{form!r} is claimed by {other!r} and by {name!r}", "leave it to one of them"
            )
