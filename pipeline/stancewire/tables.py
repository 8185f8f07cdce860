"""TOML tables as frozen dataclasses: an unknown key, a wrong type and a wrong value are each said with the mend."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, TypeVar, get_type_hints

from stancewire.errors import ConfigError

_TYPES: Final[dict[Any, str]] = {
    bool: "true or false",
    int: "int",
    float: "float",
    str: "str",
    tuple[str, ...]: "list of strings",
    tuple[float, ...]: "list of numbers",
}
Table = TypeVar("Table")


def read_toml(path: Path, example: str) -> dict[str, Any]:
    """The values of a TOML file. example: a file of its kind, for the hint. Raises ConfigError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # some editors of Windows put a mark above
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read ({error.strerror})", f"name a TOML file like {example}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), f"is no valid TOML ({error})", f"correct it; {example} is an example") from None


def table_of(where: str, name: str, kind: type[Table], values: Any) -> Table:
    """A table as its dataclass, missing keys with their defaults. name: as in the file. Raises ConfigError."""
    if not isinstance(values, dict):
        raise ConfigError(where, f"{name} is no section", f"write [{name}] and its keys below")
    names = (field.name for field in fields(kind))  # type: ignore[arg-type]  # only dataclasses are given
    refuse_unknown(where, f"key in [{name}]", values, names)
    hints = get_type_hints(kind)
    for key, value in values.items():
        if not _fits(value, hints[key]):
            raise ConfigError(where, f"[{name}] {key} is {value!r}", f"give a value of type {_TYPES[hints[key]]}")
    try:
        return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})
    except (ValueError, TypeError) as error:  # a missing key is a TypeError
        raise ConfigError(where, f"[{name}] {_plain(error)}", "correct the value") from None


def refuse_unknown(where: str, what: str, values: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raise ConfigError for the first key that is not known."""
    known = tuple(known)
    for key in values:
        if key not in known:
            raise ConfigError(where, f"unknown {what} {key!r}", f"known are {', '.join(known)}")


def _plain(error: Exception) -> str:
    """A missing key in words of the file, not of Python."""
    text = str(error)
    return f"has no {text.rpartition(': ')[2]}" if isinstance(error, TypeError) else text


def _fits(value: Any, kind: Any) -> bool:
    if kind in (tuple[str, ...], tuple[float, ...]):
        return isinstance(value, list) and all(_fits(part, kind.__args__[0]) for part in value)
    if isinstance(value, bool) or kind is bool:
        return isinstance(value, bool) and kind is bool
    return isinstance(value, (int, float) if kind is float else kind)
