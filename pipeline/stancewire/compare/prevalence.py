"""How often a label truly is present in an archive, from a model's labels of all of it and people's of a random sample.

The difference estimator of survey sampling (Cochran, Sampling Techniques, 1977, chapter 7): the model's share over all N
documents plus the mean error of the model on the n that people coded. It is unbiased however bad the model is, as long as
the sample is random; a good model makes its interval narrow. The interval is that of the normal approximation with the
finite population correction. Where no error was seen in the sample, its half is 3 / n, the rule of three.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, variance
from typing import Final

from stancewire.compare.coding import Coding
from stancewire.compare.measures import Pair
from stancewire.stance.labels import CLASSES, NAMES

FEWEST: Final = 30  # documents of a sample below which an interval by the normal approximation means little
_Z: Final = 1.96
_RULE_OF_THREE: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevalence:
    """Shares of documents in [0, 1], with a 95 % interval of the corrected one."""

    question: str  # primary or present
    label: str
    as_found: float  # by the model, over all documents
    corrected: float
    low: float
    high: float


def prevalences(everything: Mapping[str, Coding], pairs: Sequence[Pair]) -> list[Prevalence]:
    """Of every class as primary label and every label as present one.

    everything: what the model says of the archive. pairs: the sample, of at least two documents of that archive.
    """
    asked: list[tuple[str, str, Callable[[Coding, str], bool]]] = [
        *(("primary", name, _is_primary) for name in CLASSES),
        *(("present", name, _is_present) for name in NAMES),
    ]
    return [_estimate(question, name, has, everything, pairs) for question, name, has in asked]


def _estimate(
    question: str,
    name: str,
    has: Callable[[Coding, str], bool],
    everything: Mapping[str, Coding],
    pairs: Sequence[Pair],
) -> Prevalence:
    found = fmean(has(coding, name) for coding in everything.values())
    errors = [int(has(pair.two, name)) - int(has(pair.one, name)) for pair in pairs]
    left = 1 - len(pairs) / len(everything)
    spread = variance(errors)
    half = _Z * (left * spread / len(errors)) ** 0.5 if spread else left * _RULE_OF_THREE / len(errors)
    corrected = _share(found + fmean(errors))
    return Prevalence(
        question=question,
        label=name,
        as_found=found,
        corrected=corrected,
        low=_share(corrected - half),
        high=_share(corrected + half),
    )


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def _is_primary(coding: Coding, name: str) -> bool:
    return coding.primary == name


def _is_present(coding: Coding, name: str) -> bool:
    return name in coding.present
