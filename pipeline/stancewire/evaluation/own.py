"""Judge a model of somebody's own labels beside its baselines: the same rows, the same draws, one Report.

Intervals are 95 % and come from 1,000 draws of texts, not of rows: a text that names two targets is one observation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray

from stancewire.evaluation.charts import reliability_chart, scores_chart
from stancewire.evaluation.figures import ROUNDS, Measured, reliability, tally, wilson
from stancewire.evaluation.own_systems import OwnSystem, baselines, trained
from stancewire.evaluation.report import Cell, Report, Section, Table
from stancewire.evaluation.systems import Say
from stancewire.stance.own import OwnScorer
from stancewire.training.own_data import OwnExample, OwnSides, read_sides
from stancewire.training.own_pairs import repeats
from stancewire.training.own_settings import OwnRun
from stancewire.training.own_train import macro_f1, wanted
from stancewire.training.scores import expected_calibration_error

_SEED: Final = 0
_FIGURES: Final = ("macro-F1", "accuracy")
Truth = NDArray[np.int64]
All = dict[str, dict[str, Measured]]


def evaluate_own(settings: OwnRun, say: Say) -> Report:
    """Judge the model of a training config. Raises MalformedRow for rows, ModelError for a model that do not fit it."""
    sides = read_sides(settings)
    say(f"{len(sides.test)} rows to judge, {len(sides.train) + len(sides.dev)} for baselines to learn from")
    if again := repeats(sides):
        say(again)
    model, scorer = trained(settings, sides.test)
    systems = (model, *baselines(settings, sides))
    truth = wanted(sides.test, settings.scheme.classes)
    measured = _measured(systems, sides.test, truth, len(settings.scheme.classes))
    for name, own in measured.items():
        say(f"{name}: macro-F1 {own['macro-F1'].score:.3f}")
    sections = [
        _judged(settings, sides),
        _scores(settings, systems, measured),
        _labels(settings, model, truth),
        _calibration(settings, model, scorer, truth),
    ]
    if settings.columns.target:
        sections.append(_targets(settings, systems, sides.test, truth))
    return Report(
        title=f"{settings.model.name}: labels of {settings.scheme.name}",
        opening=_opening(sides, scorer),
        sections=tuple(sections),
    )


def _opening(sides: OwnSides, scorer: OwnScorer) -> str:
    texts = len({example.key for example in sides.test})
    head = f"Written by stancewire evaluate. Every system is judged on the same {len(sides.test)} rows of {texts} texts"
    if scorer.settings.seen is None:
        claim = (
            ". The model's folder is of an older form and does not say what it was trained on: that none of these rows "
            "is among it cannot be checked until it is trained again. The"
        )
    else:
        claim = ", none of which any of them was trained on; the"
    return f"{head}{claim} figures of every table stand in figures.json."


def _measured(systems: Sequence[OwnSystem], examples: Sequence[OwnExample], truth: Truth, labels: int) -> All:
    draws = list(_draws(examples))
    found: All = {}
    for system in systems:
        own = system.found
        scores = [
            (macro_f1(own[rows], truth[rows], labels), float((own[rows] == truth[rows]).mean())) for rows in draws
        ]
        whole = (macro_f1(own, truth, labels), float((own == truth).mean()))
        found[system.name] = {
            name: Measured(whole[place], np.array([score[place] for score in scores]))
            for place, name in enumerate(_FIGURES)
        }
    return found


def _draws(examples: Sequence[OwnExample]) -> Iterator[Truth]:
    """The rows of as many texts as there are, drawn with replacement."""
    places: dict[str, list[int]] = {}
    for place, example in enumerate(examples):
        places.setdefault(example.key, []).append(place)
    texts, random = list(places.values()), Random(_SEED)
    for _ in range(ROUNDS):
        yield np.array([place for _ in texts for place in texts[random.randrange(len(texts))]], dtype=np.int64)


def _judged(run: OwnRun, sides: OwnSides) -> Section:
    rows = []
    for name in ("train", "dev", "test"):
        examples = getattr(sides, name)
        counts = Counter(example.label for example in examples)
        rows.append(
            (name, len(examples), len({e.key for e in examples}), *(counts[label] for label in run.scheme.classes))
        )
    heads = (f"label {name}" for name in run.scheme.classes)
    rest = f" {run.scheme.rest} means no stance." if run.scheme.rest else " Every label is a stance."
    dev = "" if run.dev else " dev is a fifth of train, by a hash of the text."
    return Section(
        title="What was judged",
        text=f"Each row has one of the labels {', '.join(run.scheme.classes)}.{rest}{dev} No text stands on two sides.",
        parts=(Table(title="Rows", columns=("side", "rows", "texts", *heads), rows=tuple(rows)),),
    )


def _scores(run: OwnRun, systems: Sequence[OwnSystem], measured: All) -> Section:
    model = measured[systems[0].name]
    rows = [
        (
            system.name,
            *(measured[system.name][name].interval for name in _FIGURES),
            None if system is systems[0] else model["macro-F1"].minus(measured[system.name]["macro-F1"]).interval,
            system.about,
        )
        for system in systems
    ]
    columns = ("system", *_FIGURES, f"{systems[0].name} minus it, macro-F1", "what it is")
    return Section(
        title="All systems",
        text="Macro-F1 is the mean of the F1 of all labels. A difference whose interval lies above 0 is none of chance.",
        parts=(
            Table(title="Scores", columns=columns, rows=tuple(rows), note=run.texts),
            scores_chart(measured, _FIGURES),
        ),
    )


def _labels(run: OwnRun, model: OwnSystem, truth: Truth) -> Section:
    found, labels = model.found, run.scheme.classes
    tallies = [(name, tally(found == place, truth == place)) for place, name in enumerate(labels)]
    rows = tuple((name, t.wanted, t.found, t.precision, t.recall, t.f1) for name, t in tallies)
    matrix: tuple[tuple[Cell, ...], ...] = tuple(
        (true, *(int(((truth == row) & (found == column)).sum()) for column in range(len(labels))))
        for row, true in enumerate(labels)
    )
    columns = ("label", "true", "found", "precision", "recall", "F1")
    return Section(
        title="Label by label",
        text=f"Precision, recall and F1 of {model.name}; then what it takes for what.",
        parts=(
            Table(title=f"Labels of {model.name}", columns=columns, rows=rows, note=run.texts),
            Table(
                title=f"Confusion of {model.name}",
                columns=("true", *(f"found {n}" for n in labels)),
                rows=matrix,
                note=run.texts,
            ),
        ),
    )


def _calibration(run: OwnRun, model: OwnSystem, scorer: OwnScorer, truth: Truth) -> Section:
    rows = np.arange(len(truth))
    trust, right = model.chances[rows, model.found], model.found == truth
    sets = (model.chances >= scorer.settings.set_at) | (np.arange(model.chances.shape[1]) == model.found[:, None])
    bins = reliability(trust, right)
    held = int(sets[rows, truth].sum())
    facts: tuple[tuple[Cell, ...], ...] = (
        ("calibration error of the likeliest label", expected_calibration_error(trust, right)),
        (
            f"sets made to hold {scorer.settings.coverage:.0%}: share that holds the true label",
            wilson(held, len(truth)),
        ),
        ("labels in a set, mean", float(sets.sum(axis=1).mean())),
        ("temperature", scorer.settings.temperature),
    )
    columns = ("from", "to", "rows", "stated", "right")
    return Section(
        title="Are its probabilities true",
        text="Temperature and sets were fitted on dev. A bin's stated chance should be the share that is right.",
        parts=(
            Table(title="Calibration", columns=("figure", "value"), rows=facts, note=run.texts),
            Table(
                title="Reliability of the likeliest label",
                columns=columns,
                rows=tuple((b.low, b.high, b.size, b.stated, b.right) for b in bins),
                note=run.texts,
            ),
            reliability_chart({model.name: bins}),
        ),
    )


def _targets(run: OwnRun, systems: Sequence[OwnSystem], examples: Sequence[OwnExample], truth: Truth) -> Section:
    """Target by target, and the texts that only a model which knows the target can get right."""
    groups = [(t, [e.target == t for e in examples]) for t in sorted({e.target for e in examples})]
    labels: dict[str, set[str]] = {}
    for example in examples:
        labels.setdefault(example.key, set()).add(example.label)
    groups.append(("(texts with two labels)", [len(labels[e.key]) > 1 for e in examples]))
    rows = []
    for name, chosen in groups:
        flags = np.array(chosen, dtype=bool)
        size = int(flags.sum())
        shares = (wilson(int((s.found == truth)[flags].sum()), size) if size else None for s in systems)
        rows.append((name, size, *shares))
    return Section(
        title="Target by target",
        text="The share of right labels with its interval (Wilson's). The last row holds the texts that say one thing of "
        "one target and another of another: whoever does not look at the target is right about half of each at most.",
        parts=(
            Table(
                title="Right labels by target",
                columns=("target", "rows", *(f"right by {s.name}" for s in systems)),
                rows=tuple(rows),
                note=run.texts,
            ),
        ),
    )
