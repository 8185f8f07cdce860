"""Short forms that stand for several things: "PMS", "DES", "PA". A text says which, near by or by spelling them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from stancewire.register.folding import base

_SMALL: Final = frozenset("of and for the in to on a & with".split())
_WORD: Final = re.compile(r"[^\W_]+")
_BEFORE: Final = 100  # characters before a bracket that may spell out what is in it
_SIGNS: Final = 8  # characters from that bracket to the short form
_OPEN: Final = re.compile(r"\(\s*(?:the\s+|or\s+)?[“\"‘']?\Z")
_CLOSED: Final = re.compile(r"[”\"’']?\s*[),;]")
_IN_BRACKETS: Final = re.compile(r"\s\(\s*(?:the\s+|or\s+)?[“\"‘']?")
_FORM: Final = re.compile(r"[A-Z]{2,}")
_SAYS: Final = r"(?:,\s+(?:or|short\s+for|that\s+is,?)|\s+(?:stands\s+for|means|is\s+short\s+for))"
_AFTER: Final = re.compile(
    r"\s*\(([^()\n]{3,80})\)|,\s+([^,.;:()\n]{3,60})[,.;:)]|\s[–—-]\s([^,.;:()\n]{3,60}?)\s?[–—,.;-]"
    rf"|{_SAYS}\s+([\w’' -]{{3,60}})"
)
_LEAST: Final = 8  # letters of a single word that spells a short form out: "diethylstilbestrol"


def near(text: str, start: int, end: int, needs: Iterable[str]) -> bool:
    """Whether the paragraph of a span has one of some words elsewhere."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    pattern = _any_of(tuple(needs))
    return bool(pattern.search(text[first:start]) or pattern.search(text[end : len(text) if last < 0 else last]))


def anywhere(text: str, needs: Iterable[str]) -> bool:
    """Whether a text has one of some words."""
    return bool(_any_of(tuple(needs)).search(text))


@cache
def _any_of(needs: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, also in the plural; those with capitals as written."""
    return re.compile(rf"\b(?:{'|'.join(map(_either_number, needs))})\b")


def _either_number(word: str) -> str:
    both = f"{re.escape(word[:-1])}(?:y|ies)" if word.endswith("y") else f"{re.escape(word)}(?:s|es)?"
    return both if any(c.isupper() for c in word) else f"(?i:{both})"


def spelt_out(text: str, short: str) -> Iterator[tuple[str, ...]]:
    """The words (as folding.base has them) that a text gives for a short form.

    "premenstrual syndrome (PMS)", "DES (data encryption standard)", "DES, diethylstilbestrol, was".
    """
    start = text.find(short)
    while start >= 0:
        end = start + len(short)
        end += text[end : end + 1] == "s"
        if _OPEN.search(text, max(0, start - _SIGNS), start) and _CLOSED.match(text, end):
            yield from _before(text[max(0, start - _BEFORE) : start].rpartition("(")[0], short)
        if (match := _AFTER.match(text, end)) and not text[start - 1 : start].isalnum():
            yield from _after(next(group for group in match.groups() if group), short)
        start = text.find(short, end)


def defines(text: str, start: int, end: int, short: int) -> bool:
    """Whether text[start:end] spells out, with its last words, the short form in brackets that begins at `short` behind it."""
    match = _IN_BRACKETS.fullmatch(text, end, short)
    after = _FORM.match(text, short) if match else None
    return bool(after and _CLOSED.match(text, after.end()) and next(_before(text[start:end], after[0]), None))


def _before(phrase: str, short: str) -> Iterator[tuple[str, ...]]:
    """The last words of a phrase, as many as spell the short form out."""
    words = _content(phrase)
    for size in range(1, min(len(short), len(words)) + 1):
        if _spells(short.lower(), words[-size:]):
            yield tuple(map(base, words[-size:]))
            return


def _after(phrase: str, short: str) -> Iterator[tuple[str, ...]]:
    words = _content(phrase)
    if words and _spells(short.lower(), words) and (len(words) > 1 or len(words[0]) >= _LEAST):
        yield tuple(map(base, words))


def _content(phrase: str) -> list[str]:
    return [word for word in _WORD.findall(phrase.lower()) if word not in _SMALL]


def _spells(letters: str, words: list[str]) -> bool:
    """Whether each word gives its first letter and the rest lie within the words, in order."""
    if not words or not letters:
        return not words and not letters
    if words[0][0] != letters[0]:
        return False
    return any(
        _within(words[0][1:], letters[1:size]) and _spells(letters[size:], words[1:])
        for size in range(1, len(letters) + 1)
    )


def _within(word: str, letters: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
