"""Which body of the register a mention is: its name decides, among namesakes the document's time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from stancewire.entities.cautions import cautions
from stancewire.entities.nation import nation_of
from stancewire.entities.period import ERAS, Period, period_of, spoken_years
from stancewire.register.bodies import Body, first_day
from stancewire.register.lexicon import Policy
from stancewire.register.lookup import Register, is_inferred, nearest
from stancewire.register.names import key_of
from stancewire.types import Document, Mention, Term

_SEPARATOR: Final = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*[&/]\s*")
_PLURAL: Final = re.compile(
    r"^(?P<places>.+?)\s(?P<what>(?i:(?:strategic )?health authorities)|(?:[A-Z]{2,4}|(?i:primary care trust|local medical committee|(?:clinical )?commissioning group"
    r"|integrated care board|(?:university |local )?health board|(?:local )?area team))(?=s$))s?$"
)

_PLURAL_FIRST: Final = re.compile(r"^(?P<what>LMC|(?i:local medical committee))s (?:of|for) (?P<places>.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What a document tells about all its mentions: its time, its nation, the kinds of body it speaks of."""

    period: Period
    nation: str
    spoken: frozenset[str]
    years: tuple[str, ...]  # that an undated text names, at least two times in all

    def at_home(self, bodies: Sequence[Body]) -> Sequence[Body]:
        """Those of its nation; where there are none, those of England and of the whole kingdom."""
        ours = [body for body in bodies if self.nation and body.nation == self.nation]
        return ours or [body for body in bodies if body.nation in ("England", "")] or bodies


class Linker:
    """Holds the register; one instance serves any number of documents."""

    def __init__(self, register: Register, policies: Iterable[Policy]) -> None:
        self._register = register
        self._began: Mapping[str, int] = {policy.name: policy.since for policy in policies}

    def link(
        self, mentions: Sequence[Mention], document: Document, terms: Sequence[Term]
    ) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
        """The mentions with ids where one body is meant, and warnings about the document."""
        mentions = [self._trimmed(m, document.text) for m in mentions]
        bearers = {name: self._register.find(name) for name in {m.canonical for m in mentions if not m.generic}}
        alone = [bodies[0] for bodies in bearers.values() if len(bodies) == 1]
        # What "NHS Barnet" is, is the question: it cannot be its own evidence.
        telling = [m for m in mentions if m.generic or len({body.kind for body in bearers[m.canonical]}) <= 1]
        period = period_of(document, telling, alone, terms, self._began)
        setting = _Setting(
            period=period,
            nation=nation_of(document.text)
            if any(len({b.nation for b in found}) > 1 for found in bearers.values())
            else "",
            spoken=frozenset(m.kind for m in mentions if m.generic),
            years=spoken_years(document.text) if period.source != "date" else (),
        )
        linked = tuple(m if m.generic else self._linked(m, bearers[m.canonical], setting) for m in mentions)
        return linked, cautions(linked, document.text, period, self._register)

    def _trimmed(self, mention: Mention, text: str) -> Mention:
        """A headline's first word has a capital too: "Inside Fen PCT" is Fen PCT where the register has no other."""
        first, _, rest = mention.canonical.partition(" ")
        begins = mention.start == 0 or text[mention.start - 1] == "\n"
        if mention.finder != "shape" or mention.generic or not begins or self._register.find(mention.canonical):
            return mention
        if first.endswith(","):  # "Fen, Marsh PCTs" is a list, and no word that opens a sentence
            return mention
        if not self._register.find(rest):
            return mention
        start = text.index(rest.split()[0], mention.start + len(first))
        return replace(mention, start=start, canonical=rest)

    def _linked(self, mention: Mention, bearers: Sequence[Body], setting: _Setting) -> Mention:
        if not bearers or _is_several(mention, bearers):
            return self._group(mention, setting.period)
        bearers = setting.at_home(bearers)
        if len(bearers) == 1 and not _out_of_time(mention, bearers[0], setting.period):
            return self._as(mention, bearers[0], "name", setting.period)
        then = setting.period.living(bearers)
        if not then and not _is_brand(mention):
            then = nearest(bearers, setting.period.since, setting.period.until or setting.period.since)
        by = setting.period.source
        if len(then) > 1 and (spoken := [body for body in then if body.kind in setting.spoken]):
            then, by = spoken, "vocabulary"
        if len(then) > 1 and (
            dated := [body for body in then if setting.years and all(map(body.lives, setting.years))]
        ):
            then, by = dated, "vocabulary"
        if len(then) == 1:
            return self._as(mention, then[0], by or "vocabulary", setting.period, bearers)
        return _open(mention, then or bearers, setting.period)

    def _as(self, mention: Mention, body: Body, by: str, period: Period, bearers: Sequence[Body] = ()) -> Mention:
        """Linked; where only the vocabulary told, with the namesakes that were not meant."""
        if body.kind not in ERAS and period.source == "date":
            body = self._heir(body, period.since)
        return replace(
            mention,
            kind=body.kind,
            canonical=body.name_on(period.since if period.source == "date" else ""),
            register_id=body.id,
            id_scheme=body.id_scheme,
            linked_by=by,
            candidates=tuple(sorted(b.id for b in bearers)) if by == "vocabulary" else (),
            verified=body.verified and not is_inferred(mention.canonical, body),
        )

    def _heir(self, body: Body, when: str) -> Body:
        """A national body outlives its name: "the Department of Health" of 2019 is the department with the longer one."""
        if body.lives(when) or first_day(when) < body.born:
            return body
        heirs = [self._register.body(tie.id) for tie in body.successors]
        alive = [heir for heir in heirs if heir.kind == body.kind and heir.lives(when)]
        return alive[0] if len(alive) == 1 else body

    def _group(self, mention: Mention, period: Period) -> Mention:
        """ "Camden and Islington LMCs" is two bodies, and neither alone."""
        match = _PLURAL.match(mention.canonical) or _PLURAL_FIRST.match(mention.canonical)
        if not match:
            return mention
        members = tuple(self._members(match["places"], match["what"], period.since))
        if len(members) > 1:
            return replace(mention, linked_by="group", candidates=members)
        if mention.kind == "other":
            return mention  # "Highland health boards": too many other sorts of body begin with a place
        return self._in_place(mention, match["places"], period)

    def _in_place(self, mention: Mention, place: str, period: Period) -> Mention:
        """ "The three Leeds CCGs" of 2016: those with the place in front of their names that were there then, else all ever."""
        start = key_of(place).place + " "
        ever = [
            b for b in self._register.bodies if b.kind == mention.kind and f"{key_of(b.name).place} ".startswith(start)
        ]
        then = period.living(ever) if period.since else []
        if len(ever) < 2:
            return mention
        by = "group" if len(then) > 1 else None
        return replace(mention, linked_by=by, candidates=tuple(sorted(b.id for b in (then if by else ever))))

    def _members(self, places: str, what: str, when: str) -> Iterator[str]:
        """The ids of places in a list, nothing where one is open; the longest place first ("Barking and Dagenham")."""
        ends = [*(match.span() for match in _SEPARATOR.finditer(places)), (len(places), len(places))]
        found, start = [], 0
        while start < len(places):
            bodies = (
                (self._register.find(f"{places[start:end]} {what}", on=when), after)
                for end, after in reversed(ends)
                if end > start
            )
            one = next(((named[0].id, after) for named, after in bodies if len(named) == 1), None)
            if one is None:
                return
            found.append(one[0])
            start = one[1]
        yield from found


def _is_several(mention: Mention, bearers: Sequence[Body]) -> bool:
    """ "The Leeds CCGs" are not the one that came after them; "Londonwide LMCs" call themselves so."""
    if not mention.canonical.endswith("s") or not _PLURAL.match(mention.canonical):
        return False
    key = key_of(mention.canonical)
    forms = (form for body in bearers for form in body.forms if key_of(form) == key)
    return not any(map(_PLURAL.match, forms)) and not any(mention.canonical in body.abbreviations for body in bearers)


def _is_brand(mention: Mention) -> bool:
    """ "NHS Fen" says no kind: where nobody of that name lived then, nobody is meant for sure."""
    return key_of(mention.canonical).family == "nhs"


def _out_of_time(mention: Mention, body: Body, period: Period) -> bool:
    return _is_brand(mention) and body.kind in ERAS and not period.living([body])


def _open(mention: Mention, bodies: Sequence[Body], period: Period) -> Mention:
    """Not linked: the candidates are handed on. A kind that none of them has becomes that of the nearest in time."""
    near = nearest(bodies, period.since, period.until or period.since) if period.since else bodies
    return replace(
        mention,
        kind=mention.kind if mention.kind in {body.kind for body in bodies} else near[0].kind,
        candidates=tuple(sorted(body.id for body in bodies)),
    )
