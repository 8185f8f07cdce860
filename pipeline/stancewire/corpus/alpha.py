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
    random = np.random.default_rng(SEED)
    number = len(questions[0])
    draws = [_mean(tables, random.integers(0, number, number)) for _ in range(_DRAWS)]
    known = [draw for draw in draws if draw is not None]
    low, high = (float(edge) for edge in np.quantile(known, (0.025, 0.975))) if known else (None, None)
    return Alpha(
        name=name,
        alpha=_mean(tables, np.arange(number)),
        low=low,
        high=high,
        units=len(units),
        agreed=sum(one == other for one, other in units),
    )


def _mean(tables: Sequence[Sequence[Counts]], chosen: NDArray[np.int64]) -> float | None:
    import numpy as np

    found = [_alpha(np.concatenate([table[k] for k in chosen])) for table in tables]
    known = [value for value in found if value is not None]
    return fmean(known) if known else None


def _alpha(counts: Counts) -> float | None:
    try:
        import krippendorff
    except ImportError:
        raise MissingLibrary(
            "krippendorff", "is not installed", "install it: pip install 'stancewire[corpus]'"
        ) from None
    if int((counts.sum(axis=0) > 0).sum()) < 2:
        return None
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


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
