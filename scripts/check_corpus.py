"""What became `stancewire corpus check`, under its old name: python scripts/check_corpus.py FOLDER [--only FILE.jsonl]."""

import sys
from pathlib import Path

from stancewire.cli import run

if __name__ == "__main__":
    code = run(["corpus", "check", *sys.argv[1:], "--reference", str(Path(__file__).resolve().parents[2] / "shared")])
    if "--only" in sys.argv:
        run(["corpus", "stats", *sys.argv[1:]])
    raise SystemExit(code)
