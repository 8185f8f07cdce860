"""What a document is called within its place, and what it holds: the two that decide whether it is new, changed or known."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from stancewire.sources.identity import stable_id
from stancewire.types import Article, Failure, Source


def key_of(identity: str, source: Source) -> str:
    """Its own id, if it gives itself one, else its member, else '': the same when its content changes."""
    own = stable_id(source.uri, source.member, source.sha256)
    return identity if identity != own else source.member or ""


def key_of_record(record: Mapping[str, Any]) -> str:
    """The same, of a record."""
    return key_of(record["id"], Source(**record["source"]))


class Keys:
    """The keys of one place; where two documents claim one key, the later is told apart by a number."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def key(self, item: Article | Failure) -> str:
        """Of the next document."""
        key = key_of(item.id, item.source)
        self._taken[key] += 1
        return key if self._taken[key] == 1 else f"{key}#{self._taken[key]}"


def content_of(article: Article) -> bytes:
    """A hash of what was read: the text with what the caller and the format say of it.

    A web page whose advertisements change has other bytes every night, and the same content.
    """
    # What is not said counts for nothing, so that a field more in a later version changes no document.
    said = json.dumps(
        [
            {name: v for name in sorted(g.__slots__) if (v := getattr(g, name)) is not None}
            for g in (article.given, article.found)
        ]
    )
    return hashlib.sha256(f"{said}\0{article.raw}".encode("utf-8", "surrogatepass")).digest()


def text_sha256(text: str) -> bytes:
    """Of a normalised text, as it stands in a record."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def sha256_bytes(digits: str) -> bytes | None:
    """A hash as the ledger has it; None for none."""
    return bytes.fromhex(digits) if digits else None
