"""A body of the register: who it was, under which names, when, and what became of it.

Dates are YYYY, YYYY-MM or YYYY-MM-DD; an empty one is open or unknown. They are
compared as whole days: a beginning counts from the first day that it may mean, an
end to the last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from stancewire.types import MENTION_KINDS

SCHEMES: Final = ("ODS", "ONS", "stancewire")
ALWAYS: Final = ("0000-01-01", "9999-12-31")
SUPPLIED: Final = ("id", "id_scheme")  # by body_of, where a row has none
# No body of a kind is older, whatever its row leaves open.
FIRST: Final = {
    "lmc": "1912",  # set up for the panel doctors of the National Insurance Act 1911
    "trust": "1991-04-01",  # NHS and Community Care Act 1990
    "pct": "2000-04-01",  # Health Act 1999; the groups of April 1999 before them are not in the register
    "sha": "2002-04-01",  # before them were health authorities
    "pct_cluster": "2011",  # operating framework for 2011/12
    "ccg": "2011",  # first called so by the Government's answer to the Future Forum, June 2011
    "ics": "2016",  # the footprints of planning guidance 2016/17
    "icb": "2021",  # white paper of February 2021
}
_DATE: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
# What evidence says where nobody looked the fact up: such a row or tie never counts as verified.
_UNCHECKED: Final = ("memory", "common knowledge", "inferred", "not checked", "by a third party")


def first_day(when: str) -> str:
    """The first day that a date may mean; of an empty one the first of all."""
    return when + "-01-01"[3 * when.count("-") :] if when else ALWAYS[0]


def last_day(when: str) -> str:
    """The last day that a date may mean; of an empty one the last of all. Months count 31 days: only order matters."""
    return when + "-12-31"[3 * when.count("-") :] if when else ALWAYS[1]


@lru_cache(maxsize=4_000)
def is_date(text: str) -> bool:
    """Whether a text is YYYY, YYYY-MM or YYYY-MM-DD and on the calendar; an empty one says that the date is open."""
    try:
        return not text or bool(_DATE.fullmatch(text) and date.fromisoformat(first_day(text)))
    except ValueError:
        return False


@lru_cache(maxsize=4_000)
def checked(evidence: str) -> bool:
    """Whether evidence names something that somebody looked at."""
    return bool(evidence) and not any(words in evidence for words in _UNCHECKED)


def refuse_undated(**dates: str) -> None:
    """Raise ValueError for the first that is no date, by its key."""
    for key, text in dates.items():
        if text and not is_date(text):
            raise ValueError(f"its {key} is {text!r}, which is no date: give YYYY, YYYY-MM or YYYY-MM-DD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that a body bore for a time."""

    name: str
    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        refuse_undated(since=self.since, until=self.until)
        if first_day(self.since) > last_day(self.until):
            raise ValueError(f"its name {self.name!r} ends ({self.until}) before it begins ({self.since})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """To another body: what follows it, or what it belongs to. `on` is the day it begins."""

    id: str
    on: str = ""
    evidence: str = ""
    verified: bool = True

    def __post_init__(self) -> None:
        refuse_undated(on=self.on)


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
            raise ValueError(f"its kind {self.kind!r} is not one of {', '.join(MENTION_KINDS)}")
        if self.id_scheme not in SCHEMES:
            raise ValueError(f"its id_scheme {self.id_scheme!r} is not one of {', '.join(SCHEMES)}")
        refuse_undated(since=self.since, until=self.until)
        if first_day(self.since) > last_day(self.until):
            raise ValueError(f"it ends ({self.until}) before it begins ({self.since})")

    @property
    def forms(self) -> tuple[str, ...]:
        """Every surface form but the abbreviations, the name first, each once."""
        return tuple(dict.fromkeys((self.name, *(name.name for name in self.names), *self.aliases)))

    @property
    def born(self) -> str:
        """The first day on which it may have been there."""
        return first_day(FIRST.get(self.kind, "") if self.since_by or not self.since else self.since)

    @property
    def began(self) -> str:
        """The same for readers, with what its row says of it."""
        return self.since if self.since and not self.since_by else f"{self.born} at the earliest"

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

    What has no evidence, or evidence from memory, is not verified, whatever the row says.
    Raises ValueError for a row that does not fit.
    """
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    if not values.get("id"):
        values |= {"id": own_id(row["kind"], row["name"]), "id_scheme": "stancewire"}
    elif not values.get("id_scheme"):
        raise ValueError(f"it has an id, but no id_scheme: give one of {', '.join(SCHEMES)}")
    if "names" in values:
        values["names"] = tuple(Name(**part) for part in values["names"])
    for key in values.keys() & {"parents", "successors"}:
        values[key] = tuple(Tie(**part, verified=verified) for part, verified in map(_weighed, values[key]))
    values, verified = _weighed(values)
    return Body(**values, verified=verified)


def _weighed(row: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """A row without its flag, and whether it counts as verified."""
    rest = dict(row)
    return rest, rest.pop("verified", True) and checked(rest.get("evidence", ""))


def own_id(kind: str, name: str) -> str:
    """An id for a body that no public scheme numbers: "lmc-kent"."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    short = [word for word in words if word not in {kind, kind + "s", "nhs", "the", "and", "of"}]
    return "-".join((kind.replace("_", "-"), *(short or words)))
