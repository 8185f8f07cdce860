"""Phrases into spaCy matchers, with the spellings a text may use for one form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from stancewire.entities.words import memory, tokeniser

_PLAIN = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
_WORD = re.compile(r"[A-Za-z]+|-")
_ANY_WORD = re.compile(r"[^\W_]+")
# In so many names that a text with one of them says little about which.
_COMMON = frozenset(
    "nhs clinical commissioning group primary care trust local medical committee integrated board strategic health authority "
    "university hospitals foundation england county council and of the for".split()
)
Signs = Callable[[str], Iterator[AbstractSet[str]]]


def written(form: str) -> tuple[Doc, ...]:
    """A form as it is, with either apostrophe."""
    return tuple(cut(spelling) for spelling in spellings(form))


def in_words(form: str) -> Iterator[AbstractSet[str]]:
    """Every word of a form, in lower case, the one first that tells most; of a form without any, its first sign."""
    words = _ANY_WORD.findall(form.lower()) or [form[0]]
    telling = max(words, key=lambda word: (word not in _COMMON, len(word)))
    yield {telling}
    yield from ({word} for word in words if word != telling)


class Phrases:
    """Surface forms of many keys, of which a form is built when a text first holds a sign of each of its words.

    All forms of the packaged tables take half a second to build; an article needs a few dozen of them.
    """

    def __init__(
        self,
        vocab: Vocab,
        attribute: str,
        patterns: Callable[[str], Iterable[Doc]] = written,
        signs: Signs = in_words,
    ) -> None:
        """attribute: LOWER matches in any case, ORTH as written, NORM by folding.base. patterns: what one form stands for.

        signs: sets of words, in lower case; every text with the form has a word of each.
        """
        self._matcher = PhraseMatcher(vocab, attr=attribute)
        self._waiting: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        self._patterns = patterns
        self._first = signs
        self._signs = cache(lambda form: tuple(signs(form)))

    def add(self, key: str, forms: Iterable[str]) -> None:
        """Put forms under a key."""
        for form in forms:
            for word in next(self._first(form)):
                self._waiting[word][key, form] = None

    @property
    def complete(self) -> bool:
        """Whether every form is built, so that no text need be met."""
        return not self._waiting

    def meet(self, words: AbstractSet[str]) -> None:
        """Build the forms that a text with these words (as words_of gives them) may hold, to stay."""
        waiting = {item for word in words & self._waiting.keys() for item in self._waiting[word]}
        met = [(key, form) for key, form in waiting if not any(map(words.isdisjoint, self._signs(form)))]
        self._build(met)
        for key, form in met:
            for word in self._signs(form)[0]:
                del self._waiting[word][key, form]
                if not self._waiting[word]:
                    del self._waiting[word]

    def meet_all(self) -> None:
        """Build every form, as a process does that reads an archive."""
        self._build(dict.fromkeys(item for items in self._waiting.values() for item in items))
        self._waiting.clear()
        self._signs.cache_clear()

    def _build(self, items: Collection[tuple[str, str]]) -> None:
        if items:
            memory().keep()
        for key, form in items:
            self._matcher.add(key, list(self._patterns(form)))

    def find(self, tokens: Doc) -> Iterator[tuple[str, int, int]]:
        """Key and token span of every form in a text whose words were met; overlaps included."""
        strings = tokens.vocab.strings
        return ((strings[match], start, end) for match, start, end in self._matcher(tokens))


def cut(form: str) -> Doc:
    """A form in the tokeniser's words. Nine forms in ten are letters only, and there its rules need not be asked."""
    if _PLAIN.fullmatch(form):
        return Doc(tokeniser().vocab, words=_WORD.findall(form))
    return tokeniser().make_doc(form)


def spellings(form: str) -> tuple[str, ...]:
    """A form with straight and typographic apostrophe, which tokenise alike but are other strings."""
    return tuple(dict.fromkeys((form, form.replace("'", "’"), form.replace("’", "'"))))
