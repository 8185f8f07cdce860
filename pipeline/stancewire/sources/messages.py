"""What the sandbox's worker answers, as JSON gives it, back to the objects it was made of."""

from __future__ import annotations

from typing import Any

import stancewire.errors
from stancewire.errors import InputError
from stancewire.sources.extract import Extract
from stancewire.types import Article, Given, Source, Zone


def extract_of(values: dict[str, Any]) -> Extract:
    """An Extract."""
    return Extract(
        raw=values["raw"],
        marks=tuple(Zone(**mark) for mark in values["marks"]),
        found=Given(**values["found"]),
        found_from=values["found_from"],
        part=values["part"],
        warnings=tuple(values["warnings"]),
        refusal=tuple(values["refusal"]),
    )


def article_of(values: dict[str, Any]) -> Article:
    """An Article."""
    return Article(
        id=values["id"],
        source=Source(**values["source"]),
        raw=values["raw"],
        given=Given(**values["given"]),
        found=Given(**values["found"]),
        found_from=values["found_from"],
        marks=tuple(Zone(**mark) for mark in values["marks"]),
        warnings=tuple(values["warnings"]),
    )


def input_error(name: str, args: list[Any]) -> InputError | None:
    """An error of ours by its class and arguments, None for any other."""
    kind = getattr(stancewire.errors, name, None)
    return kind(*args) if isinstance(kind, type) and issubclass(kind, InputError) else None
