"""The section on probabilities: do they mean what they say, and what is gained by answering the surest alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from stancewire.evaluation.charts import reliability_chart, risk_chart
from stancewire.evaluation.figures import COVERAGES, Bin, offers, reliability, risk_at, risks, stacked, trusts
from stancewire.evaluation.report import Cell, Section, Table
from stancewire.evaluation.systems import System
from stancewire.training.scores import expected_calibration_error


def calibration_section(default: System, systems: Sequence[System], note: str) -> Section:
    """4: reliability, calibration error, risk at a coverage, prediction sets and abstentions."""
    bins = {what: reliability(*pairs) for what, pairs in _pairs(default)}
    curves = {system.name: risks(system.rows) for system in systems}
    return Section(
        title="Probabilities",
        text=f"Reliability of {default.name}: answers in ten bins by the chance it states, beside the share that came "
        "true. The calibration error is the mean distance of both, weighed by the size of a bin. Risk and coverage: "
        "how many primary labels are wrong if only the surest documents are answered. A prediction set is made to hold "
        "the true primary label of 90 % of documents.",
        parts=(
            _bins_table(bins, default, note),
            reliability_chart(bins),
            Table(
                title="Calibration error",
                columns=("system", "passage labels", "primary label"),
                rows=tuple((s.name, *_errors(s)) for s in systems),
                note=note,
            ),
            Table(
                title="Share of wrong primary labels among the surest documents",
                columns=("system", *(f"{share:.0%} answered" for share in COVERAGES)),
                rows=tuple((name, *(risk_at(curve, share) for share in COVERAGES)) for name, curve in curves.items()),
                note=note,
            ),
            risk_chart(curves),
            _sets_table(systems, note),
        ),
    )


def _pairs(system: System) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """What is stated and whether it is right: every label of every passage, and every primary label."""
    rows = system.rows
    if offers(rows, "passage"):
        yield "passage labels", (stacked(rows, "chances").ravel(), stacked(rows, "wanted").ravel())
    yield "primary label", trusts(rows)


def _errors(system: System) -> tuple[Cell, ...]:
    found = {what: expected_calibration_error(*pairs) for what, pairs in _pairs(system)}
    return found.get("passage labels"), found["primary label"]


def _bins_table(bins: Mapping[str, Sequence[Bin]], default: System, note: str) -> Table:
    rows = [
        (what, f"{b.low:.1f} to {b.high:.1f}", b.size, b.stated, b.right) for what, own in bins.items() for b in own
    ]
    columns = ("of", "stated chance", "answers", "stated, mean", "right")
    return Table(title=f"Reliability of {default.name}", columns=columns, rows=tuple(rows), note=note)


def _sets_table(systems: Sequence[System], note: str) -> Table:
    return Table(
        title="Prediction sets and abstentions",
        columns=("system", "sets with the true label", "mean size", "sets of one", "abstained", "documents"),
        rows=tuple(_sets_row(system) for system in systems if system.answers),
        note=f"Shares of documents; baselines make no sets. {note}".strip(),
    )


def _sets_row(system: System) -> tuple[Cell, ...]:
    pairs = list(zip(system.rows, system.answers, strict=True))
    held = np.mean([row.example.primary in answer.prediction_set for row, answer in pairs])
    sizes = np.array([len(answer.prediction_set) for answer in system.answers])
    abstained = sum(answer.abstained for answer in system.answers)
    return system.name, float(held), float(sizes.mean()), float((sizes == 1).mean()), abstained, len(pairs)
