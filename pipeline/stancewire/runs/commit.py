"""A commit: up to here the output is safe, and this is what it was made of."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from stancewire.runs.lines import LeftOut, Line, Mark

START: Final = Mark()
EMPTY: Final = hashlib.sha256().hexdigest()


@dataclass(slots=True)
class Counts:
    """What became of the documents so far."""

    status: Counter[str] = field(default_factory=Counter)
    primary: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)  # by option; but --sample's, which a Mark counts

    def add(self, line: Line | LeftOut) -> None:
        """Count one more."""
        if isinstance(line, LeftOut):
            self.left_out[line.reason] += 1
            return
        self.status[line.status] += 1
        if line.primary is not None:
            self.primary[line.primary] += 1

    def to_json(self) -> dict[str, dict[str, int]]:
        """Plain values, sorted by name."""
        names = ("status", "primary", "left_out")
        return {name: dict(sorted(getattr(self, name).items())) for name in names}

    @classmethod
    def of(cls, values: dict[str, dict[str, int]]) -> Counts:
        """What to_json gave."""
        return cls(*(Counter(values[name]) for name in ("status", "primary", "left_out")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """The state of an output. A part is the one file of a run, or one of its shards."""

    mark: Mark = START
    counts: dict[str, dict[str, int]]
    part: int = 1
    rows: int = 0  # records in that part
    bytes: int = 0  # of that part
    sha256: str = EMPTY  # of those bytes
    closes: bool = False  # the part is whole
    end: bool = False  # and nothing comes after it

    def to_json(self) -> dict[str, Any]:
        """An entry of the journal."""
        return {"commit": asdict(self)}

    @classmethod
    def of(cls, entry: dict[str, Any]) -> Commit | None:
        """What to_json gave; None for another kind of entry."""
        if "commit" not in entry:
            return None
        values = entry["commit"]
        return cls(**{**values, "mark": Mark(**values["mark"])})

    @property
    def records(self) -> int:
        """Of all parts so far."""
        return sum(self.counts["status"].values())


NOTHING: Final = Commit(counts=Counts().to_json(), part=0, closes=True)  # before the first part
