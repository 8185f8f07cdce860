"""How unlike each other the texts of a corpus are: figures to lay beside those of another corpus.

Two of them (openings, runs that come again) grow with the number of documents; the others do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from statistics import fmean
from typing import Final

from stancewire.corpus.types import CorpusDocument
from stancewire.corpus.words import runs, words

_OPENING: Final = 4  # words
_SAMPLE: Final = 200  # words: a ratio of types to tokens falls with length
_COPIED: Final = 6  # words a run that no two writers share by chance
_SHARED: Final = 3


def diversity(documents: Sequence[CorpusDocument]) -> dict[str, float]:
    """Name of a figure -> its value."""
    if not documents:
        return {}
    texts = [document.text for document in documents]
    mean, highest = _overlap([runs(text, _SHARED) for text in texts])
    return {
        "distinct openings (first four body words)": _distinct_openings(documents),
        "type-token ratio (mean of first 200 words)": fmean(_type_token_ratio(text) for text in texts),
        "six-word runs in more than one document": _repeated_runs(texts),
        "overlap of two documents (three-word runs, mean)": mean,
        "overlap of two documents (highest)": highest,
    }


def _distinct_openings(documents: Sequence[CorpusDocument]) -> float:
    bodies = [[document.line(p.line) for p in document.passages if p.zone == "body"] for document in documents]
    return len({" ".join(words(body[0])[:_OPENING]) for body in bodies if body}) / len(documents)


def _type_token_ratio(text: str) -> float:
    sample = words(text)[:_SAMPLE]
    return len(set(sample)) / max(1, len(sample))


def _repeated_runs(texts: Sequence[str]) -> float:
    times = Counter(run for text in texts for run in runs(text, _COPIED))
    return sum(count > 1 for count in times.values()) / max(1, len(times))


def _overlap(sets: Sequence[set[str]]) -> tuple[float, float]:
    """Jaccard index of two documents: its mean over all pairs, and the highest."""
    found = [len(one & other) / max(1, len(one | other)) for one, other in combinations(sets, 2)]
    return (fmean(found), max(found)) if found else (0.0, 0.0)
