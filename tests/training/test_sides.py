"""Which examples are trained on, calibrated on and judged on."""

from __future__ import annotations

import pytest

from model_parts import example, reading
from stancewire.training.settings import HELD_OUT
from stancewire.training.sides import Sides, sides_of

EXAMPLES = tuple(
    example(reading(), id=name, split=split, group=group, **marks)
    for name, split, group, marks in (
        ("a", "train", "first", {}),
        ("b", "train", "second", {"temporal": True}),
        ("c", "train", "second", {}),  # of the same event as b, but older
        ("d", "dev", "third", {}),
        ("e", "dev", "fourth", {"letters": True}),
        ("f", "test", "fifth", {}),
        ("g", "test", "sixth", {"temporal": True, "letters": True}),
        ("p", "train", "a pair", {"primary": None}),
        ("q", "test", "another pair", {"primary": None}),
        ("r", "", "seventh", {}),  # not published yet
    )
)


def names(sides: Sides) -> tuple[str, str, str]:
    return tuple("".join(e.id for e in side) for side in (sides.train, sides.dev, sides.test))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("held_out", "expected"),
    [
        ("test", ("abcp", "de", "fgq")),
        ("temporal", ("afpqr", "de", "bg")),
        ("letters", ("abcfpqr", "d", "eg")),
    ],
)
def test_the_three_ways_to_hold_out(held_out: str, expected: tuple[str, str, str]) -> None:
    assert names(sides_of(EXAMPLES, held_out)) == expected


@pytest.mark.parametrize("held_out", HELD_OUT)
def test_no_event_stands_on_two_sides(held_out: str) -> None:
    sides = sides_of(EXAMPLES, held_out)
    groups = [{e.group for e in side} for side in (sides.train, sides.dev, sides.test)]
    assert sum(map(len, groups)) == len(set().union(*groups))
