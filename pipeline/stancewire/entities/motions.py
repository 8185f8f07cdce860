""" "15. TOLVERNE: That conference deplores …": on an agenda the place in capitals is the committee that proposes.

Only where a text speaks of motions and of Local Medical Committees: other conferences put branches and topics there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.scene import Scene
from stancewire.register.lookup import Register
from stancewire.types import Mention

_PROPOSER: Final = re.compile(r"^(?:\(?\d+[a-z]?[.)]?\s+)?([A-Z][A-Z’'& ,-]+[A-Z]):\s(?=[Tt]hat\b)", re.M)
_DEBATE: Final = re.compile(r"\b(?:conference|motions?|CARRIED|LOST)\b", re.I)
_COMMITTEES: Final = re.compile(r"\bLMCs?\b|\b[Ll]ocal [Mm]edical [Cc]ommittees?\b")
_NO_PLACE: Final = frozenset(
    "agenda committee chair conference executive council division motion amendment rider resolved carried lost noted recommendation "
    "lmc lmcs pct ccg icb gpc bma hours contract pay funding access workforce premises".split()
)


class MotionFinder:
    """Knows nothing beforehand; vocabulary and register are what every finder is given."""

    def __init__(self, vocab: Vocab, register: Register) -> None:
        del vocab, register
        self.phrases: tuple[Phrases, ...] = ()

    def find(self, scene: Scene) -> Iterator[Mention]:
        """Every place that opens a motion."""
        if ": That" not in scene.text and ": that" not in scene.text:
            return  # most documents: the search for lines takes ten times as long
        proposers = [*_PROPOSER.finditer(scene.text)]
        if not proposers or not _COMMITTEES.search(scene.text) or not _DEBATE.search(scene.text):
            return
        for match in proposers:
            if not set(re.findall(r"[a-z]+", match[1].lower())) & _NO_PLACE:
                yield Mention(
                    start=match.start(1),
                    end=match.end(1),
                    kind="lmc",
                    canonical=f"{match[1].title()} LMC",
                    finder="motion",
                )
