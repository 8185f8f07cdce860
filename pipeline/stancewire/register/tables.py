"""Read tables row by row into frozen types, and refuse a row that does not fit.

In:  a TOML or JSON file of [[body]] or [[policy]] rows; a row type, whose annotations say what a key may hold.
Out: the rows. Whatever else a file holds is a RegisterError that names file, row and key.

People write TOML; what is packaged is the same as JSON (scripts/build_tables.py), because TOML of this
size takes 0.15 s to read and a single document should not wait for it. It was checked when it was built.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, get_args, get_type_hints

import orjson

from stancewire.errors import RegisterError
from stancewire.register.bodies import refuse_undated

_PARSERS: Final[dict[str, Callable[[str], Any]]] = {".toml": tomllib.loads, ".json": orjson.loads}
DATA: Final = Path(__file__).parent / "data"
Row = TypeVar("Row")

# Words that TOML users expect and Python keeps for itself.
RENAMED: Final = {"from": "since", "to": "until"}
_WRITTEN: Final = {ours: theirs for theirs, ours in RENAMED.items()}
_DATES: Final = frozenset(("since", "until", "on"))
_ALLOWED: Final[dict[Any, str]] = {str: "text", int: "a whole number", bool: "true or false"}
_DATED: Final[dict[Any, str]] = {str: "a date: YYYY, YYYY-MM or YYYY-MM-DD", int: "a year, as a whole number"}


def read_rows(
    path: Path,
    table: str,
    row_type: type[Row],
    make: Callable[[dict[str, Any]], Row] | None = None,
    supplied: Collection[str] = (),
) -> tuple[Row, ...]:
    """Every [[table]] of a file as a row_type, by `make` where its fields hold types of their own.

    supplied: required fields that `make` puts in where a row leaves them out.
    Raises RegisterError naming the row and the key.
    """
    made = make or (lambda values: row_type(**values))
    data = _parsed(path)
    if _packaged(path):
        return _trusted(path, table, data, made)
    return tuple(_row(path, f"[[{table}]] {_called(row, n)}", row, row_type, made, supplied) for n, row in _rows(path, table, data))  # fmt: skip


def fitted(row: Mapping[str, Any], row_type: Any, supplied: Collection[str] = ()) -> dict[str, Any]:
    """A hand-written row with the keys and the values of row_type: dates as text, 0 as an open one.

    Raises ValueError saying which key does not fit, and what would.
    """
    kinds = _kinds(row_type)
    if unknown := sorted(key for key in row if RENAMED.get(key, key) not in kinds):
        raise ValueError(
            f"it has the unknown key {unknown[0]!r}; known are {', '.join(sorted(_WRITTEN.get(kind, kind) for kind in kinds))}"
        )
    for key, other in RENAMED.items():
        if key in row and other in row:
            raise ValueError(f"it has both {key!r} and {other!r}, which are one thing; give only {key!r}")
    for key in _required(row_type):
        if key not in supplied and not str(row.get(key, "")).strip():
            raise ValueError(f"it has {'an empty' if key in row else 'no'} {key!r}; give it one")
    return {RENAMED.get(key, key): _value(key, kinds[RENAMED.get(key, key)], value) for key, value in row.items()}


def _value(key: str, kind: Any, value: Any) -> Any:
    """One value as the kind that its field has."""
    if is_dataclass(kind):
        return _part(key, kind, value)
    if of := get_args(kind):
        return _values(key, of[0], value)
    dated = RENAMED.get(key, key) in _DATES
    value = _date(value) if dated and kind is str else value
    if type(value) is not kind:
        raise ValueError(f"it has {key} = {_shown(value)}, but that must be {(_DATED if dated else _ALLOWED)[kind]}")
    if dated and kind is str:
        refuse_undated(**{key: value})  # here, where it is still called as the file calls it
    return value


def _part(key: str, kind: Any, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"it has {_shown(value)} in {key}; write a table there, such as {{ {_required(kind)[0]} = \"…\" }}")  # fmt: skip
    try:
        return fitted(value, kind)
    except ValueError as error:
        raise ValueError(f"in its {key}, {error}") from None


def _values(key: str, kind: Any, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"it has {key} = {_shown(value)}, but that must be a list; put it in [ ]")
    if any(isinstance(item, str) and not item.strip() for item in value):
        raise ValueError(f"it has an empty text in {key}; take that out of the list")
    return tuple(_value(key, kind, item) for item in value)


def _date(value: Any) -> Any:
    """A year or a TOML date as text, 0 as an open one; everything else as it is, to be refused."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if type(value) is int and (value == 0 or 1000 <= value <= 9999):
        return str(value or "")
    return value


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, date) else repr(value)


@cache
def _kinds(row_type: Any) -> dict[str, Any]:
    hints = get_type_hints(row_type)
    return {field.name: hints[field.name] for field in fields(row_type)}


@cache
def _required(row_type: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(row_type) if f.default is MISSING and f.default_factory is MISSING)


def _packaged(path: Path) -> bool:
    return path.parent == DATA and path.suffix == ".json"


def _parsed(path: Path) -> Any:
    hint = "install stancewire again" if _packaged(path) else ""
    try:
        return _PARSERS[path.suffix](path.read_text(encoding="utf-8"))
    except KeyError:
        raise RegisterError(str(path), "is neither .toml nor .json", "write the table as TOML") from None
    except OSError as error:
        raise RegisterError(str(path), f"cannot be read ({error.strerror or error})", hint or "correct its path in the config, or make it readable") from None  # fmt: skip
    except ValueError as error:  # undecodable bytes and both parsers' errors are ValueErrors
        raise RegisterError(str(path), f"cannot be read ({error})", hint or "correct the file") from None


def _trusted(path: Path, table: str, data: Any, make: Callable[[dict[str, Any]], Row]) -> tuple[Row, ...]:
    """Rows that the build has checked: only what a damaged file does to them is caught."""
    try:
        return tuple(make({RENAMED.get(k, k): tuple(v) if isinstance(v, list) else v for k, v in row.items()}) for row in data[table])  # fmt: skip
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RegisterError(str(path), f"is damaged ({error})", "install stancewire again") from None


def _rows(path: Path, table: str, data: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of the only table that such a file may have, counted from 1."""
    others = sorted(data.keys() - {table}) if isinstance(data, dict) else []
    if others:
        raise RegisterError(str(path), f"has the unknown table or key {others[0]!r}", f"call every row [[{table}]]")
    rows = data.get(table) if isinstance(data, dict) else None
    if not rows:
        raise RegisterError(str(path), "has no row", f"write [[{table}]] over each, or take the file out of the config")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RegisterError(str(path), f"has {table!r}, but not as a list of rows", f"write [[{table}]] over each row")
    yield from enumerate(rows, start=1)


def _called(row: Mapping[str, Any], number: int) -> str:
    name = row.get("name")
    return repr(name) if isinstance(name, str) and name else f"number {number}"


def _row(
    path: Path, row: str, values: Mapping[str, Any], row_type: type[Row], make: Callable[[dict[str, Any]], Row], supplied: Collection[str]
) -> Row:  # fmt: skip
    try:
        return make(fitted(values, row_type, supplied))
    except ValueError as error:
        reason, _, hint = str(error).rpartition("; ")
        raise RegisterError(str(path), f"{row}: {reason or hint}", hint if reason else "correct the row") from None


def refuse_shared(path: Path, claims: list[tuple[str, str]]) -> None:
    """Raise RegisterError when two rows claim one surface form. claims: (form, name of the row)."""
    seen: dict[str, str] = {}
    for form, name in claims:
        other = seen.setdefault(form, name)
        if other != name:
            raise RegisterError(
                str(path), f"{form!r} is claimed by {other!r} and by {name!r}", "leave it to one of them"
            )
