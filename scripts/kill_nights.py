"""Kill nights at random moments, again and again, and see that every document has its records once.

    python scripts/kill_nights.py --kills 200 -o docs/results/kill-nights.json

A folder gets new, changed and deleted files; a night is started, killed with SIGKILL (with its workers) after a random
time and started again, until one ends by itself. Half of the rounds run the command with the rules as model, half a
tagger without a model, so that kills come in the middle of writing. In the end every version of a file that stood
there while a night ended has exactly one record, one that was replaced between two kills at most one, and ledger and
output agree to the last byte.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from simulate_nights import CONFIG, FakeTagging
from stancewire.runs.nightly.check import faults
from stancewire.runs.nightly.generations import Generation
from stancewire.runs.nightly.ledger import LedgerError
from stancewire.runs.nightly.settings import load_settings

ROOT: Final = Path(__file__).parents[1]
RULES: Final = ROOT / "configs" / "rules.toml"
LONGEST: Final = 600.0  # seconds for one start; a night that takes longer hangs
COMMANDS: Final = {
    "rules": (sys.executable, "-P", "-c", "from stancewire.cli import main; main()", "nightly", "--config"),
    "no model": (sys.executable, __file__, "--night"),
}


@dataclass(slots=True, kw_only=True)
class Result:
    """What came of it."""

    kills: int = 0
    nights: int = 0  # that came to their end
    kills_with_records_not_safe: int = 0  # the month file was longer than the ledger knew
    kills_with_records_safe: int = 0
    versions: int = 0
    lost: int = 0
    twice: int = 0
    disagree: int = 0  # nights after which ledger and output did not agree
    orphans: int = 0


@dataclass(slots=True, kw_only=True)
class Inbox:
    """A folder whose files change, and what its output must hold."""

    root: Path
    chance: random.Random
    files: dict[str, str] = field(default_factory=dict)  # name, text
    surely: set[str] = field(default_factory=set)  # texts that a night came to its end with
    perhaps: set[str] = field(default_factory=set)
    number: int = 0
    usual: float = LONGEST  # seconds of the last night that nobody killed

    def change(self, new: int, *, changed: int, deleted: int) -> None:
        """Some files come, some change, some go."""
        for name in self.chance.sample(sorted(self.files), min(deleted, len(self.files))):
            (self.root / "inbox" / name).unlink()
            self.perhaps.add(self.files.pop(name))
        for name in self.chance.sample(sorted(self.files), min(changed, len(self.files))):
            self.perhaps.add(self.files[name])
            self._write(name)
        for _ in range(new):
            self._write(f"{self.number:05}.txt")

    def _write(self, name: str) -> None:
        self.number += 1
        text = f"LMC rejects merger {self.number}\n\nAshmere LMC has rejected a plan by NHS Ashmere CCG to merge {self.number} surgeries."
        path = self.root / "inbox" / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (time.time() - 3_600 + self.number / 100,) * 2)
        self.files[name] = text

    def ended(self) -> None:
        """A night came to its end with these files."""
        self.surely |= set(self.files.values())


def night(config: Path) -> int:
    """A night whose tagger has no model, in this process."""
    from stancewire.runs.nightly import flow
    from stancewire.runs.nightly.night import Seams, run_night

    flow._RECORDS = 3  # a commit after every third record, so that most kills come near one
    generation = Generation(stancewire="0", model_name="fake", model_version="0", model_sha256="0" * 64, config_sha256="0" * 64)  # fmt: skip
    seams = Seams(tagging=lambda *_: FakeTagging(generation=generation), generation=lambda _: generation)
    return run_night(load_settings(config), seams).exit_code


def start(command: tuple[str, ...], config: Path) -> subprocess.Popen[bytes]:
    """A night in a session of its own, so that it can be killed with its workers."""
    return subprocess.Popen(
        [*command, str(config)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
    )


def kill(process: subprocess.Popen[bytes], result: Result) -> None:
    """End it as a power cut would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.02)
    else:
        result.orphans += 1
    result.kills += 1


def look(config: Path, result: Result) -> None:
    """What a kill left behind."""
    try:
        found = faults(load_settings(config))
    except LedgerError:
        return  # it came before the first night had made one
    result.kills_with_records_not_safe += any(" bytes, and the ledger knows " in fault for fault in found)
    outputs = list((config.parent / "out").glob("*.jsonl"))
    result.kills_with_records_safe += any(path.stat().st_size for path in outputs)


def until_it_ends(command: tuple[str, ...], inbox: Inbox, result: Result, most: int) -> None:
    """Start and kill until a night ends by itself; from `most` kills on it is left alone."""
    config = inbox.root / "nightly.toml"
    while True:
        began, process = time.monotonic(), start(command, config)
        wait = inbox.chance.uniform(0.1, 0.95) * inbox.usual if result.kills < most else LONGEST
        try:
            _, said = process.communicate(timeout=wait)
        except subprocess.TimeoutExpired:
            kill(process, result)
            if result.kills > most:
                raise SystemExit("a night hung") from None
            look(config, result)
            if inbox.chance.random() < 0.3:
                inbox.change(1, changed=1, deleted=1)
            continue
        if process.returncode or said:
            raise SystemExit(f"exit code {process.returncode}: {said.decode()}")
        result.nights += 1
        inbox.usual = time.monotonic() - began
        inbox.ended()
        result.disagree += bool(faults(load_settings(config)))
        return


def settle(inbox: Inbox, result: Result) -> None:
    """Compare the records with what stood in the folder."""
    texts = Counter(
        json.loads(line)["text"] for path in (inbox.root / "out").glob("*.jsonl") for line in path.read_bytes().splitlines()
    )  # fmt: skip
    result.versions += len(inbox.surely)
    result.lost += sum(not texts[text] for text in inbox.surely)
    result.twice += sum(number > 1 for number in texts.values())


def case(name: str, folder: Path, kills: int, files: int, chance: random.Random) -> Result:
    """All rounds of one way to run."""
    result = Result()
    (folder / "inbox").mkdir(parents=True)
    tagger = f'config = "{os.path.relpath(RULES, folder)}"\n' if name == "rules" else ""
    (folder / "nightly.toml").write_text(f"{CONFIG}{tagger}settle_seconds = 0\n", encoding="utf-8")
    inbox = Inbox(root=folder, chance=chance)
    inbox.change(files, changed=0, deleted=0)
    until_it_ends(COMMANDS[name], inbox, result, 0)  # how long one takes that nobody kills
    while result.kills < kills:
        inbox.change(files, changed=files // 4, deleted=files // 2)
        until_it_ends(COMMANDS[name], inbox, result, kills)
        print(f"{name:10} {json.dumps(asdict(result))}", flush=True)
    settle(inbox, result)
    return result


def main() -> None:
    """Run both ways until there were kills enough; exit 1 if anything is lost, twice, or left over."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--files", type=int, default=120, help="that come with each round")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--night", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.night:
        sys.exit(night(arguments.night))
    chance = random.Random(arguments.seed)
    results = {}
    with tempfile.TemporaryDirectory() as name:
        for number, way in enumerate(COMMANDS):
            kills = arguments.kills // 2 if number else -(-arguments.kills // 2)
            results[way] = case(way, Path(name) / str(number), kills, arguments.files, chance)
    sums = {key: sum(asdict(result)[key] for result in results.values()) for key in asdict(Result())}
    values = {"files": arguments.files, "seed": arguments.seed, "all": sums, "cases": {n: asdict(r) for n, r in results.items()}}  # fmt: skip
    print(json.dumps(values))
    if arguments.output:
        arguments.output.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    sys.exit(1 if any(sums[key] for key in ("lost", "twice", "disagree", "orphans")) else 0)


if __name__ == "__main__":
    main()
