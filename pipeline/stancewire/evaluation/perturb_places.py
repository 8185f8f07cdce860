"""Invented places and people; the points of the compass in a place are turned round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

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
