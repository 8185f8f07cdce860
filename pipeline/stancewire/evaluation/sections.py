"""The sections on scores: what was judged, all systems, labels, groups, ablations, differences."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from stancewire.evaluation.charts import confusion_chart, scores_chart
from stancewire.evaluation.figures import Measured, by_label, confusion, groups, measure
from stancewire.evaluation.material import Material
from stancewire.evaluation.report import Cell, Section, Table
from stancewire.evaluation.settings import Settings
from stancewire.evaluation.systems import System
from stancewire.stance.labels import CLASSES
from stancewire.training.examples import Example
from stancewire.training.scores import FIGURES, Judged, body_units
from stancewire.version import VERSION

_LIBRARIES: Final = ("numpy", "scikit-learn", "spacy", "onnxruntime", "tokenizers", "torch", "transformers")
_TITLES: Final = {"primary": "primary", "present": "present", "passage": "passages", "statements": "statements"}
_HOLDERS: Final = "Holder kinds on which no label rests count as one. Empty: the system says nothing of the kind."

All = Mapping[str, Mapping[str, Measured]]  # of each system each figure


def judged_section(
    settings: Settings, material: Material, systems: Sequence[System], left_out: Sequence[str]
) -> Section:
    """1: corpus, sizes, systems, versions."""
    lost = sum(example.lost for example in material.judged)
    text = (
        f"{len(material.judged)} documents of the side “{material.split}” of {material.name}, the same for every "
        "system. A shipped model is judged by the records that a user gets for the bare text; a baseline learns from "
        f"the side “train” in this run. {lost} annotated lines that stancewire does not read as passages are counted "
        f"for nobody. {settings.corpus.texts} {' '.join(left_out)}"
    )
    versions = [(name, _version(name)) for name in _LIBRARIES]
    sides = [("train", material.learned), (material.split, material.judged)]
    return Section(
        title="What was judged",
        text=text.strip(),
        parts=(
            Table(
                title="Sides",
                columns=("side", "documents", "passages", *CLASSES),
                rows=tuple(_side_row(name, side) for name, side in sides),
                note="Passages are body paragraphs; the last columns count documents by primary label. Baselines learn from "
                f"{len(material.train) - len(material.learned):,} passages of minimal pairs as well.",
            ),
            Table(
                title="Systems",
                columns=("system", "what it is"),
                rows=tuple((system.name, system.about) for system in systems),
            ),
            Table(
                title="Versions and seed",
                columns=("what", "version"),
                rows=(
                    ("stancewire", VERSION),
                    ("Python", platform.python_version()),
                    *versions,
                    ("seed of every draw and fit", str(settings.report.seed)),
                ),
            ),
        ),
    )


def _side_row(name: str, examples: Sequence[Example]) -> tuple[Cell, ...]:
    counts = (sum(example.primary == label for example in examples) for label in CLASSES)
    return name, len(examples), sum(int(body_units(example).sum()) for example in examples), *counts


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def systems_section(systems: Sequence[System], measured: All, note: str) -> Section:
    """2: every figure of every system."""
    return Section(
        title="All systems",
        text="Macro-F1 of the primary label (four classes), of the labels present (three) and of the labels of "
        "passages (three); F1 of statements told by passage, act and holder kind. In brackets the 95 % interval of "
        "1,000 draws of as many documents.",
        parts=(
            Table(
                title="Scores",
                columns=("system", *_TITLES.values()),
                rows=tuple((s.name, *_intervals(measured[s.name])) for s in systems),
                note=f"{_HOLDERS} {note}".strip(),
            ),
            scores_chart(measured, [name for name in _TITLES if name != "statements"]),
        ),
    )


def _intervals(own: Mapping[str, Measured]) -> tuple[Cell, ...]:
    return tuple(own[name].interval if name in own else None for name in _TITLES)


def labels_section(default: System, models: Sequence[System], note: str) -> Section:
    """3: which labels are found, and what is taken for what."""
    rows = [(what, label, t.wanted, t.found, t.precision, t.recall, t.f1) for what, label, t in by_label(default.rows)]
    matrices = [
        Table(
            title=f"Primary label by {system.name}: true in rows, found in columns",
            columns=("true", *CLASSES),
            rows=tuple((true, *(counts.get((true, found), 0) for found in CLASSES)) for true in CLASSES),
            note=note,
        )
        for system in models
        for counts in [confusion(system.rows)]
    ]
    columns = ("of", "label", "annotated", "found", "precision", "recall", "F1")
    return Section(
        title="Label by label",
        text=f"Precision, recall and F1 of {default.name}; then what each shipped model takes for what.",
        parts=(
            Table(title=f"Labels of {default.name}", columns=columns, rows=tuple(rows), note=note),
            *matrices,
            confusion_chart(models),
        ),
    )


def groups_section(default: System, other: System, note: str) -> Section:
    """5: the same figures by era and by kind, for the default model and the best baseline."""
    keys: dict[str, Callable[[Judged], str]] = {
        "era": lambda row: row.example.era or "unknown",
        "kind": lambda row: row.example.kind,
    }
    return Section(
        title="Eras and kinds",
        text=f"{default.name} beside {other.name}, the baseline with the best primary macro-F1: the share of right "
        "primary labels with its interval (Wilson's), and F1 of passage labels, all labels together. Small groups "
        "have wide intervals; no label is present in every one of them, so there is no macro-F1.",
        parts=tuple(_groups_table(key, of, default, other, note) for key, of in keys.items()),
    )


def _groups_table(key: str, of: Callable[[Judged], str], default: System, other: System, note: str) -> Table:
    rows = [
        (a.name, a.size, a.right, b.right, a.passages, b.passages)
        for a, b in zip(groups(default.rows, of), groups(other.rows, of), strict=True)
    ]
    names = (f"{what}, {system.name}" for what in ("primary right", "passages F1") for system in (default, other))
    return Table(title=f"By {key}", columns=(key, "documents", *names), rows=tuple(rows), note=note)


def ablations_section(systems: Sequence[System], seed: int, note: str) -> Section:
    """6: the linear model without one kind of feature; the first system is the whole one."""
    measured = [measure(system.rows, seed, ("passage",))["passage"] for system in systems]
    whole = measured[0]
    rows = [
        (system.name, m.interval, None if m is whole else m.minus(whole).interval)
        for system, m in zip(systems, measured, strict=True)
    ]
    return Section(
        title="What the features bring",
        text="The linear model's passage labels, trained in this run without one kind of feature, said from a chance "
        "of 0.5 on and not calibrated: compare them with each other, not with the table of all systems.",
        parts=(
            Table(
                title="Ablations of the linear model",
                columns=("trained on", "passages", "difference to all features"),
                rows=tuple(rows),
                note=f"Both with the 95 % interval over the same draws of documents. {note}".strip(),
            ),
        ),
    )


def differences_section(default: System, systems: Sequence[System], measured: All, note: str) -> Section:
    """8: the default model minus each other system, on the same draws."""
    first = measured[default.name]
    rows = [
        (s.name, *(_difference(first, measured[s.name], name) for name in FIGURES)) for s in systems if s is not default
    ]
    return Section(
        title="Differences",
        text=f"{default.name} minus each other system, paired: both are scored on the same 1,000 draws of documents, "
        "so what makes a draw hard falls out. An interval above 0 says that the difference is none of chance; that "
        "the texts are a fair sample it does not say.",
        parts=(
            Table(
                title=f"{default.name} minus another system",
                columns=("other system", *_TITLES.values()),
                rows=tuple(rows),
                note=note,
            ),
        ),
    )


def _difference(first: Mapping[str, Measured], other: Mapping[str, Measured], name: str) -> Cell:
    return first[name].minus(other[name]).interval if name in first and name in other else None
