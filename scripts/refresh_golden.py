"""Accept what the golden cases give now; read the difference before you commit it.

python scripts/refresh_golden.py [CASE ...]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from golden_cases import CASES, records_of
from stancewire.tagger import Tagger


def main(names: list[str]) -> None:
    """Rewrite record.json of the named cases, or of all."""
    tagger = Tagger.load()
    for case in CASES:
        if not names or case.name in names:
            text = json.dumps(records_of(case, tagger), ensure_ascii=False, indent=1) + "\n"
            (case / "record.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
