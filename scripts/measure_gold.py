"""Tag the gold documents as `{id, text}` rows and print what the scorer beside them says.

    python scripts/measure_gold.py GOLD_FOLDER [--config FILE] [--json]

GOLD_FOLDER holds dev.jsonl and score.py. Nothing but id and text is handed to
the tagger; the gold is measured on, never trained on and not tuned on document by document.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from stancewire.config import load_config
from stancewire.runs.batch import tag_inputs
from stancewire.sources.inputs import find_inputs


def main() -> int:
    """Write rows and records to a temporary folder and run the scorer on them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--config", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows, records = Path(folder) / "rows.jsonl", Path(folder) / "records.jsonl"
        rows.write_text(_cut(arguments.gold / "dev.jsonl"), encoding="utf-8")
        lines = tag_inputs(find_inputs([str(rows)]), load_config(arguments.config), workers=1, with_text=True)
        records.write_bytes(b"\n".join(line.json for line in lines) + b"\n")
        command = [sys.executable, str(arguments.gold / "score.py"), str(records), str(arguments.gold / "dev.jsonl")]
        return subprocess.run(command + ["--json"] * arguments.json, check=False).returncode


def _cut(path: Path) -> str:
    golds = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return "".join(json.dumps({"id": gold["id"], "text": gold["text"]}, ensure_ascii=False) + "\n" for gold in golds)


if __name__ == "__main__":
    raise SystemExit(main())
