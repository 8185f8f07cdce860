"""Find organisations, people and policy terms in a Document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from typing import Final, Protocol

from spacy.vocab import Vocab

from stancewire.entities import FINDERS
from stancewire.entities.cautions import unsettled
from stancewire.entities.linking import Linker
from stancewire.entities.matching import Phrases
from stancewire.entities.people import find_people
from stancewire.entities.references import resolve
from stancewire.entities.scene import Scene, longest_first
from stancewire.entities.terms import TermFinder
from stancewire.entities.words import memory, tokeniser, tokens_of, words_of
from stancewire.entities.wrapping import unwrapped
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
        vocab = tokeniser().vocab
        register = register or load_register()
        self._finders = tuple(_resolve(path)(vocab, register) for path in FINDERS.values())
        policies = load_policies() if policies is None else policies
        self._terms = TermFinder(vocab, policies)
        self._linker = Linker(register, policies)
        self._phrases = (*(p for finder in self._finders for p in finder.phrases), *self._terms.phrases)

    def warm(self) -> None:
        """Build every pattern now: half a second that an archive saves many times over, and one document need not pay."""
        for phrases in self._phrases:
            phrases.meet_all()

    def find(self, document: Document) -> Mentions:
        """Organisations, terms and people of a document, each in text order; zones are the caller's to filter."""
        if waiting := [phrases for phrases in self._phrases if not phrases.complete]:
            words = words_of(f"{document.text} {document.meta.sender or ''}")
            for phrases in waiting:
                phrases.meet(words)
        memory().lend()
        if (whole := unwrapped(document.text)) is not document.text:
            document = replace(document, text=whole)
        scene = Scene(text=document.text, tokens=tokens_of(document.text), document=document)
        terms = self._terms.find(scene)
        # An abbreviation of a user's own lexicon may look as if it acted: "the XYZ has begun".
        bodies = [m for m in self._named(scene) if m.finder != "agent" or not crosses(terms, m.start, m.end)]
        linked, warnings = self._linker.link(bodies, document, terms)
        sender = self._sender(document, linked, terms)
        organisations = resolve(linked, document, sender)
        return Mentions(
            organisations=organisations,
            terms=tuple(t for t in terms if not crosses(organisations, t.start, t.end)),
            people=find_people(document, organisations),
            warnings=(*warnings, *unsettled(organisations, document.text)),
            sender=sender,
        )

    def _named(self, scene: Scene) -> tuple[Mention, ...]:
        for finder in self._finders:
            if more := tuple(finder.find(scene)):  # five of seven find nothing in most texts
                scene = replace(scene, found=longest_first((*scene.found, *more)))
        return scene.found

    def _sender(
        self, document: Document, organisations: tuple[Mention, ...], terms: tuple[Term, ...]
    ) -> Mention | None:
        """As the caller or the letterhead has it, else (not for news) the body its title or opening names first."""
        if document.meta.sender:
            sender = document.meta.sender
            scene = Scene(text=sender, tokens=tokens_of(sender), document=document)
            named, _ = self._linker.link(self._named(scene), document, terms)
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
