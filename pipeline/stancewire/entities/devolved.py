"""Whose "the government" and "GPC" are: by name the kingdom's, but a text about Wales may mean those of Wales.

The government named last before is meant if it is of the nation that the text speaks of, or if nobody had named the
kingdom's first; else the kingdom's. "The GPC" beside "Scottish GPC" is the kingdom's as often as not, and stays so.
Wherever a text leaves it open, all that were named are candidates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from stancewire.entities.nation import devolved_nation, nation_of
from stancewire.types import Document, Mention

# Kinds whose bare word names a body of the kingdom, and what the names say of all that may be called so: no department,
# no subcommittee, and not the Executives of Edinburgh and Belfast, which are "the executive".
_SHARED: Final = {"government": re.compile(r"(?<!Local )Government$"), "gpc": re.compile("General Practitioners")}

# Before it, these say that the kingdom's is meant, or may be: "In England, the government has scrapped it".
_KINGDOM: Final = re.compile(r"\b(?:England|English|Westminster|Whitehall|Commons|Prime Minister|UK)\b")
_BACK: Final = 60  # characters


@dataclass(slots=True)
class _Named:
    """The bodies of one kind that a text has named so far, by name in the order of their first naming."""

    bodies: dict[str, Mention] = field(default_factory=dict)
    last: Mention | None = None

    def add(self, mention: Mention) -> None:
        self.bodies.setdefault(mention.canonical, mention)
        self.last = mention


def at_home(mentions: Sequence[Mention], document: Document, sender: Mention | None) -> tuple[Mention, ...]:
    """The mentions, in text order, each bare name as the body it means; a sender's is meant from the first line on."""
    nations = {kind: next((m for m in mentions if m.kind == kind and _nation(m)), None) for kind in _SHARED}
    if sender and sender.kind in _SHARED and _nation(sender):
        nations[sender.kind] = sender
    if not any(nations.values()):
        return tuple(mentions)
    home, named = nation_of(document.text), {kind: _Named() for kind in _SHARED}
    for kind, body in nations.items():
        if body and (body is sender or (kind == "government" and _nation(body) == home)):
            named[kind].last = body  # a headline may say "government" before the text says whose
    return tuple(_settled(m, named[m.kind], home, document.text) if m.kind in _SHARED else m for m in mentions)


def _nation(mention: Mention) -> str:
    """The nation whose own body a mention is, if it may be called by the bare word for its kind."""
    return devolved_nation(mention.canonical) if _SHARED[mention.kind].search(mention.canonical) else ""


def _settled(mention: Mention, named: _Named, home: str, text: str) -> Mention:
    if text[mention.start : mention.end].lower() == mention.kind:
        of_kingdom = _KINGDOM.search(text, max(0, mention.start - _BACK), mention.start)
        mention = _meant(mention, named, "" if of_kingdom else home)
    if _SHARED[mention.kind].search(mention.canonical):
        named.add(mention)
    return mention


def _meant(bare: Mention, named: _Named, home: str) -> Mention:
    """home: the nation that the text speaks of; empty where the words before the mention speak of the kingdom."""
    last, nations = named.last, [_nation(body) for body in named.bodies.values()]
    if last is None or not (_nation(last) or any(nations)):
        return bare
    ids = {m.register_id for m in (last, *named.bodies.values()) if m.register_id}
    theirs = bare.kind == "government" and bool(_nation(last))
    sure = theirs and _nation(last) == home
    if not sure and bare.register_id:
        ids.add(bare.register_id)
    bare = replace(bare, candidates=tuple(sorted(ids)) if len(ids) > 1 else ())
    if not home or (not sure and not (theirs and all(nations[:1]))):
        return bare
    return replace(
        bare,
        canonical=last.canonical,
        register_id=last.register_id,
        id_scheme=last.id_scheme,
        finder="reference",
        linked_by="reference" if last.register_id else None,
        verified=last.verified,
    )
