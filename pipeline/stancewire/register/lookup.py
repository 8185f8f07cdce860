"""The register as one object: bodies by id, by name and date, and along their successions.

>>> from stancewire.register.lookup import load_register
>>> register = load_register()
>>> [body.id for body in register.find("Barnet PCT", on="2009-05-01")]
['5A9']
>>> [step.body.name for step in register.successors("5A9", on="2025")][-1]
'NHS North Central London ICB'
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from stancewire.errors import UnknownBody
from stancewire.register.bodies import SUPPLIED, Body, Tie, body_of, first_day, last_day
from stancewire.register.checks import check
from stancewire.register.names import Key, key_of, keys_of
from stancewire.register.tables import DATA, read_rows

PACKAGED: Final = DATA / "bodies.json"
_GROUP: Final = re.compile(r"\b(?:PCG|primary care group)s?$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One succession: from which body, by which tie, to which body; depth 1 follows directly."""

    before: Body
    tie: Tie
    body: Body
    depth: int


class Register:
    """Every body known, with its indexes; made once, read by all."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.bodies = tuple(bodies)
        self._by_code = {code.casefold(): body for body in self.bodies for code in (body.id, *body.codes)}
        self._by_key: dict[Key, list[Body]] = defaultdict(list)
        self._by_short: dict[str, list[Body]] = defaultdict(list)
        for body in self.bodies:
            for key in keys_of(body.forms, body.kind):
                self._by_key[key].append(body)
            for short in body.abbreviations:
                self._by_short[short].append(body)

    def body(self, code: str) -> Body:
        """The body with an id or another code, in any case. Raises UnknownBody."""
        try:
            return self._by_code[code.strip().casefold()]
        except KeyError:
            raise UnknownBody(code) from None

    def find(
        self, name: str, *, on: str = "", until: str = "", kinds: Collection[str] | None = None
    ) -> tuple[Body, ...]:
        """Bodies that bear a name, those first that lived on a date (or between two).

        on, until: YYYY, YYYY-MM or YYYY-MM-DD; without them nothing is said of time.
        kinds: only bodies of these kinds.
        Where some lived then, only those are given; where none did, the nearest in time.
        """
        key = key_of(name)
        named = self._by_short.get(name.strip()) or (self._by_key.get(key, []) if key.place else [])
        fitting = [body for body in dict.fromkeys(named) if kinds is None or body.kind in kinds]
        if not on:
            return tuple(fitting)
        alive = [body for body in fitting if body.lives(on, until or on)]
        return tuple(alive or nearest(fitting, on, until or on))

    def look_up(self, term: str, *, on: str = "", kinds: Collection[str] | None = None) -> tuple[Body, ...]:
        """As find, for people: an abbreviation in any case, and where no body bears the name, the one with that code.

        Texts name no codes, and "who" in a text is no WHO.
        """
        found = self.find(term, on=on, kinds=kinds) or self.find(self._as_written(term), on=on, kinds=kinds)
        if found:
            return found
        body = self._by_code.get(term.strip().casefold())
        return (body,) if body and (kinds is None or body.kind in kinds) else ()

    def _as_written(self, term: str) -> str:
        """The one abbreviation that a term is in another case, else the term."""
        spellings = [short for short in self._by_short if short.casefold() == term.strip().casefold()]
        return spellings[0] if len(spellings) == 1 else term

    def successors(self, code: str, *, on: str = "") -> tuple[Step, ...]:
        """All that followed a body, nearest first; with `on`, only successions up to that date. Raises UnknownBody."""
        return tuple(self._follow(self.body(code), last_day(on), 1, set()))

    def predecessors(self, code: str) -> tuple[Step, ...]:
        """Bodies that were directly followed by one. Raises UnknownBody."""
        body = self.body(code)
        return tuple(
            Step(before=before, tie=tie, body=body, depth=1)
            for before in self.bodies
            for tie in before.successors
            if self.body(tie.id) is body
        )

    def today(self, code: str) -> tuple[Body, ...]:
        """The bodies that its area has now: the ends of its successions that live, itself if it does."""
        body = self.body(code)
        ends = [body, *(step.body for step in self.successors(code))]
        return tuple(dict.fromkeys(end for end in ends if not end.until))

    def _follow(self, body: Body, until: str, depth: int, seen: set[str]) -> Iterator[Step]:
        ties = [tie for tie in body.successors if first_day(tie.on) <= until]
        for tie in ties:
            heir = self.body(tie.id)
            yield Step(before=body, tie=tie, body=heir, depth=depth)
            if heir.id not in seen:
                seen.add(heir.id)
                yield from self._follow(heir, until, depth + 1, seen)


def is_inferred(surface: str, body: Body) -> bool:
    """ "Fen PCG" is linked to Fen PCT: by the name, for the register has no primary care groups."""
    return body.kind == "pct" and bool(_GROUP.search(surface)) and not any(map(_GROUP.search, body.forms))


def nearest(bodies: Sequence[Body], first: str, last: str) -> list[Body]:
    """Those with the smallest gap in years between their life and a time that none of them saw."""
    gaps = {body.id: _gap(body, first_day(first), last_day(last)) for body in bodies}
    return [body for body in bodies if gaps[body.id] == min(gaps.values())]


def _gap(body: Body, first: str, last: str) -> int:
    born = first_day(body.since)
    days = [_days(born) - _days(last), _days(first) - _days(last_day(body.until))]
    return max(0, *days)


def _days(day: str) -> int:
    """Days on a calendar of equal months: enough to compare distances."""
    year, month, rest = (int(part) for part in day.split("-"))
    return (year * 12 + month) * 31 + rest


@cache
def load_register(*additions: Path) -> Register:
    """The packaged register, with a user's own tables put to it and checked. Raises RegisterError."""
    bodies = read_rows(PACKAGED, "body", Body, body_of)
    for path in additions:
        bodies = (*bodies, *read_rows(path, "body", Body, body_of, SUPPLIED))
        check(str(path), bodies)
    return Register(bodies)
