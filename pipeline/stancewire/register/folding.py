"""Words and wordings of policy terms made comparable: what a matcher of them folds together.

Number, case, "&", "of" or "on", and the sorts of hyphen and apostrophe are no wordings: base makes them alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_ALIKE: Final = (
    dict.fromkeys(("’", "'s", "’s", "’S", "'S"), "'")
    | dict.fromkeys(("–", "‑", "‐"), "-")
    | dict.fromkeys(("for", "in", "on", "For", "In", "On"), "of")
    | {"&": "and", "GPS": "gp"}
)
_ALIKE_AS_WRITTEN: Final = frozenset(("IT",))  # in lower case another word
_SHORT: Final = 5  # "GMS", "CQRS" end in no plural; "PRACTICES" in a headline does
_PLURAL: Final = re.compile(r"(?<=[a-z]{2})(?:(?P<y>ies)|(?:(?<=x)|(?<=[cs]h)|(?<=ss))es|(?<![sui])s)$")
TOKEN: Final = re.compile(r"['’]s?(?![^\W_])|[^\W_]+|\S")
POSSESSIVE: Final = frozenset(("'", "’", "'s", "’s"))
# Two words in one text and one in another: "poly-clinics", "e-consultation", "well being".
_PARTS: Final = re.compile(
    r"(poly|multi|super|tele|over|under|non|micro|on(?=line)|fund(?=hold)|well(?=being)|health(?=care)"
    r"|co(?=op|or|comm|pay|loc)|e(?=consult|refer|presc|book))(\w{4,})",
    re.I,
)
PREFIXES: Final = frozenset("poly multi super tele over under non micro on fund well health co e".split())
_BETWEEN: Final = ("of", "for", "in", "on")
NO_CONTENT: Final = frozenset(
    "of for in on and or the a an to with by at from over as per no not out up back into without under than more who is".split()
)
_PLAIN: Final = re.compile(r"[a-z]+|[A-Z]{2,}s?")
# What a word that says how something is ends in: it is the first of its phrase and never what a phrase is about.
_QUALITY: Final = re.compile(r"[a-z]{2,}(?:al|ed|ic|ive|able|ous|less|ary|ory|(?<!m)ent|ly)")
_NO_QUALITIES: Final = frozenset(
    "hospital proposal appraisal referral removal approval withdrawal renewal capital incentive initiative executive directive "
    "salary dispensary clinic pandemic epidemic patient agent supply speed".split()
)
_QUALITIES: Final = frozenset(
    "new free open own core red super local same own joint full fair direct shared long short high low safe big small quality "
    "rapid rural single green white total main first last named private".split()
)
# "urgent care redesign": here the quality belongs to the next word, not to the last.
_QUALITY_OF_NEXT: Final = frozenset("urgent primary secondary general mental social medical clinical".split())
_THINGS_IN_ING: Final = frozenset(
    "commissioning funding prescribing training opening tendering planning vaccination screening dispensing housing nursing booking "
    "rating monitoring testing switching cleaning cleansing rationing licensing outsourcing".split()
)
_PEOPLE: Final = frozenset("gp doctor patient practice nurse pharmacist partner locum people surgery".split())
# Of two such words the turned order is everyday speech: "a list of patients", "care in hospital".
_EVERYDAY: Final = frozenset(
    "access appointment business care charge choice clinic doctor drug fee health home hospital hour hub income list medicine money network nurse "
    "patient people person pharmacy place plan practice programme record rule scheme service site staff surgery system team test time "
    "training treatment visit work year group model note report pay question centre drop day support letter form number".split()
)


@lru_cache(maxsize=50_000)
def base(word: str) -> str:
    """What a word counts as in a policy term: in lower case and singular, "&" as "and", "data on" as "data of".

    "access", "status" and "crisis" are no plurals, nor are "GMS" and "LES".
    """
    if word in _ALIKE or word in _ALIKE_AS_WRITTEN:
        return _ALIKE.get(word, word)
    if word.isupper() and len(word) <= _SHORT:
        return word.lower()
    return _PLURAL.sub(lambda match: "y" if match["y"] else "", word.lower())


def skeleton(form: str) -> tuple[str, ...]:
    """What two forms have in common that differ in nothing but number, case, hyphens and possessives."""
    return tuple(map(base, words_in(form)))


def folded(form: str) -> str:
    """The same for compounds too: "poly-clinics", "polyclinic" and "poly clinic" are one."""
    return "".join(base(part) for word in words_in(form) for part in parts_of(word))


def orders(form: str) -> Iterator[str]:
    """Other orders of the words of a form, and the same with or without an article.

    "GP appointment data": "data of GP appointment", "appointment data of GP"; "redesign of urgent care":
    "urgent care redesign". Names are kept as they are, and so is what would be everyday speech.
    """
    words = words_in(form)
    if not all(map(_PLAIN.fullmatch, words)):
        return
    links = [at for at, word in enumerate(words) if word in NO_CONTENT]
    if not links:
        yield from _parted(words)
    elif words[links[0]] in _BETWEEN and 0 < links[0] < len(words) - 1:
        head, rest = words[: links[0]], words[links[0] + 1 :]
        bare = rest[1:] if rest[0] in ("the", "a") else rest
        other = bare if bare != rest else ["the", *rest]
        yield " ".join((*head, words[links[0]], *other))
        if len(links) == 1 + (bare != rest) and bare and _may_part(bare, head):
            yield " ".join((*bare, *head))


def _parted(words: list[str]) -> Iterator[str]:
    if len(words) == 2 and words[0].endswith("ed") and base(words[1]) in ("hour", "contract"):
        yield f"{words[1]} {words[0]}"
    for at in range(1, len(words)):
        owner, head = words[:at], words[at:]
        if len(words) <= 4 and _may_part(owner, head):
            yield " ".join((*head, "of", *owner))
            yield " ".join((*head, "of", "the", *owner))


def _may_part(owner: list[str], head: list[str]) -> bool:
    """Whether both sides are things, and not two that go together in everyday speech."""
    if len(head) > 2 or len(owner) > 3 or _quality(owner[-1]) or _quality(head[-1]) or base(head[-1]) in _PEOPLE:
        return False
    if any(_quality(word) and word not in _QUALITY_OF_NEXT for word in owner[:-1]):
        return False
    return not {base(word) for word in (*owner, *head)} <= _EVERYDAY


def _quality(word: str) -> bool:
    if word.endswith("ing"):
        return word not in _THINGS_IN_ING
    return word in _QUALITIES or bool(_QUALITY.fullmatch(word) and word not in _NO_QUALITIES)


def words_in(form: str) -> list[str]:
    """The words of a form and its signs, but no hyphen and no possessive."""
    return [token for token in TOKEN.findall(form) if token != "-" and token not in POSSESSIVE]


def parts_of(word: str) -> tuple[str, ...]:
    """The two words that a compound may be written as, else the word."""
    match = _PARTS.fullmatch(word)
    return (match[1], match[2]) if match else (word,)
