"""What a fetch gives back: bytes with what to remember of them, or a sentence that says why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.errors import InputError
from stancewire.runs.nightly.fetch.urls import shown

UNCHANGED: Final = 304
PAGE: Final = "page"
LISTING: Final = "listing"


class FetchError(InputError):
    """An address could not be fetched. Where it names an address, it is shown without passwords and keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What to remember of an address until the next run: plain strings, kept by the caller, one Known an address."""

    final_url: str = ""  # that the validators belong to
    etag: str | None = None
    last_modified: str | None = None
    stamp: str | None = None  # what the feed or sitemap that lists it said of it; the same stamp: not asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An address that answered, or that did not have to be asked again. Store `known` under `url` once it is dealt with."""

    url: str  # as listed, without a fragment
    final_url: str  # behind the redirects
    status: int  # 200; 304: unchanged since `known` was stored, no content
    content: bytes  # unpacked
    known: Known
    media_type: str = ""  # as the server says, without parameters; may be wrong
    moved_to: str | None = None  # where it went for good (301, 308 alone on the way)
    kind: str = (
        PAGE  # LISTING: the feed or sitemap itself, after all it lists; nothing to tag, but `known` is to be stored
    )
    dated: str | None = None  # when the feed that lists it says it was published
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is content to read."""
        return self.status != UNCHANGED

    @property
    def etag(self) -> str | None:
        """The validator the server gave, if any."""
        return self.known.etag

    @property
    def last_modified(self) -> str | None:
        """The other one, as the server wrote it."""
        return self.known.last_modified

    @property
    def uri(self) -> str:
        """The address as a record may name it: without keys in its query."""
        return shown(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailure:
    """An address that gave nothing. `retry`: worth another try some other night."""

    url: str
    error: FetchError
    retry: bool
    status: int | None = None  # of the answer, if there was one
    retry_after: float | None = None  # seconds that the server asks for
    kind: str = PAGE

    @property
    def gone(self) -> bool:
        """Whether the server says that there is no such page any more."""
        return self.status in (404, 410)

    @property
    def uri(self) -> str:
        """The address as a record may name it."""
        return shown(self.url)
