from __future__ import annotations

from pathlib import Path

import pytest

from golden_cases import CASES, expected_of, records_of
from stancewire.tagger import Tagger


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_golden_case_gives_its_records(case: Path, tagger: Tagger) -> None:
    assert records_of(case, tagger) == expected_of(case), (
        f"if intended: python scripts/refresh_golden.py {case.name}, then read the difference before you commit it"
    )
