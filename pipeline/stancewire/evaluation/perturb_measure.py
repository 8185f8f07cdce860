"""What a tagger says of texts and of their perturbed twins, compared, with 95 % intervals over documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from stancewire.corpus.denials import Denied
from stancewire.corpus.types import CorpusDocument, PairPassage
from stancewire.tagger import Tagger

_ROUNDS: Final = 1000
Labels = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Hits among counted units, and its interval by a bootstrap over what the units belong to."""

    value: float
    low: float
    high: float
    count: int

    @property
    def interval(self) -> str:
        """As a table shows it."""
        return f"{self.low:.3f}–{self.high:.3f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a tagger says of one text: the primary label, those present, those of each passage in order."""

    primary: str
    present: Labels
    passages: tuple[Labels, ...]
    texts: tuple[str, ...] = ()  # of the passages

    def place_of(self, line: str) -> int | None:
        """Which passage a line is; None where the program reads it as something else."""
        return next((place for place, text in enumerate(self.texts) if text and line.strip().endswith(text)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A document and its perturbed twin under one tagger; truth is the annotators' primary label."""

    id: str
    truth: str
    before: Outcome
    after: Outcome

    @property
    def passages(self) -> tuple[int, int]:
        """How many passages changed their labels, and of how many; one that is lost or won has changed."""
        before, after = self.before.passages, self.after.passages
        changed = sum(a != b for a, b in zip(before, after, strict=False))
        return changed + abs(len(before) - len(after)), max(len(before), len(after))


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """Two members of one group of pairs, with what is true of them and what a tagger found."""

    group: str
    flips: str
    truth: tuple[Labels, Labels]
    found: tuple[Labels, Labels]

    @property
    def stays(self) -> bool:
        """Whether nothing may change between the two."""
        return self.truth[0] == self.truth[1]

    @property
    def differs(self) -> bool:
        """Whether the tagger says different things of the two."""
        return self.found[0] != self.found[1]

    @property
    def as_truth(self) -> bool:
        """Whether every label that truly goes or comes does so for the tagger."""
        flipped = self.truth[0] ^ self.truth[1]
        return all(found & flipped == truth & flipped for found, truth in zip(self.found, self.truth, strict=True))

    @property
    def both_right(self) -> bool:
        """Whether all labels of both are right."""
        return self.found == self.truth


def outcome(tagger: Tagger, text: str) -> Outcome:
    """Tag a text as anybody would who knows nothing beside it."""
    record = tagger.tag_text(text)
    stance, clean = record.stance, record.text or ""
    if stance is None:
        return Outcome(primary="none", present=frozenset(), passages=())
    return Outcome(
        primary=stance.primary,
        present=frozenset(stance.present),
        passages=tuple(frozenset(passage.labels) for passage in stance.passages),
        texts=tuple(clean[passage.start : passage.end] for passage in stance.passages),
    )


def flips(tagger: Tagger, pairs: Iterable[PairPassage]) -> Iterator[Flip]:
    """Every two members of every group, each read under its headline."""
    groups: dict[str, list[tuple[PairPassage, Labels]]] = defaultdict(list)
    for pair in pairs:
        text = f"{pair.context_title}\n\n{pair.text}" if pair.context_title else pair.text
        groups[pair.pair].append((pair, _all_labels(outcome(tagger, text))))
    for name, members in groups.items():
        for (one, found), (other, found_other) in combinations(members, 2):
            yield Flip(
                group=name,
                flips=one.flips,
                truth=(frozenset(one.labels), frozenset(other.labels)),
                found=(found, found_other),
            )


def denied_away(
    tagger: Tagger, document: CorpusDocument, before: Outcome, passages: Iterable[Denied]
) -> Iterator[tuple[Denied, bool]]:
    """Of a document's passages whose label a tagger finds: whether it goes when that one statement is denied."""
    for passage in passages:
        lines = list(document.lines)
        place = before.place_of(lines[passage.line - 1])
        if place is None or passage.label not in before.passages[place]:
            continue
        lines[passage.line - 1] = passage.denied
        after = outcome(tagger, "\n".join(lines))
        there = after.place_of(passage.denied)
        yield passage, there is None or passage.label not in after.passages[there]


def share(units: Sequence[tuple[int, int]], seed: int) -> Share:
    """Hits of counts, each summed over units of chance (documents, groups); 0 of 0 is 0."""
    values = np.array(units, dtype=np.int64).reshape(-1, 2)
    total = int(values[:, 1].sum())
    if not total:
        return Share(value=0.0, low=0.0, high=0.0, count=0)
    drawn = np.random.default_rng(seed).integers(0, len(values), size=(_ROUNDS, len(values)))
    sums = values[drawn].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / np.maximum(sums[:, 1], 1), (2.5, 97.5))
    return Share(value=float(values[:, 0].sum() / total), low=float(low), high=float(high), count=total)


def _all_labels(found: Outcome) -> Labels:
    return frozenset().union(*found.passages)
