"""National and regional bodies that a text names without saying what they are.

Local bodies (CCGs, PCTs, LMCs …) are found by the shape of their names until
the dated register of local bodies is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stancewire.register.tables import DATA, read_rows, refuse_shared
from stancewire.types import MENTION_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body. Aliases match in any case, abbreviations only as written; years are 0 where open or unknown."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    since: int = 0
    until: int = 0
    id: str = ""
    id_scheme: str = ""
    evidence: str = ""
    context: bool = False  # an ordinary word too: matched with its capital, not at the start of a sentence

    def __post_init__(self) -> None:
        if self.kind not in MENTION_KINDS:
            raise ValueError(f"kind {self.kind!r} is not one of {', '.join(MENTION_KINDS)}")

    @property
    def forms(self) -> tuple[str, ...]:
        """Every surface form but the abbreviations, the name first, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


@cache
def load_bodies(path: Path = DATA / "national.json") -> tuple[Body, ...]:
    """The packaged table, or one like it, checked: no surface form belongs to two bodies."""
    bodies = read_rows(path, "body", Body)
    refuse_shared(path, [(form.lower(), body.name) for body in bodies for form in body.forms])
    refuse_shared(path, [(form, body.name) for body in bodies for form in body.abbreviations])
    return bodies
