"""Search many expressions at once: only where a word stands that one of them can begin with.

In:  families of expressions, each to be searched as `pattern.finditer` would: from left to right, the first
     alternative that fits, no overlaps.
Out: the same matches, family by family.

Nearly all alternatives begin with a few words ("reject", "rejects", "rejected"); a text is cut into words once, and at
each word only the alternatives are tried that can begin there. A family with an expression that may begin with anything
is searched as a whole, where its literals allow for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, compress, count
from operator import itemgetter
from typing import Final, NamedTuple

from stancewire.statements.heads import Begun, Entry, Expression, Needed, Tables, tables_of

_WORD: Final = re.compile(r"([a-z0-9_]+)")
# The letters that match an ASCII letter in any case but do not become that one letter by lower().
_ODD: Final = (("ſ", "s"), ("ı", "i"), ("İ", "i"))
# Code points that are searched family by family first: the tables cost as much as three or four documents.
_SOON: Final = 10_000
_FAR: Final = 4  # words
_FAMILY_AND_BEGIN: Final = itemgetter(0, 1)


class _Words(NamedTuple):
    """A text in lower case, code point for code point, and its words with where they begin."""

    lowered: str
    words: list[str]
    begins: list[int]
    vocabulary: frozenset[str]


def fold(text: str) -> str:
    """A text with every letter that matches an ASCII letter in any case as that letter, code point for code point."""
    if not text.isascii():
        for odd, plain in _ODD:
            text = text.replace(odd, plain)
    return text.lower()


def folded(text: str) -> str:
    """The same of a whole document, kept for its next use."""
    return _words(text).lowered


def holds(text: str, literals: Sequence[str]) -> bool:
    """Whether one of some literals stands in a text."""
    for literal in literals:  # noqa: SIM110 - a loop, not any(): this runs for every sentence
        if literal in text:
            return True
    return False


def may_end(text: str, ends: Callable[[str], bool | None]) -> bool:
    """What `ends` says of the last word that it has an opinion on, signs around it and all; True if that is far back."""
    words = text.rsplit(None, _FAR)
    for word in reversed(words[-_FAR:]):
        opinion = ends(word)
        if opinion is not None:
            return opinion
    return len(words) > _FAR


@lru_cache(maxsize=1)  # actors and cues are looked for in one sentence of a text after the other
def _words(text: str) -> _Words:
    lowered = fold(text)
    parts = _WORD.split(lowered)
    begins = list(accumulate(map(len, parts)))
    words = parts[1::2]
    return _Words(lowered, words, begins[:-1:2], frozenset(words))


def word_begins(text: str, start: int, end: int, wanted: frozenset[str]) -> Sequence[int]:
    """Where in text[start:end] one of some words may stand, given in lower-case ASCII letters and meant in any case."""
    if _cuts_a_word(text, end):
        return range(start, end)
    begins = _begins(text, wanted)
    return begins[bisect_left(begins, start) : bisect_left(begins, end)]


@lru_cache(maxsize=1)
def _begins(text: str, wanted: frozenset[str]) -> list[int]:
    words = _words(text)
    return list(compress(words.begins, map(wanted.__contains__, words.words)))


def _cuts_a_word(text: str, end: int) -> bool:
    """Whether a stretch ends within a word: what is found there ends where the stretch does."""
    return end < len(text) and (text[end].isalnum() or text[end] == "_")


@dataclass(frozen=True, slots=True)
class Family:
    """A pattern and the expressions it was compiled from; without them it is always searched."""

    pattern: re.Pattern[str]
    expressions: tuple[Expression, ...] = ()


class WordIndex:
    """Families of expressions by the words that can begin them."""

    def __init__(self, families: Sequence[Family]) -> None:
        self._patterns = [family.pattern for family in families]
        self._expressions = [family.expressions for family in families]
        self._last: tuple[str, list[int], list[tuple[Entry, ...]]] = ("", [], [])
        self._searched_so_far = 0

    @cached_property
    def _tables(self) -> Tables:
        return tables_of(self._expressions)

    def find(self, text: str, start: int, end: int) -> list[tuple[int, re.Match[str]]]:
        """What `pattern.finditer(text, start, end)` finds that is not empty, family by family, with its number."""
        if self._searched_so_far < _SOON:
            self._searched_so_far += end - start
            return self._search(text, start, end, range(len(self._patterns)))
        begins, entered = self._places(text)
        found = [
            (entry.family, begins[place], match)
            for place in range(bisect_left(begins, start), bisect_left(begins, end))
            for entry in entered[place]
            if (match := entry.match(text, begins[place], end))
        ]
        searched = self._searched(text, start, end)
        if searched:
            found = [row for row in found if row[0] not in searched]
            found += [(number, match.start(), match) for number, match in self._search(text, start, end, searched)]
        return _without_overlaps(found) if found else []

    def _search(self, text: str, start: int, end: int, numbers: Sequence[int]) -> list[tuple[int, re.Match[str]]]:
        return [
            (number, match)
            for number in numbers
            for match in self._patterns[number].finditer(text, start, end)
            if match.end() > match.start()
        ]

    def _places(self, text: str) -> tuple[list[int], list[tuple[Entry, ...]]]:
        """Where in a text something can begin, and what; kept for the next sentence of the text."""
        last, begins, entered = self._last
        if last is not text:
            words = _words(text)
            known = self._known(words.vocabulary)
            begins, entered = [], []
            for place in compress(count(), map(known.__contains__, words.words)):
                before, anyway = known[words.words[place]]
                entries = before.get(words.words[place + 1], anyway) if place < len(words.words) - 1 else anyway
                if entries:
                    begins.append(words.begins[place])
                    entered.append(entries)
            self._last = (text, begins, entered)
        return begins, entered

    def _known(self, vocabulary: frozenset[str]) -> dict[str, Begun]:
        words, letters, length = self._tables.words, self._tables.letters, self._tables.length
        known = {word: letters[word[:length]] for word in vocabulary if word[:length] in letters} if letters else {}
        # What begins with the letters of a word stands among what begins with the word.
        known.update((word, words[word]) for word in vocabulary & words.keys())
        return known

    def _searched(self, text: str, start: int, end: int) -> Sequence[int]:
        """The families that words alone do not find in text[start:end]."""
        if _cuts_a_word(text, end):
            return range(len(self._patterns))
        gates = self._tables.gates
        lowered = folded(text)[start:end] if gates else ""
        if not gates or not holds(lowered, self._tables.keys):
            return ()
        return [number for number, several in gates.items() if _is_open(several, lowered)]


def _is_open(several: Sequence[Needed], lowered: str) -> bool:
    return any(all(holds(lowered, literals) for literals in needed) for needed in several)


def _without_overlaps(found: list[tuple[int, int, re.Match[str]]]) -> list[tuple[int, re.Match[str]]]:
    """Of each family's matches those that begin behind the end of the one before."""
    kept = []
    family, clear = -1, 0
    for number, begin, match in sorted(found, key=_FAMILY_AND_BEGIN):
        if number != family or begin >= clear:
            kept.append((number, match))
            family, clear = number, match.end()
    return kept
