"""Names without their letters: where in a text they stand, so that whoever has the text can read them, and nobody else.

A hidden name is a list of parts, each [start, end] of the text or a few words of our own tables ("Local Medical
Committee" behind a place that the text names); or, where it cannot be told so, a hash that a candidate is compared with.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from stancewire.register.lexicon import load_policies
from stancewire.register.lookup import load_register

Parts = list[Any]  # of [start, end], [start, end, a key of _CASES] and str
_CASES: Final = {"capitalize": str.capitalize, "lower": str.lower, "upper": str.upper}
_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_NUMBER: Final = re.compile(r"\d{1,4}")  # of a date
# Words of the sentences that entities/cautions.py writes; the names in them are pointed at.
_CAUTIONS: Final = frozenset(
    "not linked no body or more than one bore the name at that time see their candidates by but document is dated "
    "before after beginning end has date namesakes were told apart its vocabulary kinds of and years it names to today".split()
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is ours to publish: names of the register and the lexicon, and the words in them."""

    names: frozenset[str]
    words: frozenset[str]

    def is_ours(self, word: str) -> bool:
        """Whether a word, a date or a sign says nothing of an article."""
        return not word.isalnum() or word in self.words or word in _CAUTIONS or bool(_NUMBER.fullmatch(word))


def load_vocabulary(registers: Iterable[Path] = (), lexicons: Iterable[Path] = ()) -> Vocabulary:
    """Of the packaged tables, with a user's own put to them. Raises RegisterError."""
    bodies = load_register(*registers).bodies
    names = {name for body in bodies for name in (body.id, *body.forms, *body.abbreviations)}
    names |= {policy.name for policy in load_policies(*lexicons)}
    words = {word for name in names for word in _TOKEN.findall(name)}
    return Vocabulary(frozenset(names), frozenset(words))


def hidden(name: str, text: str, vocabulary: Vocabulary) -> Parts | str:
    """The parts of a name that is in no table of ours; its seal where a word of it stands neither there nor in the text."""
    if (start := text.find(name)) >= 0:
        return [[start, start + len(name)]]
    parts: Parts = []
    for part in _parts(_TOKEN.findall(name), text, vocabulary):
        if part is None:
            return seal(name, text)
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def _parts(tokens: list[str], text: str, vocabulary: Vocabulary) -> Iterator[list[Any] | str | None]:
    """Greedily: the longest run of words that the text has, else one word of ours or in other letters, else None."""
    first = 0
    while first < len(tokens):
        size, start = _run(tokens, first, text)
        if start >= 0:
            yield [start, start + len("".join(tokens[first : first + size]))]
        else:
            yield tokens[first] if vocabulary.is_ours(tokens[first]) else _recased(tokens[first], text)
        first += max(size, 1)


def _run(tokens: list[str], first: int, text: str) -> tuple[int, int]:
    """How many tokens stand in the text as they follow each other, and where; a sign alone needs no place."""
    size, start = 0, -1
    run = ""
    for size, token in enumerate(tokens[first:]):
        run += token
        place = text.find(run)
        if place < 0 or (size == 0 and not token.isalnum()):
            break
        start = place
    else:
        size = len(tokens) - first
    return size, start


def _recased(word: str, text: str) -> list[Any] | None:
    """A name that the text has in capitals only: HALLOWDALE LMC."""
    if found := re.search(re.escape(word), text, re.IGNORECASE):
        return next(([*found.span(), name] for name, case in _CASES.items() if case(found[0]) == word), None)
    return None


def shown(parts: Parts, text: str) -> str:
    """The name that some parts hide."""
    return "".join(part if isinstance(part, str) else _read(text, *part) for part in parts)


def _read(text: str, start: int, end: int, case: str = "") -> str:
    return _CASES[case](text[start:end]) if case else text[start:end]


def seal(value: str, text: str) -> str:
    """32 hex digits that tell whether a value is the one that was meant, to those who have the text."""
    return hashlib.sha256("\0".join((digest_of(text), value)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def digest_of(text: str) -> str:
    """What a normalised text is known by: SHA-256 of its UTF-8 form."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
