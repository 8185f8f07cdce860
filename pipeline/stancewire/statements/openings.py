"""How the matches of a regular expression can begin, read off the expression itself.

In:  an expression as a model's author writes it, matched in any case.
Out: its top-level alternatives, each with the lower-case strings one of which every match begins with.

What is not understood counts as "may be anything"; an expression whose alternatives cannot be told apart is refused.
So nothing that is derived from openings can lose a match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# A string that every match begins with, and whether the match is nothing but that string.
Opening = tuple[str, bool]
Openings = frozenset[Opening]

_NOTHING: Final[Openings] = frozenset({("", True)})
_ANYTHING: Final[Openings] = frozenset({("", False)})
_MOST: Final = 150  # openings of one alternative
_TWO_WORDS: Final = re.compile(r"\w\W+\w+\W")
_RUN: Final = re.compile(r"[\w ’'-]+(?![?*+{])", re.ASCII)  # what stands for itself, up to what is repeated
_REPEAT: Final = re.compile(r"([?*+])[?+]?|\{(?!\})(\d*)(?:,\d*)?\}[?+]?")
_GROUP: Final = re.compile(r"\((?:\?:|(?P<around>\?<?[=!])|(?!\?))")
_CLASS: Final = re.compile(r"\[(\^?)(\]?(?:\\.|[^\]\\])*)\]", re.S)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One alternative of an expression: its source and what its parts begin with, in order."""

    source: str
    parts: tuple[Openings, ...]

    def openings(self, part: int = 0) -> Openings:
        """The beginnings of what is matched from a part on; part 0: of the whole match."""
        return _chain(self.parts[part:])


class _NotUnderstoodError(Exception):
    """A construct that may change what stands around it: flags, named groups, references, comments."""


def alternatives(expression: str) -> tuple[Alternative, ...] | None:
    """The alternatives that an expression consists of, None where it holds more than this module understands."""
    reader = _Reader(expression)
    try:
        found = reader.alternatives()
    except _NotUnderstoodError:
        return None
    return found if reader.at == len(expression) else None


class _Reader:
    def __init__(self, expression: str) -> None:
        self._expression = expression
        self.at = 0

    def alternatives(self) -> tuple[Alternative, ...]:
        """Up to the end or the bracket that closes a group."""
        found = []
        while True:
            begin, parts = self.at, []
            while self._next() not in ("", "|", ")"):
                parts.append(self._repeated(self._part()))
            found.append(Alternative(self._expression[begin : self.at], tuple(parts)))
            if self._next() != "|":
                return tuple(found)
            self.at += 1

    def _next(self) -> str:
        return self._expression[self.at : self.at + 1]

    def _part(self) -> Openings:
        char = self._next()
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        run = _RUN.match(self._expression, self.at)
        if run:
            self.at = run.end()
            return frozenset({(run[0].lower(), True)})
        self.at += 1
        if char in "^$":
            return _NOTHING
        return _ANYTHING if char == "." else _literal(char)

    def _group(self) -> Openings:
        match = _GROUP.match(self._expression, self.at)
        if not match:
            raise _NotUnderstoodError
        self.at = match.end()
        inside = self.alternatives()
        if self._next() != ")":
            raise _NotUnderstoodError
        self.at += 1
        # What is looked for around a place takes up no room; leaving it out only allows more.
        return _NOTHING if match["around"] else _union([a.openings() for a in inside])

    def _class(self) -> Openings:
        match = _CLASS.match(self._expression, self.at)
        if not match:
            raise _NotUnderstoodError
        self.at = match.end()
        chars = match[2]
        if match[1] or "\\" in chars or "[" in chars or "-" in chars[1:-1]:
            return _ANYTHING
        return _union([_literal(char) for char in chars])

    def _escape(self) -> Openings:
        char = self._expression[self.at + 1 : self.at + 2]
        self.at += 2
        if char in tuple("wWdDsS"):
            return _ANYTHING
        if char in tuple("bBAZ"):
            return _NOTHING
        if not char or char.isalnum():
            raise _NotUnderstoodError
        return _literal(char)

    def _repeated(self, part: Openings) -> Openings:
        match = _REPEAT.match(self._expression, self.at)
        if not match:
            return part
        self.at = match.end()
        if match[1] == "?":
            return part | _NOTHING
        more = frozenset((text, False) for text, _ in part)
        return more if match[1] == "+" or int(match[2] or 0) else more | _NOTHING


def _literal(char: str) -> Openings:
    """A letter that is not ASCII has other forms than its upper and lower case; it may be anything."""
    return frozenset({(char.lower(), True)}) if char.isascii() or not char.isalnum() else _ANYTHING


def _union(several: Sequence[Openings]) -> Openings:
    return frozenset[Opening]().union(*several)


def _chain(parts: Sequence[Openings]) -> Openings:
    """Parts one behind the other; a string that goes on behind its second word is long enough."""
    whole, cut = {""}, set[str]()
    for part in parts:
        if len(whole) * len(part) + len(cut) > _MOST:
            return frozenset((text, False) for text in whole | cut)
        joined = {(before + text, goes_on) for before in whole for text, goes_on in part}
        whole = {text for text, goes_on in joined if goes_on and not _TWO_WORDS.search(text)}
        cut |= {text for text, goes_on in joined if not goes_on or text not in whole}
        if not whole:
            break
    return frozenset({*((text, True) for text in whole), *((text, False) for text in cut)})
