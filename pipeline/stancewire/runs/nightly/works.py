"""What passes from looking at the sources to the books: documents to tag, and findings to write down, in order.

Looking only reads the ledger. Whatever it finds is applied later, when all documents that came before are safe or
about to be, so that the ledger never says more than what was done.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from stancewire.runs.nightly.fetch.results import Known
from stancewire.types import Article, Failure

FILE, PAGE, LISTING = "file", "page", "listing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as it was found this time."""

    uri: str  # its name in the ledger
    source: str
    kind: str = FILE
    size: int | None = None
    mtime_ns: int | None = None
    sha256: bytes | None = None
    known: Known | None = None  # of an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that is to get a record."""

    spot: Spot
    key: str
    reason: str  # new, changed, released, retag
    item: Article | Failure
    source_sha256: bytes | None
    content_sha256: bytes | None
    tries: int  # this one included
    retry: bool = True  # whether another try may do better


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A try that failed before the tagger was asked, and that is not the last one."""

    spot: Spot
    key: str
    tries: int
    error: str  # class
    message: str
    source_sha256: bytes | None = None
    after: float = 0.0  # seconds that a server asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A place was read to its end: which documents it holds, and of those known before which it does not hold any more."""

    spot: Spot
    present: frozenset[str] = field(default_factory=frozenset)  # keys
    gone: tuple[int, ...] = ()  # ids of articles
    back: tuple[int, ...] = ()
    known_again: tuple[
        tuple[int, bytes | None, bytes], ...
    ] = ()  # article, source and content hash: adopted after a rebuild
    settled: bool = True  # false: it is to be read again whatever its size and time
