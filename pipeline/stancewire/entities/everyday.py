"""Everyday words for a body, "the committee", "the health board": the body of that sort that was named last.

A committee or a board that no finder lists ("the primary care commissioning committee") is not the LMC either:
where such words stand between, the short mention stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from stancewire.entities.openings import opening
from stancewire.types import Document, Mention

Named = defaultdict[str, list[Mention]]  # bodies with a name, by kind or by what their names say, in text order

# An everyday word for a body, and the kinds it may stand for.
_WORDS: Final = {
    "committee": ("lmc", "gpc", "named committee"),
    "union": ("bma", "gpc"),
    "association": ("bma", "gp_body"),
    "health board": ("named health board",),
    "board": ("icb", "named health board"),
    "authority": ("sha", "named authority"),
    "trust": ("trust", "pct"),
    "college": ("royal_college",),
    "council": ("council",),
    "department": ("government",),
    "regulator": ("regulator",),
    "think tank": ("think_tank",),
    "system": ("ics",),
    "partnership": ("named partnership", "ics"),
}
# "The foundation" is the body whose name ended so: of these a name must have said the word itself.
_LAST: Final = frozenset(
    "group partnership team federation alliance foundation institute society league commission agency network forum consortium fund hospital infirmary authority".split()
)
# They tell who a statement is held by, but readers seldom mark them ("union" and "association" in 15 of 38 texts of our corpus).
_UNLISTED: Final = frozenset(
    (
        "union", "association", "system", "partnership", "team", "alliance", "society", "network", "forum", "consortium", "hospital",
        "infirmary", "regulator", "think tank",
    )
)  # fmt: skip
_DOES: Final = r"(?! (?:has|have|had|will|would|said|says|wants|plans|proposes|intends|asked|hopes)\b)"
# "The system", "the team" are everyday words too: there they must do something.
_IDLE: Final = rf"(?!(?<=system){_DOES}|(?<=team){_DOES})"
_BACK: Final = re.compile(
    opening("The the Our our This this My my".split())
    + r" (?:local )?("
    + "|".join(sorted(_WORDS.keys() | _LAST))
    + rf")\b(?! (?:of|for|member|meeting|tax)\b){_IDLE}"
)
_THIS: Final = ("This", "this")  # readers list "this committee" whole and "the committee" without its article
_OWN: Final = ("Our", "our", "My", "my")
_COMMITTEE: Final = re.compile(r"\b[Cc]ommittee\b")
_HEALTH_BOARD: Final = re.compile(r"\b(?:Health|Social Services|Social Care) Board$")
_BOARD_CODES: Final = (
    "S08",
    "W11",
)  # ONS: Scotland's health boards, which call themselves "NHS Highland", and those of Wales
# "Public accounts committee", "committee of MPs"; not "the committee", "its executive committee", "by committee".
_OF_OURS: Final = frozenset(
    "the this that our my its their his her a an local medical executive whole full same new such every each your in to and or by of on at for with"
    " from said lmc gpc gp gps practitioners".split()
)
_WORD_BEFORE: Final = re.compile(r"(?<!\w)([a-z]+) (?:sub-?)?$")
_FAR: Final = 40  # characters before "committee" in which that word stands


def index_of(mentions: Iterable[Mention], sender: Mention | None) -> Named:
    """The named among mentions (in text order), by kind; a sender may be meant from the first line on."""
    named: Named = defaultdict(list)
    if sender is not None:
        named[sender.kind].append(replace(sender, start=0, end=1))
    for mention in mentions:
        if not mention.generic:
            named[mention.kind].append(mention)
            if mention.kind not in ("lmc", "gpc") and _COMMITTEE.search(mention.canonical):
                named["named committee"].append(mention)
            if (last := _last_word(mention.canonical)) in _LAST:
                named[f"named {last}"].append(mention)
            if _HEALTH_BOARD.search(mention.canonical) or (mention.register_id or "").startswith(_BOARD_CODES):
                named["named health board"].append(mention)
    return named


@lru_cache(maxsize=20_000)
def _last_word(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def last_before(start: int, kinds: Sequence[str], named: Named) -> Mention | None:
    """The body of some kinds that was named last before a place."""
    places = ((kind, bisect_left(named[kind], start, key=lambda m: m.start)) for kind in kinds)
    return max((named[kind][place - 1] for kind, place in places if place), key=lambda m: m.start, default=None)


def rivals(start: int, body: Mention, bodies: Iterable[Mention]) -> tuple[str, ...]:
    """The ids that "the CCG" may mean where a text has named several before: the nearest is the best guess, no more."""
    before = {m.register_id for m in bodies if m.start < start and m.register_id}
    return tuple(sorted(before)) if len(before) > 1 else body.candidates


def everyday(named: Named, document: Document, sender: Mention | None) -> Iterator[Mention]:
    """The everyday words of a text that stand for a body. named: with the short mentions that are resolved before."""
    owner = sender.canonical if sender else ""
    others = _Others(document.text)
    for match in _BACK.finditer(document.text):
        body = last_before(match.start(1), _kinds(match[1]), named)
        if body is None or not (body.canonical == owner or _means(match, body, others)):
            continue
        yield replace(
            body,
            start=match.start() if match[0].startswith(_THIS) else match.start(1),
            end=match.end(1),
            finder="everyday" if match[1] in _UNLISTED else "reference",
            linked_by="reference" if body.register_id else None,
            candidates=rivals(match.start(), body, _such(body, _kinds(match[1]), named)),
        )


def _kinds(word: str) -> tuple[str, ...]:
    return _WORDS.get(word) or (f"named {word}",)


def _such(body: Mention, kinds: Sequence[str], named: Named) -> Sequence[Mention]:
    """Those of the body's own sort: another board, and not any other body of the kind "other"."""
    return next(named[kind] for kind in kinds if body in named[kind])


class _Others:
    """Where a text speaks of another committee than an LMC; looked for once, when it is first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: list[tuple[int, int]] | None = None

    def between(self, start: int, end: int) -> bool:
        """Whether one stands wholly in start:end."""
        if self._places is None:
            self._places = list(_other_committees(self._text))
        place = bisect_left(self._places, (start, 0))
        return place < len(self._places) and self._places[place][1] <= end


def _other_committees(text: str) -> Iterator[tuple[int, int]]:
    """Looked for by the word alone: a pattern for what stands before it tries every word of a text."""
    lower = folded if len(folded := text.lower()) == len(text) else text
    start = lower.find("committee")
    while start >= 0:
        end = start + len("committee")
        before = _WORD_BEFORE.search(lower, max(0, start - _FAR), start)
        if lower.startswith((" of ", " on "), end):
            yield start, end
        elif before and before[1] not in _OF_OURS and not lower[end : end + 1].isalnum():
            yield before.start(), end
        start = lower.find("committee", end)


def _means(match: re.Match[str], body: Mention, others: _Others) -> bool:
    if match[1] == "department":
        return "Department" in body.canonical
    if match[1] == "committee" and not match[0].startswith(_OWN):
        return not others.between(body.end, match.start())
    return True
