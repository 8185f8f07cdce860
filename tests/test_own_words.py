"""No run of six words in code, tests, corpora or docs is taken from the reference articles."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from stancewire.register.lookup import load_register

ROOT = Path(__file__).parents[1]
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_ADDRESS = re.compile(r"https?://\S+")
RUN = 6
# Names, titles and dates are nobody's sentence.
NAMES = frozenset(
    "nhs england ccg ccgs icb lmc lmcs pct bma gpc care commissioning group groups board trust primary integrated and the of for health general practice practices gp committee national association england's kent medway dartford gravesham swanley swale canterbury coastal thanet ashford south coast surrey sussex delivery plan recovering access to equity excellence liberating west north east central london system".split()
)


SMALL = frozenset("of the and in for to by from at with a an".split())
FORMS = " | ".join(
    " " + " ".join(_WORD.findall(form.lower())) + " " for body in load_register().bodies for form in body.forms
)


def words(text: str) -> list[str]:
    return _WORD.findall(_ADDRESS.sub(" ", text.lower()).replace("’", "'"))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every six words in a row within one line."""
    lines = (words(line) for line in text.split("\n"))
    return {tuple(line[k : k + RUN]) for line in lines for k in range(len(line) - RUN + 1)}


def is_a_name(run: tuple[str, ...]) -> bool:
    """Whether a run is part of a body's name, with the small words that lead to it."""
    words_ = list(run)
    while words_ and words_[0] in SMALL:
        words_.pop(0)
    while words_ and words_[-1] in SMALL:
        words_.pop()
    return " " + " ".join(words_) + " " in FORMS


def ours() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_six_words_in_a_row_are_theirs(shared: Path) -> None:
    seeds = [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    gold = [
        json.loads(line)["text"] for line in (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    theirs = {run for text in (*seeds, *gold) for run in runs(text) if sum(word in NAMES for word in run) < RUN - 2}
    shared_runs = {}
    for path in ours():
        if path.name in ("CODEBOOK.md", "LICENSE") or path.suffix not in {
            ".py",
            ".md",
            ".toml",
            ".txt",
            ".json",
            ".jsonl",
            ".html",
        }:
            continue  # the codebook is given to the project, with its examples
        # A prompt that a whole site prints under every article is furniture, and a pattern has to know it.
        if path.name == "patterns.py":
            continue
        if found := {run for run in runs(path.read_text(encoding="utf-8")) & theirs if not is_a_name(run)}:
            shared_runs[str(path.relative_to(ROOT))] = sorted(" ".join(run) for run in found)
    assert shared_runs == {}
