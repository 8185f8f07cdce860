"""Print how much slower a Ray cluster of two nodes on this machine is than two plain workers, on the same documents.

    python scripts/benchmark_ray.py [--documents 4000] [--rounds 3] [--config default] [-o docs/results/ray.json]

Each node has one core. Both sides write a file with a journal and a manifest, and the bytes must be the same. They take
turns, and ratios are of the medians, so that a busy machine hits both. `work` counts from the first record
to the last; `run` is the whole command, which on the one side starts two processes and on the other joins the
cluster and starts its actors; `cluster` adds the start of the two nodes, which a cluster that is there has behind it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmark_growth import ROOT, machine, write_table
from stancewire.config import load_config
from stancewire.runs.archive import Plan, tag_archive
from stancewire.runs.ray_cluster import EVERYWHERE, LOCALLY, Cluster
from stancewire.runs.shards import layout_of
from stancewire.sources.inputs import find_inputs

TARGET: Final = 1.15


@dataclass(slots=True)
class Watch:
    """When the first record came."""

    first: float = 0.0

    def begin(self, *_: object) -> None:
        """Nothing is there yet."""

    def saw(self, _: object) -> None:
        """One more."""
        self.first = self.first or time.perf_counter()

    def end(self) -> None:
        """No more will come."""


def run(table: Path, out: Path, config: str, cluster: Cluster | None) -> dict[str, float]:
    """Seconds of one run, and of its stretch from the first record on."""
    watch, began = Watch(), time.perf_counter()
    plan = Plan(
        output=str(out),
        layout=layout_of(str(out), 0, None),
        named=(str(table),),
        inputs=find_inputs([str(table)]),
        config=load_config(ROOT / "configs" / f"{config}.toml"),
        options={},
        workers=2,
        cluster=cluster,
    )
    tag_archive(plan, watch)
    ended = time.perf_counter()
    return {"run": round(ended - began, 3), "work": round(ended - watch.first, 3)}


def started() -> tuple[Any, float]:
    """Two nodes of one core each, and how many seconds that took, the import of Ray included."""
    os.environ.update({**EVERYWHERE, **LOCALLY})
    began = time.perf_counter()
    from ray.cluster_utils import Cluster as Nodes

    node = {"num_cpus": 1, "object_store_memory": 256_000_000}
    nodes = Nodes(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    nodes.add_node(**node)
    return nodes, time.perf_counter() - began


def measure(table: Path, folder: Path, config: str, rounds: int) -> dict[str, Any]:
    """Seconds of both sides, in turns, and their ratios."""
    nodes, start = started()
    cluster = Cluster(address=nodes.address, actors=2)
    sides: dict[str, Cluster | None] = {"plain": None, "ray": cluster}
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in sides}
    outputs = set()
    for number in range(rounds):
        for name in sorted(sides, reverse=bool(number % 2)):
            out = folder / f"{name}-{number}.jsonl"
            taken[name].append(run(table, out, config, sides[name]))
            outputs.add(out.read_bytes())
            print(name, taken[name][-1], flush=True)
    nodes.shutdown()
    return {
        "seconds": taken,
        "cluster_start": round(start, 3),
        "same_bytes": len(outputs) == 1,
        **_ratios(taken, start),
    }


def _ratios(taken: dict[str, list[dict[str, float]]], start: float) -> dict[str, float]:
    medians = {
        side: {what: statistics.median(row[what] for row in rows) for what in ("run", "work")}
        for side, rows in taken.items()
    }
    ray, plain = medians["ray"], medians["plain"]
    return {
        "ratio_work": round(ray["work"] / plain["work"], 3),
        "ratio_run": round(ray["run"] / plain["run"], 3),
        "ratio_cluster": round((ray["run"] + start) / plain["run"], 3),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the ratios; exit 1 where the bytes differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=4_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--config", default="default", help="a name in configs/")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        table = Path(name) / "rows.jsonl"
        write_table(table, given.documents)
        found = measure(table, Path(name), given.config, given.rounds)
    print(f"work {found['ratio_work']:.2f}, run {found['ratio_run']:.2f}, with the cluster's start {found['ratio_cluster']:.2f} of plain workers (target {TARGET} or less)")  # fmt: skip
    values = {"machine": machine(), "documents": given.documents, "config": given.config, **found}
    if given.output:
        given.output.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    if not found["same_bytes"]:
        raise SystemExit("the bytes differ")


if __name__ == "__main__":
    main()
