"""Print how long the report of 20,000 records takes, how large it is, and how soon a browser has it.

    stancewire tag corpora/stance-v1/{train,dev,test}.jsonl -o tagged.jsonl --config configs/rules.toml
    python scripts/benchmark_report.py tagged.jsonl

The records are recombined from tagged ones, with a seed: each keeps the text and the offsets of one, takes its date and
publisher from chance, and of its statements every other gets a holder of the same kind out of another record. One in
twelve is a copy, one in thirty abstained, one in a hundred an error. Interactive is the page when its figures,
list and first chart stand and filters answer, counted from the beginning of the navigation in headless Chromium; without one, only time and size are
told.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

Json = dict[str, Any]
RECORDS, SEED = 20_000, 10
PUBLISHERS = ("Surgery Post", "Practice Dispatch", "The Commissioning Gazette", "Westmarch Echo", None)
FIRST, LAST = 2004, 2025


def recombined(rows: list[Json], number: int) -> Iterator[Json]:
    """So many records, the same on every run."""
    chance = random.Random(SEED)
    holders: dict[str, list[Json]] = defaultdict(list)
    for row in rows:
        for statement in row["statements"]:
            holders[statement["holder_kind"]].append(statement)
    for place in range(number):
        yield one(orjson.loads(orjson.dumps(chance.choice(rows))), place, chance, holders)


def one(record: Json, place: int, chance: random.Random, holders: dict[str, list[Json]]) -> Json:
    """A record of a new date, publisher and status, with other holders."""
    record["id"] = f"made-{place}"
    record["document"]["published"] = date(chance)
    record["document"]["publisher"] = chance.choice(PUBLISHERS)
    for statement in record["statements"]:
        if chance.random() < 0.5:
            other = chance.choice(holders[statement["holder_kind"]])
            statement |= {name: other[name] for name in ("holder", "holder_id")}
    lot = chance.random()
    if lot < 0.01:
        error = {"class": "EmptyInput", "message": f"made-{place}: is empty; give a text", "hint": "give a text"}
        empty = {"document": None, "stance": None, "text": None, "error": error, "status": "error"}
        return record | empty | {name: [] for name in ("statements", "passages", "organisations", "policy_terms")}
    if lot < 0.045:
        record["stance"] |= {"abstained": True, "reason": "the two best labels are too near"}
        return record | {"status": "abstained"}
    if lot < 0.13 and place:
        return record | {"status": "duplicate", "duplicate_of": f"made-{chance.randrange(place)}"}
    return record


def date(chance: random.Random) -> str | None:
    """Most to the day, some to the month or the year, a few not at all."""
    year, month, day = chance.randint(FIRST, LAST), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choices((f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", str(year), None), (80, 10, 8, 2))[0]


def in_browser(path: Path) -> Iterator[tuple[str, float]]:
    """What a reader waits for, in seconds."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(path.resolve().as_uri())
        page.wait_for_selector("html[data-drawn]")
        for name in ("ready", "drawn"):
            yield TIMES[name], page.evaluate(f"Number(document.documentElement.dataset.{name})") / 1000
        for name, script in ACTIONS.items():
            yield (
                name,
                page.evaluate(
                    f"(async () => {{ const t = performance.now(); {script}; return performance.now() - t }})()"
                )
                / 1000,
            )
        yield "heap of the page, MB", page.evaluate("performance.memory.usedJSHeapSize") / 1e6
        browser.close()


TIMES = {"ready": "interactive: figures, filters, list and first chart", "drawn": "all charts drawn"}
_DRAWN = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_CHANGED = "dispatchEvent(new Event('change', {bubbles: true}))"
ACTIONS = {
    "a filter, until its figures stand": f"const s = document.querySelector('#label'); s.value = '0'; s.{_CHANGED}; {_DRAWN}",
    "and all charts": f"while (!document.documentElement.dataset.drawn) {_DRAWN}",
    "the list, scrolled to its middle": f"const w = document.querySelector('#window'); w.scrollTop = w.scrollHeight / 2; {_DRAWN}",
    "a document, until its text stands": "document.querySelectorAll('#rows button')[8].click(); "
    f"while (!document.querySelector('#document h3')) {_DRAWN}",
}


def main() -> int:
    """Print each figure on a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("records", nargs="+", type=Path, help="what stancewire tag wrote, as JSON lines")
    parser.add_argument("--number", type=int, default=RECORDS, help="how many records are made of them")
    parser.add_argument("--keep", type=Path, help="a folder in which records.jsonl and report.html stay")
    given = parser.parse_args()
    rows = [orjson.loads(line) for path in given.records for line in path.read_bytes().splitlines()]
    with tempfile.TemporaryDirectory(prefix="stancewire-") as temporary:
        folder = given.keep or Path(temporary)
        source, target = folder / "records.jsonl", folder / "report.html"
        source.write_bytes(
            b"".join(orjson.dumps(row) + b"\n" for row in recombined([r for r in rows if r["stance"]], given.number))
        )
        print(f"{given.number:,} records of {source.stat().st_size / 1e6:,.0f} MB")
        started = time.perf_counter()
        command = [
            sys.executable,
            "-c",
            "from stancewire.cli import main; main()",
            "report",
            source,
            "-o",
            target,
            "--force",
        ]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        print(f"built in {time.perf_counter() - started:.1f} s")
        print(f"page of {target.stat().st_size / 1e6:.1f} MB")
        if shutil.which("chromium"):
            for name, value in in_browser(target):
                print(f"{name}: {value:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
