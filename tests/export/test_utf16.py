"""Offsets in UTF-16 units and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancewire.export.utf16 import Units

TEXT = "a\U0001f3e5b\U0001d4d8"  # a, a hospital, b, a script letter: units a0 1-2 b3 4-5


@pytest.mark.parametrize(("point", "unit"), [(0, 0), (1, 1), (2, 3), (3, 4), (4, 6)])
def test_astral_characters_take_two_units(point: int, unit: int) -> None:
    units = Units(TEXT)
    assert units.units(point) == unit
    assert units.points(unit) == units.points(unit, up=True) == point


def test_a_unit_inside_a_pair_goes_to_its_beginning_or_end() -> None:
    units = Units(TEXT)
    assert (units.points(2), units.points(2, up=True)) == (1, 2)
    assert (units.points(5), units.points(5, up=True)) == (3, 4)
    assert units.points(99) == 4


@given(st.text())
def test_units_are_those_of_utf_16(text: str) -> None:
    units = Units(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert (units.units(point), units.points(unit)) == (unit, point)
