"""Two hundred nights with a model that changes twice: the ledger grows with its records, and a night takes as long as the first."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "scripts"))

import simulate_nights  # noqa: E402 - scripts/ is no package


def test_two_hundred_nights(tmp_path: Path) -> None:
    years, world = simulate_nights.simulate(tmp_path, nights=200, articles=3, year=100)
    assert simulate_nights.wrong(tmp_path, world) == []
    # 3 new ones a night, one of the day before changed, all of 67 and of 134 days tagged anew.
    assert (world.written, world.tagged_anew) == (200 * 3 + 199, 67 * 3 + 134 * 3)
    first, second = years
    assert (first.nights, second.nights, second.records) == (100, 100, 799 + 603)
    assert second.ledger_bytes / second.records <= first.ledger_bytes / first.records
    assert second.median_ms < 3 * first.median_ms
