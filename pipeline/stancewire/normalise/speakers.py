"""Who speaks in a debate, an interview or a transcript: names on lines of their own, each above what was said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from stancewire.normalise import patterns, words
from stancewire.normalise.lines import Line

_LONGEST_NAME: Final = 5  # words
_LONGEST_TURN: Final = 14  # words of a name with office, seat and party
_FEWEST: Final = 3  # turns, from which on a text is a transcript
_SEATED: Final = re.compile(
    r"(?:The [A-Z][\w’', -]{5,90}|(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Baroness|Viscount|Earl|The)\.? )?(?:[A-Z][\w’'-]++ ?){1,4}(?:of [A-Z][\w’'-]++ ?)?)"
    r"(?:\s?\([A-Z][^()]{1,70}\)){1,3}:?|(?:Madam|Mr|Madam Deputy|Mr Deputy) (?:Speaker|Chairman|Chair|President)"
)


def speakers(lines: Sequence[Line]) -> frozenset[str]:
    """The names above what was said; none where there are no turns of two people or more."""
    turns = Counter(lines[k].text for k in _turns(lines))
    return frozenset(turns) if len(turns) > 1 and turns.total() >= _FEWEST else frozenset()


def spoken(lines: Sequence[Line]) -> Iterator[int]:
    """Indices of who speaks with seat or office, in a debate where most do, and of the line below, however short."""
    seated = [k for k in range(len(lines) - 1) if _is_seated(lines[k]) and lines[k + 1].is_closed]
    if len({lines[k].text for k in seated}) < _FEWEST - 1 or len(seated) < _FEWEST - 1:
        return
    names = speakers(lines)
    for k in range(seated[0], len(lines)):
        if k in seated or lines[k].text in names:
            yield from (j for j in (k, k + 1) if j < len(lines))


def _turns(lines: Sequence[Line]) -> Iterator[int]:
    yield from (k for k, (line, below) in enumerate(pairwise(lines)) if _is_turn(line, below))


def _is_turn(line: Line, below: Line) -> bool:
    if _is_seated(line) and below.is_closed:
        return True
    if line.words > _LONGEST_NAME or line.is_closed or below.words <= _LONGEST_NAME:
        return False
    return bool(words.NAME.fullmatch(line.text) or patterns.NAME_ONLY.fullmatch(line.text))


def _is_seated(line: Line) -> bool:
    signed = "(" in line.text or "Speaker" in line.text or "Chair" in line.text
    return signed and line.words <= _LONGEST_TURN and bool(_SEATED.fullmatch(line.text))
