"""What a reader should know about the links of a document: names left open, dates that do not fit, dates that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from stancewire.entities.period import Period
from stancewire.register.bodies import Body, first_day
from stancewire.register.lookup import Register, is_inferred
from stancewire.types import Mention

_SHADOW_YEARS: Final = 3  # so long before it takes over, a body may be spoken of


def cautions(mentions: Sequence[Mention], text: str, period: Period, register: Register) -> tuple[str, ...]:
    """The warnings of a document whose mentions are linked."""
    return (
        *_open(mentions, text),
        *_untimely(mentions, text, period, register),
        *_inferred(mentions, text, register),
        *_undated(mentions, period),
    )


def unsettled(mentions: Iterable[Mention], text: str) -> tuple[str, ...]:
    """The warning, if any, about short mentions that stand before several bodies they may mean."""
    names = dict.fromkeys(text[m.start : m.end] for m in mentions if m.generic and m.candidates)
    said = f"not linked, more than one such body is named behind: {', '.join(map(repr, names))}; see their candidates"
    return (said,) if names else ()


def _open(mentions: Iterable[Mention], text: str) -> Iterator[str]:
    if names := dict.fromkeys(text[m.start : m.end] for m in mentions if m.candidates and not m.linked_by):
        yield (
            "not linked, no body or more than one bore the name at that time: "
            f"{', '.join(map(repr, names))}; see their candidates"
        )


def _untimely(mentions: Iterable[Mention], text: str, period: Period, register: Register) -> Iterator[str]:
    """Whoever names a group of 2013 in a document of 2003 has one of the two dates wrong; a closed body may be looked back at."""
    if period.source != "date":
        return
    linked = {text[m.start : m.end]: register.body(m.register_id) for m in mentions if m.register_id}
    absent = {name: body for name, body in linked.items() if not body.lives(period.since, period.until)}
    for when, early in (("before their beginning", True), ("after their end", False)):
        named = [
            f"{name!r} ({body.id}, {body.began if early else body.until})"
            for name, body in absent.items()
            if early == _is_early(body, period.until) and not _in_shadow(body, period.until)
        ]
        if named:
            yield f"linked by name, but the document is dated {period.since}, {when}: {', '.join(named)}"


def _inferred(mentions: Iterable[Mention], text: str, register: Register) -> Iterator[str]:
    linked = {text[m.start : m.end]: register.body(m.register_id) for m in mentions if m.register_id}
    if names := [f"{name!r} ({body.id})" for name, body in linked.items() if is_inferred(name, body)]:
        yield f"a primary care group is linked to the trust with its name, unverified: {', '.join(names)}"


def _is_early(body: Body, when: str) -> bool:
    return first_day(when) < body.born


def _in_shadow(body: Body, when: str) -> bool:
    return _is_early(body, when) and int(body.born[:4]) - int(when[:4]) <= _SHADOW_YEARS


def _undated(mentions: Iterable[Mention], period: Period) -> Iterator[str]:
    if any(m.linked_by == "vocabulary" for m in mentions):
        years = (
            f"{period.since} to {period.until or 'today'}"
            if period.since
            else "the kinds of body and the years it names"
        )
        yield f"the document has no date: namesakes were told apart by its vocabulary ({years})"
