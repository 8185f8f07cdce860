"""Columns that a config names and a table of JSON lines has nowhere: one sentence for all of them, not one a row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from stancewire.errors import MalformedRow

_JSON: Final = (".json", ".jsonl", ".ndjson")  # tables with a header are looked at by their readers
MEND: Final = "correct [columns] in the config"


def refuse_columns(path: Path, wanted: Iterable[tuple[str, str]]) -> None:
    """Raise MalformedRow with the columns there are, where a named one stands in no row."""
    if path.suffix.lower() not in _JSON:
        return
    missing = {column: field for field, column in wanted if column}
    there: dict[str, None] = {}
    for row in _rows(path):
        there |= dict.fromkeys(row)
        missing = {column: field for column, field in missing.items() if column not in row}
        if not missing:
            return
    if there:
        named = ", ".join(f"{column!r} for {field}" for column, field in missing.items())
        raise MalformedRow(path.name, f"has no column {named}; there are {', '.join(there)}", MEND)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file; what cannot be read is left to the reader, which names it by line."""
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        values = [_value(stream.read())] if path.suffix.lower() == ".json" else map(_value, stream)
        for value in values:
            yield from (row for row in (value if isinstance(value, list) else [value]) if isinstance(row, dict))


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
