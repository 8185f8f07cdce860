"""Feed broken files of every format to the readers and on, and see that each costs a record and nothing else.

    python scripts/fuzz_readers.py --inputs 100000 --seed 1 [--through read|normalise|tag] [--processes 2] [--keep FOLDER]

In:  nothing: the valid files that are broken here are made here.
Out: a JSON summary on stdout; with --keep, every input that broke a promise as a file. Exit code 1 if there is one.

Promised for any bytes: no exception out of `read` and the stages that --through names (fuzz_stages.py), at least one
record, less than 10 s to read a file by the clock, less than 10 s of this process's own time for each document in it,
so that a busy machine is no hang, and less than 1 GB of memory in this process and in the sandbox's worker.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from fuzz_mutations import broken
from fuzz_stages import STAGES, tagger
from stancewire.config import InputConfig
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.sources.sandbox import sandbox

LIMITS: Final = InputConfig(parse_seconds=6)
MOST_SECONDS: Final = 10
MOST_MEGABYTES: Final = 1_000
BATCH: Final = 500
SLOWEST_SHOWN: Final = 5


@dataclass
class Findings:
    """What a batch of inputs came to."""

    formats: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, int, str]] = field(default_factory=list)
    breaches: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: int = 0
    worker_megabytes: int = 0

    def add(self, other: Findings) -> None:
        """Take in those of another batch."""
        self.formats += other.formats
        self.outcomes += other.outcomes
        self.slowest = sorted(self.slowest + other.slowest, reverse=True)[:SLOWEST_SHOWN]
        self.breaches += other.breaches
        self.seconds += other.seconds
        self.megabytes = max(self.megabytes, other.megabytes)
        self.worker_megabytes = max(self.worker_megabytes, other.worker_megabytes)


@dataclass
class Way:
    """What became of one input: of each of its documents, and of the promises. Seconds of the readers, of all stages behind, of one document there at most."""

    outcomes: Counter[str] = field(default_factory=Counter)
    trouble: str | None = None
    reading: float = 0.0
    behind: float = 0.0
    longest: float = 0.0


def fuzz(batch: range, seed: int, through: str) -> Findings:
    """Take the inputs of some numbers through the readers and on."""
    if through == "tag":
        tagger()  # what it loads is not the first input's
    found = Findings()
    for number in batch:
        name, content = broken(number, seed)
        found.formats[name] += 1
        way = way_of(name, content, through)
        found.outcomes.update(way.outcomes)
        found.seconds += way.reading + way.behind
        longest = max(way.reading, way.longest)
        found.slowest = sorted([*found.slowest, (round(longest, 2), number, name)], reverse=True)[:SLOWEST_SHOWN]
        trouble = way.trouble or (f"took {longest:.1f} s" if longest > MOST_SECONDS else None)
        if trouble:
            found.breaches.append({"number": number, "name": name, "what": trouble})
    sandbox(LIMITS).close()
    found.megabytes = peak(resource.RUSAGE_SELF)
    found.worker_megabytes = peak(resource.RUSAGE_CHILDREN)
    return found


def way_of(name: str, content: bytes, through: str) -> Way:
    """Take one input through the readers and on, document by document."""
    way, stage = Way(), STAGES[through]
    try:
        asked = time.monotonic()
        for item in read(Input(uri=name, content=content), LIMITS):
            way.reading += time.monotonic() - asked
            started = time.process_time()
            way.outcomes[stage(item)] += 1
            took, asked = time.process_time() - started, time.monotonic()
            way.behind, way.longest = way.behind + took, max(way.longest, took)
        way.reading += time.monotonic() - asked
    except Exception:
        way.outcomes["exception"] += 1
        way.trouble = traceback.format_exc()[-2_000:]
    if not way.outcomes:
        way.trouble = "no record"
    return way


def peak(who: int) -> int:
    """The most memory ever held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1_024
    return resource.getrusage(who).ru_maxrss * unit // 1_000_000


def batches(count: int) -> Iterator[range]:
    """Numbers up to a count, some at a time."""
    for start in range(0, count, BATCH):
        yield range(start, min(count, start + BATCH))


def summary(found: Findings, seconds: float) -> dict[str, Any]:
    """Everything worth knowing of a run."""
    return {
        "inputs": sum(found.formats.values()),
        "seconds": round(seconds, 1),
        "formats": dict(sorted(found.formats.items())),
        "records": dict(found.outcomes.most_common()),
        "slowest": [{"seconds": took, "number": number, "name": name} for took, number, name in found.slowest],
        "megabytes": found.megabytes,
        "worker_megabytes": found.worker_megabytes,
        "breaches": found.breaches,
    }


def keep(folder: Path, breaches: list[dict[str, Any]], seed: int) -> None:
    """Save the inputs that broke a promise."""
    folder.mkdir(parents=True, exist_ok=True)
    for breach in breaches:
        name, content = broken(breach["number"], seed)
        (folder / f"{hashlib.sha256(content).hexdigest()[:12]}-{name}").write_bytes(content)


def main() -> int:
    """Run, print, and say by the exit code whether every promise was kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--through", choices=STAGES, default="normalise", help="the last stage that sees the records")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    found, started = Findings(), time.monotonic()
    with ProcessPoolExecutor(options.processes) as pool:
        work = partial(fuzz, seed=options.seed, through=options.through)
        for one in pool.map(work, batches(options.inputs)):
            found.add(one)
            for breach in one.breaches:
                print(json.dumps(breach), file=sys.stderr)
            print(f"{sum(found.formats.values()):,} inputs, {len(found.breaches)} breaches", file=sys.stderr)
    if max(found.megabytes, found.worker_megabytes) > MOST_MEGABYTES:
        found.breaches.append({"number": 0, "name": "", "what": f"took more than {MOST_MEGABYTES} MB"})
    if options.keep:
        keep(options.keep, found.breaches, options.seed)
    run = {"seed": options.seed, "through": options.through}
    print(json.dumps(run | summary(found, time.monotonic() - started), indent=1))
    return 1 if found.breaches else 0


if __name__ == "__main__":
    raise SystemExit(main())
