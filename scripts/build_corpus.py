"""Turn the rows that annotators wrote into the files that users load.

    python scripts/build_corpus.py FOLDER [--leave-out FILE.jsonl ...]

In:  FOLDER/batches, pairs and second (*.jsonl), and what was published before; either may be missing.
Out: FOLDER/train.jsonl, dev.jsonl, test.jsonl, pairs-train.jsonl, pairs-dev.jsonl, pairs-test.jsonl and, where there
     are second readings, first.jsonl and second.jsonl; splits.json, the side of each; the tables between markers in
     README.md and DATASHEET.md. Nothing is written while a row breaks a rule; a document keeps the side that
     splits.json gives it.
Wording, and how unlike each other texts are, is compared with the reference texts in ../shared beside the checkout; where
they are not there it says so, and leaves the table of that comparison as it is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from stancewire.corpus.beside import read_beside
from stancewire.corpus.build import build
from stancewire.corpus.check import check
from stancewire.corpus.pages import PAGES, figures, filled
from stancewire.corpus.read import read
from stancewire.corpus.rules.reference import not_compared, read_reference
from stancewire.corpus.violations import Findings
from stancewire.errors import StancewireError
from stancewire.runs.output import open_output

REFERENCE = Path(__file__).resolve().parents[2] / "shared"


def main() -> int:
    """Build a folder; 1 if a row has to be mended first, 3 if there is no corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the corpus folder")
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="FILE.jsonl", help="a file that is still being written"
    )
    arguments = parser.parse_args()
    try:
        against = read_reference(REFERENCE)
        corpus, findings = check(arguments.folder, against, leave_out=arguments.leave_out, rebuilding=True)
    except StancewireError as error:
        print(f"build_corpus: {error}", file=sys.stderr)
        return 3
    if errors := findings.errors:
        print("".join(f"error: {error}\n" for error in errors), end="", file=sys.stderr)
        print(f"{len(errors)} errors; nothing was written", file=sys.stderr)
        return 1
    for name, lines in build(corpus).items():
        with open_output(str(arguments.folder / name)) as stream:
            stream.write("".join(f"{line}\n" for line in lines).encode())
        print(f"{name}: {len(lines)} rows" if name.endswith(".jsonl") else f"{name}: {len(lines)} lines")
    _fill_pages(arguments.folder)
    if note := not_compared(REFERENCE, against):
        print(note)
    return 0


def _fill_pages(folder: Path) -> None:
    """Bring the tables of the folder's pages up to what was just written."""
    pages = [folder / name for name in PAGES if (folder / name).is_file()]
    gold = REFERENCE / "gold" / "dev.jsonl"
    beside = read_beside(gold) if pages and gold.is_file() else []
    blocks = figures(read(folder, Findings()), beside) if pages else {}
    for page in pages:
        page.write_text(filled(page.read_text(encoding="utf-8"), blocks), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
