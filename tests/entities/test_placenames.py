"""Which words of a body's name are its place."""

from __future__ import annotations

import pytest

from stancewire.entities.placenames import place_of, proper_parts


@pytest.mark.parametrize(
    ("name", "place", "parts"),
    [
        ("NHS Barking and Dagenham Clinical Commissioning Group", "Barking and Dagenham", ["Barking", "Dagenham"]),
        ("NHS North Kent and Tower Hamlets CCG", "North Kent and Tower Hamlets", ["Kent", "Tower Hamlets"]),
        ("Kent LMC", "Kent", ["Kent"]),
        ("the committee", "", []),
        ("NHS England", "", []),
        ("NHS South Central", "South Central", ["South Central"]),
        ("Surrey and Sussex LMCs", "Surrey and Sussex", ["Surrey", "Sussex"]),
    ],
)
def test_the_place_in_a_name_and_the_names_in_a_place(name: str, place: str, parts: list[str]) -> None:
    assert place_of(name) == place
    assert proper_parts(place) == parts
