"""Build the objects of the spine from a text, as short as a test needs them."""

from __future__ import annotations

from stancewire.normalise.document import normalise
from stancewire.sources.identity import digest, stable_id
from stancewire.types import Article, Document, Given, Source


def article(raw: str, *, uri: str = "text", **given: str | None) -> Article:
    """An Article as a reader would yield it; `given` are the fields of Given."""
    content = raw.encode("utf-8", "surrogatepass")
    source = Source(uri=uri, media_type="text/plain", sha256=digest(content))
    return Article(id=stable_id(uri, None, digest(content)), source=source, raw=raw, given=Given(**given))


def document(raw: str, *, uri: str = "text", **given: str | None) -> Document:
    """The Document that normalise makes of a text."""
    return normalise(article(raw, uri=uri, **given))
