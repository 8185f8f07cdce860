"""Several bodies in a row, "NHS Surrey and Surrey LMC", which by shape alone would be one long name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Final

from spacy.tokens import Doc

from stancewire.entities.scene import Scene

_JOIN: Final = re.compile(r"(?:,\s|,?\s(?:and|&)\s)(?:the\s)?")
_BEFORE: Final = re.compile(rf"{_JOIN.pattern}$")
_BACK: Final = 12  # characters of the longest join
_START: Final = attrgetter("start")


def is_row(scene: Scene, start: int, end: int) -> bool:
    """Whether bodies that were found before, joined by commas or "and", fill start:end, and no single one does."""
    words = scene.text[start:end]
    if "and" not in words and "&" not in words:
        return False  # nearly every name
    at = start
    for place in range(bisect_left(scene.found, start, key=_START), len(scene.found)):
        body = scene.found[place]
        if body.start != at:
            return False
        if body.end >= end:
            return at > start
        join = _JOIN.match(scene.text, body.end)
        if join is None:
            return False
        at = join.end()
    return False


def first_of_row(scene: Scene, start: int, end: int) -> int:
    """Where the name that begins start:end ends: before the join in front of the first body found inside, else at end."""
    for place in range(bisect_right(scene.found, start, key=_START), len(scene.found)):
        body = scene.found[place]
        if body.start >= end:
            return end
        if join := _BEFORE.search(scene.text, max(start, body.start - _BACK), body.start):
            return join.start()
    return end


def behind_brand(tokens: Doc, start: int, end: int) -> int:
    """ "NHS Cawderby and Cawderby LMC" says a place twice, as no name does: the second body begins behind "and"."""
    if tokens[start].text != "NHS":
        return start
    for index in range(end - 2, start, -1):
        if tokens[index].lower_ in {"and", "&"}:
            left = {token.lower_ for token in tokens[start:index]}
            return index + 1 if all(token.lower_ in left for token in tokens[index + 1 : end]) else start
    return start
