"""Texts into spaCy's words, and those words' memory.

spaCy's own English tokeniser asks five patterns of every new word, which takes three quarters of the
time of the whole stage. Names need less: letters and digits, a possessive, and one sign each.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from functools import cache
from typing import Any, Final

from spacy.attrs import IS_ALPHA, IS_PUNCT, IS_SPACE, IS_STOP, IS_TITLE, LOWER, NORM  # type: ignore[import-not-found]
from spacy.lang.en import EnglishDefaults
from spacy.tokens import Doc
from spacy.vocab import Vocab, create_vocab

from stancewire.register.folding import base

_ASKED: Final = (LOWER, IS_ALPHA, IS_SPACE, IS_TITLE, IS_STOP, IS_PUNCT)
_DOCUMENTS_A_ZONE: Final = 2_000
_TOKEN: Final = re.compile(
    r"((?:Dr|Drs|Mr|Mrs|Ms|Prof|St|Rev|Hon|Cllr|No)\.|[A-Z]\.(?=\s)|[^\W_]+|[’'][sS](?![^\W_])|\s+|.)( ?)", re.S
)
_WORD: Final = re.compile(r"[^\W_]+|\S")


class WordCutter:
    """Cuts texts into spaCy's tokens: a title or initial with its stop, letters and digits, "’s", every other sign alone."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def make_doc(self, text: str) -> Doc:
        """Doc.text is text, so that Token.idx is an offset of it; white space but single blanks is tokens too."""
        pairs = _TOKEN.findall(text)
        return Doc(self.vocab, words=[word for word, _ in pairs], spaces=[bool(blank) for _, blank in pairs])


@cache
def tokeniser() -> WordCutter:
    """One for the process, with spaCy's English vocabulary; spacy.blank would first build a tokeniser of its own (0.17 s)."""
    vocab: Any = create_vocab("en", EnglishDefaults)
    # Every new word is asked only what the finders ask: the other questions cost as much as cutting the text.
    vocab.lex_attr_getters = {key: vocab.lex_attr_getters[key] for key in _ASKED} | {NORM: base}
    return WordCutter(vocab)


class Memory:
    """Words of texts live in a zone of memory that is given up after so many documents.

    Without it an archive's words fill the memory; a zone for each document would cut every word anew.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._zone = ExitStack()
        self._lent = 0

    def lend(self) -> None:
        """Before a document is cut: its words may be forgotten. Docs of earlier calls may not be used any more."""
        if self._lent >= _DOCUMENTS_A_ZONE:
            self.keep()
        if not self._lent:
            self._zone.enter_context(self._vocab.memory_zone())
        self._lent += 1

    def keep(self) -> None:
        """Forget the documents' words; what is made from here on, as patterns are, stays."""
        self._zone.close()
        self._lent = 0


@cache
def memory() -> Memory:
    """That of the process's one vocabulary."""
    return Memory(tokeniser().vocab)


def words_of(text: str) -> set[str]:
    """The different words and signs of a text, in lower case."""
    return set(_WORD.findall(text.lower()))


def tokens_of(text: str) -> Doc:
    """The words of a text; Token.idx is an offset of it."""
    return tokeniser().make_doc(text)
