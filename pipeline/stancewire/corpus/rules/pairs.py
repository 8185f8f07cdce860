"""Minimal pairs: members are one passage each, alike in words, and differ in labels unless only the era's body changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from stancewire.corpus.rules.labels import label_of
from stancewire.corpus.rules.mentions import claim
from stancewire.corpus.types import PairPassage
from stancewire.corpus.violations import Complaint
from stancewire.corpus.words import words

_LIKENESS: Final = 0.6


def member(passage: PairPassage) -> Iterator[Complaint]:
    """One member: a passage, and labels backed by statements."""
    if "\n" in passage.text or not passage.text.strip():
        yield "text", "not one passage; write one line with text"
    due, may = set(), set()
    for k, statement in enumerate(passage.statements):
        yield from claim(statement, f"{passage.context_title} {passage.text}", passage.text, f"statements[{k}]")
        label, must = label_of(statement, {})
        may |= {label} if label else set()
        due |= {label} if label and must else set()
    if not due <= set(passage.labels) <= may:
        yield "labels", f"{sorted(passage.labels)} is not what the statements give ({sorted(due)}); make them agree"


def changed(one: PairPassage, other: PairPassage) -> float:
    """The share of the words of the longer passage that the other one does not have in the same order."""
    first, second = words(one.text), words(other.text)
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return 1 - sum(block.size for block in blocks) / max(1, len(first), len(second))


def flips_a_label(members: Iterable[PairPassage]) -> bool:
    """Whether members of a group carry different labels."""
    return len({frozenset(passage.labels) for passage in members}) > 1


def by_group(passages: Iterable[PairPassage]) -> dict[str, list[PairPassage]]:
    """The members of each group."""
    found: dict[str, list[PairPassage]] = defaultdict(list)
    for passage in passages:
        found[passage.pair].append(passage)
    return found


def groups(passages: Iterable[PairPassage]) -> Iterator[tuple[PairPassage, Complaint]]:
    """Complaints about a group stand with its first member."""
    for members in by_group(passages).values():
        yield from ((members[0], complaint) for complaint in _group(members))


def _group(members: Sequence[PairPassage]) -> Iterator[Complaint]:
    if len(members) < 2:
        yield "pair", "stands alone; add the member it differs from"
        return
    if len({passage.flips for passage in members}) > 1:
        yield "flips", "the members name different flips; name one"
    if members[0].flips != "era" and not flips_a_label(members):
        yield "labels", "the members have the same labels; flip one, or say flips: era"
    if members[0].flips == "era" and flips_a_label(members):
        yield (
            "labels",
            "an era pair keeps its label under another era's body; give all members the same, or say what flips",
        )
    first = words(members[0].text)
    for passage in members[1:]:
        if SequenceMatcher(None, first, words(passage.text), autojunk=False).ratio() < _LIKENESS:
            yield "text", f"{passage.id} differs in more than what flips the label; keep the other words"
