"""A body of the register: who it was, under which names, when, and what became of it.

Dates are YYYY, YYYY-MM or YYYY-MM-DD; an empty one is open or unknown. They are
compared as whole days: a beginning counts from the first day that it may mean, an
end to the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from stancewire.types import MENTION_KINDS

SCHEMES: Final = ("ODS", "ONS", "stancewire")
ALWAYS: Final = ("0000-01-01", "9999-12-31")


def first_day(when: str) -> str:
    """The first day that a date may mean; of an empty one the first of all."""
    return when + "-01-01"[3 * when.count("-") :] if when else ALWAYS[0]


def last_day(when: str) -> str:
    """The last day that a date may mean; of an empty one the last of all. Months count 31 days: only order matters."""
    return when + "-12-31"[3 * when.count("-") :] if when else ALWAYS[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that a body bore for a time."""

    name: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """To another body: what follows it, or what it belongs to. `on` is the day it begins."""

    id: str
    on: str = ""
    evidence: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body. Aliases match in any case, abbreviations only as written."""

    id: str
    id_scheme: str
    kind: str
    name: str
    names: tuple[Name, ...] = ()  # where they changed: each with its time
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    since_by: bool = False  # it was there by then, and may be older
    nation: str = ""
    parents: tuple[Tie, ...] = ()
    successors: tuple[Tie, ...] = ()
    codes: tuple[str, ...] = ()  # in other schemes, or before a recoding
    evidence: str = ""
    verified: bool = True
    context: bool = False  # an ordinary word too: matched with its capital, not at the start of a sentence

    def __post_init__(self) -> None:
        if self.kind not in MENTION_KINDS:
            raise ValueError(f"kind {self.kind!r} is not one of {', '.join(MENTION_KINDS)}")
        if self.id_scheme not in SCHEMES:
            raise ValueError(f"id_scheme {self.id_scheme!r} is not one of {', '.join(SCHEMES)}")
        if first_day(self.since) > last_day(self.until):
            raise ValueError(f"it ends ({self.until}) before it begins ({self.since})")

    @property
    def forms(self) -> tuple[str, ...]:
        """Every surface form but the abbreviations, the name first, each once."""
        return tuple(dict.fromkeys((self.name, *(name.name for name in self.names), *self.aliases)))

    @property
    def born(self) -> str:
        """The first day on which it may have been there."""
        return ALWAYS[0] if self.since_by else first_day(self.since)

    def lives(self, first: str, last: str | None = None) -> bool:
        """Whether it was there at some time between two dates, or on one."""
        return self.born <= last_day(last or first) and first_day(first) <= last_day(self.until)

    def name_on(self, when: str) -> str:
        """What it was called then; its last name where that is not known."""
        named = (
            n.name for n in self.names if first_day(n.since) <= last_day(when) and first_day(when) <= last_day(n.until)
        )
        return next(named, self.name) if when else self.name


def body_of(row: Mapping[str, Any]) -> Body:
    """A Body from a row of a table; one without an id gets one of ours, made from kind and name.

    Raises TypeError or ValueError for a row that does not fit.
    """
    own = {"id": own_id(row["kind"], row["name"]), "id_scheme": "stancewire"}
    values: dict[str, Any] = dict(row) | ({} if row.get("id") else own)
    for key, make in _NESTED.items():
        values[key] = tuple(make(**part) for part in values.get(key, ()))
    for key in ("since", "until"):  # hand-written tables have years as numbers, 0 for unknown or open
        values[key] = str(values.get(key) or "")
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    return Body(**fields)


def own_id(kind: str, name: str) -> str:
    """An id for a body that no public scheme numbers: "lmc-kent"."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    short = [word for word in words if word not in {kind, kind + "s", "nhs", "the", "and", "of"}]
    return "-".join((kind.replace("_", "-"), *(short or words)))


_NESTED: Final[dict[str, Callable[..., Any]]] = {"names": Name, "parents": Tie, "successors": Tie}
