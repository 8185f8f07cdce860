"""Where a text takes sides: two texts that differ in "support" and "oppose" alone are no copies of one.

In:  the words of a body in lower case, without apostrophes ("dont", "cannot").
Out: Sides, hashes by which two bodies are compared.

A word that takes sides is known by the two words before it and the two behind it, without negations
and helping verbs; "cannot support" is on the side of "opposes". So are a helping verb, which "not" may
follow, and an article, for which "no" may stand. A negation elsewhere is known by the five words around
it as they would stand without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32


def _forms(stems: str) -> frozenset[str]:
    endings = ("", "s", "es", "ed", "d", "ing", "al", "ance", "ation", "ment")
    return frozenset(
        form for stem in stems.split() for end in endings for form in (stem + end, stem.removesuffix("e") + end)
    )


_FOR: Final = _forms("support accept welcome back approve endorse agree praise favour applaud embrace") | {"for", "agreement", "approval"}  # fmt: skip
_AGAINST: Final = _forms("oppose reject condemn refuse resist disagree deplore criticise denounce decline dismiss attack") | {"against", "opposition", "opposite"}  # fmt: skip
_NOT: Final = frozenset(("not", "no", "never", "nor", "neither"))
_DO: Final = frozenset(("do", "does", "did"))
_HELPERS: Final = _DO | frozenset("can could may might must shall should will would".split())
_VERBS: Final = _HELPERS | frozenset("am are be been had has have is need was were".split())
_ARTICLES: Final = frozenset("a all an any both each every some".split())
_NONE: Final = frozenset(("no", "neither"))
_APART: Final = {
    "cannot": ("can", "not"),
    "cant": ("can", "not"),
    "wont": ("will", "not"),
    **{f"{verb}nt": (verb, "not") for verb in "do does did is are was were has have had would should could must need".split()},
}  # fmt: skip
_BEFORE: Final = 3  # words in which a negation turns what follows
_AROUND: Final = 2  # words on either side by which a place is known
_RUN: Final = 5  # words, as a signature's runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Hashes of 32 bits."""

    places: frozenset[int] = frozenset()  # where a side is taken
    taken: frozenset[int] = frozenset()  # the same places, each with its side
    without: frozenset[int] = frozenset()  # runs of five words, a negation among them left out


def sides_of(words: Sequence[str]) -> Sides:
    """Where a body takes sides, and what it denies."""
    apart = [part for word in words for part in _APART.get(word, (word,))]
    found = list(_taken(apart))
    return Sides(
        places=frozenset(_hash(place) for place, _ in found),
        taken=frozenset(_hash(f"{place} {side}") for place, side in found),
        without=frozenset(_hash(run) for run in _without(apart)),
    )


def _taken(words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Each place where a side is taken, and whether it is the one in favour."""
    for index, word in enumerate(words):
        if word in _FOR or word in _AGAINST:
            turned = sum(map(_NOT.__contains__, words[max(0, index - _BEFORE) : index])) % 2 == 1
            yield _place("side", words, index, index + 1), (word in _FOR) is not turned
        elif word in _VERBS:
            turned = words[index + 1 : index + 2] == ["not"]
            yield _place("verb", words, index, index + 1 + turned), not turned
        elif word in _ARTICLES or word in _NONE:
            yield _place("article", words, index, index + 1), word in _ARTICLES


def _place(kind: str, words: Sequence[str], start: int, end: int) -> str:
    before = [word for word in words[max(0, start - _BEFORE - _AROUND) : start] if word not in _NOT | _HELPERS]
    return " ".join((kind, *before[-_AROUND:], "_", *words[end : end + _AROUND]))


def _without(words: Sequence[str]) -> Iterator[str]:
    """What would stand there without a negation: the runs over the place of each."""
    for index, word in enumerate(words):
        if word in _NOT:
            before, behind = words[max(0, index - _RUN + 1) : index], words[index + 1 : index + _RUN]
            if before and before[-1] in _DO:
                before = before[:-1]
            near = [*before, *behind]
            yield from (
                " ".join(near[start : start + _RUN]) for start in range(len(before)) if start + _RUN <= len(near)
            )


def are_opposed(one: Sides, other: Sides) -> bool:
    """Whether two bodies take different sides in the same place."""
    return len(one.places & other.places) > len(one.taken & other.taken)


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))
