"""Watched folders: which files are new, changed, gone, or still being written.

A file is looked at by size and time of change first; only where these are others are its bytes hashed, and only
where those are others is it read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Final

from stancewire.runs.nightly.books import Books, Work
from stancewire.runs.nightly.documents import Rules, documents, failed
from stancewire.runs.nightly.scanning import Entry, scanned
from stancewire.runs.nightly.settings import FolderSource
from stancewire.runs.nightly.shelf import DONE, WAITING, Place
from stancewire.runs.nightly.works import LISTING, Spot
from stancewire.sources.inputs import Input, missing
from stancewire.sources.passed import HEAD_BYTES, is_none, may_pass
from stancewire.sources.walk import printable
from stancewire.types import Failure, Source

# Programs that fetch or copy write under these names first.
_UNFINISHED: Final = (".part", ".partial", ".crdownload", ".download", ".tmp", "~")
_PIECE: Final = 1_048_576


class MissingFolder(Exception):
    """A watched folder is not there, or may not be looked into. Within this room only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One folder in one run."""

    name: str
    source: FolderSource
    settle_seconds: float
    rules: Rules

    def works(self) -> Iterator[Work]:
        """What is to be done. Raises MissingFolder, and then nothing is taken for deleted."""
        known = self.rules.shelf.places(self.name)
        due = self.rules.shelf.due(self.name)
        for entry in self._entries():
            uri = printable(f"{self.source.path.rstrip('/')}/{entry.inner}")
            place = known.pop(uri, None) or self.rules.shelf.place(uri)
            if entry.problem:
                yield from self._problem(entry, uri)
            else:
                yield from self._file(entry, uri, place, is_due=uri in due)
        yield from self._found_again(known.pop(self.source.path, None))
        yield from (partial(_gone, uri) for uri in known)

    def _found_again(self, folder: Place | None) -> Iterator[Work]:
        """The folder itself, where it could not be read before: that is over, and nothing was deleted."""
        if folder and folder.state != DONE:
            yield partial(_listed, Spot(uri=folder.uri, source=self.name, kind=LISTING))

    def _entries(self) -> Iterator[Entry]:
        try:
            yield from (entry for entry in scanned(str(self.source.folder)) if self._takes(entry.inner))
        except OSError as error:
            raise MissingFolder(error.strerror or str(error)) from None

    def _takes(self, inner: str) -> bool:
        source = self.source
        if source.include and not any(fnmatchcase(inner, pattern) for pattern in source.include):
            return False
        return not any(fnmatchcase(inner, pattern) for pattern in source.exclude)

    def _problem(self, entry: Entry, uri: str) -> Iterator[Work]:
        """A link that leads nowhere, a folder that may not be looked into."""
        before = self.rules.shelf.failing(uri).get("")
        if before and not before.is_due(self.rules.now):
            return
        tries = before.tries + 1 if before else 1
        failure = missing(uri, entry.problem, "mend it, check its permissions, or leave it out with exclude")
        yield failed(Spot(uri=uri, source=self.name), "", failure, tries, None, self.rules.retry)

    def _file(self, entry: Entry, uri: str, place: Place | None, *, is_due: bool) -> Iterator[Work]:
        spot = Spot(uri=uri, source=self.name, size=entry.size, mtime_ns=entry.mtime_ns)
        is_known = place is not None and place.sha256 is not None
        if is_known and place and not is_due and (place.size, place.mtime_ns) == (spot.size, spot.mtime_ns):
            if place.state != DONE:
                yield partial(_touched, replace(spot, sha256=place.sha256))
        elif not is_due and not is_settled(spot, place, self.rules.now, self.settle_seconds):
            yield partial(_settling, spot)
        else:
            yield from self._content(entry, spot, place, is_due=is_due)

    def _content(self, entry: Entry, spot: Spot, place: Place | None, *, is_due: bool) -> Iterator[Work]:
        path = Path(entry.path)
        try:
            content, sha256 = _bytes_of(path, self.rules.limits.max_file_bytes)
        except OSError:
            content, sha256 = None, None  # its reader says what is wrong
        spot = replace(spot, sha256=sha256)
        if not _is_still(path, spot):
            yield partial(_settling, spot)
        elif is_document(entry, content) and not (place and sha256 and place.sha256 == sha256 and not is_due):
            is_held = content is not None and not entry.is_dataset
            item = Input(uri=spot.uri, path=None if is_held else path, content=content if is_held else None)
            item = replace(item, columns=self.source.pairs)
            yield from documents(spot, item, self.rules, partial(_is_still, path, spot))
        else:
            yield partial(_touched, spot)


def is_settled(spot: Spot, place: Place | None, now: float, seconds: float) -> bool:
    """Whether nobody writes to a file any more: it is old enough, or it is what it was when it was last looked at.

    A time of change that is still to come is no age: the clock of one of two machines is wrong.
    """
    if spot.uri.endswith(_UNFINISHED) or spot.mtime_ns is None:
        return False
    if now - spot.mtime_ns / 1e9 >= seconds:
        return True
    if place is None or place.state != WAITING or (place.size, place.mtime_ns) != (spot.size, spot.mtime_ns):
        return False
    return now - place.since >= seconds or now < place.since


def is_document(entry: Entry, content: bytes | None) -> bool:
    """Whether it is more than a picture, a style or a script of a saved page. A file that cannot be read may be."""
    return content is None or not (may_pass(entry.inner) and is_none(entry.inner, content[:HEAD_BYTES]))


def _bytes_of(path: Path, most: int) -> tuple[bytes | None, bytes]:
    """Content and hash; no content where there is more of it than should be in memory."""
    with path.open("rb") as stream:
        content = stream.read(most + 1)
        digest = hashlib.sha256(content)
        if len(content) <= most:
            return content, digest.digest()
        while piece := stream.read(_PIECE):
            digest.update(piece)
        return None, digest.digest()


def _is_still(path: Path, spot: Spot) -> bool:
    """Whether a file is what it was when it was looked at."""
    try:
        found = path.stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (spot.size, spot.mtime_ns)


def missing_folder(name: str, source: FolderSource, said: str) -> tuple[Spot, Failure]:
    """The failure of a folder as a whole."""
    failure = missing(
        source.path, f"the folder cannot be read ({said})", "make it, mount it, or correct [[source]] path"
    )
    place = Source(uri=source.path, media_type="inode/directory", sha256="")
    return Spot(uri=source.path, source=name, kind=LISTING), replace(failure, source=place)


def _gone(uri: str, books: Books) -> None:
    books.gone(uri)


def _listed(spot: Spot, books: Books) -> None:
    books.listed(spot)


def _touched(spot: Spot, books: Books) -> None:
    books.touched(spot)


def _settling(spot: Spot, books: Books) -> None:
    books.settling(spot)
