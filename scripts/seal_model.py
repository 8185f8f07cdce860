"""Write the hashes of a model folder's files into its card, after they were changed on purpose.

python scripts/seal_model.py models/rules-1
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path


def seal(folder: Path) -> None:
    """Rewrite the [files] section of model.toml; the rest of the card stays as it is."""
    card = folder / "model.toml"
    files = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name not in ("model.toml", "README.md"))
    section = "[files]\n" + "".join(
        f'"{name}" = "{hashlib.sha256((folder / name).read_bytes()).hexdigest()}"\n' for name in files
    )
    head = re.split(r"^\[files\]$", card.read_text(encoding="utf-8"), flags=re.M)[0]
    card.write_text(head + section, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    seal(Path(sys.argv[1]))
