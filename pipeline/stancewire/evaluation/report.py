"""What a report says, before anybody decides how it looks: tables and charts in sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Interval:
    """A score and where it lies with 95 % confidence; shown as `0.812 (0.74 to 0.88)`."""

    score: float
    low: float
    high: float


Cell = str | int | float | Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows as long as `columns`, of which each has a name of its own; floats are shown with three digits, None as an empty cell."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        _refuse_twice(f"columns of {self.title!r} are called", self.columns)  # figures.json tells them by name
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {self.title!r} has {len(row)} cells for {len(self.columns)} columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A Vega-Lite specification with its data inside; `name` is that of its file."""

    title: str
    name: str
    spec: Mapping[str, Any]
    note: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"chart name {self.name!r} is no file name of small letters, digits and hyphens")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, what it says, and what it shows."""

    title: str
    text: str
    parts: tuple[Table | Chart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report; `opening` says what was judged, on which texts, and whose they are."""

    title: str
    opening: str
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        _refuse_twice("tables are called", (table.title for table in self.tables))  # figures.json tells them by title
        _refuse_twice("charts are called", (chart.name for chart in self.charts))

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in order."""
        return tuple(part for section in self.sections for part in section.parts if isinstance(part, Table))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts, in order."""
        return tuple(part for section in self.sections for part in section.parts if isinstance(part, Chart))


def _refuse_twice(what: str, names: Iterable[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ValueError(f"two {what} {twice[0]!r}")
