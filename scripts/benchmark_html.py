"""Time of the HTML extractor beside trafilatura's own, on the page cases, lengthened to the size of real pages, as a ratio.

python scripts/benchmark_html.py [ROUNDS]
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from stancewire.sources.html import extract_html

PAGES = Path(__file__).parents[1] / "tests" / "pages"
FILLER = "<script>var page = {};</script><div class='nav-item'><a href='/section'>Section</a></div>"


def seconds(work: Callable[[bytes], object], pages: list[bytes]) -> float:
    """How long some work takes on all pages."""
    started = time.perf_counter()
    for page in pages:
        work(page)
    return time.perf_counter() - started


def longer(page: bytes) -> bytes:
    """Real pages are ten times as long, most of it markup; the body's paragraphs are repeated four times here."""
    text = re.sub(r"(?s)(?:<p[ >].*?</p>\s*){2,}", lambda match: match[0] * 4, page.decode("utf-8"))
    return text.replace("</body>", FILLER * 60 + "</body>").encode()


def main(rounds: int) -> None:
    """Print seconds and the ratio, for short and for long pages; the two take turns, the median counts."""
    short = [path.read_bytes() for path in sorted(PAGES.glob("*/page.html"))]
    for name, pages in (("short", short), ("long", [longer(page) for page in short])):
        ours, theirs = [], []
        for _ in range(rounds):
            theirs.append(seconds(lambda page: trafilatura.extract(page.decode("utf-8")), pages))
            ours.append(seconds(lambda page: list(extract_html(page, "page.html")), pages))
        a, b = statistics.median(ours), statistics.median(theirs)
        print(f"{name:6} {len(pages)} pages  ours {a:.3f} s  trafilatura.extract {b:.3f} s  ratio {a / b:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
