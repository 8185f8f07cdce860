"""Short mentions that refer back: "the CCG", "the committee", "an LMC" become the body they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from stancewire.entities.openings import opening
from stancewire.spans import crosses
from stancewire.types import Document, Mention

Named = defaultdict[str, list[Mention]]  # bodies with a name, by kind, in text order

# An everyday word for a body, and the kinds it may stand for.
_WORDS = {
    "committee": ("lmc", "gpc"),
    "union": ("bma", "gpc"),
    "association": ("bma", "gp_body"),
    "board": ("icb",),
    "authority": ("sha",),
    "trust": ("trust", "pct"),
    "college": ("royal_college",),
    "council": ("council",),
    "department": ("government",),
}
# They tell who a statement is held by, but readers hardly ever mark them as mentions (1 of 18 in our corpus).
_UNLISTED = ("union", "association")
_BACK = re.compile(
    opening("The the Our our This this My my".split())
    + r" (?:local )?("
    + "|".join(_WORDS)
    + r")\b(?! (?:of|for|member|meeting|tax)\b)"
)


def resolve(mentions: Iterable[Mention], document: Document, sender: Mention | None = None) -> tuple[Mention, ...]:
    """Give unnamed singular mentions the name of the body they refer to; add those of everyday words.

    sender: whose document it is; it may be meant from the first line on, though only the letterhead names it.
    """
    ordered = tuple(mentions)
    named: Named = defaultdict(list)
    if sender is not None:
        named[sender.kind].append(replace(sender, start=0, end=1))
    for mention in ordered:
        if not mention.generic:
            named[mention.kind].append(mention)
    resolved = tuple(_referent(m, named, document) for m in ordered)
    words = [m for m in _everyday(named, document) if not crosses(resolved, m.start, m.end)]
    return tuple(sorted((*resolved, *words), key=lambda m: m.start))


def _referent(mention: Mention, named: Named, document: Document) -> Mention:
    surface = document.text[mention.start : mention.end]
    if not mention.generic:
        return mention
    body = _nearest(mention.start, (mention.kind,), named)
    if body is None or (_is_plural(surface) and not _is_the_group(mention.start, surface, body, document.text)):
        return mention
    return replace(
        mention,
        canonical=body.canonical,
        register_id=body.register_id,
        id_scheme=body.id_scheme,
        generic=False,
        finder="everyday" if mention.finder == "everyday" else "reference",
        linked_by="reference" if body.register_id else None,
        candidates=_rivals(mention.start, body, named),
        verified=body.verified,
    )


def _rivals(start: int, body: Mention, named: Named) -> tuple[str, ...]:
    """The ids that "the CCG" may mean where a text has named several before: the nearest is the best guess, no more."""
    before = {m.register_id for m in named[body.kind] if m.start < start and m.register_id}
    return tuple(sorted(before)) if len(before) > 1 else body.candidates


def _is_plural(surface: str) -> bool:
    return surface.endswith(("s", "S")) and not surface.isupper()


def _is_the_group(start: int, surface: str, body: Mention, text: str) -> bool:
    """ "the LMCs" after "Fen and Marsh LMCs" is that group; "LMCs" alone are all there are."""
    return text[max(0, start - 4) : start].lower() == "the " and body.canonical.endswith(surface)


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
        body = _before(match.start(1), _WORDS[match[1]], named)
        if body and (match[1] != "department" or "Department" in body.canonical):
            linked = "reference" if body.register_id else None
            finder = "everyday" if match[1] in _UNLISTED else "reference"
            rivals = _rivals(match.start(), body, named)
            yield replace(
                body, start=match.start(1), end=match.end(1), finder=finder, linked_by=linked, candidates=rivals
            )
