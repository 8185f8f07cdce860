"""Write the packaged lexicon as JSON from the TOML that people edit beside it (for bodies: build_register.py).

python scripts/build_tables.py
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

LEXICON = Path(__file__).parents[1] / "pipeline" / "stancewire" / "register" / "data" / "policies.toml"


def as_json(path: Path) -> str:
    """One row a line, so that a change of one concept is one line of a diff."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    parts = [
        f'"{name}": [\n' + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"
        for name, rows in tables.items()
    ]
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    LEXICON.with_suffix(".json").write_text(as_json(LEXICON), encoding="utf-8")
