"""What makes a register contradict itself, said with both rows; for the build and for a user's own additions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from stancewire.errors import RegisterError
from stancewire.register.bodies import ALWAYS, Body, Name, Tie, first_day, last_day
from stancewire.register.names import KINDS_OF, Key, key_of
from stancewire.register.namesakes import Complaint, doubtful, namesakes, row_of

# A successor may be founded in shadow form this long before it takes over.
_SHADOW_YEARS: Final = 3
# And take over this long before or after its predecessor is wound up.
_OVERLAP_YEARS: Final = 1
# Kinds of which there is one a place, and what a name that ends in their words may be. (A care trust
# is a trust too, and "health authority", "commissioning group" are words of other bodies as well.)
_LOCAL: Final = frozenset(("pct", "pct_cluster", "ccg", "icb", "ics", "sha", "lmc"))
_TOLD: Final = {family: kinds for family, kinds in KINDS_OF.items() if kinds <= _LOCAL} | {"pct_cluster": frozenset(("pct_cluster", "sha"))}  # fmt: skip


def check(where: str, bodies: Sequence[Body]) -> None:
    """Raise RegisterError for the first contradiction among bodies."""
    for complaint in _complaints(bodies):
        raise RegisterError(where, *complaint)


def _complaints(bodies: Sequence[Body]) -> Iterator[Complaint]:
    by_id: dict[str, Body] = {}
    for body in bodies:
        for code in dict.fromkeys((body.id, *body.codes)):
            other = by_id.setdefault(code.casefold(), body)
            if other is not body:
                yield f"{row_of(other)} and {row_of(body)} both have the id {code!r}", "give each body its own id"
    bearing = _bearing(bodies)
    for body in bodies:
        yield from _misnamed(body, bearing)
    yield from namesakes(bodies)
    yield from doubtful(bodies)
    for body in bodies:
        yield from _ties(body, by_id)
    yield from _circles(by_id)


def _bearing(bodies: Iterable[Body]) -> dict[Key, list[Body]]:
    bearing: dict[Key, list[Body]] = defaultdict(list)
    for body in bodies:
        for key in {key_of(form) for form in body.forms}:
            bearing[key].append(body)
    return bearing


def _misnamed(body: Body, bearing: Mapping[Key, Sequence[Body]]) -> Iterator[Complaint]:
    """A name that tells another kind, or is borne at a time when the body was not there."""
    for form in body.forms if body.kind in _LOCAL else ():
        key = key_of(form)
        kinds = _TOLD.get(key.family, frozenset((body.kind,)))
        if key.place and body.kind not in kinds:
            owner = next((other for other in bearing[key] if other.kind in kinds), None)
            beside = f", which {row_of(owner)} bears," if owner else ""
            yield (
                f"the name {form!r} of {row_of(body)}{beside} says that it is of the kind {' or '.join(sorted(kinds))}",
                "correct its kind, or take that name away",
            )
    for name in body.names:
        if _outside(name, body):
            yield (
                f"{row_of(body)} bears the name {name.name!r} from {name.since or '?'} to {name.until or 'today'}, when it was not there",
                "let the dates of its names lie within its own",
            )


def _outside(name: Name, body: Body) -> bool:
    early = bool(name.since) and last_day(name.since) < body.born
    late = bool(name.until) and first_day(name.until) > last_day(body.until)
    return early or late or first_day(name.since) > last_day(body.until)


def _ties(body: Body, by_id: Mapping[str, Body]) -> Iterator[Complaint]:
    for tie in (*body.successors, *body.parents):
        if tie.id.casefold() not in by_id:
            yield f"{row_of(body)} is tied to {tie.id!r}, which is not there", "add that row, or correct the id"
            return
    for tie in body.successors:
        yield from _untimely(body, tie, by_id[tie.id.casefold()])
    for tie in body.parents:
        yield from _orphaned(body, tie, by_id[tie.id.casefold()])


def _untimely(body: Body, tie: Tie, successor: Body) -> Iterator[Complaint]:
    if last_day(successor.until) < body.born or (body.kind in _LOCAL and _older(successor, body)):
        yield (
            f"{row_of(successor)} is named as successor of {row_of(body)}, but is older",
            "exchange the two, or correct their dates",
        )
    elif tie.on and first_day(tie.on) < body.born:
        yield (
            f"{row_of(body)} is followed by {row_of(successor)} on {tie.on}, before it began",
            "correct the date of the succession",
        )
    elif last_day(successor.until) < first_day(tie.on or body.until):
        yield (
            f"{row_of(body)} is followed by {row_of(successor)}{_on(tie)}, which had ended by then",
            "name what followed it, or correct the dates",
        )
    elif tie.on and body.until and not _near(tie.on, body.until):
        yield (
            f"{row_of(body)} is followed by {row_of(successor)} on {tie.on}, more than a year from its end",
            "correct the date of the succession, or of its end",
        )


def _older(successor: Body, body: Body) -> bool:
    """Local bodies were founded to take over; a national one may be merged into one that is older."""
    return bool(successor.since) and first_day(successor.since) < _shifted(body.born, -_SHADOW_YEARS)


def _near(one: str, other: str) -> bool:
    """Whether two dates may mean days that are no more than a year apart."""
    after = first_day(one) <= _shifted(last_day(other), _OVERLAP_YEARS)
    return after and last_day(one) >= _shifted(first_day(other), -_OVERLAP_YEARS)


def _orphaned(body: Body, tie: Tie, parent: Body) -> Iterator[Complaint]:
    if parent is body:
        yield f"{row_of(body)} belongs to itself", "name another body as its parent, or none"
    elif not parent.lives(body.born, body.until or ALWAYS[1]):
        yield (
            f"{row_of(body)} belongs to {row_of(parent)}, which was not there at its time",
            "name the parent that it had, or correct the dates",
        )
    elif tie.on and not (body.lives(tie.on) and parent.lives(tie.on)):
        yield (
            f"{row_of(body)} belongs to {row_of(parent)} from {tie.on}, when not both were there",
            "correct the date from which it did",
        )


def _shifted(day: str, years: int) -> str:
    return f"{min(max(int(day[:4]) + years, 0), 9999):04}{day[4:]}"


def _circles(by_id: Mapping[str, Body]) -> Iterator[Complaint]:
    done: set[str] = set()
    for start in by_id.values():
        yield from _follow(start, by_id, done, [])


def _follow(body: Body, by_id: Mapping[str, Body], done: set[str], path: list[str]) -> Iterator[Complaint]:
    if body.id in path:
        last = by_id[path[-1].casefold()]
        yield f"{row_of(last)} leads back to {row_of(body)}", "a body cannot follow itself: cut one succession"
        return
    if body.id in done:
        return
    for tie in body.successors:
        yield from _follow(by_id[tie.id.casefold()], by_id, done, [*path, body.id])
    done.add(body.id)


def _on(tie: Tie) -> str:
    return f" on {tie.on}" if tie.on else ""
