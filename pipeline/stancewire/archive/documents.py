"""The documents somebody's records were made of, read as `stancewire tag` reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from stancewire.config import InputConfig
from stancewire.errors import MissingInput
from stancewire.sources.inputs import find_inputs, prepared
from stancewire.sources.items import split_items
from stancewire.sources.metadata import load_metadata
from stancewire.sources.reading import read
from stancewire.types import Article, Failure


def documents_of(
    paths: Sequence[str],
    limits: InputConfig,
    *,
    columns: tuple[tuple[str, str], ...] = (),
    metadata: str | None = None,
    split: bool = False,
) -> Iterator[Article | Failure]:
    """Every document of some paths. Raises MissingInput for a path that leads nowhere."""
    inputs = find_inputs(paths, exclude=[Path(metadata)] if metadata else [])
    for item in inputs:
        if isinstance(item, Failure) and isinstance(item.error, MissingInput):
            raise item.error
    table = load_metadata(metadata, inputs, limits) if metadata else None
    steps = (*((table.join,) if table else ()), *((split_items,) if split else ()))
    for item in prepared(inputs, columns, steps):
        if isinstance(item, Failure):
            yield item
        else:
            yield from read(item, limits)
