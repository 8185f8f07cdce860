"""Find organisations, people and policy terms in a Document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Final, Protocol

from spacy.tokens import Doc
from spacy.vocab import Vocab

from stancewire.entities import FINDERS
from stancewire.entities.linking import Linker
from stancewire.entities.matching import Phrases, tokeniser, tokens_of, words_of
from stancewire.entities.people import find_people
from stancewire.entities.references import resolve
from stancewire.entities.scene import Scene, longest_first
from stancewire.entities.terms import TermFinder
from stancewire.register.lexicon import Policy, load_policies
from stancewire.register.lookup import Register, load_register
from stancewire.spans import crosses
from stancewire.types import Document, Mention, Mentions, Term

_SENDERS: Final = frozenset(
    "lmc bma gpc gp_body royal_college ccg pct pct_cluster icb ics sha nhs_england government".split()
)
_NO_SENDER: Final = frozenset(("news", "comment", "other"))


class Finder(Protocol):
    """What stands in FINDERS. `phrases` are those that must meet a text's words before it is searched."""

    phrases: tuple[Phrases, ...]

    def find(self, scene: Scene) -> Iterable[Mention]:
        """Yield the mentions of one document; they may overlap."""


class EntityFinder:
    """Holds the matchers; one instance serves any number of documents."""

    def __init__(self, register: Register | None = None, policies: tuple[Policy, ...] | None = None) -> None:
        """register, policies: those of a user's config; None takes the packaged ones."""
        self._nlp = tokeniser()
        register = register or load_register()
        self._finders = tuple(_resolve(path)(self._nlp.vocab, register) for path in FINDERS.values())
        policies = load_policies() if policies is None else policies
        self._terms = TermFinder(self._nlp.vocab, policies)
        self._linker = Linker(register, policies)
        self._phrases = (*(p for finder in self._finders for p in finder.phrases), *self._terms.phrases)

    def find(self, document: Document) -> Mentions:
        """Organisations, terms and people of a document, each in text order; zones are the caller's to filter."""
        words = words_of(f"{document.text} {document.meta.sender or ''}")
        for phrases in self._phrases:
            phrases.meet(words)
        # Words met for the first time are forgotten with the document: memory stays flat over an archive.
        with self._nlp.memory_zone():
            return self._find(document)

    def _find(self, document: Document) -> Mentions:
        tokens = tokens_of(document.text)
        terms = self._terms.find(tokens)
        linked, warnings = self._linker.link(self._named(tokens, document), document, terms)
        organisations = resolve(linked, document)
        return Mentions(
            organisations=organisations,
            terms=tuple(t for t in terms if not crosses(organisations, t.start, t.end)),
            people=find_people(document, organisations),
            warnings=warnings,
            sender=self._sender(document, organisations, terms),
        )

    def _named(self, tokens: Doc, document: Document) -> tuple[Mention, ...]:
        found: tuple[Mention, ...] = ()
        for finder in self._finders:
            found = longest_first((*found, *finder.find(Scene(tokens=tokens, document=document, found=found))))
        return found

    def _sender(
        self, document: Document, organisations: tuple[Mention, ...], terms: tuple[Term, ...]
    ) -> Mention | None:
        """As the caller or the letterhead has it, else (not for news) the body its title or opening names first."""
        if document.meta.sender:
            named, _ = self._linker.link(self._named(tokens_of(document.meta.sender), document), document, terms)
            if bodies := [m for m in named if m.kind in _SENDERS and not m.generic]:
                return bodies[0]
        if document.meta.kind in _NO_SENDER:
            return None
        opening = document.passages[0].end if document.passages else 0
        return next((m for m in organisations if m.kind in _SENDERS and not m.generic and m.end <= opening), None)


def _resolve(path: str) -> Callable[[Vocab, Register], Finder]:
    module, _, name = path.partition(":")
    finder: Callable[[Vocab, Register], Finder] = getattr(import_module(module), name)
    return finder
