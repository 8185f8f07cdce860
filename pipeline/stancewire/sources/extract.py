"""What the parser of a format gives for one document, before it has an id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
