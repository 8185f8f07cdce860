"""Statements as arrows from holders on the left to targets on the right; where things stand, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]
WIDTH: Final = 720
ROW: Final = 34
_TOP: Final = 24
_LEFT, _RIGHT = 255, 465  # where arrows begin and end
_LONGEST: Final = 30  # characters of a name
NO_HOLDER: Final = "no holder named"
NO_TARGET: Final = "no target named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A holder or target. x is where its name ends (holders) or begins (targets)."""

    name: str
    shown: str  # cut where it is long
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One statement."""

    number: int
    path: str
    act: str
    label: str
    x: int
    y: int  # of its number


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Everything to draw."""

    height: int
    holders: tuple[Node, ...]
    targets: tuple[Node, ...]
    arrows: tuple[Arrow, ...]


def diagram(statements: Sequence[Json]) -> Diagram:
    """Holders and targets in the order in which they come, each once; an arrow a statement."""
    ends = [(statement["holder"] or NO_HOLDER, statement["target"] or NO_TARGET) for statement in statements]
    holders = list(dict.fromkeys(holder for holder, _ in ends))
    targets = list(dict.fromkeys(target for _, target in ends))
    return Diagram(
        height=_TOP + ROW * max(len(holders), len(targets), 1),
        holders=tuple(_node(name, place, _LEFT - 10) for place, name in enumerate(holders)),
        targets=tuple(_node(name, place, _RIGHT + 10) for place, name in enumerate(targets)),
        arrows=tuple(
            _arrow(number, statement, holders.index(holder), targets.index(target))
            for number, (statement, (holder, target)) in enumerate(zip(statements, ends, strict=True), 1)
        ),
    )


def _node(name: str, place: int, x: int) -> Node:
    shown = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
    return Node(name=name, shown=shown, x=x, y=_y(place))


def _y(place: int) -> int:
    return _TOP + ROW * place


def _arrow(number: int, statement: Json, start: int, end: int) -> Arrow:
    """Numbers of parallel arrows stand apart, a third of the way or two."""
    y1, y2 = _y(start) - 4, _y(end) - 4
    middle = (_LEFT + _RIGHT) // 2
    share = (1 + number % 3) / 4
    return Arrow(
        number=number,
        path=f"M{_LEFT} {y1}C{middle} {y1} {middle} {y2} {_RIGHT} {y2}",
        act=statement["act"],
        label=statement["label"] or "none",
        x=round(_LEFT + (_RIGHT - _LEFT) * share),
        y=round(y1 + (y2 - y1) * (3 * share**2 - 2 * share**3)),
    )
