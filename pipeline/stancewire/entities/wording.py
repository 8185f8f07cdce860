"""One form of the lexicon into the wordings a text may use for it: hyphens, possessives, order of the words.

Number, case, "&", "of" or "on", and the sorts of hyphen and apostrophe are no wordings: words.base makes them alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise, product
from math import prod
from typing import Final

from spacy.tokens import Doc

from stancewire.entities.words import base, tokeniser

_TOKEN: Final = re.compile(r"['’]s?(?![^\W_])|[^\W_]+|\S")
_POSSESSIVE: Final = frozenset(("'", "’", "'s", "’s"))
# Two words in one text and one in another: "poly-clinics", "e-consultation", "well being".
_PARTS: Final = re.compile(
    r"(poly|multi|super|tele|over|under|non|micro|on(?=line)|fund(?=hold)|well(?=being)|health(?=care)"
    r"|co(?=op|or|comm|pay|loc)|e(?=consult|refer|presc|book))(\w{4,})",
    re.I,
)
_JOINED: Final = frozenset("poly multi super tele over under non micro on fund well health co e".split())
# Whose contract, whose data: these may stand in the possessive before what is theirs.
_OWNERS: Final = frozenset(
    "gp practice patient doctor surgery government trust england scotland wales ireland london nhs country "
    "commissioner ccg pct icb lmc bma pcn partner nation department".split()
)
_MOST: Final = 64  # ways to write the gaps of a form that are all tried; beyond it one gap is changed at a time

_BETWEEN: Final = ("of", "for", "in", "on")
_NO_CONTENT: Final = frozenset(
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


def skeleton(form: str) -> tuple[str, ...]:
    """What two forms have in common that differ in nothing but number, case, hyphens and possessives."""
    return tuple(map(base, _words(form)))


def orders(form: str) -> Iterator[str]:
    """Other orders of the words of a form, and the same with or without an article.

    "GP appointment data": "data of GP appointment", "appointment data of GP"; "redesign of urgent care":
    "urgent care redesign". Names are kept as they are, and so is what would be everyday speech.
    """
    words = _words(form)
    if not all(map(_PLAIN.fullmatch, words)):
        return
    links = [at for at, word in enumerate(words) if word in _NO_CONTENT]
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


def patterns(form: str, *, turned: bool = False) -> Iterator[Doc]:
    """A form for a matcher by NORM: every gap between two words open or with a hyphen, after an owner also possessive.

    turned: of a form in another order, which no text writes with hyphens throughout.
    """
    vocab = tokeniser().vocab
    if turned:
        yield Doc(vocab, words=form.split())
        return
    owners = _OWNERS | _possessive_in(form)
    for words in _parts(form):
        for signs in _choices(_gaps(words, owners)):
            yield Doc(vocab, words=[t for word, sign in zip(words, signs, strict=True) for t in (word, sign) if t])


def signs(form: str) -> Iterator[AbstractSet[str]]:
    """For each word of a form, the longest first, what a text with the form in one of its wordings has of it, in lower case."""
    words = _words(form.lower())
    longest = max(words, key=len)
    yield _signs_of(words, words.index(longest))
    for at, word in enumerate(words):
        if word != longest and word.isalnum() and word not in _NO_CONTENT:
            yield _signs_of(words, at)


def _signs_of(words: list[str], at: int) -> set[str]:
    """The numbers of one word, its first part if it may be parted, and what it may be joined with."""
    word = words[at]
    found = {*_numbers(word), _parts_of(word)[0]}
    if at and words[at - 1] in _JOINED:
        found |= {words[at - 1] + end for end in _numbers(word)}
    if word in _JOINED and at + 1 < len(words):
        found |= {word + end for end in _numbers(words[at + 1])}
    return found


def _numbers(word: str) -> tuple[str, ...]:
    single = base(word)
    plural = single[:-1] + "ies" if single.endswith("y") else single + "s"
    return word, single.lower(), plural, single + "es"


def _words(form: str) -> list[str]:
    return [token for token in _TOKEN.findall(form) if token != "-" and token not in _POSSESSIVE]


def _parts(form: str) -> Iterator[list[str]]:
    """The words of a form, and again with its compounds parted and its prefixes joined."""
    words = _words(form)
    yield words
    parted = [part for word in words for part in _parts_of(word)]
    if parted != words:
        yield parted
    for at, word in enumerate(words[:-1]):
        if word.lower() in _JOINED and words[at + 1].isalpha():
            yield [*words[:at], word + words[at + 1], *words[at + 2 :]]


def _parts_of(word: str) -> tuple[str, ...]:
    match = _PARTS.fullmatch(word)
    return (match[1], match[2]) if match else (word,)


def _possessive_in(form: str) -> set[str]:
    tokens = _TOKEN.findall(form)
    return {base(word) for word, after in pairwise(tokens) if after in _POSSESSIVE}


def _gaps(words: list[str], owners: AbstractSet[str]) -> list[tuple[str, ...]]:
    """What may stand behind each word; behind the last nothing."""
    gaps: list[tuple[str, ...]] = []
    for word, after in zip(words, (*words[1:], ""), strict=True):
        free = ("", "-") if word.isalnum() and after.isalnum() else ("",)
        gaps.append((*free, "'") if after and base(word) in owners else free)
    return gaps


def _choices(gaps: list[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    if prod(map(len, gaps)) <= _MOST:
        return product(*gaps)
    plain = [""] * len(gaps)
    single = {(*plain[:at], sign, *plain[at + 1 :]) for at, gap in enumerate(gaps) for sign in gap}
    return [*sorted(single), tuple("-" if "-" in gap else "" for gap in gaps)]
