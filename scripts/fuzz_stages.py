"""How far fuzz_readers.py takes what a reader yields: to the record of the reader alone, through `normalise`, or through the tagger.

In:  an Article or a Failure.
Out: what became of it, in one word.

Each stage checks what the stages behind it rely on, and raises BrokenPromise where that does not hold.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Final

from stancewire.normalise.document import normalise
from stancewire.tagger import Tagger
from stancewire.types import Article, Document, Failure

Stage = Callable[[Article | Failure], str]


class BrokenPromise(Exception):
    """A stage went through and gave what it must not give."""


def read_only(item: Article | Failure) -> str:
    """The class of an error, whose sentence can be written, or "ok"."""
    if isinstance(item, Failure):
        json.dumps(str(item.error)).encode()
        return type(item.error).__name__
    return "ok"


def normalised(item: Article | Failure) -> str:
    """As `read_only`, with a Document made of every Article and looked over."""
    if isinstance(item, Article):
        _look_over(item, normalise(item))
    return read_only(item)


def tagged(item: Article | Failure) -> str:
    """The status of the record. An Article whose record is an error was broken by a stage, which `record_of` hides."""
    record = tagger().record_of(item)
    record.to_json()
    if isinstance(item, Article) and record.error:
        raise BrokenPromise(f"no record of an Article: {record.error}")
    return record.status if isinstance(item, Article) else read_only(item)


@cache
def tagger() -> Tagger:
    """The default tagger, with everything loaded."""
    return Tagger.load().warm()


def _look_over(article: Article, document: Document) -> None:
    text = document.text
    places = [*document.origin.raws, document.origin.raw_length]
    if (document.origin.length, document.origin.raw_length) != (len(text), len(article.raw)):
        raise BrokenPromise("the origin is of another length than text or raw")
    if any(b < a for a, b in pairwise(places)):
        raise BrokenPromise("the origin goes back")
    if "\0" in text or "\r" in text or not unicodedata.is_normalized("NFC", text):
        raise BrokenPromise("the text is not mended")
    for spans in (document.zones, document.passages):
        edges = [edge for span in spans for edge in (span.start, span.end)]
        if edges != sorted(edges) or (edges and edges[-1] > len(text)):
            raise BrokenPromise("zones or passages overlap, or end beyond the text")


STAGES: Final[dict[str, Stage]] = {"read": read_only, "normalise": normalised, "tag": tagged}
