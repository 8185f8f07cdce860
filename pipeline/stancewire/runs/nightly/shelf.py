"""What the ledger knows of places, documents and failures: questions only, answers as frozen rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from stancewire.runs.nightly.fetch.results import Known
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.names import place_name

WAITING: Final = "waiting"  # of a failure: it is tried again; of a place: seen and still to be read
QUARANTINED: Final = "quarantined"
ACCEPTED: Final = "accepted"
DONE: Final = "done"
ANY: Final = b""  # the hash of what failed, where a rebuild does not know it
DELETED: Final = "deleted"
# Due, or tried at a time that is still to come: then the clock was put back, and nobody knows how long it has been.
_DUE: Final = "f.state = 'waiting' AND (f.due <= ?1 OR f.tried > ?1)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file, page or listing."""

    id: int
    uri: str
    state: str
    since: float
    size: int | None
    mtime_ns: int | None
    sha256: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticle:
    """A document that has a record."""

    id: int
    key: str
    state: str
    revision: int
    source_sha256: bytes | None
    content_sha256: bytes | None
    text_sha256: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A document, or a whole place (key ''), that could not be had the last time."""

    key: str
    state: str
    tries: int
    tried: float
    due: float
    source_sha256: bytes | None

    def is_due(self, now: float) -> bool:
        """Whether it is time to try again; a clock that was put back makes everything due."""
        return self.state == WAITING and (self.due <= now or self.tried > now)


class Shelf:
    """Asks the ledger."""

    def __init__(self, ledger: Ledger, now: float) -> None:
        self._ledger = ledger
        self._now = now

    def place(self, uri: str) -> Place | None:
        """By its name."""
        row = self._ledger.one("SELECT id, uri, state, since, size, mtime_ns, sha256 FROM places WHERE uri = ?", uri)
        return row and _place(row)

    def places(self, source: str) -> dict[str, Place]:
        """All of a source that are not deleted, by name."""
        rows = self._ledger.connection.execute(
            "SELECT id, uri, state, since, size, mtime_ns, sha256 FROM places WHERE source = ? AND state != 'deleted'",
            (source,),
        )
        return {row[1]: _place(row) for row in rows}

    def articles(self, uri: str) -> dict[str, KnownArticle]:
        """The documents of a place, by key."""
        rows = self._ledger.connection.execute(
            "SELECT a.id, key, a.state, revision, source_sha256, content_sha256, text_sha256 "
            "FROM articles a JOIN places p ON p.id = place WHERE uri = ?",
            (uri,),
        )
        names = ("id", "key", "state", "revision", "source_sha256", "content_sha256", "text_sha256")
        return {row[1]: KnownArticle(**dict(zip(names, row, strict=True))) for row in rows}

    def failing(self, uri: str) -> dict[str, Failing]:
        """What of a place failed, by key."""
        rows = self._ledger.connection.execute(
            "SELECT key, f.state, tries, tried, due, source_sha256 FROM failures f JOIN places p ON p.id = place "
            "WHERE uri = ?",
            (uri,),
        )
        names = ("key", "state", "tries", "tried", "due", "source_sha256")
        return {row[0]: Failing(**dict(zip(names, row, strict=True))) for row in rows}

    def due(self, source: str) -> set[str]:
        """The places of a source that hold something to try again."""
        rows = self._ledger.connection.execute(
            f"SELECT uri FROM failures f JOIN places p ON p.id = place WHERE {_DUE} AND source = ?2",
            (self._now, source),
        )
        return {row[0] for row in rows}

    def known(self, uri: str) -> Known | None:
        """What is remembered of an address that was dealt with."""
        row = self._ledger.one(
            "SELECT final_url, etag, last_modified, stamp FROM places WHERE uri = ? AND final_url IS NOT NULL", uri
        )
        return row and Known(final_url=row[0], etag=row[1], last_modified=row[2], stamp=row[3])

    def stands_back(self, uri: str, states: tuple[str, ...], key: str | None = None) -> bool:
        """Whether something of an address failed, is in one of those states and not due. key: that alone, else anything."""
        failing = [one for one in self.failing(uri).values() if key in (None, one.key)]
        return any(one.state in states and not one.is_due(self._now) for one in failing)


def _place(row: tuple[object, ...]) -> Place:
    names = ("id", "uri", "state", "since", "size", "mtime_ns", "sha256")
    return Place(**dict(zip(names, row, strict=True)))  # type: ignore[arg-type]


class Remembered(Mapping[str, Known]):
    """What is remembered of addresses, asked for one by one: ten years of them are not read into memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, url: str) -> Known:
        known = self._shelf.known(place_name(url))
        if known is None:
            raise KeyError(url)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(())  # nobody asks for all

    def __len__(self) -> int:
        return 0

    def __contains__(self, url: object) -> bool:
        return isinstance(url, str) and self._shelf.known(place_name(url)) is not None


class StandingBack(Collection[str]):
    """Addresses with a failure in one of some states that is not due, and those that `taken` holds."""

    def __init__(self, shelf: Shelf, states: tuple[str, ...], taken: Collection[str] = ()) -> None:
        self._shelf, self._states, self._taken = shelf, states, taken

    def __contains__(self, url: object) -> bool:
        return isinstance(url, str) and (url in self._taken or self._shelf.stands_back(place_name(url), self._states))

    def __iter__(self) -> Iterator[str]:
        return iter(())  # likewise

    def __len__(self) -> int:
        return 0
