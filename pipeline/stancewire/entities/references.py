"""Short mentions that refer back: "the CCG", "the committee", "an LMC" become the body they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from stancewire.types import Document, Mention

_DEFINITE = re.compile(r"\b(?:the|our|its|their|this|that|your|local|county[’']s|city[’']s)\s+$", re.I)
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
    named = [m for m in ordered if not m.generic]
    resolved = tuple(_referent(m, named, document) for m in ordered)
    taken = [(m.start, m.end) for m in resolved]
    words = [m for m in _everyday(named, document) if not any(m.start < end and start < m.end for start, end in taken)]
    return tuple(sorted((*resolved, *words), key=lambda m: m.start))


def _referent(mention: Mention, named: list[Mention], document: Document) -> Mention:
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
    )


def _nearest(start: int, kinds: tuple[str, ...], named: list[Mention]) -> Mention | None:
    """The last body of a kind named before a place, else the first one after it (headlines name nobody)."""
    fitting = [m for m in named if m.kind in kinds]
    before = [m for m in fitting if m.start < start]
    return before[-1] if before else next(iter(fitting), None)


def _everyday(named: list[Mention], document: Document) -> Iterator[Mention]:
    for match in _BACK.finditer(document.text):
        kinds = _WORDS[match[1]]
        before = [m for m in named if m.kind in kinds and m.start < match.start()]
        if before:
            yield replace(before[-1], start=match.start(1), end=match.end(1), finder="reference")
