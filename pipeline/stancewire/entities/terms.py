"""Policy terms by the words of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.scene import Scene
from stancewire.entities.shortforms import anywhere, near, spelt_out
from stancewire.entities.wording import first_words, orders, patterns, skeleton
from stancewire.entities.words import base
from stancewire.register.lexicon import Policy
from stancewire.types import Term


@dataclass(frozen=True, slots=True)
class _Match:
    """A form of a policy at a stretch of tokens; short: an abbreviation, matched as written."""

    start: int
    end: int
    policy: Policy
    short: bool


class TermFinder:
    """Phrase matchers over the lexicon, built once for a vocabulary."""

    def __init__(self, vocab: Vocab, policies: tuple[Policy, ...]) -> None:
        self._policies = policies
        self._worded, self._as_written = Phrases(vocab, "NORM", patterns), Phrases(vocab, "ORTH")
        self.phrases = (self._as_written, self._worded)
        for form, index in wordings(policies).items():
            self._worded.add(str(index), [form], first_words)
        for index, policy in enumerate(policies):
            self._as_written.add(str(index), sorted({s for form in policy.abbreviations for s in (form, form + "s")}))

    def find(self, scene: Scene) -> tuple[Term, ...]:
        """Longest matches in text order, ambiguous forms only where the text speaks of their matter."""
        matches = {
            (start, end): _Match(start, end, self._policies[int(key)], phrases is self._as_written)
            for phrases in (self._worded, self._as_written)
            for key, start, end in phrases.find(scene.tokens)
        }
        return tuple(_terms(scene, longest_first(matches.values()))) if matches else ()
