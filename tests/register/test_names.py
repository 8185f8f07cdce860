"""Names made comparable."""

from __future__ import annotations

import pytest

from stancewire.register.names import Key, key_of


@pytest.mark.parametrize(
    ("name", "place", "family"),
    [
        ("NHS Fen & Marsh CCG", "fen and marsh", "ccg"),
        ("Fen and Marsh Clinical Commissioning Group", "fen and marsh", "ccg"),
        ("NHS Fen", "fen", "nhs"),
        ("the Fen Primary Care Trust", "fen", "pct"),
        ("Fen City Teaching PCT", "fen", "pct"),
        ("County Fen PCT", "fen", "pct"),
        ("City and Marsh PCT", "city and marsh", "pct"),
        ("Fen-upon-Marsh LMC", "fen on marsh", "lmc"),
        ("LMC for Fen", "fen", "lmc"),
        ("Local Medical Committee for Fen", "fen", "lmc"),
        ("Fen LMCs", "fen", "lmc"),
        ("Fen LMC Ltd", "fen", "lmc"),
        ("NHS Fen Integrated Care Board", "fen", "icb"),
        ("Fen STP", "fen", "stp"),
        ("Fen Area Team", "fen", "team"),
        ("NHS England (Fen and the Isles)", "fen and isles", "office"),
        ("St. Fen's NHS Foundation Trust", "st fens", "trust"),
        ("Fen Hospitals NHS Trust", "fen hospitals", "trust"),
        ("Fen Teaching Health Board", "fen", "health_board"),
        ("NHS England", "england", "nhs"),
        ("King’s Fund", "kings fund", ""),
    ],
)
def test_the_place_and_what_a_body_is(name: str, place: str, family: str) -> None:
    assert key_of(name) == Key(place, family)
