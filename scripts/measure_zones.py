"""How well lines of pages and letters are told apart: furniture F1 and body lines lost, on tuned and held-back cases.

python scripts/measure_zones.py [--show]

--show lists the lines of the tuned cases that got another zone than they should;
those of the held-back third are never shown.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from page_cases import CASES, DROPPED, FURNITURE, furniture_f1, held_back, rows_of


def main(*, show: bool) -> None:
    """Print one row for each third."""
    for name, chosen in (("tuned", False), ("held back", True)):
        cases = {case.name: rows_of(case) for case in CASES if held_back(case) == chosen}
        rows = [row for case_rows in cases.values() for row in case_rows]
        f1, lost, body = furniture_f1(rows)
        same = sum(got == zone or (zone, got) == ("furniture", DROPPED) for _, zone, got in rows) / len(rows)
        print(
            f"{name:10} {len(cases):3} cases {len(rows):5} lines  furniture F1 {f1:.4f}  "
            f"body lines lost {lost} of {body}  exact zone {same:.4f}"
        )
        if show and not chosen:
            for case, case_rows in cases.items():
                for text, zone, got in case_rows:
                    if zone != got and not (zone in FURNITURE and got in (*FURNITURE, DROPPED)):
                        print(f"  {case}: {zone} -> {got}: {text[:90]}")


if __name__ == "__main__":
    main(show="--show" in sys.argv[1:])
