"""What the parser of a format gives for one document, before it has an id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.errors import InputError
from stancewire.types import Given, Zone

NOTHING_FOUND: Final = Given()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One document as a parser gives it, before it has an id."""

    raw: str
    marks: tuple[Zone, ...] = ()  # zones the format tells; offsets in raw, in order, not overlapping
    found: Given = NOTHING_FOUND
    found_from: str = "meta"
    part: str | None = None  # which document of the file, where it holds several
    warnings: tuple[str, ...] = ()
    refusal: tuple[str, ...] = ()  # why a part of the file is no document: the class of the error, reason, hint


def refused(part: str | None, error: InputError) -> Extract:
    """What stands for a part of a file that costs an error of its own."""
    _, reason, hint = error.args
    return Extract(raw="", part=part, refusal=(type(error).__name__, reason, hint))
