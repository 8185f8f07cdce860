"""Hashed features of the linear model: words, characters, and what stands around a unit. Numpy and nothing else.

A unit's own words and characters, its title's, its neighbour's and the document's kind each have a namespace; a
feature is a bucket and a weight. scikit-learn's vectorizers would do this too, but cost every command line a second
of import; the weights are trained by scikit-learn on what this module gives.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stancewire.stance.reading import Reading

BITS: Final = 16
BUCKETS: Final = 1 << BITS
LONGEST: Final = 4_000  # code points of one unit that are read; paragraphs of people are shorter
_TOKEN: Final = re.compile(r"[a-z]+(?:[’'][a-z]+)?|\d+|[£%?!:;–“”‘(]")
_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)
_CHARACTER_GRAMS: Final = (3, 4, 5)
_OWN, _TITLE, _BEFORE, _BEHIND, _HEAD, _CHARACTERS = range(1, 7)
# How much a namespace weighs beside the unit's own words.
_SHARE: Final = {_OWN: 1.0, _TITLE: 0.5, _BEFORE: 0.4, _BEHIND: 0.3, _HEAD: 0.6, _CHARACTERS: 0.8}
# What an ablation may leave out.
PARTS: Final = {
    "title": frozenset((_TITLE,)),
    "neighbours": frozenset((_BEFORE, _BEHIND)),
    "head": frozenset((_HEAD,)),
    "characters": frozenset((_CHARACTERS,)),
}

Ids = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Of n units together: buckets (m,) and weights (m,), of unit k those in bounds[k]:bounds[k + 1]."""

    buckets: NDArray[np.int64]
    weights: NDArray[np.float32]
    bounds: NDArray[np.int64]  # (n + 1,)


@dataclass(frozen=True, slots=True)
class _Grams:
    words: Ids
    few: Ids  # single words and pairs: of a neighbour that is enough
    characters: Ids


def features_of(reading: Reading, without: str = "") -> Features:
    """Features of all units of a reading, in order. without: one of PARTS that is left out, for comparison."""
    left_out = PARTS[without] if without else frozenset()
    grams = [_grams(unit.text[:LONGEST].lower()) for unit in reading.units]
    title = next((g.few for g, unit in zip(grams, reading.units, strict=True) if unit.zone == "title"), _NOTHING)
    head = _word_ids(reading.head.lower())
    rows = [_row(grams, index, title, head, unit.zone, left_out) for index, unit in enumerate(reading.units)]
    bounds = np.concatenate([[0], np.cumsum([len(buckets) for buckets, _ in rows])]).astype(np.int64)
    empty = (np.zeros(0, np.int64), np.zeros(0, np.float32))
    buckets, weights = zip(*rows, strict=True) if rows else ((empty[0],), (empty[1],))
    return Features(buckets=np.concatenate(buckets), weights=np.concatenate(weights), bounds=bounds)


def _row(
    grams: Sequence[_Grams], index: int, title: Ids, head: Ids, zone: str, left_out: Collection[int]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    own = grams[index]
    parts = (
        (_OWN, own.words),
        (_CHARACTERS, own.characters),
        (_TITLE, title if zone != "title" else _NOTHING),
        (_BEFORE, grams[index - 1].few if index else _NOTHING),
        (_BEHIND, grams[index + 1].few if index + 1 < len(grams) else _NOTHING),
        (_HEAD, np.concatenate([head, _word_ids(zone), head * _PRIME + _word_ids(zone)[0]])),
    )
    weighed = [_weighed(ids, space) for space, ids in parts if len(ids) and space not in left_out]
    if not weighed:  # a line of dashes, read without characters and head
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    return np.concatenate([b for b, _ in weighed]), np.concatenate([w for _, w in weighed])


def _weighed(ids: Ids, space: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Buckets of one namespace, one an occurrence, each weighing as much as the root of their number allows."""
    mixed = (ids + np.uint64(space)) * _PRIME
    mixed ^= mixed >> np.uint64(29)
    buckets = ((mixed * _PRIME) >> np.uint64(64 - BITS)).astype(np.int64)
    return buckets, np.full(len(ids), _SHARE[space] / np.sqrt(len(ids)), dtype=np.float32)


def _grams(text: str) -> _Grams:
    words = _word_ids(text)
    pairs = words[:-1] * _PRIME + words[1:]
    triples = pairs[:-1] * _PRIME + words[2:]
    return _Grams(
        words=np.concatenate([words, pairs, triples]),
        few=np.concatenate([words, pairs]),
        characters=_character_ids(text),
    )


def _word_ids(text: str) -> Ids:
    return np.fromiter(map(_hashed, _TOKEN.findall(text)), dtype=np.uint64)


@lru_cache(maxsize=50_000)
def _hashed(word: str) -> int:
    return crc32(word.encode())


def _character_ids(text: str) -> Ids:
    codes = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    found = []
    for length in _CHARACTER_GRAMS:
        if len(codes) >= length:
            ids = np.full(len(codes) - length + 1, length, dtype=np.uint64)
            for place in range(length):
                ids = ids * _PRIME + codes[place : len(codes) - length + 1 + place]
            found.append(ids)
    return np.concatenate(found) if found else _NOTHING


_NOTHING: Final = np.zeros(0, dtype=np.uint64)
