"""Names of several words that the words behind a comma tell: "Fen Watch, a charity that", "the Fen Forum, which represents".

Places and streets stand before ", which" as well: what follows must be what bodies alone do, and no word for
where something is may stand before the name. People are never "which", and never "a charity".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.scene import Scene
from stancewire.register.lookup import Register
from stancewire.spans import crosses
from stancewire.types import Mention

# What a body is said to be, and the kind that tells; of the words behind "a" the last decides.
_SORTS: Final = {
    "firm": "company",
    "company": "company",
    "supplier": "company",
    "consultancy": "company",
    "charity": "other",
    "group": "other",
    "campaign": "other",
    "union": "other",
    "think tank": "think_tank",
    "think-tank": "think_tank",
    "magazine": "media",
    "newspaper": "media",
}
# "A firm that", "a charity in Fen", but "a company doctor" and "a doctor of that company" are people.
_IS: Final = re.compile(
    rf", an? (?:(?!(?:who|that|which|whose|at|by|for|from|in|of|on|to|with|the|an?|her|his|its|my|our|their|this)\b)[\w’'-]+ ){{0,4}}?(?P<sort>{'|'.join(_SORTS)})(?=[,.;]|\s(?:that|which|whose|of|for|with|in|at|from|based|run|led|set|formed)\b)"
)
# Roads run along and festivals until, a plan represents a cut.
_DOES: Final = re.compile(
    r", which (?:also |now |already |has |had )*(?:represent(?:s|ed)(?!\san?\s)|(?:speak|spoke)s? for|campaign(?:s|ed)|owns|owned|bought|plans|planned"
    r"|runs?(?!\s(?:along|between|beside|for|from|into|past|through|to|until)\b)|employ(?:s|ed)|advise[sd]|announced|published|sells|lobbie[sd])(?!\w)"
)
_BEHIND: Final = ((", a", _IS), (", which ", _DOES))
_WORD: Final = r"[A-Z](?:[A-Za-z]|[’'-](?=[A-Za-z]))+(?:[’'](?=\s))?"
# From the first word of a sentence on, or behind a small word that says nothing of a place.
_NAME: Final = re.compile(
    r"(?:(?:\A|\n|[.!?:;•–]\s|[“‘\"])(?:(?:But|And|So|Yet|Now|Then|While|As)\s)?(?:[Tt]he\s)?(?!(?:The|In|At|From|To|Near|On|For|By|With|Of|Under|This|That|Our|Your|Dear)\s)"
    r"|(?<!\w)(?!(?:in|at|from|to|near|into|across|around|outside|through|on)\s)[a-z]+\s(?:the\s)?|(?<!\w)from\sthe\s)"
    rf"(?P<name>(?!(?:Drs?|Mrs?|Ms|Miss|Prof|Professor|Sir|Dame|Cllr|Councillor)\s){_WORD}(?:\s(?:(?:of|for|and|&|the)\s){{0,2}}{_WORD}){{1,5}})$"
)
_MORE: Final = re.compile(r"(?![’']s\b)[’'-]?\w|\s[A-Z]")
_BACK: Final = 90  # characters before the comma that may hold the name


class ApposedFinder:
    """Knows nothing beforehand; vocabulary and register are what every finder is given."""

    def __init__(self, vocab: Vocab, register: Register) -> None:
        del vocab, register
        self.phrases: tuple[Phrases, ...] = ()

    def find(self, scene: Scene) -> Iterator[Mention]:
        """Every place of a name that is told so once; none where another mention has a part of it."""
        text = scene.text
        for name, kind in dict(_told(text)).items():
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                if not (_goes_on(text, start, end) or crosses(scene.found, start, end)):
                    yield Mention(start=start, end=end, kind=kind, canonical=" ".join(name.split()), finder="apposed")
                start = text.find(name, end)


def _told(text: str) -> Iterator[tuple[str, str]]:
    """The names before such words, and their kinds."""
    for begins, pattern in _BEHIND:
        comma = text.find(begins)
        while comma >= 0:
            if (behind := pattern.match(text, comma)) and (name := _NAME.search(text, max(0, comma - _BACK), comma)):
                yield name["name"], _SORTS[behind["sort"]] if pattern is _IS else "other"
            comma = text.find(begins, comma + 1)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether it is part of a longer word or name there."""
    return text[start - 1 : start].isalnum() or bool(_MORE.match(text, end))
