"""Whole records as plain JSON values out of any file that `stancewire tag` writes: JSON lines, packed or not, or Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from stancewire.archive.files import json_lines
from stancewire.records.record import SCHEMA_ID

Json = dict[str, Any]


def whole_records(files: Iterable[Path], schemas: tuple[str, ...] = (SCHEMA_ID,)) -> Iterator[Json]:
    """The records of some files, as record_files gives them, one after another. Raises MalformedRow."""
    return json_lines(files, schemas)
