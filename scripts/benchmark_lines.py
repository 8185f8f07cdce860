"""Print how time grows with the lines of a text: four times the lines should take about four times as long.

    python scripts/benchmark_lines.py

Texts of many short lines, as damaged files and lists of names are; processor time, the best of three. The square of
four is sixteen: a ratio near that is a fault.
"""

from __future__ import annotations

import time

from stancewire.normalise.document import normalise
from stancewire.types import Article, Source

FEWER, TIMES, ROUNDS = 15_000, 4, 3
UNITS = {
    "furniture without a paragraph": ("Share this",),
    "ends of press releases": ("ENDS",),
    "credits and what they show": ("Source: Westmarch Post", "The queue at the door of the surgery", ""),
    "headings of contents": ("Contents", "Clinics 3"),
    "names": ("Dr Una Thorne",),
    "headers of a page": ("Annual report", "Page 3 of 9", ""),
}


def seconds(unit: tuple[str, ...], lines: int) -> float:
    """Processor time of normalising a headline and so many lines."""
    raw = "LMC rejects weekend clinics\n\n" + "\n".join(unit * (lines // len(unit)))
    article = Article(id="lines", source=Source(uri="lines", media_type="text/plain", sha256=""), raw=raw)
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        normalise(article)
        times.append(time.process_time() - started)
    return min(times)


def main() -> int:
    """Print a ratio for each kind of line."""
    for name, unit in UNITS.items():
        few = seconds(unit, FEWER)
        print(f"{name:32} {seconds(unit, FEWER * TIMES) / few:5.1f} times as long for {TIMES} times {FEWER:,} lines")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
