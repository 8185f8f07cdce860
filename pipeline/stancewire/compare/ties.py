"""Whether two codings give the same networks: the correlation of their ties, window by window.

The correlation is Pearson's over all ties that either network has, a missing one weighing 0. Two networks are compared:
bodies tied to policies, by their names, which two sides may spell differently, and a tie weighs agreements less
objections; and kinds of bodies tied to what they do (object, support, plan, mandate), where a tie counts statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import StatisticsError, correlation
from typing import Final

from stancewire.compare.measures import Pair
from stancewire.export.events import Event
from stancewire.export.networks import Recipe, network, usable
from stancewire.export.slices import slices

_RECIPE: Final = Recipe(modes=2, nodes="organization", qualifier="subtract", normalisation="no")
_FEWEST: Final = 3  # ties below which a correlation says nothing
Ties = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One window of time. correlation is None with fewer than three ties, or where all weigh the same on a side."""

    name: str
    ties_of: str  # one of NETWORKS
    ties: int  # that either side has
    shared: int  # that both have
    correlation: float | None


def windows(pairs: Sequence[Pair], by: str) -> list[Window]:
    """The windows that either side has events in. by: whole, year or month."""
    sides = [[event for pair in pairs for event in _events(pair, place)] for place in (0, 1)]
    found = []
    for ties_of, ties in NETWORKS.items():
        one, two = ({s.name: ties(s.events) for s in slices(side, by, window=1, step=1)} for side in sides)
        found += [_window(name, ties_of, one.get(name, {}), two.get(name, {})) for name in sorted({*one, *two})]
    return found


def _events(pair: Pair, place: int) -> tuple[Event, ...]:
    """Dated as the second side dates the document, so that both fall into one window."""
    dates = {event.published for event in pair.two.events} or {None}
    events = (pair.one, pair.two)[place].events
    return tuple(replace(event, published=min(dates, key=str)) for event in events) if pair.two.events else events


def _bodies(events: Sequence[Event]) -> Ties:
    known = [replace(event, concept=event.concept.casefold()) for event in usable(events, "organization")]
    return {pair: float(tie["weight"]) for pair, tie in network(known, _RECIPE).ties.items()}


def _kinds(events: Sequence[Event]) -> Ties:
    told = ((event.organization_kind, event.act) for event in events if event.agreement is not None)
    return {tie: float(number) for tie, number in Counter(told).items()}


def _window(name: str, ties_of: str, one: Ties, two: Ties) -> Window:
    either = sorted({*one, *two})
    return Window(
        name=name,
        ties_of=ties_of,
        ties=len(either),
        shared=len(one.keys() & two.keys()),
        correlation=_correlation([one.get(tie, 0.0) for tie in either], [two.get(tie, 0.0) for tie in either]),
    )


def _correlation(one: Sequence[float], two: Sequence[float]) -> float | None:
    if len(one) < _FEWEST:
        return None
    try:
        return correlation(one, two)
    except StatisticsError:  # one of them does not vary
        return None


NETWORKS: Final[Mapping[str, Callable[[Sequence[Event]], Ties]]] = {
    "bodies and policies": _bodies,
    "kinds and acts": _kinds,
}
