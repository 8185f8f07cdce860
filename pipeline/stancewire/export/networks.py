"""Networks out of events, with the numbers that Discourse Network Analyzer gives them.

n(i, j, q) is how often actor i takes side q (agreement or objection) on concept j. A tie of two actors is a sum over
concepts: of n(i, j, q) n(i', j, q) over both sides for congruence, of n(i, j, q) n(i', j, other side) for conflict;
subtract is congruence less conflict, ignore their sum. A tie of an actor and a concept is the number of agreements less
that of objections (subtract), both together (ignore), or 1, 2 or 3 for agreement, objection or both (combine).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from stancewire.export.events import Event
from stancewire.export.names import Body, most, told_apart

Sides = tuple[int, int]  # objections, agreements
Attributes = dict[str, str | int | float]

NODES: Final = ("organization", "person", "concept")
QUALIFIERS: Final = {1: ("congruence", "conflict", "subtract", "ignore"), 2: ("subtract", "ignore", "combine")}
NORMALISATIONS: Final = {1: ("no", "average", "jaccard", "cosine"), 2: ("no", "activity", "prominence")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a network is made."""

    modes: int  # 1 or 2
    nodes: str  # one of NODES; with 2 modes the actors, whose concepts are the other nodes
    qualifier: str  # one of QUALIFIERS
    normalisation: str  # one of NORMALISATIONS
    min_statements: int = 1  # nodes with fewer are left out; with 2 modes actors


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes by name and ties by their two names, each with attributes; names and ties are sorted."""

    nodes: dict[str, Attributes]
    ties: dict[tuple[str, str], Attributes]


@dataclass(frozen=True, slots=True)
class _Use:
    """An event as a network sees it."""

    actor: str
    concept: str
    event: Event


def usable(events: Iterable[Event], nodes: str) -> Iterator[Event]:
    """The events that tie somebody to something: with a side, an actor and a concept."""
    return (event for event in events if not lack(event, nodes))


def lack(event: Event, nodes: str) -> str:
    """Why an event ties nobody to anything; empty where it does tie."""
    if event.agreement is None:
        return "neutral"
    if not (event.person if nodes == "person" else event.organization):
        return "without actor"
    return "" if event.concept else "without concept"


def network(events: Sequence[Event], recipe: Recipe) -> Network:
    """The network of usable events."""
    uses = _uses(events, recipe.nodes)
    counts = Counter(_own(use, recipe) for use in uses)
    uses = [use for use in uses if counts[_own(use, recipe)] >= recipe.min_statements]
    return _two_modes(uses, recipe) if recipe.modes == 2 else _one_mode(uses, recipe)


def _own(use: _Use, recipe: Recipe) -> str:
    return use.concept if recipe.nodes == "concept" else use.actor


def _uses(events: Sequence[Event], nodes: str) -> list[_Use]:
    if nodes == "person":
        return [_Use(event.person, event.concept, event) for event in events]
    bodies = told_apart(_body(event) for event in events)
    return [_Use(bodies[_body(event)], event.concept, event) for event in events]


def _body(event: Event) -> Body:
    return event.organization, event.organization_id


def _cells(pairs: Iterable[tuple[str, str, Event]]) -> dict[str, dict[str, Sides]]:
    """n(i, j, q): of each first name, by second name."""
    found: dict[str, dict[str, Sides]] = defaultdict(dict)
    for one, other, event in pairs:
        against, agree = found[one].get(other, (0, 0))
        found[one][other] = (against, agree + 1) if event.agreement else (against + 1, agree)
    return found


def _one_mode(uses: Sequence[_Use], recipe: Recipe) -> Network:
    turned = recipe.nodes == "concept"
    pairs = [(use.concept, use.actor, use.event) if turned else (use.actor, use.concept, use.event) for use in uses]
    cells = _cells(pairs)
    users: dict[str, list[str]] = defaultdict(list)
    for one in sorted(cells):
        for other in cells[one]:
            users[other].append(one)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for other in sorted(users):
        for pair in combinations(users[other], 2):
            shared[pair].append(other)
    ties = {pair: _tie(cells[pair[0]], cells[pair[1]], shared[pair], recipe) for pair in sorted(shared)}
    return Network(nodes=_nodes(pairs, recipe.nodes), ties={pair: tie for pair, tie in ties.items() if tie["weight"]})


def _tie(one: dict[str, Sides], other: dict[str, Sides], shared: Sequence[str], recipe: Recipe) -> Attributes:
    both = [(one[name], other[name]) for name in shared]
    congruence = sum(a[0] * b[0] + a[1] * b[1] for a, b in both)
    conflict = sum(a[0] * b[1] + a[1] * b[0] for a, b in both)
    weights = {
        "congruence": congruence,
        "conflict": conflict,
        "subtract": congruence - conflict,
        "ignore": congruence + conflict,
    }
    totals = sum(map(sum, one.values())), sum(map(sum, other.values()))
    weight: float = weights[recipe.qualifier]
    if recipe.normalisation != "no":
        weight /= _norm(recipe.normalisation, totals, both, congruence)
    return {"weight": weight, **weights, "shared": len(shared)}


def _norm(name: str, totals: tuple[int, int], both: Sequence[tuple[Sides, Sides]], congruence: int) -> float:
    """What a tie is divided by. DNA's cosine divides by the product of all statements of each, not of their lengths."""
    if name == "average":
        return sum(totals) / 2
    if name == "cosine":
        return totals[0] * totals[1]
    alone = sum(totals) - sum(a[side] + b[side] for a, b in both for side in (0, 1) if a[side] and b[side])
    return alone + congruence


def _two_modes(uses: Sequence[_Use], recipe: Recipe) -> Network:
    pairs = [(use.actor, use.concept, use.event) for use in uses]
    cells = _cells(pairs)
    actors = _nodes(pairs, recipe.nodes)
    concepts = _nodes([(use.concept, use.actor, use.event) for use in uses], "concept")
    renamed = {name: f"{name} (concept)" if name in actors else name for name in concepts}
    ties: dict[tuple[str, str], Attributes] = {}
    for actor in sorted(cells):
        for concept, (against, agree) in sorted(cells[actor].items()):
            divisor = {"activity": actors[actor], "prominence": concepts[concept]}.get(recipe.normalisation)
            weight = _two_mode_weight(against, agree, recipe.qualifier)
            ties[actor, renamed[concept]] = {
                "weight": weight / int(divisor["statements"]) if divisor else weight,
                "agree": agree, "object": against, "statements": agree + against,
            }  # fmt: skip
    return Network(
        nodes=actors | {renamed[name]: own for name, own in concepts.items()},
        ties={pair: tie for pair, tie in ties.items() if tie["weight"]},
    )


def _two_mode_weight(against: int, agree: int, qualifier: str) -> int:
    if qualifier == "combine":
        return 2 * bool(against) + bool(agree)
    return agree - against if qualifier == "subtract" else agree + against


def _nodes(pairs: Iterable[tuple[str, str, Event]], kind: str) -> dict[str, Attributes]:
    own: dict[str, list[Event]] = defaultdict(list)
    for name, _, event in pairs:
        own[name].append(event)
    return {name: _attributes(kind, own[name]) for name in sorted(own)}


def _attributes(kind: str, events: Sequence[Event]) -> Attributes:
    """What is known of a node; dates are as far as they are known, and left out where none is."""
    dates = sorted(event.published for event in events if event.published)
    found: Attributes = {
        "mode": kind,
        "statements": len(events),
        "agree": sum(event.agreement is True for event in events),
        "object": sum(event.agreement is False for event in events),
        "documents": len({event.source for event in events}),
    }
    if kind != "concept":
        found["kind"] = most(event.organization_kind for event in events)
    if kind == "organization":
        found["register_id"] = most(event.organization_id for event in events)
    if kind == "person":
        found["organization"] = most(event.organization for event in events)
    return found | ({"first": dates[0], "last": dates[-1]} if dates else {})
