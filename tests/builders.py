"""Build by hand what the rooms from entities to stance take in; all bodies, people and places are invented."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from stancewire.assets import folder
from stancewire.entities.finder import EntityFinder
from stancewire.entities.scene import Scene
from stancewire.entities.words import memory, tokeniser
from stancewire.spans import Origin
from stancewire.statements.actors import Actor
from stancewire.statements.cues import Cue, load_cues
from stancewire.statements.reader import StatementReader
from stancewire.types import Document, Mention, Mentions, Meta, Person, Span, Statement, Term, Zone

_NLP = tokeniser()


@cache
def entity_finder() -> EntityFinder:
    return EntityFinder()


@cache
def statement_reader() -> StatementReader:
    return StatementReader(load_cues(folder("models") / "rules-1" / "cues.toml"))


def by_hand(
    *passages: str,
    title: str = "",
    standfirst: str = "",
    kind: str = "news",
    language: str | None = "en",
    sender: str | None = None,
) -> Document:
    """A Document of a title, a standfirst and body passages, a blank line between them."""
    parts = [("title", title), ("standfirst", standfirst), *(("body", passage) for passage in passages)]
    text, zones = "", []
    for zone, part in parts:
        if part:
            text += "\n\n" if text else ""
            zones.append(Zone(start=len(text), end=len(text) + len(part), zone=zone))
            text += part
    return Document(
        article_id="by-hand",
        text=text,
        origin=Origin(starts=(0,), raws=(0,), length=len(text), raw_length=len(text)),
        zones=tuple(zones),
        passages=tuple(Span(start=z.start, end=z.end) for z in zones if z.zone == "body"),
        meta=Meta(title=title or None, kind=kind, language=language, sender=sender),
    )


def scene(text: str, *found: Mention) -> Scene:
    memory().keep()  # outside a zone the words stay, so that patterns may be built after them
    return Scene(text=text, tokens=_NLP.make_doc(text), document=by_hand(text), found=found)


def mention(text: str, surface: str, kind: str, *, canonical: str = "", generic: bool = False) -> Mention:
    """The first place of a surface form, as a finder would report it."""
    start = text.index(surface)
    return Mention(
        start=start,
        end=start + len(surface),
        kind=kind,
        canonical=canonical or surface,
        finder="shape",
        generic=generic,
    )


def mentions_of(document: Document) -> Mentions:
    return entity_finder().find(document)


def surfaces(text: str, spans: Iterable[Mention | Term | Person | Statement | Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def statement(start: int = 0, end: int = 10, **values: object) -> Statement:
    """An objection of Westmarch LMC, unless said otherwise."""
    defaults = {"holder": "Westmarch LMC", "holder_kind": "lmc", "act": "objects", "probability": 0.9}
    return Statement(start=start, end=end, **{**defaults, **values})  # type: ignore[arg-type]


def actor(text: str, surface: str, kind: str, **values: object) -> Actor:
    start = text.index(surface)
    return Actor(start=start, end=start + len(surface), name=surface, kind=kind, **values)  # type: ignore[arg-type]


def cue(act: str, how: str, words: str, strength: float = 0.9) -> Cue:
    return Cue(act, how, strength, re.compile(words))
