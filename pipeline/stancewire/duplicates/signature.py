"""What a copy is known by: runs of five words of its body, and the names and figures in it.

In:  a Document; only its passages are read, so that a new headline, another
     site's furniture, captions or comments change nothing. "We support the plan" is
     no copy of "We oppose the plan", however much else the two share.
Out: a Signature, and the rule that tells a copy from a text that only looks like one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

from stancewire.duplicates.polarity import Sides, are_opposed, sides_of
from stancewire.types import Document

_RUN: Final = 5  # words; two reporters rarely write the same five
_FEWEST: Final = 20  # runs of a body; below that "Please see attached" makes everything a copy
_CONTAINED: Final = 0.75  # of the runs of the shorter body stand in the longer one
_SHORTEST_CUT: Final = 0.3  # of the longer body; a digest that holds ten articles is no copy of each
# A template sent to three boards shares its sentences but not its names and figures; a correction changes one or two.
_FACTS_CORRECTED: Final = 2
_FACTS_KEPT: Final = 0.85
_APOSTROPHE: Final = re.compile(r"[’']")
_WORD: Final = re.compile(r"\w+")
_FACT: Final = re.compile(r"[£$€]?\d[\d,.]*\w*|(?<![.?!:;“”‘’\"\n] )(?<![\n“‘\"])(?<!^)\b[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Hashes of 32 bits: of the runs of words of a body, of its facts, and of where it takes sides."""

    runs: frozenset[int]
    facts: frozenset[int]
    sides: Sides = field(default_factory=Sides)

    @property
    def key(self) -> int:
        """A number of 64 bits that two signatures rarely share."""
        return hash((self.runs, self.facts, self.sides)) & 0xFFFF_FFFF_FFFF_FFFF


def signature(document: Document) -> Signature | None:
    """What a document's copies are known by; None where its body is too short to tell."""
    body = "\n".join(document.text[passage.start : passage.end] for passage in document.passages)
    words = _WORD.findall(_APOSTROPHE.sub("", body).casefold())
    runs = frozenset(_hash(" ".join(words[k : k + _RUN])) for k in range(len(words) - _RUN + 1))
    if len(runs) < _FEWEST:
        return None
    facts = frozenset(_hash(fact.strip(".,")) for fact in _FACT.findall(body))
    return Signature(runs=runs, facts=facts, sides=sides_of(words))


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def is_copy(one: Signature, other: Signature) -> bool:
    """Whether two bodies are copies of one text, cut or corrected ones included."""
    short, long = sorted((one, other), key=lambda signature: (len(signature.runs), len(signature.facts)))
    if len(short.runs) < _SHORTEST_CUT * len(long.runs):
        return False
    if len(short.runs & long.runs) < _CONTAINED * len(short.runs) or _contradict(one, other):
        return False
    missing = len(short.facts - long.facts)
    return missing <= _FACTS_CORRECTED or missing <= (1 - _FACTS_KEPT) * len(short.facts)


def _contradict(one: Signature, other: Signature) -> bool:
    """Whether one says in the words of the other what that denies, or takes the other side in the same place."""
    denied = (one.sides.without - one.runs) & other.runs or (other.sides.without - other.runs) & one.runs
    return bool(denied) or are_opposed(one.sides, other.sides)


def least_overlap(one: int, other: int) -> float:
    """The share of all runs of two copies of these sizes that both have (Jaccard), at least; 0 where they are none."""
    short, long = sorted((one, other))
    shared = _CONTAINED * short
    return shared / (short + long - shared) if short >= _SHORTEST_CUT * long else 0.0
