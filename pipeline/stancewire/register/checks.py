"""What makes a register contradict itself, said with both rows; for the build and for a user's own additions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from stancewire.errors import RegisterError
from stancewire.register.bodies import Body, Tie, first_day, last_day
from stancewire.register.names import key_of

# A successor may be founded in shadow form this long before it takes over.
_SHADOW_YEARS = 3


def check(where: str, bodies: Sequence[Body]) -> None:
    """Raise RegisterError for the first contradiction among bodies."""
    for complaint in _complaints(bodies):
        raise RegisterError(where, *complaint)


def _complaints(bodies: Sequence[Body]) -> Iterator[tuple[str, str]]:
    by_id: dict[str, Body] = {}
    for body in bodies:
        for code in dict.fromkeys((body.id, *body.codes)):
            other = by_id.setdefault(code, body)
            if other is not body:
                yield f"{_row(other)} and {_row(body)} both have the id {code!r}", "give each body its own id"
    yield from _namesakes(bodies)
    for body in bodies:
        for tie in (*body.successors, *body.parents):
            if tie.id not in by_id:
                yield f"{_row(body)} is tied to {tie.id!r}, which is not there", "add that row, or correct the id"
        for tie in body.successors:
            yield from _untimely(body, tie, by_id[tie.id])
    yield from _circles(by_id)


def _namesakes(bodies: Iterable[Body]) -> Iterator[tuple[str, str]]:
    """Two bodies of a kind with one name at one time, not of two nations: nothing could tell them apart."""
    bearing: dict[tuple[str, ...], list[Body]] = defaultdict(list)
    for body in bodies:
        keys: set[tuple[str, ...]] = {(*key_of(form), body.kind) for form in body.forms}
        shorts = {(short, "short") for short in body.abbreviations}
        for key in keys | shorts:
            bearing[key].append(body)
    for key, rows in bearing.items():
        for one, other in combinations(rows, 2):
            apart = one.nation and other.nation and one.nation != other.nation
            if not apart and one.born <= last_day(other.until) and other.born <= last_day(one.until):
                yield (
                    f"{_row(one)} and {_row(other)} both bear the name {key[0]!r} at one time",
                    "leave the name to one of them, or give them dates that do not overlap",
                )


def _untimely(body: Body, tie: Tie, successor: Body) -> Iterator[tuple[str, str]]:
    if last_day(successor.until) < body.born or (successor.since and first_day(successor.since) < _before(body.born)):
        yield (
            f"{_row(successor)} is named as successor of {_row(body)}, but is older",
            "exchange the two, or correct their dates",
        )
    elif tie.on and first_day(tie.on) < body.born:
        yield (
            f"{_row(body)} is followed by {_row(successor)} on {tie.on}, before it began",
            "correct the date of the succession",
        )


def _before(day: str) -> str:
    return f"{max(int(day[:4]) - _SHADOW_YEARS, 0):04}{day[4:]}"


def _circles(by_id: dict[str, Body]) -> Iterator[tuple[str, str]]:
    done: set[str] = set()
    for start in by_id.values():
        path: list[str] = []
        yield from _follow(start, by_id, done, path)


def _follow(body: Body, by_id: dict[str, Body], done: set[str], path: list[str]) -> Iterator[tuple[str, str]]:
    if body.id in path:
        yield f"{_row(by_id[path[-1]])} leads back to {_row(body)}", "a body cannot follow itself: cut one succession"
        return
    if body.id in done:
        return
    for tie in body.successors:
        yield from _follow(by_id[tie.id], by_id, done, [*path, body.id])
    done.add(body.id)


def _row(body: Body) -> str:
    times = f"{body.since or '?'} to {body.until or 'today'}"
    return f"{body.name!r} ({body.id}, {body.kind}, {times})"
