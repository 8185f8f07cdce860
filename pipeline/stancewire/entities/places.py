""" "Barnet said no": a place alone that acts is the body of that place which the text has named.

Only before a verb of speech or decision, and never behind "in" or "of": places are mostly places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from stancewire.spans import crosses
from stancewire.types import Mention

_LOCAL: Final = frozenset(("pct", "ccg", "icb", "ics", "sha", "lmc"))
_KIND: Final = re.compile(
    r"^(?:NHS\s)?(?P<place>[A-Z][a-z]+(?:(?:-|\s|\s(?:and|of|upon|on|the)\s|-[a-z]+-)[A-Z][a-z]+)*)"
    r"(?:\s(?:Teaching\s)?(?:[A-Z]{3,4}|Primary Care Trust|Local Medical Committee|Clinical Commissioning Group|Integrated Care Board|Strategic Health Authority))?$"
)
_ACTS: Final = re.compile(
    r"\s(?:has\s|had\s|also\s|now\s|later\s|itself\s)?"
    r"(?:(?:said|says|insisted|insists|argued|argues|admitted|admits|refused|refuses|rejected|rejects|replied|replies|denied|denies|acted)(?!\w)"
    r"|(?:decided|decides|agreed|agrees|proposed|proposes|wants|wanted|plans|planned|voted)\s(?:that|on|against|to(?!\s(?:bat|bowl|field|play|stay|leave|marry|remain|celebrate)\b))\s"
    r"|(?:warned|warns|announced|announces)\s(?:that|it)\s)"
)
# "Dr Fen said", "Helen Fen, a nurse": somebody is called so, and "Fen said" may be she. "West Fen" is another place.
_SURNAMED: Final = re.compile(
    r"(?<!\w)(?!(?:NHS|But|And|As|That|When|While|Which|What|If|So|In|At|For|From|Yesterday|Today|The|Both|Only|Of|To|By)\s)(?:[A-Z]\.|(?:Drs?|Mrs?|Ms|Prof|Cllr)\.|[A-Z][a-z]*)\s$"
)
_LONGER: Final = re.compile(r"\w|\s[A-Z]")
_STANDS_ALONE: Final = re.compile(
    r"(?:^|\n|[.!?:;,“‘\"(]\s?|(?<!\w)(?:but|and|as|that|when|while|which|what|if|so|yesterday|today)\s)$", re.I
)
_BACK: Final = 24  # characters
_MOST: Final = 40  # places: a list of members names hundreds, and none of them speaks


def places_alone(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Each such place behind the first mention of a body named after it; of several bodies the last named, with the others as candidates."""
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        local = mention.kind in _LOCAL and not mention.generic
        if local and (place := _place_of(text[mention.start : mention.end])):
            named[place].append(mention)
    for place, bodies in named.items() if len(named) <= _MOST else ():
        start = text.find(place, bodies[0].end)
        if start >= 0 and _is_surname(text, place):
            continue
        while start >= 0:
            end = start + len(place)
            if _speaks(text, start, end) and not crosses(mentions, start, end):
                yield _meant(start, end, bodies)
            start = text.find(place, end)


def _is_surname(text: str, place: str) -> bool:
    start = text.find(place)
    while start >= 0:
        end = start + len(place)
        if _SURNAMED.search(text, max(0, start - _BACK), start) and not _LONGER.match(text, end):
            return True
        start = text.find(place, end)
    return False


@lru_cache(maxsize=20_000)
def _place_of(surface: str) -> str:
    """ "NHS Fen CCG": "Fen"; nothing of names that are no place with a kind."""
    match = _KIND.match(surface)
    return match["place"] if match else ""


def _speaks(text: str, start: int, end: int) -> bool:
    return bool(_ACTS.match(text, end) and _STANDS_ALONE.search(text, max(0, start - _BACK), start))


def _meant(start: int, end: int, bodies: Sequence[Mention]) -> Mention:
    body = max((m for m in bodies if m.start < start), key=lambda m: m.start)
    ids = {m.register_id for m in bodies if m.register_id and m.start < start}
    return replace(
        body,
        start=start,
        end=end,
        finder="reference",
        linked_by="reference" if body.register_id else None,
        candidates=tuple(sorted(ids)) if len(ids) > 1 else body.candidates,
    )
