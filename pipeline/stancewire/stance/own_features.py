"""Hashed features of a text towards a target, for a model of somebody's own labels.

In:  a text, the target it is judged towards (empty: there is none), and what other targets the model knows.
Out: Features as of the linear model, one row a text.

Where the text names the target, those words become TARGET; where it names another one, OTHER. Every other word belongs
to the mark nearest to it in its clause, and in a clause without a mark to the last one before. So of "the bus lane is a
gift, the car park a disgrace" the gift is the lane's: with a bag of words it would be anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stancewire.stance.features import BUCKETS, Features

LONGEST: Final = 20_000  # code points of a text that are read
TARGET, OTHER = "TARGET", "OTHER"  # in capitals, which no folded word is
_TOKEN: Final = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_ENDS: Final = frozenset(".;:,!?–—()…")  # of a clause
# English joints between clauses; in other languages punctuation has to do.
_JOINTS: Final = frozenset("but while whereas although though yet however unlike instead rather than".split())
_SMALL: Final = frozenset("the and for of on in at to a an by from with into new old our its this that all not".split())
_SHORTEST: Final = 4  # letters of a word that names a target, unless all its words are shorter
_GRAMS: Final = (3, 4, 5)
# How much each kind of feature weighs: found by cross-validation on the train side of corpora/samples-targets.
_SHARES: Final = {"mine": 2.0, "theirs": 0.4, "word": 0.5, "character": 0.4, "target": 0.25, "and": 0.2, "named": 0.3}


class TargetWords:
    """Which words name which target. targets: all that the model was trained on."""

    def __init__(self, targets: Sequence[str]) -> None:
        owners: dict[str, set[str]] = {}
        for target in targets:
            for stem in _stems(target):
                owners.setdefault(stem, set()).add(_plain(target))
        # A word of several targets tells none of them.
        self._owner = {stem: next(iter(names)) for stem, names in owners.items() if len(names) == 1}

    def marked(self, tokens: Sequence[str], target: str) -> list[str]:
        """The tokens with names of targets as one mark each."""
        mine, plain = _stems(target), _plain(target)
        found: list[str] = []
        for token in tokens:
            stem = _stem(token)
            mark = TARGET if stem in mine else OTHER if self._owner.get(stem, plain) != plain else token
            if mark in (TARGET, OTHER) and _closes(found, mark):
                continue
            found.append(mark)
        return found


def _closes(found: list[str], mark: str) -> bool:
    """Whether a mark goes on with the one before ("lane on Mill Road"); small words between them go."""
    place = len(found)
    while place and found[place - 1] in _SMALL:
        place -= 1
    if place and found[place - 1] == mark:
        del found[place:]
        return True
    return False


def own_features(texts: Sequence[str], targets: Sequence[str], words: TargetWords) -> Features:
    """Features of n texts, each towards the target beside it."""
    rows = [_row(text, target, words) for text, target in zip(texts, targets, strict=True)]
    return Features(
        buckets=np.concatenate([buckets for buckets, _ in rows]) if rows else np.zeros(0, np.int64),
        weights=np.concatenate([weights for _, weights in rows]) if rows else np.zeros(0, np.float32),
        bounds=np.cumsum([0, *(len(buckets) for buckets, _ in rows)]).astype(np.int64),
    )


def _row(text: str, target: str, words: TargetWords) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    buckets: list[int] = []
    weights: list[float] = []
    for kind, found in named_features(text, target, words).items():
        buckets += [crc32(f"{kind} {name}".encode("utf-8", "surrogatepass")) % BUCKETS for name in found]
        weights += [_SHARES[kind] / max(1, len(found)) ** 0.5] * len(found)
    return np.array(buckets, dtype=np.int64), np.array(weights, dtype=np.float32)


def named_features(text: str, target: str, words: TargetWords) -> dict[str, list[str]]:
    """The features of one text by kind, each as often as it occurs; "named" is never empty."""
    folded = text[:LONGEST].casefold()
    tokens = words.marked(_TOKEN.findall(folded), target)
    mine, theirs = _shared_out(tokens)
    plain = _plain(target)
    return {
        "mine": [*mine, *_pairs(mine)],
        "theirs": theirs,
        "word": [*tokens, *_pairs(tokens)],
        "character": _characters(" ".join(mine)),
        "target": [plain, *plain.split()] if plain else [],
        "and": [f"{plain} {word}" for word in mine] if plain else [],
        "named": [f"{TARGET in tokens} {OTHER in tokens} {bool(plain)}"],
    }


def _shared_out(tokens: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words that belong to the target, and those that belong to another one. Without any mark all are the target's."""
    owners = _owners(tokens)
    pairs = list(zip(tokens, owners, strict=True))
    return [t for t, owner in pairs if owner == TARGET], [t for t, owner in pairs if owner == OTHER]


def _owners(tokens: Sequence[str]) -> list[str]:
    first = next((token for token in tokens if token in (TARGET, OTHER)), TARGET)
    owners: list[str] = []
    last = first
    for clause in _clauses(tokens):
        marks = [place for place, token in enumerate(clause) if token in (TARGET, OTHER)]
        for place in range(len(clause)):
            # Of two marks as far away, the one before.
            near = min(marks, key=lambda mark: (abs(mark - place), mark), default=None)
            owners.append(last if near is None else clause[near])
        last = clause[marks[-1]] if marks else last
    return owners


def _clauses(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    start = 0
    for place, token in enumerate(tokens):
        if token in _JOINTS:
            yield tokens[start:place]
            start = place
        elif token in _ENDS:
            yield tokens[start : place + 1]
            start = place + 1
    yield tokens[start:]


def _pairs(tokens: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(tokens)]


def _characters(text: str) -> list[str]:
    padded = f" {text} "
    return [padded[k : k + length] for length in _GRAMS for k in range(len(padded) - length + 1)]


def _plain(target: str) -> str:
    return " ".join(target.casefold().split())


def _stems(target: str) -> frozenset[str]:
    """The words by which a text may name a target."""
    words = [word for word in _TOKEN.findall(target.casefold()) if word[0].isalnum()]
    telling = [word for word in words if len(word) >= _SHORTEST and word not in _SMALL]
    return frozenset(map(_stem, telling or words))


def _stem(word: str) -> str:
    """Without the English plural: "libraries" and "library's" are the library."""
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > _SHORTEST and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) >= _SHORTEST and word.endswith("s") and not word.endswith("ss") else word
