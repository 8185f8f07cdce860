"""How well lines of pages and letters of four hands are told apart: furniture and body lines lost, on cases tuned on and held back.

python scripts/measure_zones.py [--show]

--show lists the lines of the tuned cases that got another zone than they should;
those of the held-back cases of the first, the third and the fourth hand are never shown.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from page_cases import (
    CASES,
    FOURTH_HELD_BACK,
    FOURTH_TUNED,
    FURNITURE,
    GONE,
    SECOND_HELD_BACK,
    SECOND_TUNED,
    THIRD_HELD_BACK,
    THIRD_TUNED,
    Rows,
    furniture_counts,
    held_back,
    is_same,
    rows_of,
)

SETS = {
    "tuned": [case for case in CASES if not held_back(case)],
    "held back": [case for case in CASES if held_back(case)],
    "second tuned": SECOND_TUNED,
    "second held back": SECOND_HELD_BACK,
    "third tuned": THIRD_TUNED,
    "third held back": THIRD_HELD_BACK,
    "fourth tuned": FOURTH_TUNED,
    "fourth held back": FOURTH_HELD_BACK,
}
SHOWN = ("tuned", "second tuned", "second held back", "third tuned", "fourth tuned")


def main(*, show: bool) -> None:
    """Print one row for each set."""
    for name, chosen in SETS.items():
        cases = {case.name: rows_of(case) for case in chosen}
        print(f"{name:16} {len(cases):3} cases {summary([row for rows in cases.values() for row in rows])}")
        if show and name in SHOWN:
            show_wrong(cases)


def summary(rows: Sequence[tuple[str, str, str]]) -> str:
    """The figures of one set."""
    counts = furniture_counts(rows)
    same = sum(is_same(zone, got) for _, zone, got in rows) / len(rows)
    return (
        f"{len(rows):5} lines  furniture F1 {counts.f1:.4f} (precision {counts.precision:.4f}, recall {counts.recall:.4f})  "
        f"body lines lost {counts.lost} of {counts.body}  exact zone {same:.4f}"
    )


def show_wrong(cases: dict[str, Rows]) -> None:
    """The lines whose zone reads, or does not read, what it should."""
    for case, rows in cases.items():
        for text, zone, got in rows:
            if zone != got and not (zone in FURNITURE and got in GONE):
                print(f"  {case}: {zone} -> {got}: {text[:90]}")


if __name__ == "__main__":
    main(show="--show" in sys.argv[1:])
