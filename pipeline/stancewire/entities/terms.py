"""Policy terms by the words of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.scene import Scene
from stancewire.register.lexicon import Policy
from stancewire.types import Term


class TermFinder:
    """Phrase matchers over the lexicon, built once for a vocabulary."""

    def __init__(self, vocab: Vocab, policies: tuple[Policy, ...]) -> None:
        self._policies = policies
        self._any_case, self._as_written = Phrases(vocab, "LOWER"), Phrases(vocab, "ORTH")
        self.phrases = (self._as_written, self._any_case)
        for index, policy in enumerate(self._policies):
            variants = {s for form in (policy.name, *policy.variants) for s in inflected(form)}
            self._any_case.add(str(index), sorted(variants))
            self._as_written.add(str(index), sorted({s for form in policy.abbreviations for s in (form, form + "s")}))

    def find(self, scene: Scene) -> tuple[Term, ...]:
        """Longest matches in text order, ambiguous short forms only where the document speaks of their matter."""
        matches = {(start, end): key for phrases in self.phrases for key, start, end in phrases.find(scene.tokens)}
        return tuple(self._chosen(scene, matches))

    def _chosen(self, scene: Scene, matches: dict[tuple[int, int], str]) -> Iterator[Term]:
        last = 0
        lower = scene.text.lower() if matches else ""
        for (start, end), key in sorted(matches.items(), key=lambda item: (item[0][0], -item[0][1])):
            policy = self._policies[int(key)]
            if start >= last and _stands(policy, lower):
                span = scene.tokens[start:end]
                yield Term(start=span.start_char, end=span.end_char, policy=policy.name)
                last = end


def _stands(policy: Policy, lower: str) -> bool:
    return not policy.context or any(re.search(rf"\b{re.escape(word.lower())}", lower) for word in policy.needs)


_SINGULAR: Final = re.compile(r"(?<=[a-z]{2})(?:(?P<y>ies)|(?<![sui])s)$")


def inflected(form: str) -> set[str]:
    """A form with hyphens as spaces and the reverse, in the singular and the plural."""
    bases = {form, form.replace("-", " ")} | ({form.replace(" ", "-", 1)} if form.count(" ") == 1 else set())
    return bases | {other for base in bases for other in (_plural(base), _singular(base))}


def _plural(form: str) -> str:
    if form.endswith("s"):
        return form
    return form[:-1] + "ies" if form.endswith("y") and form[-2:-1] not in "aeiou" else form + "s"


def _singular(form: str) -> str:
    """ "GP-led health centres" as one; "access", "status" and "crisis" are no plurals."""
    return _SINGULAR.sub(lambda match: "y" if match["y"] else "", form)
