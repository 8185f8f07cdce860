"""Policy terms by the words of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc
from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.scene import Scene
from stancewire.entities.shortforms import anywhere, defines, near, spelt_out
from stancewire.entities.wording import patterns, signs
from stancewire.register.folding import orders, skeleton
from stancewire.register.lexicon import Policy
from stancewire.spans import first_come
from stancewire.types import Term


@dataclass(frozen=True, slots=True)
class _Match:
    """A form of a policy in a text. short: an abbreviation of capitals."""

    start: int
    end: int
    policy: Policy
    short: bool


class TermFinder:
    """Phrase matchers over the lexicon, built once for a vocabulary."""

    def __init__(self, vocab: Vocab, policies: tuple[Policy, ...]) -> None:
        self._policies = policies
        listed = wordings(policies)
        self._listed = frozenset(listed)
        self._worded, self._as_written = Phrases(vocab, "NORM", self._patterns, signs), Phrases(vocab, "ORTH")
        self.phrases = (self._as_written, self._worded)
        for form, index in listed.values():
            self._worded.add(str(index), [form])
        for index, policy in enumerate(policies):
            self._as_written.add(str(index), sorted({s for form in policy.abbreviations for s in (form, form + "s")}))

    def _patterns(self, form: str) -> Iterator[Doc]:
        """A form in all its wordings; another order only where it is no form of the lexicon."""
        yield from patterns(form)
        for other in orders(form):
            if skeleton(other) not in self._listed:
                yield from patterns(other, turned=True)

    def find(self, scene: Scene) -> tuple[Term, ...]:
        """Longest matches in text order, ambiguous forms only where the text speaks of their matter."""
        spans: dict[tuple[int, int], tuple[int, bool]] = {}
        for phrases in (self._as_written, self._worded):
            for key, start, end in phrases.find(scene.tokens):
                found = (int(key), phrases is self._as_written)
                spans[start, end] = min(found, spans.get((start, end), found))
        matches = []
        for (start, end), (index, written) in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
            span = scene.tokens[start:end]
            short = written and sum(map(str.isupper, span.text)) > 1
            matches.append(_Match(span.start_char, span.end_char, self._policies[index], short))
        return tuple(_terms(scene.text, matches)) if matches else ()


def _terms(text: str, matches: list[_Match]) -> Iterator[Term]:
    judge = _Judge(text, matches)
    last = 0
    own = _own_meanings(text, matches)
    for match in matches:
        meant = own.get(text[match.start : match.end]) if match.short else None
        if match.start >= last and (meant or judge.stands(match)):
            yield Term(start=match.start, end=match.end, policy=(meant or match.policy).name)
            last = match.end


def _own_meanings(text: str, matches: list[_Match]) -> dict[str, Policy]:
    """What a text itself lets a short form stand for: "Dementia Enhanced Service (DES)". Nothing if it does so twice."""
    if not any(match.short for match in matches):
        return {}
    found: dict[str, dict[str, Policy]] = {}
    for match, after in pairwise(first_come(matches)):
        if not match.short and after.short and defines(text, match.start, match.end, after.start):
            found.setdefault(text[after.start : after.end], {})[match.policy.id] = match.policy
    return {short: policy for short, meanings in found.items() if len(meanings) == 1 for policy in meanings.values()}


class _Judge:
    """Says of the matches in one text which of them stand for their policy."""

    def __init__(self, text: str, matches: list[_Match]) -> None:
        self._text, self._matches = text, matches
        self._meanings: dict[str, bool | None] = {}
        self._spoken_of: dict[str, bool] = {}

    def stands(self, match: _Match) -> bool:
        policy = match.policy
        meanings = [self._meaning(short, policy) for short in self._shorts_in(match)]
        if False in meanings:
            return False
        if match.short and (policy.near or policy.needs):
            return True in meanings or self._speaks_of(policy)
        return not policy.needs or anywhere(self._text, policy.needs)

    def _shorts_in(self, match: _Match) -> Iterator[str]:
        surface = self._text[match.start : match.end]
        if match.short:
            yield surface if surface in match.policy.abbreviations else surface[:-1]
        elif match.policy.abbreviations:
            words = surface.replace("-", " ").split()
            yield from (short for short in match.policy.abbreviations if short in words)

    def _meaning(self, short: str, policy: Policy) -> bool | None:
        """Whether the text spells a short form out as the policy, that is with words of its; None: nowhere."""
        if short not in self._meanings:
            own = {word for form in (policy.name, *policy.variants) for word in skeleton(form)}
            shares = [2 * len(own.intersection(words)) >= len(words) for words in spelt_out(self._text, short)]
            self._meanings[short] = all(shares) if shares else None
        return self._meanings[short]

    def _speaks_of(self, policy: Policy) -> bool:
        """Whether the text has a full form of a policy, or a short one with its matter in the paragraph."""
        if policy.id not in self._spoken_of:
            needs = policy.near or policy.needs
            self._spoken_of[policy.id] = any(
                not other.short or near(self._text, other.start, other.end, needs)
                for other in self._matches
                if other.policy is policy
            )
        return self._spoken_of[policy.id]


def wordings(policies: tuple[Policy, ...]) -> dict[tuple[str, ...], tuple[str, int]]:
    """The forms of the lexicon by what they have in common, each with the place of its policy; the first counts."""
    forms: dict[tuple[str, ...], tuple[str, int]] = {}
    for index, policy in enumerate(policies):
        for form in (policy.name, *policy.variants):
            forms.setdefault(skeleton(form), (form, index))
    return forms
