"""People whom the finder found are called Smith, and places that local bodies are named after Newtown.

A model that read "Dr Mallory" and "Garthmouth" would learn single documents by heart, and a document whose people were
called otherwise could get another label. One name for all, since names told by their order would change wherever a
person is taken out to explain a label. People are told where they were found, and nowhere else: "Grant" may be a name,
and a grant. A place is told wherever it stands, if it stands behind "in" or the like anywhere and is no word as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.entities.naming import TITLE
from stancewire.entities.placenames import place_of, proper_parts
from stancewire.spans import crosses
from stancewire.types import Mention, Mentions, Person

_SURNAME: Final = "Smith"
_TOWN: Final = "Newtown"
_LOCAL: Final = frozenset(("lmc", "ccg", "pct", "pct_cluster", "icb", "ics", "sha"))
_WORD: Final = r"[A-Z][^\W_]*(?:[-’'](?!s\b)[^\W_]+)*"
_RUN: Final = re.compile(rf"(?<![^\W_]){_WORD}(?:\s{_WORD})*")
_IN_ADDRESSES: Final = ("@", "://", "www.")
_SMALL: Final = re.compile(r"(?<![^\W_])[a-z][^\W_]+")
# "Shadow CCG" is named after no place: nothing happens "in Shadow".
_PLACED: Final = re.compile(
    rf"\b(?:in|at|near|across|around|outside|throughout|of|from)\s(?:[a-z]+\s)?({_WORD}(?:(?:,?\s|\sand\s){_WORD})*)"
)
_TITLES: Final = re.compile(rf"(?:{TITLE}\.?\s+)*")
_LONGEST: Final = 4  # words of a place that is looked up


def people_told(text: str, mentions: Mentions) -> Iterator[tuple[Person, str]]:
    """Each person, and how they are told: by their titles and the one surname."""
    for person in mentions.people:
        name = text[person.start : person.end]
        match = _TITLES.match(name)
        title = match[0] if match else ""
        rest = name[len(title) :]
        # "Dr AB" of minutes has no surname, and "Extended Access" is no person.
        named = rest[:1].isupper() and not rest.isupper() and not crosses(mentions.terms, person.start, person.end)
        yield person, title + _SURNAME if named else name


@dataclass(frozen=True, slots=True)
class Places:
    """Names of places as they stand in a text."""

    names: frozenset[str]

    def told(self, text: str) -> str:
        """A stretch of the text with all these places under one name."""
        return _RUN.sub(self._run, text) if self.names else text

    def _run(self, match: re.Match[str]) -> str:
        return " ".join(self._words(match[0].split()))

    def _words(self, words: Sequence[str]) -> Iterator[str]:
        place = 0
        while place < len(words):
            lengths = range(min(_LONGEST, len(words) - place), 0, -1)
            length = next((n for n in lengths if " ".join(words[place : place + n]) in self.names), 0)
            # "Stockton-on-Tees" has two names in it.
            yield (
                _TOWN if length else "-".join(_TOWN if part in self.names else part for part in words[place].split("-"))
            )
            place += max(length, 1)


def places_of(text: str, organisations: Iterable[Mention]) -> Places:
    """The places that local bodies are named after, as far as they can be nothing else."""
    names = dict.fromkeys(m.canonical for m in organisations if m.kind in _LOCAL and not m.generic)
    parts = {part for name in names for part in proper_parts(place_of(name))}
    if not parts:
        return Places(frozenset())
    # A name that the text also uses as a word may be that word wherever it stands.
    plain = " ".join(word for word in text.split() if not any(mark in word for mark in _IN_ADDRESSES))
    everyday = set(_SMALL.findall(plain))
    placed = {word for run in _PLACED.findall(text) for word in re.findall(_WORD, run)}
    known = {part for part in parts if part.lower() not in everyday and not placed.isdisjoint(part.split())}
    return Places(frozenset(known | {part.upper() for part in known}))
