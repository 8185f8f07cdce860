"""Figures of judged rows: scores with intervals, differences, tallies by label, calibration, risk at a coverage.

All intervals are 95 % and come from 1,000 draws of as many documents; systems that are judged on the same documents
are drawn together, so that their difference has an interval of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stancewire.evaluation.report import Interval
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.training.scores import FIGURES, Figure, Flags, Judged, f1

ROUNDS: Final = 1000
BINS: Final = 10
COVERAGES: Final = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_NEEDS: Final = {"passage": "found", "statements": "deeds"}  # the field of Judged that a figure is of
_Z: Final = 1.96  # 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure on all rows, and on each draw of them, in the order of the draws."""

    score: float
    spread: NDArray[np.float64]

    @property
    def low(self) -> float:
        """The lower end of the 95 % interval."""
        return float(np.sort(self.spread)[int(len(self.spread) * 0.025)])

    @property
    def high(self) -> float:
        """The upper end."""
        return float(np.sort(self.spread)[int(len(self.spread) * 0.975)])

    def minus(self, other: Measured) -> Measured:
        """The difference, draw by draw; both must come from the same documents and seed."""
        return Measured(self.score - other.score, self.spread - other.spread)

    @property
    def interval(self) -> Interval:
        """As a table holds it."""
        return Interval(self.score, self.low, self.high)


def measure(rows: Sequence[Judged], seed: int, names: Sequence[str] = tuple(FIGURES)) -> dict[str, Measured]:
    """Each figure that the rows have something to say of."""
    random = Random(seed)
    draws = [[random.randrange(len(rows)) for _ in rows] for _ in range(ROUNDS)]
    wanted = {name: FIGURES[name] for name in names if offers(rows, name)}
    return {name: _measured(rows, figure, draws) for name, figure in wanted.items()}


def offers(rows: Sequence[Judged], name: str) -> bool:
    """Whether a system says anything that a figure could be of."""
    return name not in _NEEDS or all(getattr(row, _NEEDS[name]) is not None for row in rows)


def _measured(rows: Sequence[Judged], figure: Figure, draws: Sequence[Sequence[int]]) -> Measured:
    spread = np.array([figure([rows[index] for index in draw]) for draw in draws])
    return Measured(figure(rows), spread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was found, what was wanted, and what is both."""

    found: int
    wanted: int
    right: int

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what was wanted that was found; None where nothing was wanted."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, self.found + self.wanted)


def tally(found: Flags, wanted: Flags) -> Tally:
    """Count flags of one shape."""
    return Tally(found=int(found.sum()), wanted=int(wanted.sum()), right=int((found & wanted).sum()))


def by_label(rows: Sequence[Judged]) -> Iterator[tuple[str, str, Tally]]:
    """(what, label, tally): the primary classes, then the labels of documents and of passages."""
    for name in CLASSES:
        pairs = [(row.primary == name, row.example.primary == name) for row in rows]
        yield "primary", name, tally(*np.array(pairs, dtype=bool).T)
    for name in NAMES:
        pairs = [(name in row.present, name in row.example.present) for row in rows]
        yield "present", name, tally(*np.array(pairs, dtype=bool).T)
    if offers(rows, "passage"):
        found, wanted = stacked(rows, "found"), stacked(rows, "wanted")
        for column, name in enumerate(NAMES):
            yield "passage", name, tally(found[:, column], wanted[:, column])


def stacked(rows: Sequence[Judged], field: str) -> NDArray[Any]:
    """A field of all rows, one below the other."""
    return np.concatenate([getattr(row, field) for row in rows])


def confusion(rows: Sequence[Judged]) -> Mapping[tuple[str, str], int]:
    """How many documents have the one primary label and get the other: (true, found)."""
    return Counter((str(row.example.primary), row.primary) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Answers whose stated chance lies from low up to high."""

    low: float
    high: float
    size: int
    stated: float  # the mean chance
    right: float  # the share that is right


def reliability(chances: NDArray[np.float64], right: Flags) -> tuple[Bin, ...]:
    """Bins of equal width that hold anything."""
    place = np.minimum((chances * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            size=int((place == number).sum()),
            stated=float(chances[place == number].mean()),
            right=float(right[place == number].mean()),
        )
        for number in range(BINS)
        if (place == number).any()
    )


def trusts(rows: Sequence[Judged]) -> tuple[NDArray[np.float64], Flags]:
    """The chance each document's primary label was given, and whether it is right."""
    right = [row.primary == row.example.primary for row in rows]
    return np.array([row.trust for row in rows]), np.array(right, dtype=bool)


def risks(rows: Sequence[Judged]) -> NDArray[np.float64]:
    """The share of wrong primary labels among the surest 1, 2, … documents; of equal trust the earlier come first."""
    trust, right = trusts(rows)
    wrong = ~right[np.argsort(-trust, kind="stable")]
    return np.asarray(np.cumsum(wrong) / np.arange(1, len(wrong) + 1))


def risk_at(risk: NDArray[np.float64], coverage: float) -> float:
    """The risk where this share of the documents is answered, rounded up to whole documents."""
    return float(risk[max(1, int(np.ceil(coverage * len(risk) - 1e-9))) - 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Documents that have something in common."""

    name: str
    size: int
    right: Interval  # the share of right primary labels
    passages: float | None  # F1 of passage labels, all labels together; None where there are none


def groups(rows: Sequence[Judged], key: Callable[[Judged], str]) -> tuple[Group, ...]:
    """Rows by a key, sorted by its name. The interval is Wilson's: a handful of documents has a wide one."""
    found = []
    for name in sorted({key(row) for row in rows}):
        own = [row for row in rows if key(row) == name]
        right = sum(row.primary == row.example.primary for row in own)
        labels = stacked(own, "wanted").any() and offers(own, "passage")
        passages = f1(stacked(own, "found"), stacked(own, "wanted")) if labels else None
        found.append(Group(name=name, size=len(own), right=wilson(right, len(own)), passages=passages))
    return tuple(found)


def wilson(right: int, size: int) -> Interval:
    """A share with its 95 % interval."""
    share, spread = right / size, _Z**2 / size
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / size + spread / (4 * size)) / (1 + spread)
    return Interval(share, max(0.0, middle - half), min(1.0, middle + half))
