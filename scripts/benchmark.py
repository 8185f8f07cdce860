"""Print how quick and how large stancewire is, beside something known measured in the same run, as ratios.

    python scripts/benchmark.py [--documents N] [--tag]

Texts are of 600 words, put together from the invented ones in tests/duplicates/pairs.jsonl. Speeds are of one
process and count its own processor time, so that a busy machine changes little; cold starts are wall time, the
best of five. --tag goes through every stage in the memory test and not only through reading and normalising.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from stancewire.config import InputConfig, load_config
from stancewire.normalise.document import normalise
from stancewire.runs.batch import tag_inputs
from stancewire.sources import EXTRACTORS
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article

ROOT = Path(__file__).parents[1]
WORDS = 600
TEXTS, PAGES, ROUNDS = 500, 40, 7
LIMITS = InputConfig()
NAVIGATION = "<div class='item'><a href='/section/page.html' title='Section'>A section of the site</a></div>"
SCRIPT = "<script>var settings = {'a': [1, 2, 3], 'b': 'none'};</script>"


def paragraphs() -> list[str]:
    """The body paragraphs of the invented articles, each once."""
    rows = (json.loads(row) for row in (ROOT / "tests/duplicates/pairs.jsonl").read_text("utf-8").splitlines())
    texts = (row["one"] for row in rows if row["kind"] in ("syndicated", "same boilerplate", "same event"))
    return sorted({part for text in texts for part in text.split("\n\n") if len(part.split()) > 12})


def texts(count: int, seed: int = 1) -> Iterator[str]:
    """Articles of about 600 words, with what stands around them on a page; no two alike."""
    pool, rng = paragraphs(), random.Random(seed)
    for number in range(count):
        body: list[str] = []
        while sum(len(part.split()) for part in body) < WORDS:
            body.append(rng.choice(pool))
        head = [f"LMC rejects plan number {number}", "By Iris Calder", f"{1 + number % 28} March 2015"]
        tail = [
            "Related articles",
            "Clinic opens in Eastmarch",
            "Comments (1)",
            "About time, say I, and not before it.",
        ]
        yield "\n\n".join([*head, *body, *tail])


def page(text: str) -> str:
    """A web page of the size of real ones, most of it markup."""
    title, *parts = text.split("\n\n")
    body = "".join(f"<p>{part}</p>\n" for part in parts)
    around = (NAVIGATION * 150 + SCRIPT * 100, NAVIGATION * 150 + SCRIPT * 100)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body><nav>{around[0]}</nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main><footer>{around[1]}</footer></body></html>"
    )


def inputs(contents: list[str], suffix: str) -> list[Input]:
    """Inputs whose bytes are at hand, so that no disk is measured."""
    return [Input(uri=f"{k}{suffix}", member=None, content=text.encode()) for k, text in enumerate(contents)]


def articles(items: list[Input]) -> list[Article]:
    """What is read; anything but an Article is a fault of this script."""
    found = [article for item in items for article in read(item, LIMITS)]
    assert all(isinstance(article, Article) for article in found), found[0]
    return [article for article in found if isinstance(article, Article)]


def turns(*works: Callable[[], object], clock: Callable[[], float]) -> list[float]:
    """Seconds of each work, the median of rounds in which they take turns."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, seconds, strict=True):
            started = clock()
            work()
            taken.append(clock() - started)
    return [statistics.median(taken) for taken in seconds]


def plain_text() -> None:
    """Reading and normalising, beside splitting the same texts into words by a regular expression."""
    contents = list(texts(TEXTS))
    items, word = inputs(contents, ".txt"), re.compile(r"\w+")
    ours, split = turns(
        lambda: [normalise(article) for article in articles(items)],
        lambda: [word.findall(text) for text in contents],
        clock=time.process_time,
    )
    rate = TEXTS / ours
    print(f"plain text   {rate:8,.0f} documents/s read and normalised ({WORDS} words each; target 1,000 or more)")
    print(f"             {ours / split:8.2f} times the time of finding their words with \\w+")


def web_pages() -> None:
    """Reading, the way to the worker process and back included, beside trafilatura's own time on the same pages."""
    if "text/html" not in EXTRACTORS:
        print("HTML         there is no reader for it yet")
        return
    import trafilatura

    contents = [page(text) for text in texts(PAGES, seed=2)]
    items = inputs(contents, ".html")
    articles(items[:2])  # starts the worker
    ours, theirs = turns(
        lambda: articles(items), lambda: [trafilatura.extract(text) for text in contents], clock=time.perf_counter
    )
    size = sum(map(len, contents)) // PAGES // 1_000
    print(f"HTML         {ours / theirs:8.2f} times trafilatura.extract on pages of {size} KB (target 1.25 or less)")


def memory(documents: int, *, tag: bool) -> None:
    """Resident memory after a tenth of the documents and after all of them."""
    tenth, sizes = documents // 10, []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(
                json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts(documents, seed=3)
            )
        for number, _ in enumerate(_worked(Input(uri=str(path), path=path), tag=tag), 1):
            if number in (tenth, documents):
                sizes.append(resident())
    what = "tagged" if tag else "read and normalised"
    print(
        f"memory       {sizes[1] / sizes[0]:8.2f} times from {tenth:,} to {documents:,} documents {what} (target 1: flat)"
    )
    print(f"             {sizes[0]:8.0f} MB and {sizes[1]:.0f} MB")


def _worked(item: Input, *, tag: bool) -> Iterator[object]:
    if tag:
        yield from tag_inputs([item], load_config(), workers=1, with_text=True)
    else:
        yield from (normalise(article) for article in read(item, LIMITS) if isinstance(article, Article))


def resident() -> float:
    """Megabytes of this process in memory, where Linux says so."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1_000  # type: ignore[index]


def cold_starts() -> None:
    """New processes beside the bare interpreter."""
    text = next(texts(1))
    load = (
        "from stancewire.register.lookup import load_register; from stancewire.register.lexicon import load_policies; "
    )
    command = "import sys; from stancewire.cli import main; main()"
    bare = _cold("pass")
    for name, taken in (
        ("--help", _cold(command, "--help")),
        ("register", _cold(load + "load_register(), load_policies()")),
        ("score", _cold(command, "score", "-", stdin=text)),
    ):
        print(f"{name:<12} {taken / bare:8.1f} times a bare interpreter's start ({taken:.2f} s against {bare:.2f} s)")


def _cold(code: str, *arguments: str, stdin: str = "") -> float:
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, *arguments], input=stdin.encode(), capture_output=True, check=True)
        taken.append(time.perf_counter() - started)
    return min(taken)


def main() -> None:
    """Print all figures of one run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=20_000, help="of the memory test")
    parser.add_argument("--tag", action="store_true", help="tag the documents of the memory test")
    arguments = parser.parse_args()
    plain_text()
    web_pages()
    cold_starts()
    memory(arguments.documents, tag=arguments.tag)


if __name__ == "__main__":
    main()
