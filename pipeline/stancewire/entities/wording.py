"""One form of the lexicon into the wordings a text may use for it: hyphens, possessives, compounds.

Number, case, "&", "of" or "on", and the sorts of hyphen and apostrophe are no wordings: folding.base makes them alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise, product
from math import prod
from typing import Final

from spacy.tokens import Doc

from stancewire.entities.words import tokeniser
from stancewire.register.folding import NO_CONTENT, POSSESSIVE, PREFIXES, TOKEN, base, parts_of, words_in

# Whose contract, whose data: these may stand in the possessive before what is theirs.
_OWNERS: Final = frozenset(
    "gp practice patient doctor surgery government trust england scotland wales ireland london nhs country "
    "commissioner ccg pct icb lmc bma pcn partner nation department".split()
)
_MOST: Final = 64  # ways to write the gaps of a form that are all tried; beyond it one gap is changed at a time


def patterns(form: str, *, turned: bool = False) -> Iterator[Doc]:
    """A form for a matcher by NORM: every gap between two words open or with a hyphen, after an owner also possessive.

    turned: of a form in another order, which no text writes with hyphens throughout.
    """
    vocab = tokeniser().vocab
    if turned:
        yield Doc(vocab, words=form.split())
        return
    owners = _OWNERS | _possessive_in(form)
    for words in _parts(form):
        for signs in _choices(_gaps(words, owners)):
            yield Doc(vocab, words=[t for word, sign in zip(words, signs, strict=True) for t in (word, sign) if t])


def signs(form: str) -> Iterator[AbstractSet[str]]:
    """For each word of a form, the longest first, what a text with the form in one of its wordings has of it, in lower case."""
    words = words_in(form.lower())
    longest = max(words, key=len)
    yield _signs_of(words, words.index(longest))
    for at, word in enumerate(words):
        if word != longest and word.isalnum() and word not in NO_CONTENT:
            yield _signs_of(words, at)


def _signs_of(words: list[str], at: int) -> set[str]:
    """The numbers of one word, its first part if it may be parted, and what it may be joined with."""
    word = words[at]
    found = {*_numbers(word), parts_of(word)[0]}
    if at and words[at - 1] in PREFIXES:
        found |= {words[at - 1] + end for end in _numbers(word)}
    if word in PREFIXES and at + 1 < len(words):
        found |= {word + end for end in _numbers(words[at + 1])}
    return found


def _numbers(word: str) -> tuple[str, ...]:
    single = base(word)
    plural = single[:-1] + "ies" if single.endswith("y") else single + "s"
    return word, single.lower(), plural, single + "es"


def _parts(form: str) -> Iterator[list[str]]:
    """The words of a form, and again with its compounds parted and its prefixes joined."""
    words = words_in(form)
    yield words
    parted = [part for word in words for part in parts_of(word)]
    if parted != words:
        yield parted
    for at, word in enumerate(words[:-1]):
        if word.lower() in PREFIXES and words[at + 1].isalpha():
            yield [*words[:at], word + words[at + 1], *words[at + 2 :]]


def _possessive_in(form: str) -> set[str]:
    tokens = TOKEN.findall(form)
    return {base(word) for word, after in pairwise(tokens) if after in POSSESSIVE}


def _gaps(words: list[str], owners: AbstractSet[str]) -> list[tuple[str, ...]]:
    """What may stand behind each word; behind the last nothing."""
    gaps: list[tuple[str, ...]] = []
    for word, after in zip(words, (*words[1:], ""), strict=True):
        free = ("", "-") if word.isalnum() and after.isalnum() else ("",)
        gaps.append((*free, "'") if after and base(word) in owners else free)
    return gaps


def _choices(gaps: list[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    if prod(map(len, gaps)) <= _MOST:
        return product(*gaps)
    plain = [""] * len(gaps)
    single = {(*plain[:at], sign, *plain[at + 1 :]) for at, gap in enumerate(gaps) for sign in gap}
    return [*sorted(single), tuple("-" if "-" in gap else "" for gap in gaps)]
