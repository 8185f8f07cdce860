"""Krippendorff's alpha of two annotators, with an interval over documents.

In:  for each document its units, each with the two answers.
Out: alpha for nominal values (the package krippendorff), and its 95 % interval: documents are drawn anew with
     replacement, 1,000 times with a fixed seed. Lines of one document are not independent, so lines are not drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

from stancewire.errors import MissingLibrary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]  # a row a unit, a column a value: how many of the two gave it

Unit = tuple[str, str]  # first and second answer
SEED: Final = 20141008
_DRAWS: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """Agreement on one question. alpha is None where all answers are the same: nothing could be disagreed on."""

    name: str
    alpha: float | None
    low: float | None
    high: float | None
    units: int
    agreed: int


def measure(name: str, questions: Sequence[Sequence[Sequence[Unit]]]) -> Alpha:
    """Agreement on questions that are averaged: for each question, for each document, its units.

    All questions have the same documents. Raises MissingLibrary.
    """
    import numpy as np

    tables = [_counts(question) for question in questions]
    units = [unit for question in questions for document in question for unit in document]
    low, high = _interval([_coincidences(table) for table in tables])
    return Alpha(
        name=name,
        alpha=_mean([_alpha(np.concatenate(table)) for table in tables]),
        low=low,
        high=high,
        units=len(units),
        agreed=sum(one == other for one, other in units),
    )


def _alpha(counts: Counts) -> float | None:
    try:
        import krippendorff
    except ImportError:
        raise MissingLibrary("krippendorff", "is not installed", "say pip install 'stancewire[agreement]'") from None
    if int((counts.sum(axis=0) > 0).sum()) < 2:
        return None
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def _interval(tables: Sequence[Counts]) -> tuple[float | None, float | None]:
    """tables: for each question the coincidences of each document, which add up to those of a draw."""
    import numpy as np

    random = np.random.default_rng(SEED)
    number = len(tables[0])
    draws = [random.integers(0, number, number) for _ in range(_DRAWS)]
    means = [_mean([alpha_of(table[draw].sum(axis=0)) for table in tables]) for draw in draws]
    known = [mean for mean in means if mean is not None]
    if not known:
        return None, None
    low, high = np.quantile(known, (0.025, 0.975))
    return float(low), float(high)


def alpha_of(coincidences: Counts) -> float | None:
    """Alpha by its definition for two annotators without gaps: 1 - observed / expected disagreement."""
    times = coincidences.sum(axis=0)
    total = int(times.sum())
    differ = total - int(coincidences.trace())
    chance = total**2 - int((times**2).sum())
    return 1 - (total - 1) * differ / chance if chance else None


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _coincidences(documents: Sequence[Counts]) -> Counts:
    """A matrix a document: how often one value stands beside another, each unit counted both ways."""
    import numpy as np

    return np.stack([counts.T @ counts - np.diag(counts.sum(axis=0)) for counts in documents])


def _counts(question: Sequence[Sequence[Unit]]) -> list[Counts]:
    import numpy as np

    values = sorted({value for document in question for unit in document for value in unit})
    column = {value: k for k, value in enumerate(values)}
    tables = []
    for document in question:
        table = np.zeros((len(document), len(values)), dtype=np.int64)
        for row, unit in enumerate(document):
            for value in unit:
                table[row, column[value]] += 1
        tables.append(table)
    return tables
