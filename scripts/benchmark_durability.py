"""What it costs that a run can be taken up again: records to a file as `stancewire tag` writes them, beside a bare write.

    python scripts/benchmark_durability.py --documents 20000 -o docs/results/durability.json

Both sides make the same records with one worker process and the same reading; the bare side writes them to a
file and closes it. They take turns, and the ratio is that of the medians, so that a busy machine hits both.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from kill_runs import CONFIG, write_inputs
from stancewire.config import load_config
from stancewire.runs.archive import Plan, tag_archive
from stancewire.runs.crew import Crew
from stancewire.runs.feed import Feed
from stancewire.runs.hand import Settings
from stancewire.runs.lines import Line
from stancewire.runs.selection import EVERYTHING
from stancewire.runs.shards import layout_of
from stancewire.sources.inputs import find_inputs


class _Nobody:
    """Looks on and does nothing."""

    def begin(self, *_: object) -> None: ...

    def saw(self, line: object) -> None: ...

    def end(self) -> None: ...


def bare(inputs: Any, config: Any, path: Path) -> None:
    """Read, tag, write."""
    crew = Crew(Settings(config=config, with_text=True, selection=EVERYTHING), 1)
    with path.open("wb") as stream:
        for _, line in crew.answers(Feed(inputs, config)):
            if isinstance(line, Line):
                stream.write(line.json + b"\n")
    crew.close()


def durable(inputs: Any, config: Any, path: Path) -> None:
    """The same with journal, commits, chain and manifest."""
    plan = Plan(output=str(path), layout=layout_of(str(path), 0, None), named=("rows",), inputs=inputs, config=config, options={})  # fmt: skip
    tag_archive(plan, _Nobody())


def measure(inputs: Any, config: Any, folder: Path, rounds: int) -> dict[str, Any]:
    """Seconds of each side, in turns, and their ratio."""
    taken: dict[str, list[float]] = {"bare": [], "durable": []}
    for number in range(rounds):
        for name, run in (("bare", bare), ("durable", durable))[:: 1 if number % 2 else -1]:
            began = time.perf_counter()
            run(inputs, config, folder / f"{name}-{number}.jsonl")
            taken[name].append(round(time.perf_counter() - began, 3))
    medians = {name: statistics.median(values) for name, values in taken.items()}
    best = {name: min(values) for name, values in taken.items()}
    return {
        "seconds": taken,
        "ratio": medians["durable"] / medians["bare"],
        "ratio_of_best": best["durable"] / best["bare"],
    }


def main() -> None:
    """Print the ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--config", type=Path, default=CONFIG)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        inputs = find_inputs([str(write_inputs(Path(name), arguments.documents))])
        found = measure(inputs, load_config(arguments.config), Path(name), arguments.rounds)
    values = {"documents": arguments.documents, "config": arguments.config.name, **found}
    print(json.dumps(values))
    if arguments.output:
        arguments.output.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
