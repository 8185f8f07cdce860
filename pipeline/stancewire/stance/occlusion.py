"""A document without some of its words: what stands there is blanked, so that every offset stays what it was.

Models read blanks as one, so to them a blanked word is a word less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from stancewire.spans import Spanned, within
from stancewire.types import Document, Mentions, Span

_WORD: Final = re.compile(r"\S+")
_PAUSE: Final = re.compile(r"[.,;:?!…][’”\"')\]]*$")


def word_runs(text: str, start: int, end: int, bodies: Sequence[Spanned], longest: int) -> tuple[Span, ...]:
    """Neighbouring words of text[start:end] in runs of at most `longest`, none across a punctuation mark.

    bodies: spans sorted by start that a model reads as one word; none is cut. Together the runs hold all that is not blank.
    """
    runs: list[Span] = []
    count = 0
    for word in _words(text, start, end, bodies):
        if 0 < count < longest:
            runs[-1] = Span(start=runs[-1].start, end=word.end)
        else:
            runs.append(word)
            count = 0
        count = 0 if _PAUSE.search(text[word.start : word.end]) else count + 1
    return tuple(runs)


def _words(text: str, start: int, end: int, bodies: Sequence[Spanned]) -> Iterator[Span]:
    """Words and bodies in text order; "Kent LMC’s" is one."""
    plain = [(found.start(), found.end()) for found in _WORD.finditer(text, start, end)]
    last: Span | None = None
    for first, behind in sorted([*plain, *((body.start, body.end) for body in within(bodies, start, end))]):
        if last and first < last.end:
            last = Span(start=last.start, end=max(last.end, behind))
            continue
        if last:
            yield last
        last = Span(start=first, end=behind)
    if last:
        yield last


def told_as_one(mentions: Mentions) -> list[Spanned]:
    """The bodies and people of a document, sorted by start."""
    return sorted([*mentions.organisations, *mentions.people], key=lambda found: found.start)


def blanked(document: Document, mentions: Mentions, start: int, end: int) -> tuple[Document, Mentions]:
    """A document whose text[start:end] is blank, and what is still mentioned in it."""
    text = document.text[:start] + " " * (end - start) + document.text[end:]
    return replace(document, text=text), replace(
        mentions,
        organisations=tuple(m for m in mentions.organisations if m.end <= start or end <= m.start),
        terms=tuple(t for t in mentions.terms if t.end <= start or end <= t.start),
        people=tuple(p for p in mentions.people if p.end <= start or end <= p.start),
    )


def left_out(document: Document, mentions: Mentions, unit: Span) -> tuple[Document, Mentions]:
    """A document without one of its passages, or without its title or standfirst."""
    rest, still = blanked(document, mentions, unit.start, unit.end)
    place = (unit.start, unit.end)
    zones = tuple(z for z in rest.zones if (z.start, z.end) != place or z.zone not in HEADS)
    passages = tuple(p for p in rest.passages if (p.start, p.end) != place)
    return replace(rest, zones=zones, passages=passages), still


HEADS: Final = ("title", "standfirst")
