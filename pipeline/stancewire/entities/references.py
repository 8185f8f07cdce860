"""Short mentions that refer back: "the CCG", "the committee", "an LMC" become the body they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from stancewire.spans import crosses
from stancewire.types import Document, Mention

Named = defaultdict[str, list[Mention]]  # bodies with a name, by kind, in text order

# An everyday word for a body, and the kinds it may stand for.
_WORDS = {
    "committee": ("lmc", "gpc"),
    "union": ("bma", "gpc"),
    "association": ("bma", "gp_body"),
    "board": ("icb",),
    "trust": ("trust", "pct"),
    "college": ("royal_college",),
    "council": ("council",),
    "department": ("government",),
}
_BACK = re.compile(r"\b[Tt]he (?:local )?(" + "|".join(_WORDS) + r")\b(?! (?:of|for|member|meeting|tax)\b)")


def resolve(mentions: Iterable[Mention], document: Document) -> tuple[Mention, ...]:
    """Give unnamed singular mentions the name of the body they refer to; add those of everyday words."""
    ordered = tuple(mentions)
    named: Named = defaultdict(list)
    for mention in ordered:
        if not mention.generic:
            named[mention.kind].append(mention)
    resolved = tuple(_referent(m, named, document) for m in ordered)
    words = [m for m in _everyday(named, document) if not crosses(resolved, m.start, m.end)]
    return tuple(sorted((*resolved, *words), key=lambda m: m.start))


def _referent(mention: Mention, named: Named, document: Document) -> Mention:
    surface = document.text[mention.start : mention.end]
    if not mention.generic or (surface.endswith(("s", "S")) and not surface.isupper()):
        return mention
    body = _nearest(mention.start, (mention.kind,), named)
    if body is None:
        return mention
    return replace(
        mention,
        canonical=body.canonical,
        register_id=body.register_id,
        id_scheme=body.id_scheme,
        generic=False,
        finder="reference",
        linked_by="reference" if body.register_id else None,
        candidates=body.candidates,
        verified=body.verified,
    )


def _nearest(start: int, kinds: tuple[str, ...], named: Named) -> Mention | None:
    """The last body of some kinds named before a place, else the first one after it (headlines name nobody)."""
    return _before(start, kinds, named) or min(
        (named[kind][0] for kind in kinds if named[kind]), key=lambda m: m.start, default=None
    )


def _before(start: int, kinds: tuple[str, ...], named: Named) -> Mention | None:
    places = ((kind, bisect_left(named[kind], start, key=lambda m: m.start)) for kind in kinds)
    return max((named[kind][place - 1] for kind, place in places if place), key=lambda m: m.start, default=None)


def _everyday(named: Named, document: Document) -> Iterator[Mention]:
    for match in _BACK.finditer(document.text):
        if body := _before(match.start(), _WORDS[match[1]], named):
            linked = "reference" if body.register_id else None
            yield replace(body, start=match.start(1), end=match.end(1), finder="reference", linked_by=linked)
