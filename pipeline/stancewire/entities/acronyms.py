"""Abbreviations that a text defines itself: "Ashmere and Stow LMCs (ASLMCs)", then "ASLMCs" alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.scene import Scene
from stancewire.register.lookup import Register
from stancewire.types import Mention

_DEFINED = re.compile(r"\s\((?:the\s)?[‘’“”\"']?([A-Z][A-Za-z&]{1,9})[‘’“”\"']?\)")


class AcronymFinder:
    """Knows nothing beforehand; vocabulary and register are what every finder is given."""

    def __init__(self, vocab: Vocab, register: Register) -> None:
        del vocab, register
        self.phrases: tuple[Phrases, ...] = ()

    def find(self, scene: Scene) -> Iterator[Mention]:
        """Every place of an abbreviation that stands in brackets behind a name found before."""
        text = scene.text  # of the letterhead too, whose mentions are no offsets of the document
        known: dict[str, Mention] = {}
        for mention in scene.found:
            match = _DEFINED.match(text, mention.end)
            if match and not mention.generic and sum(c.isupper() for c in match[1]) >= 2:
                known.setdefault(match[1], mention)
        for short, mention in known.items():
            for place in re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", text):
                yield replace(mention, start=place.start(), end=place.end(), finder="acronym")
