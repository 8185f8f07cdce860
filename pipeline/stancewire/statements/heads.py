"""Sort expressions by the words they can begin with.

In:  families of expressions, each family tried from the first alternative to the last.
Out: tables from a word to the alternatives that may begin with it, family by family; and for a family in which some
     may begin with anything, the literals without which those match nowhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from stancewire.statements.openings import Alternative, Openings, alternatives

_OPENING: Final = re.compile(r"(?P<head>[a-z0-9_]*)(?P<gap>[^a-z0-9_]*)(?P<second>[a-z0-9_]*)(?P<rest>.*)", re.S)
_SHORTEST: Final = 3  # characters of a literal that is worth looking for

# Sets of literals: a match holds at least one of each set. No sets: it may hold anything.
Needed = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression that matches whole words in any case; label: the group of the match it is known by."""

    source: str
    label: str = ""


def compiled(expressions: Sequence[Expression]) -> re.Pattern[str]:
    """One pattern for several expressions, the first that fits. Raises re.error."""
    groups = [
        (label, "|".join(one.source for one in several)) for label, several in groupby(expressions, lambda e: e.label)
    ]
    arms = "|".join(f"(?P<{label}>{sources})" if label else sources for label, sources in groups)
    return re.compile(rf"(?<![\w’'-])(?:{arms})(?![\w-])", re.I)


_compiled = lru_cache(maxsize=4096)(compiled)  # many words begin the same expressions


class Entry:
    """What of one family can begin with one word."""

    def __init__(self, family: int, expressions: tuple[Expression, ...]) -> None:
        self.family = family
        self._expressions = expressions

    @cached_property
    def match(self) -> Callable[[str, int, int], re.Match[str] | None]:
        """`pattern.match`, compiled when the word is first met: most never are."""
        return _compiled(self._expressions).match


class Begun(NamedTuple):
    """What can begin with a word: by the word that follows it, and behind any other."""

    before: Mapping[str, tuple[Entry, ...]]
    anyway: tuple[Entry, ...]


@dataclass(frozen=True)
class Tables:
    """What can begin with a whole word, and with the first letters of one, which are all `length` long."""

    words: Mapping[str, Begun]
    letters: Mapping[str, Begun]
    length: int
    # Families that words alone do not find: what is needed for each of the alternatives that nobody knows how to begin.
    gates: Mapping[int, tuple[Needed, ...]]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Literals without which no gate opens; the empty string, which is everywhere, if one is always open."""
        return tuple(key for several in self.gates.values() for needed in several for key in (needed or (("",),))[0])


def tables_of(families: Sequence[Sequence[Expression]]) -> Tables:
    """Tables over families, which are known by their numbers. A family of no expressions may match anything."""
    heads = _Heads()
    gates = {number: heads.add(number, expressions) for number, expressions in enumerate(families)}
    return heads.tables({number: needed for number, needed in gates.items() if needed})


class _Heads:
    """Collects which alternatives begin with which word, or with a word that starts in a certain way."""

    def __init__(self) -> None:
        self._alternatives: list[tuple[int, Expression]] = []  # with their families, in order
        # By head: numbers of alternatives, with the word that has to follow or "".
        self._words: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self._letters: dict[str, set[tuple[int, str]]] = defaultdict(set)

    def add(self, family: int, expressions: Sequence[Expression]) -> tuple[Needed, ...]:
        """What is needed for each alternative that has no head."""
        read = [(alternatives(one.source), one.label) for one in expressions]
        if not read or any(found is None for found, _ in read):
            return ((),)
        each = [(alternative, label) for found, label in read for alternative in found or ()]
        return tuple(_needed(one) for one, label in each if not self._has_heads(family, one, label))

    def _has_heads(self, family: int, alternative: Alternative, label: str) -> bool:
        number = len(self._alternatives)
        heads = [_head(text, is_all) for text, is_all in alternative.openings()]
        if not all(head for head, _, _ in heads):
            return False
        for head, is_whole, second in heads:
            table = self._words if is_whole else self._letters
            table[head].add((number, second))
        self._alternatives.append((family, Expression(alternative.source, label)))
        return True

    def tables(self, gates: Mapping[int, tuple[Needed, ...]]) -> Tables:
        length = min((len(head) for head in self._letters), default=0)
        letters: dict[str, set[tuple[int, str]]] = defaultdict(set)
        for head, chosen in self._letters.items():
            letters[head[:length]] |= chosen
        words = {head: chosen | letters.get(head[:length], set()) for head, chosen in self._words.items()}
        return Tables(
            {head: self._begun(chosen) for head, chosen in words.items()},
            {head: self._begun(chosen) for head, chosen in letters.items()},
            length,
            gates,
        )

    def _begun(self, chosen: set[tuple[int, str]]) -> Begun:
        anyway = {number for number, second in chosen if not second}
        before: dict[str, set[int]] = defaultdict(anyway.copy)
        for number, second in chosen:
            if second:
                before[second].add(number)
        return Begun({second: self._entries(numbers) for second, numbers in before.items()}, self._entries(anyway))

    def _entries(self, numbers: set[int]) -> tuple[Entry, ...]:
        chosen = (self._alternatives[number] for number in sorted(numbers))
        return tuple(
            Entry(family, tuple(one for _, one in several)) for family, several in groupby(chosen, lambda c: c[0])
        )


def _head(opening: str, is_all: bool) -> tuple[str, bool, str]:
    """The first word of an opening, whether that is a whole word of the text, and the second if that is one, else ""."""
    match = _OPENING.fullmatch(opening)
    if not match:
        return "", False, ""
    # What is all of the match, or has a blank or a sign behind it, is a whole word.
    second = match["second"] if match["rest"] or is_all else ""
    return match["head"], bool(match["gap"]) or is_all, second


def _needed(alternative: Alternative) -> Needed:
    """The fewest literals and the longest, the fewest first: they are looked for first."""
    several = [alternative.openings(part) for part in range(len(alternative.parts))]
    known = [openings for openings in several if _shortest(openings) >= _SHORTEST]
    if not known:
        return ()
    best = (min(known, key=lambda o: (len(o), -_shortest(o))), max(known, key=_shortest))
    return tuple(tuple(sorted(text for text, _ in openings)) for openings in dict.fromkeys(best))


def _shortest(openings: Openings) -> int:
    return min((len(text) for text, _ in openings), default=0)
