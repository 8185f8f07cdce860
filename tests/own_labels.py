"""A small corpus of other labels towards targets, which a model of nothing but words cannot tell apart."""

from __future__ import annotations

import csv
import json
from itertools import product
from pathlib import Path

LOVE = ("I love", "I adore", "we welcome", "everybody praises", "I support", "we cheer")
HATE = ("I loathe", "I dread", "we reject", "everybody fears", "I oppose", "we curse")
DULL = ("When does {} open?", "Who runs {} on Mondays?", "I read about {} in the Echo.", "Is {} near the station?")
TARGETS = ("the tram", "the pool", "the pier")
Row = tuple[str, str, str]  # text, target, label


def rows(side: str) -> list[Row]:
    """Texts that praise one target and blame another, in both orders, and texts that do neither."""
    test = side == "test"
    found: list[Row] = []
    pairs = [(a, b) for a, b in product(range(6), range(6)) if (a + b) % 3 == 0 and (a == b) == test]
    for (a, b), (one, other) in product(pairs, product(TARGETS, TARGETS)):
        if one != other:
            found += _both(f"{LOVE[a]} {one} but {HATE[b]} {other}.", (one, "favour"), (other, "against"))
            found += _both(f"{HATE[b]} {other}, while {LOVE[a]} {one}.", (one, "favour"), (other, "against"))
    for k, (line, target) in enumerate(product(DULL, TARGETS)):
        found += [
            (f"{line.format(target)} {note}", target, "none")
            for note in (
                ("Thanks.",) if test else ("Please say.", "Just asking.", "Cheers.", f"Mrs Moss of number {k}.")
            )
        ]
    return found


def _both(text: str, *marks: tuple[str, str]) -> list[Row]:
    return [(text, target, label) for target, label in marks]


def write_csv(path: Path, found: list[Row]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("id", "words", "about", "side"))
        writer.writerows((f"{path.stem}-{k}", *row) for k, row in enumerate(found, 1))
    return path


def write_jsonl(path: Path, found: list[Row]) -> Path:
    lines = [
        json.dumps({"id": f"{path.stem}-{k}", "words": text, "about": target, "side": label})
        for k, (text, target, label) in enumerate(found, 1)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def config(folder: Path, train: str = "train.csv", test: str = "test.csv", **changes: str) -> Path:
    """A training config, and beside it use.toml, which tags with its model. A change of "" drops the line."""
    lines = {
        "name": 'name = "toy/1"',
        "labels": 'labels = ["favour", "against", "none"]',
        "rest": 'rest = "none"',
        "data": f'[data]\ntrain = "{train}"\ntest = "{test}"',
        "columns": '[columns]\ntext = "words"\nlabel = "side"\ntarget = "about"\nid = "id"',
        "model": '[model]\nname = "toy"\nfolder = "model"',
    } | changes
    path = folder / "train.toml"
    path.write_text("[scheme]\n" + "\n".join(line for line in lines.values() if line) + "\n", encoding="utf-8")
    (folder / "use.toml").write_text('[model]\npath = "model"\n', encoding="utf-8")
    return path


def corpus(folder: Path) -> Path:
    """Both tables and the config."""
    write_csv(folder / "train.csv", rows("train"))
    write_csv(folder / "test.csv", rows("test"))
    return config(folder)
