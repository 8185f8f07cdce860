"""How far coders agree on the records that two of them decided: Krippendorff's alpha by corpus/alpha.py.

Asked of each pair of coders: the primary label, each label of the document, and the mean over labels. A decision made
before the model's labels were shown counts before a later one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from stancewire.errors import MissingLibrary
from stancewire.review.reading import Reading

if TYPE_CHECKING:
    from stancewire.corpus.alpha import Alpha, Unit

Json = dict[str, Any]
Both = tuple[Reading, Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two coders, how many records both decided, and alpha of each question. note: why there is none."""

    coders: tuple[str, str]
    records: int
    alphas: tuple[Alpha, ...]
    note: str = ""

    def to_json(self) -> Json:
        """As plain JSON values."""
        return {
            "coders": list(self.coders),
            "records": self.records,
            "alphas": [asdict(alpha) for alpha in self.alphas],
            "note": self.note,
        }


def agreement(judged: Mapping[int, Mapping[str, Reading]], names: Sequence[str]) -> list[Pair]:
    """Every pair of coders who decided a record in common. names: the labels that may be present."""
    coders = sorted({coder for readings in judged.values() for coder in readings})
    found = []
    for pair in combinations(coders, 2):
        both = [(r[pair[0]], r[pair[1]]) for _, r in sorted(judged.items()) if pair[0] in r and pair[1] in r]
        if both:
            found.append(_pair(pair, both, names))
    return found


def _pair(coders: tuple[str, str], both: Sequence[Both], names: Sequence[str]) -> Pair:
    try:
        return Pair(coders=coders, records=len(both), alphas=tuple(_alphas(both, names)))
    except MissingLibrary as error:
        return Pair(coders=coders, records=len(both), alphas=(), note=f"alpha is not shown: {error}")


def _alphas(both: Sequence[Both], names: Sequence[str]) -> list[Alpha]:
    from stancewire.corpus.alpha import measure

    primary = [[(str(one.primary), str(other.primary))] for one, other in both]
    present = {name: [[_present(pair, name)] for pair in both] for name in names}
    return [
        measure("primary", [primary]),
        *(measure(f"present: {name}", [units]) for name, units in present.items()),
        measure("present: mean", list(present.values())),
    ]


def _present(both: Both, name: str) -> Unit:
    one, other = ("yes" if name in reading.present else "no" for reading in both)
    return one, other
