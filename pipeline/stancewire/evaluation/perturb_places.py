"""Invented places and people, and which words of a body's name are its place.

"NHS North Kent and Fells CCG" has the place "North Kent and Fells", of which "Kent" alone is a name of its own: the
points of the compass and the words for landscapes belong to the form of the name and stay, or are turned round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.entities.suffixes import SUFFIXES

# No body of the register bears one of these; where a text has one all the same, it is passed over.
PLACES: Final = (
    "Sallowthwaite", "Tarngarth", "Brantfold", "Ostrey", "Ludderby", "Wexrigg", "Hindlecot", "Yarrowick", "Quillbeck", "Maplecroft",
    "Crosterton", "Dunnerholme", "Ellishaw", "Fenwyke", "Garsbeck", "Hallamthwaite", "Ironmoor", "Jesterley", "Keldrathby", "Larkenby",
    "Murrowdale", "Nutherlow", "Orrelgarth", "Pinchmoor", "Rookingley", "Skarrowby", "Thimblewick", "Ulverholt", "Varncaster", "Wrenholme",
    "Aldercray", "Birkenmoss", "Cawsterby", "Dovenham", "Eskrigby", "Flaxborne", "Grimsdyke", "Hobblethorpe", "Inkerley", "Jossenby",
    "Kittiwell", "Lapsmoor", "Merrowhythe", "Norrenby", "Oakenstoke", "Pellowdale", "Raddlecombe", "Scarnmouth", "Tollergarth", "Umbersley",
)  # fmt: skip
EPITHETS: Final = ("Long", "Stony", "Fairwater", "Barrow", "Chipping", "Market", "Kirk", "Abbots")
FIRST_NAMES: Final = (
    "Robin", "Alex", "Leslie", "Hilary", "Morgan", "Rowan", "Frances", "Noor", "Kim", "Ashley", "Sandy", "Vivian", "Evelyn", "Jo", "Sam", "Kiran",
)  # fmt: skip
SURNAMES: Final = (
    "Hollinbury", "Strakefield", "Wadecroft", "Pennigarth", "Tarlow", "Braddlestone", "Quillinan", "Oakrigg", "Merrifold", "Dunstable-Roe",
    "Karimov", "Adebowale", "Thwaitley", "Larbottle", "Inchbold", "Scorer", "Ventress", "Yarnold", "Gillicker", "Fothersay",
)  # fmt: skip
TURNED: Final = {
    "North": "South", "South": "North", "East": "West", "West": "East", "Upper": "Lower", "Lower": "Upper", "Inner": "Outer", "Outer": "Inner",
    "Mid": "Central", "Central": "Mid",
}  # fmt: skip
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


def turned(place: str) -> str:
    """A place with the points of the compass turned round: "North East London" gives "South West London"."""
    return re.sub(r"[^\W_]+", lambda match: TURNED.get(match[0], match[0]), place)


def initials(words: str) -> str:
    """The capitals a text makes an abbreviation of: "Aldmere and Rossenby" gives "AR"."""
    return "".join(word[0] for word in re.findall(r"[^\W_]+", words) if word[0].isupper())


def invented(part: str, names: Sequence[str], number: int) -> str:
    """The number-th invented place in the form of another: as many words, "-shire" and "-wide" kept."""
    name = names[number % len(names)]
    words = part.split()
    for ending in ("shire", "wide"):
        if len(words) == 1 and part.endswith(ending):
            return name + ending
    if len(words) == 1:
        return name
    epithets = [EPITHETS[(number + k) % len(EPITHETS)] for k in range(len(words) - 1)]
    return " ".join([*epithets, name])


def _no_place(piece: str) -> bool:
    return not piece[0].isupper() or piece.casefold() in _KIND_WORDS or piece in _NATIONS


def _is_proper(piece: str) -> bool:
    known = piece in TURNED or piece in _LANDSCAPE or piece in _NATIONS
    return piece[0].isupper() and not known and piece.casefold() not in _KIND_WORDS and piece.casefold() not in _JOINS
