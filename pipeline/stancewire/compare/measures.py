"""How far two codings of the same documents agree: alpha, F1 of each label, and which classes are taken for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.compare.coding import Coding, acts_by_side
from stancewire.corpus.alpha import Alpha, Unit, measure
from stancewire.corpus.types import SIDES, weightiest
from stancewire.stance.labels import CLASSES, NAMES

NO_ACT: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One document as both sides code it; the second is the reference."""

    one: Coding
    two: Coding

    @property
    def shared(self) -> tuple[str, ...]:
        """The passages that both know, in the order of the second."""
        return tuple(key for key in self.two.passages if key in self.one.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelScore:
    """Of one label: how often each side gives it, and both; None where a figure has nothing to stand on."""

    question: str  # primary, present or passages
    label: str
    found: int
    wanted: int
    both: int

    @property
    def precision(self) -> float | None:
        """Of what the first side gives, how much the second gives too."""
        return self.both / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Of what the second side gives, how much the first gives too."""
        return self.both / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean."""
        total = self.found + self.wanted
        return 2 * self.both / total if total else None


def alphas(pairs: Sequence[Pair]) -> list[Alpha]:
    """Krippendorff's alpha of every question, labels each and on average. Raises MissingLibrary."""
    present = [[list(_present(pair, name)) for pair in pairs] for name in NAMES]
    passages = [[list(_passages(pair, name)) for pair in pairs] for name in NAMES]
    return [
        measure("primary", [[list(_primary(pair)) for pair in pairs]]),
        *(measure(f"present: {name}", [units]) for name, units in zip(NAMES, present, strict=True)),
        measure("present: mean", present),
        *(measure(f"passages: {name}", [units]) for name, units in zip(NAMES, passages, strict=True)),
        measure("passages: mean", passages),
        measure("acts of sides", [[list(_acts(pair)) for pair in pairs]]),
    ]


def label_scores(pairs: Sequence[Pair]) -> list[LabelScore]:
    """F1 of every class and label, the second side taken as the truth."""
    questions: tuple[tuple[str, Sequence[str], Callable[[Pair, str], Iterator[Unit]]], ...] = (
        ("primary", CLASSES, _is_primary),
        ("present", NAMES, _present),
        ("passages", NAMES, _passages),
    )
    return [
        _score(question, name, [unit for pair in pairs for unit in units(pair, name)])
        for question, names, units in questions
        for name in names
    ]


def confusion(pairs: Sequence[Pair]) -> list[list[int]]:
    """Counts (classes, classes) of primary labels: a row a class of the second side, a column one of the first."""
    counts = Counter((pair.two.primary, pair.one.primary) for pair in pairs)
    return [[counts[wanted, found] for found in CLASSES] for wanted in CLASSES]


def macro(scores: Sequence[LabelScore], question: str) -> float | None:
    """Mean F1 of the labels of a question that either side gives."""
    known = [score.f1 for score in scores if score.question == question and score.f1 is not None]
    return sum(known) / len(known) if known else None


def _score(question: str, label: str, units: Sequence[Unit]) -> LabelScore:
    found, wanted = (sum(unit[side] == label for unit in units) for side in (0, 1))
    both = sum(one == two == label for one, two in units)
    return LabelScore(question=question, label=label, found=found, wanted=wanted, both=both)


def _primary(pair: Pair) -> Iterator[Unit]:
    yield pair.one.primary, pair.two.primary


def _is_primary(pair: Pair, name: str) -> Iterator[Unit]:
    yield from _primary(pair)


def _present(pair: Pair, name: str) -> Iterator[Unit]:
    yield _given(name, pair.one.present), _given(name, pair.two.present)


def _passages(pair: Pair, name: str) -> Iterator[Unit]:
    for key in pair.shared:
        yield _given(name, pair.one.passages[key]), _given(name, pair.two.passages[key])


def _given(name: str, labels: frozenset[str]) -> str:
    return name if name in labels else "-"


def _acts(pair: Pair) -> Iterator[Unit]:
    """For every passage and side what it does there."""
    one, two = acts_by_side(pair.one), acts_by_side(pair.two)
    for place in ((passage, side) for passage in pair.shared for side in SIDES):
        yield _act(one.get(place)), _act(two.get(place))


def _act(acts: frozenset[str] | None) -> str:
    """Of two acts the weightier one."""
    return weightiest(acts) if acts else NO_ACT
