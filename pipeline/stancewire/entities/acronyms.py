"""Abbreviations that a text defines itself: "Ashmere and Stow LMCs (ASLMCs)", then "ASLMCs" alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.scene import Scene
from stancewire.register.lookup import Register
from stancewire.spans import crosses
from stancewire.types import Mention

_PLACE = re.compile(r"\b((?:[A-Z][a-z]+(?:,? (?:and |& |of |the )*)?){2,7})\s\(([A-Z]{2,8})\)")
_SHORT = re.compile(r"\s\([A-Z]{2,8}\)")
_DEFINED = re.compile(r"\s\((?:the\s)?[‘’“”\"']?([A-Z][A-Za-z&]{1,9})[‘’“”\"']?\)")


class AcronymFinder:
    """Knows the register, for places that are called by their initials: "North Central London (NCL)"."""

    def __init__(self, vocab: Vocab, register: Register) -> None:
        del vocab
        self._register = register
        self.phrases: tuple[Phrases, ...] = ()

    def find(self, scene: Scene) -> Iterator[Mention]:
        """Every place of an abbreviation that stands in brackets behind a name found before."""
        text = scene.text  # of the letterhead too, whose mentions are no offsets of the document
        known: dict[str, Mention] = {}
        for mention in scene.found:
            match = _DEFINED.match(text, mention.end)
            if match and not mention.generic and sum(c.isupper() for c in match[1]) >= 2:
                known.setdefault(match[1], mention)
        for mention, short in self._places(scene):
            yield mention
            known.setdefault(short, mention)
        for short, mention in known.items():
            for place in re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", text):
                yield replace(mention, start=place.start(), end=place.end(), finder="acronym")

    def _places(self, scene: Scene) -> Iterator[tuple[Mention, str]]:
        """A place that some body of the register is named after, with its initials in brackets."""
        for match in _PLACE.finditer(scene.text) if _SHORT.search(scene.text) else ():
            start = _initialled(match[1], match[2])
            if start is None:
                continue
            first, name = match.start(1) + start, match[1][start:].strip()
            bodies = self._register.find(f"NHS {name}")
            if bodies and not crosses(scene.found, first, first + len(name)):
                mention = Mention(
                    start=first,
                    end=first + len(name),
                    kind=bodies[-1].kind,
                    canonical=f"NHS {name}",
                    finder="acronym",
                )
                yield mention, match[2]


def _initialled(words: str, short: str) -> int | None:
    """Where in some words a name begins whose capitals are the abbreviation: "Then North Central London", NCL: 5."""
    capitals = [match.start() for match in re.finditer(r"\b[A-Z]", words)]
    start = capitals[-len(short)] if len(capitals) >= len(short) else None
    fits = start is not None and "".join(words[index] for index in capitals[-len(short) :]) == short
    return start if fits else None
