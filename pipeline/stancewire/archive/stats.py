"""How many documents and statements there are, by whatever a user asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.archive.store import Answer, Store
from stancewire.errors import ConfigError

# Of a document. Month and year are as far as its date is known: "2014" stands among the months where no month is.
_DOCUMENT: Final = {
    "status": "status",
    "primary": "primary_label",
    "month": "month",
    "year": "year",
    "publisher": "publisher",
    "kind": "kind",
}
# Of a statement; asked with one of these, labels are those of statements.
_STATEMENT: Final = {
    "actor": "actor",
    "actor_kind": "actor_kind",
    "act": "act",
    "target": "target",
    "policy": "policy",
}
_LABEL: Final = "label"
_COLUMNS: Final = {_LABEL: _LABEL} | _STATEMENT | _DOCUMENT
DIMENSIONS: Final = tuple(_COLUMNS)
OVERVIEW: Final = (("label",), ("actor",), ("policy",), ("month",))  # what is counted where nobody says by what
_ONCE: Final = "status <> 'duplicate'"
# Ids may be the caller's own and come twice; id, file and place within it together do not.
_DISTINCT: Final = "count(DISTINCT (id, uri, member)) AS documents"


def count(store: Store, by: Sequence[str], *, count_once: bool = False) -> Answer:
    """Rows of the values of `by`, in the order given, and how many documents (and statements) have them.

    Sorted by time where it is among them, else the most frequent first. A document with two labels counts under both.
    Copies count as documents of their own unless count_once. Raises ConfigError for a dimension that is none.
    """
    if unknown := [name for name in by if name not in DIMENSIONS]:
        raise ConfigError("--by", f"{unknown[0]!r} is nothing to count by", f"name some of {', '.join(DIMENSIONS)}")
    if any(name in _STATEMENT for name in by):
        return store.ask(_query("statements", by, count_once, _DISTINCT, "count(*) AS statements"))
    if _LABEL in by:
        return store.ask(_query("labels", by, count_once, "count(*) AS documents", where="present"))
    return store.ask(_query("records", by, count_once, "count(*) AS documents"))


def _query(view: str, by: Sequence[str], count_once: bool, *counts: str, where: str = "true") -> str:
    quoted = [f'"{name}"' for name in by]
    values = [f"{_COLUMNS[name]} AS {alias}" for name, alias in zip(by, quoted, strict=True)]
    return (
        f"SELECT {', '.join((*values, *counts))} FROM {view} WHERE {where} AND {_ONCE if count_once else 'true'} "
        f"GROUP BY {', '.join(str(place) for place in range(1, len(by) + 1))} ORDER BY {', '.join(_order(by, quoted))}"
    )


def _order(by: Sequence[str], quoted: Sequence[str]) -> tuple[str, ...]:
    times = tuple(f"{name} NULLS LAST" for name, plain in zip(quoted, by, strict=True) if plain in ("month", "year"))
    rest = tuple(f"{name} NULLS LAST" for name in quoted)
    return (*times, "documents DESC", *rest)
