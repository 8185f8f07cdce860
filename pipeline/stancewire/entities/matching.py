"""Phrases into spaCy matchers, with the spellings a text may use for one form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from stancewire.entities.words import memory, tokeniser

_PLAIN = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
_WORD = re.compile(r"[A-Za-z]+|-")
_FIRST_WORD = re.compile(r"\w+|\S")


def first(form: str) -> tuple[str, ...]:
    """The first word of a form, in lower case."""
    return (_FIRST_WORD.findall(form.lower())[0],)


def written(form: str) -> tuple[Doc, ...]:
    """A form as it is, with either apostrophe."""
    return tuple(cut(spelling) for spelling in spellings(form))


class Phrases:
    """Surface forms of many keys, of which a form is built when a text first holds its first word, or another sign of it.

    All forms of the packaged tables take a second to build; an article needs a few hundred of them.
    """

    def __init__(self, vocab: Vocab, attribute: str, patterns: Callable[[str], Iterable[Doc]] = written) -> None:
        """attribute: LOWER matches in any case, ORTH as written, NORM by words.base. patterns: what one form stands for."""
        self._matcher = PhraseMatcher(vocab, attr=attribute)
        self._waiting: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._built: set[tuple[str, str]] = set()
        self._patterns = patterns

    def add(self, key: str, forms: Iterable[str], signs: Callable[[str], Iterable[str]] = first) -> None:
        """Put forms under a key. signs: words, in lower case, of which every text with the form has one."""
        for form in forms:
            for word in signs(form):
                self._waiting[word].append((key, form))

    def meet(self, words: AbstractSet[str]) -> None:
        """Build the forms of which some words (as words_of gives them) are signs, to stay."""
        if not self._waiting or self._waiting.keys().isdisjoint(words):
            return
        memory().keep()
        for word in words & self._waiting.keys():
            for key, form in self._waiting.pop(word):
                if (key, form) not in self._built:
                    self._built.add((key, form))
                    self._matcher.add(key, list(self._patterns(form)))

    def meet_all(self) -> None:
        """Build every form, as a process does that reads an archive."""
        self.meet(set(self._waiting))

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
