"""Names of bodies made comparable: what kind of body a name says it is, and of which place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from stancewire.types import MENTION_KINDS

# What a name may end in (plurals too), longest first at each place, and the family it tells.
_ENDINGS: Final = (
    ("ccg", r"(?:clinical )?commissioning groups?|ccgs?"),
    ("pct_cluster", r"(?:pct |primary care trust )?clusters?"),
    ("pct", r"(?:teaching )?(?:primary care|care) (?:nhs )?trusts?(?: plus)?|(?:teaching )?t?pcts?|primary care groups?|pcgs?"),
    ("icb", r"integrated care boards?|icbs?"),
    ("stp", r"sustainability (?:and|&) transformation (?:partnerships?|plans?)|stps?"),
    ("ics", r"integrated care (?:systems?|partnerships?)|ics|health and (?:social )?care partnership"),
    ("sha", r"(?:strategic )?health authorit(?:y|ies)|shas?"),
    ("lmc", r"(?:group |consortium |confederation )?(?:of )?(?:local medical committees?|lmcs?)(?: (?:limited|ltd))?"),
    ("team", r"(?:local )?area teams?|(?:regional|local|sub-regional) (?:team|office)s?|commissioning region"),
    ("csu", r"(?:commissioning support (?:unit|service)s?|csus?|css)"),
    ("trust", r"(?:nhs )?(?:foundation )?(?:nhs )?trusts?"),
    ("health_board", r"(?:university |teaching |local )*health (?:and social care )?boards?|lhbs?"),
)  # fmt: skip
_ENDING: Final = tuple((family, re.compile(rf"(?:^|\s)(?:{pattern})$")) for family, pattern in _ENDINGS)
_FOR: Final = re.compile(r"^(?P<what>local medical committee|lmc) (?:for|of) (?P<place>.+)$")
_NOISE: Final = re.compile(r"[.,()\"“”]|(?<=\w)['’](?=s?\b)")
_SPACE: Final = re.compile(r"[\s/–—-]+")
_JOINED: Final = {"&": "and", "saint": "st", "upon": "on"}
_LOOSE: Final = re.compile(r"^county (?=\w)|(?<=\w) (?:city|county|teaching|borough)$")

# family -> the mention kinds that its bodies have.
KINDS_OF: Final[dict[str, frozenset[str]]] = {
    "stp": frozenset(("ics",)),
    "team": frozenset(("nhs_england",)),
    "office": frozenset(("nhs_england",)),  # "NHS England London"
    "csu": frozenset(("other",)),
    "health_board": frozenset(("other",)),
    "nhs": frozenset(("pct", "pct_cluster", "ccg", "icb", "ics", "sha", "other", "nhs_england")),
    **{kind: frozenset((kind,)) for kind in MENTION_KINDS},
}


# Kinds whose bodies are also called by their place alone: "NHS Barnet".
_BRANDED: Final = frozenset(("pct", "pct_cluster", "ccg", "icb"))


class Key(NamedTuple):
    """A name as it is compared. family is "nhs" for "NHS Barnet", empty where the name says nothing."""

    place: str
    family: str


@lru_cache(maxsize=20_000)
def key_of(name: str) -> Key:
    """ "NHS Kingston-upon-Hull CCG" and "Kingston upon Hull Clinical Commissioning Group" have one key.

    >>> key_of("NHS Bath & North East Somerset CCG")
    Key(place='bath and north east somerset', family='ccg')
    """
    text = _SPACE.sub(" ", _NOISE.sub("", name.lower())).strip()
    if match := _FOR.match(text):
        return Key(_place(match["place"]), "lmc")
    text = text.removeprefix("the ")
    for family, ending in _ENDING:
        if match := ending.search(text):
            return Key(_place(text[: match.start()]), family)
    if text.startswith("nhs england "):
        return Key(_place(text.removeprefix("nhs england ")), "office")
    return Key(_place(text), "nhs" if text.startswith("nhs ") else "")


def keys_of(forms: Iterable[str], kind: str) -> set[Key]:
    """All that a body of a kind is known by: its forms, and for a commissioner of care also "NHS" with its place."""
    keys = {key_of(form) for form in forms}
    if kind in _BRANDED:
        keys |= {Key(place, "nhs") for place, family in keys if family in KINDS_OF and place}
    return keys


def _place(text: str) -> str:
    words = (_JOINED.get(word, word) for word in text.removeprefix("nhs ").replace(" nhs", "").split() if word != "the")
    return _LOOSE.sub("", " ".join(words))
