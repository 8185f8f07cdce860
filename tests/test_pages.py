"""Pages and letters of many layouts: their furniture is told from their body, on the cases tuned on and on those held back."""

from __future__ import annotations

from pathlib import Path

import pytest

from page_cases import CASES, DROPPED, FURNITURE, furniture_f1, held_back, rows_of

FLOORS = {False: 0.98, True: 0.95}  # furniture F1 that must not be lost again; scripts/measure_zones.py prints today's


@pytest.mark.parametrize("held", FLOORS)
def test_furniture_is_told_from_body(held: bool) -> None:
    rows = [row for case in CASES if held_back(case) == held for row in rows_of(case)]
    f1, lost, _ = furniture_f1(rows)
    assert f1 >= FLOORS[held], "see python scripts/measure_zones.py --show"
    assert lost == 0


@pytest.mark.parametrize("case", [case for case in CASES if not held_back(case)], ids=lambda case: case.name)
def test_no_body_line_of_a_case_is_lost(case: Path) -> None:
    lost = [text for text, zone, got in rows_of(case) if zone == "body" and (got in FURNITURE or got == DROPPED)]
    assert not lost


def test_there_are_enough_cases_of_both_forms() -> None:
    pages = sum((case / "page.html").exists() for case in CASES)
    assert len(CASES) >= 60
    assert min(pages, len(CASES) - pages) >= 25
    assert len([case for case in CASES if held_back(case)]) >= 20
