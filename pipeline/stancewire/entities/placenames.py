"""Which words of a body's name are its place.

"NHS North Kent and Fells CCG" has the place "North Kent and Fells", of which "Kent" alone is a name of its own: the
points of the compass and the words for landscapes belong to the form of the name.
"""

from __future__ import annotations

import re
from typing import Final

from stancewire.entities.suffixes import SUFFIXES

COMPASS: Final = frozenset("North South East West Upper Lower Inner Outer Mid Central".split())
_LANDSCAPE: Final = frozenset(
    "Vale Coast Coastal Fells Fell Levels Valley Valleys Estuary Marches Dales City County Bay Three Two Isle Isles Islands Riding Borough "
    "Forest Heart Rural Moor Moors Lakes Hills Downs Wolds Great Greater Little North-West North-East South-West South-East".split()
)
_NATIONS: Final = frozenset(
    "England Scotland Wales Northern Ireland Britain UK English Scottish Welsh British Irish".split()
)
# What says which sort of body it is, and is no part of the place.
_KIND_WORDS: Final = frozenset(
    word.casefold() for forms in SUFFIXES.values() for form in forms for word in form.split()
) | frozenset(
    "nhs the team region healthwatch university teaching performance working sub-committee confederation conference our same lmc's friends "
    "clinical cluster foundation partners partnership joint services service commissioners providers practices gp gps "
    "her his its their my your this that every each one both another patients doctors nurses ladies carers women mothers parents pensioners chamber parish town health".split()
)
_JOINS: Final = frozenset("and & of on upon in the with under le for at".split())
_PIECE: Final = re.compile(r"[^\W_]+(?:[’'](?!s\b)[^\W_]+)*|[’']s\b|\S")


def place_of(name: str) -> str:
    """The place in a body's name, as written; empty where it holds none.

    >>> place_of("NHS Barking and Dagenham Clinical Commissioning Group")
    'Barking and Dagenham'
    >>> place_of("the committee")
    ''
    """
    pieces = list(_PIECE.finditer(name))
    while pieces and _no_place(pieces[0][0]):
        pieces.pop(0)
    while pieces and _no_place(pieces[-1][0]):
        pieces.pop()
    return name[pieces[0].start() : pieces[-1].end()] if pieces else ""


def proper_parts(place: str) -> list[str]:
    """The names inside a place: of "North Kent and Tower Hamlets" they are "Kent" and "Tower Hamlets".

    A place made of points of the compass and landscapes alone ("South Central") is a name as a whole.
    """
    runs: list[list[str]] = [[]]
    for piece in _PIECE.findall(place):
        if _is_proper(piece):
            runs[-1].append(piece)
        elif runs[-1]:
            runs.append([])
    found = [" ".join(run) for run in runs if run]
    found = [part for part in found if part in place]
    nations = set(re.findall(r"\w+", place)) & _NATIONS
    return found or ([place] if place and not nations and re.fullmatch(r"[\w’' -]+", place) else [])


def _no_place(piece: str) -> bool:
    return not piece[0].isupper() or piece.casefold() in _KIND_WORDS or piece in _NATIONS


def _is_proper(piece: str) -> bool:
    known = piece in COMPASS or piece in _LANDSCAPE or piece in _NATIONS
    return piece[0].isupper() and not known and piece.casefold() not in _KIND_WORDS and piece.casefold() not in _JOINS
