"""What minimal pairs are worth: how many flip a label at all, and how many are as minimal as they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from stancewire.corpus.rules.pairs import by_group, changed, flips_a_label
from stancewire.corpus.shares import share
from stancewire.corpus.types import PairPassage

_MUCH: Final = 0.4
PAIR_HEAD: Final = (
    "minimal pairs: what flips",
    "groups",
    "passages",
    "groups that flip a label",
    "comparisons of two members",
    "which flip a label",
    "which change over 40 % of words",
)


def pair_rows(passages: Sequence[PairPassage]) -> Iterator[list[str]]:
    """A row for each flip, the most frequent first, and one for all of them.

    Every two members of a group are compared: of three, the second with the third as well. Words changed are
    counted against the longer member.
    """
    flips = Counter(passage.flips for passage in passages)
    for flip, _ in flips.most_common():
        yield _row(flip, [passage for passage in passages if passage.flips == flip])
    yield _row("all", passages)


def _row(name: str, passages: Sequence[PairPassage]) -> list[str]:
    groups = list(by_group(passages).values())
    compared = [two for members in groups for two in combinations(members, 2)]
    return [
        name,
        f"{len(groups):,}",
        f"{len(passages):,}",
        share(sum(flips_a_label(members) for members in groups), groups),
        f"{len(compared):,}",
        share(sum(flips_a_label(two) for two in compared), compared),
        share(sum(changed(*two) > _MUCH for two in compared), compared),
    ]
