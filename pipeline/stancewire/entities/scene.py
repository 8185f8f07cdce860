"""What a finder looks at: the tokens of one document, its metadata, and what was found before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from stancewire.spans import first_come
from stancewire.types import Document, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """text is Document.text, or a letterhead beside it; tokens are its words, token.idx an offset of it."""

    text: str
    tokens: Doc
    document: Document
    found: tuple[Mention, ...] = ()


def longest_first(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Without overlaps: the longer mention stays, of equals the earlier one in the iterable; in text order."""
    return first_come(sorted(mentions, key=lambda m: m.start - m.end))
