"""Short mentions that refer back: "the CCG", "the committee", "an LMC", a place alone become the body they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from stancewire.entities.devolved import at_home
from stancewire.entities.everyday import Named, everyday, index_of, last_before, rivals
from stancewire.entities.places import places_alone
from stancewire.register.names import key_of
from stancewire.spans import crosses
from stancewire.types import Document, Mention


def resolve(mentions: Iterable[Mention], document: Document, sender: Mention | None = None) -> tuple[Mention, ...]:
    """Give unnamed singular mentions the name of the body they refer to; add those of everyday words.

    sender: whose document it is; it may be meant from the first line on, though only the letterhead names it.
    """
    ordered = at_home(tuple(mentions), document, sender)
    named = index_of(ordered, sender)
    resolved = tuple(_referent(m, named, document) for m in ordered)
    spoken = index_of(resolved, sender)
    words = [m for m in everyday(spoken, document, sender) if not crosses(resolved, m.start, m.end)]
    found = sorted((*resolved, *words), key=lambda m: m.start)
    alone = tuple(places_alone(document.text, found))
    return tuple(sorted((*found, *alone), key=lambda m: m.start) if alone else found)


def _referent(mention: Mention, named: Named, document: Document) -> Mention:
    surface = document.text[mention.start : mention.end]
    if not mention.generic:
        return mention
    body = last_before(mention.start, (mention.kind,), named)
    if body is None and not _is_plural(surface):
        return _ahead(mention, named)
    if body is None or (_is_plural(surface) and not _is_the_group(mention.start, surface, body, document.text)):
        return mention
    return _as(mention, body, rivals(mention.start, body, named[mention.kind]))


def _ahead(mention: Mention, named: Named) -> Mention:
    """Headlines name nobody: the one such body that the text names is meant. Of several none, and they are candidates."""
    bodies = {m.register_id or key_of(m.canonical): m for m in reversed(named[mention.kind])}
    if len(bodies) == 1:
        (body,) = bodies.values()
        return _as(mention, body, body.candidates)
    ids = {code for m in bodies.values() for code in ([m.register_id] if m.register_id else m.candidates)}
    return replace(mention, candidates=tuple(sorted(ids)))


def _as(mention: Mention, body: Mention, candidates: tuple[str, ...]) -> Mention:
    return replace(
        mention,
        canonical=body.canonical,
        register_id=body.register_id,
        id_scheme=body.id_scheme,
        generic=False,
        finder="everyday" if mention.finder == "everyday" else "reference",
        linked_by="reference" if body.register_id else None,
        candidates=candidates,
        verified=body.verified,
    )


def _is_plural(surface: str) -> bool:
    return surface.endswith(("s", "S")) and not surface.isupper()


def _is_the_group(start: int, surface: str, body: Mention, text: str) -> bool:
    """ "the LMCs" after "Fen and Marsh LMCs" is that group; "LMCs" alone are all there are."""
    return text[max(0, start - 4) : start].lower() == "the " and body.canonical.endswith(surface)
