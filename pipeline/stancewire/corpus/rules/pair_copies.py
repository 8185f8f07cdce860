"""Passages of minimal pairs that stand elsewhere too: in another group, or in a document on another side.

A passage is too short to be a near-copy of a document, so what counts there is one run of eight words: of some thirty
words it is a good part, and a model that was trained on it has seen it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from stancewire.corpus.rules.copies import near_copies
from stancewire.corpus.types import CorpusDocument, PairPassage
from stancewire.corpus.violations import Complaint
from stancewire.corpus.words import runs

RUN: Final = 8  # words
Found = Iterator[tuple[PairPassage, Complaint]]
Sided = Sequence[tuple[PairPassage, str]]  # each with its side


def copies(passages: Sided, documents: Iterable[tuple[CorpusDocument, str]]) -> Found:
    """Groups that are nearly the same, wherever they stand; runs shared with a document or a group of another side."""
    alike = dict(_alike([passage for passage, _ in passages]))
    for (_, other), (passage, name) in alike.items():
        yield passage, ("text", f"nearly the same as {name} of the pair {other}; write the group anew or remove it")
    for passage, run, name, standing in _shared(passages, documents):
        if (passage.pair, name) not in alike and (name, passage.pair) not in alike:
            yield (
                passage,
                (
                    "text",
                    f"shares the run {run!r} with {name} in {standing}, this stands in another split; say it otherwise",
                ),
            )


def _alike(passages: Sequence[PairPassage]) -> Iterator[tuple[tuple[str, str], tuple[PairPassage, str]]]:
    """((group, other group), (member, id of the member it is like)); of two groups one member counts, the last."""
    for one, other in near_copies([passage.text for passage in passages]):
        first, second = passages[one], passages[other]
        if first.pair != second.pair:
            yield (second.pair, first.pair), (second, first.id)


def _shared(
    passages: Sided, documents: Iterable[tuple[CorpusDocument, str]]
) -> Iterator[tuple[PairPassage, str, str, str]]:
    """(member, run, name of the document or the group, its side), one for each group and name."""
    holders = _holders(passages, documents)
    told: set[tuple[str, str]] = set()
    for passage, side in passages:
        for run in sorted(runs(passage.text, RUN)):
            for name, standing in sorted(holders[run]):
                if standing != side and name != passage.pair and (passage.pair, name) not in told:
                    told.add((passage.pair, name))
                    yield passage, run, name, standing


def _holders(passages: Sided, documents: Iterable[tuple[CorpusDocument, str]]) -> Mapping[str, set[tuple[str, str]]]:
    """Each run of a passage, and the groups and documents where it stands, with their sides."""
    holders: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for passage, side in passages:
        for run in runs(passage.text, RUN):
            holders[run].add((passage.pair, side))
    for document, side in documents:
        for run in runs(document.text, RUN) & holders.keys():
            holders[run].add((document.id, side))
    return holders
