"""Kill runs at random moments until they are done, and compare what they leave with a run that nobody killed.

    python scripts/kill_runs.py --kills 200 -o docs/results/kills.json

Each run of `stancewire tag` is started, killed with SIGKILL (it and its workers, or it alone) after a random
time, and started again, until one ends by itself. Then every byte of its output must be that of the run that
was not killed. The documents are short and the model is the rules, so that kills come in all stages of a run.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from run_parts import gone

ROOT: Final = Path(__file__).parents[1]
CONFIG: Final = ROOT / "configs" / "rules.toml"
COMMAND: Final = (sys.executable, "-P", "-c", "from stancewire.cli import main; main()", "tag")
LONGEST: Final = 600.0  # seconds for one start; a run that takes longer hangs


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One way to run."""

    name: str
    output: str
    options: tuple[str, ...] = ()
    workers: int = 1

    def command(self, inputs: Path, folder: Path) -> list[str]:
        """The command line that starts it, and starts it again."""
        more = (*self.options, "--config", str(CONFIG), "--workers", str(self.workers))
        return [*COMMAND, str(inputs), "-o", str(folder / self.output), *more]


CASES: Final = tuple(
    Case(name=f"{name}, {workers} worker{'s' * (workers > 1)}", output=output, options=options, workers=workers)
    for name, output, options in (
        ("plain", "out.jsonl", ()),
        ("zst", "out.jsonl.zst", ()),
        ("gz", "out.jsonl.gz", ()),
        ("shards", "shards", ("--shards", "300")),
        ("shards of zst", "shards", ("--shards", "700", "--format", "jsonl.zst")),
        ("parquet", "shards", ("--shards", "300", "--format", "parquet")),
        ("duplicates", "out.jsonl", ("--duplicates",)),
    )
    for workers in (1, 2)
)


@dataclass(slots=True, kw_only=True)
class Result:
    """What came of one case."""

    kills: int = 0
    runs: int = 0  # that came to their end
    starts: int = 0
    kills_with_work_safe: int = 0  # a journal with a commit stood there after the kill
    different: int = 0  # outputs that were not those of the run that was not killed
    orphans: int = 0  # processes left 5 s after a kill of the parent alone


def write_inputs(folder: Path, number: int) -> Path:
    """A table of short documents, one in fifty of them broken, some of them copies."""
    chance = random.Random(8)
    towns = ("Ashmere", "Westmarch", "Northwold", "Eastbrook", "Southfen")
    path = folder / "rows.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for k in range(number):
            town, other = chance.sample(towns, 2)
            text = (
                f"{town} LMC has rejected a plan by NHS {other} CCG to merge {k // 2} surgeries.\n\n"
                * chance.randint(1, 4)
            )
            row = {
                "id": f"row-{k}",
                "title": f"LMC rejects merger {k // 2}",
                "text": text,
                "published": f"2014-0{1 + k % 9}-01",
            }
            stream.write("no json\n" if k % 50 == 49 else json.dumps(row) + "\n")
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file, hidden ones too, but for the manifests, which hold times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("manifest.json")
    }


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """A run in a session of its own, so that it can be killed with all its workers."""
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)


def kill(process: subprocess.Popen[bytes], whole: bool, result: Result) -> None:
    """End it as a power cut would; its workers with it, or it alone."""
    if whole:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
    if not gone(process.pid, 5):
        result.orphans += 1
        os.killpg(process.pid, signal.SIGKILL)
    result.kills += 1


def one_run(
    case: Case, inputs: Path, folder: Path, usual: float, chance: random.Random, result: Result, most: int
) -> None:
    """Start and kill until it ends by itself; from `most` kills on it is left alone."""
    while True:
        result.starts += 1
        process = start(case.command(inputs, folder))
        try:
            wait = chance.uniform(0.15, 1.0) * usual if result.kills < most else LONGEST
            _, said = process.communicate(timeout=wait)
        except subprocess.TimeoutExpired:
            if result.kills >= most:
                os.killpg(process.pid, signal.SIGKILL)
                raise SystemExit(f"{case.name}: a run hung") from None
            kill(process, chance.random() < 0.5, result)
            journal = (
                folder / case.output / ".journal" if "shards" in case.output else folder / f"{case.output}.journal"
            )
            result.kills_with_work_safe += journal.exists() and b'"commit"' in journal.read_bytes()
            continue
        if process.returncode not in (0, 1):
            raise SystemExit(f"{case.name}: exit code {process.returncode}: {said.decode()}")
        result.runs += 1
        return


def uninterrupted(case: Case, inputs: Path, folder: Path) -> tuple[dict[str, bytes], float]:
    """What a run leaves, and how many seconds it takes."""
    began = time.monotonic()
    done = subprocess.run(case.command(inputs, folder), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{case.name}: exit code {done.returncode}: {done.stderr.decode()}")
    return tree(folder), time.monotonic() - began


def main() -> None:
    """Run all cases in turn until there were kills enough; exit 1 if an output is another."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    results = {case.name: Result() for case in CASES}
    most = -(-arguments.kills // len(CASES))
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        inputs = write_inputs(place, arguments.documents)
        wanted: dict[str, tuple[dict[str, bytes], float]] = {}
        for number, case in enumerate(cycle(CASES)):
            result = results[case.name]
            if (
                all(r.kills >= most for r in results.values())
                or sum(r.kills for r in results.values()) >= arguments.kills
            ):
                break
            if case.name not in wanted:
                (place / f"whole-{number}").mkdir()
                wanted[case.name] = uninterrupted(case, inputs, place / f"whole-{number}")
            folder = place / f"run-{number}"
            folder.mkdir()
            one_run(case, inputs, folder, wanted[case.name][1], chance, result, most)
            result.different += tree(folder) != wanted[case.name][0]
            shutil.rmtree(folder)
            print(f"{case.name:24} {asdict(result)}", flush=True)
    report(arguments, results)


def report(arguments: argparse.Namespace, results: dict[str, Result]) -> None:
    """Print the sums, and write everything where it is asked for."""
    sums = {key: sum(asdict(result)[key] for result in results.values()) for key in asdict(Result())}
    print(json.dumps(sums))
    if arguments.output:
        values = {"documents": arguments.documents, "seed": arguments.seed, "all": sums, "cases": {n: asdict(r) for n, r in results.items() if r.starts}}  # fmt: skip
        arguments.output.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    sys.exit(1 if sums["different"] or sums["orphans"] else 0)


if __name__ == "__main__":
    main()
