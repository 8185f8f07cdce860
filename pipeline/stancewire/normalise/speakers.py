"""Who speaks in a debate, an interview or a transcript: names on lines of their own, each above what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from stancewire.normalise import patterns, words
from stancewire.normalise.lines import Line

_LONGEST_NAME: Final = 5  # words
_FEWEST: Final = 3  # turns, from which on a text is a transcript


def speakers(lines: Sequence[Line]) -> frozenset[str]:
    """The names above what was said; none where there are no turns of two people or more."""
    turns = Counter(line.text for line, below in pairwise(lines) if _is_turn(line, below))
    return frozenset(turns) if len(turns) > 1 and turns.total() >= _FEWEST else frozenset()


def _is_turn(line: Line, below: Line) -> bool:
    if line.words > _LONGEST_NAME or line.is_closed or below.words <= _LONGEST_NAME:
        return False
    return bool(words.NAME.fullmatch(line.text) or patterns.NAME_ONLY.fullmatch(line.text))
