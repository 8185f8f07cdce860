"""Everything that is said of two codings, put together once; text, JSON and the methods paragraph are made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import attrgetter
from typing import Any

from stancewire.compare.coding import Coding
from stancewire.compare.measures import LabelScore, Pair, alphas, confusion, label_scores, macro
from stancewire.compare.prevalence import FEWEST, Prevalence, prevalences
from stancewire.compare.ties import Window, windows
from stancewire.corpus.alpha import Alpha
from stancewire.errors import EmptyInput
from stancewire.stance.labels import CLASSES

_TWO = 2  # documents, below which no error has a variance
_SIDES = (attrgetter("one"), attrgetter("two"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """one, two: what the sides are called. confusion: rows are classes of the second side, columns of the first.

    prevalences is empty where the first side knows no document beyond those of the second.
    """

    one: str
    two: str
    documents: int
    only_one: int
    only_two: int
    passages: int
    passages_apart: int  # passages of either side that the other does not have
    alphas: tuple[Alpha, ...]
    scores: tuple[LabelScore, ...]
    confusion: tuple[tuple[int, ...], ...]
    windows: tuple[Window, ...]
    prevalences: tuple[Prevalence, ...]
    warnings: tuple[str, ...]

    def macro(self, question: str) -> float | None:
        """Mean F1 of the labels of primary, present or passages."""
        return macro(self.scores, question)

    def to_json(self) -> dict[str, Any]:
        """Every figure under the name of its field, with the F1 that follow from the counts."""
        scores = [asdict(s) | {"precision": s.precision, "recall": s.recall, "f1": s.f1} for s in self.scores]
        macros = {question: self.macro(question) for question in ("primary", "present", "passages")}
        return asdict(self) | {"scores": scores, "macro_f1": macros, "classes": list(CLASSES)}


def compare(
    one: Mapping[str, Coding], two: Mapping[str, Coding], *, names: tuple[str, str], by: str = "year"
) -> Comparison:
    """Compare the documents that both sides code. by: whole, year or month, of the networks.

    Raises EmptyInput where they share no document, MissingLibrary without krippendorff.
    """
    pairs = [Pair(one=one[key], two=coding) for key, coding in two.items() if key in one]
    if not pairs:
        raise EmptyInput(
            names[1], f"shares no id with {names[0]}", "compare codings of the same documents by their ids"
        )
    archive = len(pairs) < len(one) and len(pairs) >= _TWO
    shared = [len(pair.shared) for pair in pairs]
    apart = sum(len(p.one.passages) + len(p.two.passages) - 2 * n for p, n in zip(pairs, shared, strict=True))
    return Comparison(
        one=names[0],
        two=names[1],
        documents=len(pairs),
        only_one=len(one) - len(pairs),
        only_two=len(two) - len(pairs),
        passages=sum(shared),
        passages_apart=apart,
        alphas=tuple(alphas(pairs)),
        scores=tuple(label_scores(pairs)),
        confusion=tuple(tuple(row) for row in confusion(pairs)),
        windows=tuple(windows(pairs, by)),
        prevalences=tuple(prevalences(one, pairs)) if archive else (),
        warnings=tuple(_warnings(names, pairs, len(two), archive=archive)),
    )


def _warnings(names: tuple[str, str], pairs: Sequence[Pair], coded: int, *, archive: bool) -> list[str]:
    found = []
    if coded > len(pairs):
        found.append(
            f"{coded - len(pairs):,} documents of {names[1]} have no counterpart in {names[0]} and are left out: "
            "were they tagged, and under these ids?"
        )
    if archive:
        found.append(
            f"corrected shares hold only if the {len(pairs):,} documents of {names[1]} are a random sample of {names[0]}"
        )
    bare = [sum(not e.concept for pair in pairs for e in side(pair).events) for side in _SIDES]
    if any(bare):
        total = [sum(len(side(pair).events) for pair in pairs) for side in _SIDES]
        told = (f"{n:,} of {of:,} statements of {name}" for n, of, name in zip(bare, total, names, strict=True))
        found.append(
            f"{' and '.join(told)} name no policy: networks of bodies and policies rest on the others, those of kinds and "
            "acts on all"
        )
    if archive and len(pairs) < FEWEST:
        found.append(
            f"a sample of {len(pairs)} is small: take {FEWEST} documents or more for an interval that means much"
        )
    return found
