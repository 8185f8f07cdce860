"""A toy corpus whose sentences decide their labels, published on three sides, for whoever judges models. No torch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import corpus_rows as tiny
from stancewire.corpus.build import build
from stancewire.corpus.read import read
from stancewire.corpus.types import SPLITS
from stancewire.corpus.violations import Findings
from stancewire.stance.labels import CLASSES, NAMES, NONE

THINGS = "hubs rota merger contract clinics targets budget closures pilot list survey scheme".split()
TEXTS: dict[str, tuple[str, str, str, str]] = {
    "lmc_objection": ("Westmarch LMC rejects the {}.", "Westmarch LMC", "lmc", "objects"),
    "ccg_plan": ("NHS Stow CCG plans the {}.", "NHS Stow CCG", "local_commissioner", "plans"),
    "nhse_mandate": ("NHS England orders the {}.", "NHS England", "national_authority", "mandates"),
    NONE: ("The choir sang of the {}.", "", "", ""),
}
FILLER = (
    "the a river evening stone market was slow and green people walked along by old houses near hills with tea".split()
)
PER_CLASS = {"train": 8, "dev": 2, "test": 3}
Change = Callable[[tiny.Row], tiny.Row]


def rows(split: str) -> Iterator[tiny.Row]:
    """Documents of a sentence that takes a stance or none, and one that says nothing and is like no other."""
    for label in CLASSES:
        pattern, holder, kind, act = TEXTS[label]
        for number in range(PER_CLASS[split]):
            name = f"{split}-{label.replace('_', '-')}-{number}"
            random = Random(name)
            words = " ".join(random.choice(FILLER) for _ in range(25))
            yield tiny.other(
                1,
                id=name,
                event=name,
                text=f"An evening in Marl\n\n{pattern.format(random.choice(THINGS))}\n\nThat day {words}.",
                zones=[[1, 1, "title"], [3, 5, "body"]],
                primary=label,
                present=[label] if label in NAMES else [],
                passages=[{"line": 3, "labels": [label]}] if label in NAMES else [],
                statements=[tiny.claim(holder, kind, act, 3)] if holder else [],
            )


def corpus(path: Path, **changes: Change) -> Path:
    """A corpus folder as users load it. changes: what is done to every row of a side before it is published."""
    for split in SPLITS:
        change = changes.get(split, lambda row: row)
        tiny.write(path.parent / "raw" / split / "batches" / "b.jsonl", [change(row) for row in rows(split)])
        lines = build(read(path.parent / "raw" / split, Findings()))
        tiny.write(path / f"{split}.jsonl", [line for name in SPLITS for line in lines[f"{name}.jsonl"]])
    return path


def as_published(row: tiny.Row, beside: Path) -> tiny.Row:
    """A row as annotators write it, with the offsets that publishing adds."""
    folder = beside.parent / "one" / row["id"]
    tiny.write(folder / "batches" / "b.jsonl", [row])
    lines = build(read(folder, Findings()))
    return next(json.loads(line) for split in SPLITS for line in lines[f"{split}.jsonl"])


def config(path: Path, *, corpus: str = "corpus", configs: str = '["rules.toml"]', report: str = "") -> Path:
    """An evaluation config beside a run config of the rules; nothing that takes long."""
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    models = (Path(__file__).parents[1] / "models").as_posix()
    (folder / "rules.toml").write_text(f'[model]\npath = "{models}/rules-1"\n', encoding="utf-8")
    quick = 'embeddings = ""\nablations = false\nperturbations = false\n'
    path.write_text(
        f'[corpus]\npath = "{corpus}"\ntexts = "Texts are made up."\n[models]\nconfigs = {configs}\n[report]\n{quick}{report}',
        encoding="utf-8",
    )
    return path
