"""Print how time and memory of `stancewire tag` grow from 1,000 to 100,000 distinct documents, as far as a budget reaches.

    python scripts/benchmark_growth.py [--documents 100000] [--budget 300] [--workers 1] [-o docs/results/growth.json]

Documents are put together from the paragraphs of corpora/stance-v1/train.jsonl (ours), the same for the same seed and no
two alike. Each config goes through one run, with a journal and a manifest, from a table to a file; memory is
that of the run and its worker processes together. The first 1,000 documents are the warm-up.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from stancewire.config import load_config
from stancewire.runs.archive import Plan, tag_archive
from stancewire.runs.shards import layout_of
from stancewire.runs.signals import Stopped
from stancewire.sources.inputs import find_inputs
from stancewire.version import VERSION

ROOT: Final = Path(__file__).parents[1]
CORPUS: Final = ROOT / "corpora" / "stance-v1" / "train.jsonl"
CONFIGS: Final = ("rules", "linear", "default", "encoder")
WARM: Final = 1_000
STEPS: Final = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
EVERY: Final = 50  # documents between two looks at the memory
_RESIDENT: Final = re.compile(r"VmRSS:\s+(\d+)")


def documents(number: int, seed: int = 8) -> Iterator[dict[str, str]]:
    """Rows of a table: a headline and 4 to 9 paragraphs of different documents of the corpus, under a date."""
    rows = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
    parts = [[part for part in row["text"].split("\n\n") if part.strip()] for row in rows]
    heads = sorted({text[0] for text in parts})
    pool = sorted({part for text in parts for part in text[1:] if len(part.split()) > 8})
    chance, made = random.Random(seed), set[tuple[str, ...]]()
    while len(made) < number:
        text = (chance.choice(heads), *chance.sample(pool, chance.randint(4, 9)))
        if text not in made:
            k = len(made)
            made.add(text)
            yield {"id": f"g{k}", "text": "\n\n".join(text), "published": f"{2004 + k % 20}-{1 + k % 12:02}-{1 + k % 28:02}"}  # fmt: skip


def write_table(path: Path, number: int, seed: int = 8) -> int:
    """Words in the texts written."""
    words = 0
    with path.open("w", encoding="utf-8") as stream:
        for row in documents(number, seed):
            words += len(row["text"].split())
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return words


def tree(process: int) -> list[int]:
    """A process and all below it, where Linux says so."""
    children = Path(f"/proc/{process}/task").glob("*/children")
    found = [int(child) for path in children for child in path.read_text().split()]
    return [process, *(one for child in found for one in tree(child))]


def megabytes(process: int) -> float:
    """Resident memory of a process and all below it; what two of them share counts twice."""
    total = 0
    for one in tree(process):
        try:
            match = _RESIDENT.search(Path(f"/proc/{one}/status").read_text("ascii"))
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += int(match[1]) if match else 0
    return round(total / 1_000, 1)


@dataclass(slots=True)
class Watch:
    """Looks at the clock and the memory as records come, and ends the run when its time is over."""

    budget: float
    number: int = 0
    started: float = 0.0
    marks: list[dict[str, float]] = field(default_factory=list)
    sizes: list[tuple[int, float]] = field(default_factory=list)  # documents, megabytes

    def begin(self, *_: object) -> None:
        """The workers have loaded their models."""
        self.started = time.perf_counter()

    def saw(self, _: object) -> None:
        """One more."""
        self.number += 1
        if self.number % EVERY == 0:
            self.sizes.append((self.number, megabytes(os.getpid())))
        if self.number in STEPS:
            self.mark()
        if self.number % EVERY == 0 and time.perf_counter() - self.started > self.budget:
            self.end()
            raise Stopped(15)

    def mark(self) -> None:
        """How far it came, how long that took and what was held when it was last looked at."""
        seconds = round(time.perf_counter() - self.started, 3)
        held = self.sizes[-1][1] if self.sizes else 0.0
        self.marks.append({"documents": self.number, "seconds": seconds, "megabytes": held})

    def end(self) -> None:
        """The last documents, where they are no step."""
        if self.number and (not self.marks or self.marks[-1]["documents"] != self.number):
            self.mark()


def measure(name: str, table: Path, out: Path, workers: int, budget: float) -> dict[str, Any]:
    """One config over the table, until it is through or the budget is."""
    watch = Watch(budget)
    plan = Plan(
        output=str(out),
        layout=layout_of(str(out), 0, None),
        named=(str(table),),
        inputs=find_inputs([str(table)]),
        config=load_config(ROOT / "configs" / f"{name}.toml"),
        options={},
        workers=workers,
    )
    try:
        tag_archive(plan, watch)
    except Stopped:
        print(f"{name:<8} stopped after its budget", flush=True)
    return summary(watch)


def summary(watch: Watch) -> dict[str, Any]:
    """Rates between the steps, and how much larger than after the warm-up the run ever was."""
    steps = [{"documents": 0, "seconds": 0.0}, *watch.marks]
    rates = [
        round((b["documents"] - a["documents"]) / max(b["seconds"] - a["seconds"], 1e-9), 1) for a, b in pairwise(steps)
    ]
    warm = [size for number, size in watch.sizes if number <= WARM]
    after = [size for number, size in watch.sizes if number > WARM]
    found: dict[str, Any] = {"documents": watch.number, "steps": watch.marks, "documents_per_second": rates}
    if warm and after:
        found |= {
            "megabytes_warm": warm[-1],
            "megabytes_peak": max(after),
            "peak_to_warm": round(max(after) / warm[-1], 3),
            "last_rate_to_first": round(rates[-1] / rates[0], 3),
        }
    return found


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "stancewire": VERSION,
        "date": time.strftime("%Y-%m-%d"),
        "load": [round(value, 1) for value in os.getloadavg()],  # before; of 1, 5 and 15 minutes
    }


def show(name: str, found: dict[str, Any]) -> None:
    """One line a step."""
    for step, rate in zip(found["steps"], found["documents_per_second"], strict=True):
        print(f"{name:<8} {step['documents']:>9,} documents {step['seconds']:>9.1f} s {rate:>8.1f}/s {step['megabytes']:>7.0f} MB")  # fmt: skip
    if "peak_to_warm" in found:
        print(f"{name:<8} peak after warm-up {found['peak_to_warm']:.2f} of it, last rate {found['last_rate_to_first']:.2f} of the first", flush=True)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the growth of each config, and write it where it is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--budget", type=float, default=300.0, help="seconds for each config")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--configs", nargs="+", default=CONFIGS, metavar="NAME")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        table = Path(name) / "rows.jsonl"
        words = write_table(table, given.documents, given.seed)
        values: dict[str, Any] = {"machine": machine(), "documents": given.documents, "words_each": round(words / given.documents), "workers": given.workers, "seed": given.seed, "budget": given.budget, "configs": {}}  # fmt: skip
        for config in given.configs:
            found = measure(config, table, Path(name) / f"{config}.jsonl", given.workers, given.budget)
            values["configs"][config] = found
            show(config, found)
    if given.output:
        given.output.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
