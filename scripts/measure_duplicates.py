"""Print precision and recall of the copies found among pairs of documents.

    python scripts/measure_duplicates.py [PAIRS.jsonl]

A pair is {"id", "kind", "copy", "one", "other"}, the last two texts. Every pair is
given to the same first pass that `stancewire tag --duplicates` makes, alone.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from stancewire.runs.copies import copies_among
from stancewire.types import Article, Source

PAIRS = Path(__file__).parents[1] / "tests" / "duplicates" / "pairs.jsonl"
Pair = dict[str, object]


def load(path: Path = PAIRS) -> list[Pair]:
    """The pairs of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def is_found(pair: Pair) -> bool:
    """Whether the two texts of a pair are taken for copies of one."""
    return bool(copies_among(article(str(pair[side]), side) for side in ("one", "other")))


def article(text: str, name: str) -> Article:
    """A text as a reader would give it."""
    return Article(id=name, source=Source(uri=name, media_type="text/plain", sha256=""), raw=text)


def figures(pairs: list[Pair]) -> tuple[float, float, list[Pair]]:
    """Precision, recall and the pairs that were taken wrongly."""
    found = [is_found(pair) for pair in pairs]
    hits = sum(bool(got and pair["copy"]) for got, pair in zip(found, pairs, strict=True))
    wrong = [pair for got, pair in zip(found, pairs, strict=True) if got != pair["copy"]]
    return hits / max(1, sum(found)), hits / max(1, sum(bool(pair["copy"]) for pair in pairs)), wrong


def main(path: Path) -> None:
    """Print the figures, by kind of pair where anything went wrong."""
    pairs = load(path)
    precision, recall, wrong = figures(pairs)
    kinds, errors = Counter(str(pair["kind"]) for pair in pairs), Counter(str(pair["kind"]) for pair in wrong)
    for kind, number in kinds.items():
        print(f"{kind:<18} {number:>4} pairs {errors[kind]:>3} wrong")
    print(f"{len(pairs)} pairs: precision {precision:.3f}, recall {recall:.3f}")
    for pair in wrong:
        print(f"wrong: {pair['id']}", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)
