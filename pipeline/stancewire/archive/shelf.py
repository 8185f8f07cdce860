"""Somebody's own copies of the documents, on disk while records are joined to them: an archive is larger than memory."""

from __future__ import annotations

import sqlite3
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from stancewire.archive.pointers import digest_of
from stancewire.errors import StancewireError
from stancewire.normalise.document import normalise
from stancewire.types import Article, Failure, Source

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A document as ingestion gives it, or why it does not."""

    source: Json
    text: str = ""
    meta: Json | None = None
    warnings: tuple[str, ...] = ()
    error: Json | None = None


class Shelf:
    """Copies by the hash of their normalised text, by id and by the hash of their bytes; closed, they are gone."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="stancewire-")
        self._base = sqlite3.connect(Path(self._folder.name) / "shelf")
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("CREATE TABLE copies (text TEXT, id TEXT, bytes TEXT, taken INTEGER DEFAULT 0, copy BLOB)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()
        self._folder.cleanup()

    def put(self, items: Iterable[Article | Failure]) -> None:
        """Normalise and store documents; one that breaks is stored as what broke it."""
        for item in items:
            copy = _copy(item)
            blob = zlib.compress(orjson.dumps(asdict(copy)), 1)
            key = None if copy.error else digest_of(copy.text)
            row = (key, item.id, item.source.sha256, blob)
            self._base.execute("INSERT INTO copies (text, id, bytes, copy) VALUES (?, ?, ?, ?)", row)
        for column in ("text", "id", "bytes"):
            self._base.execute(f"CREATE INDEX IF NOT EXISTS by_{column} ON copies ({column})")

    def take(self, text_sha256: str | None, name: str, sha256: str) -> Copy | None:
        """The copy with that text; of several the one with the id, else with the bytes, else one not taken yet."""
        query = """SELECT rowid, copy FROM copies WHERE text IS ?
            ORDER BY id = ? DESC, bytes = ? DESC, taken, rowid LIMIT 1"""
        if text_sha256 is None:  # a failure: only the same input fails likewise
            query = query.replace("text IS ?", "text IS ? AND (id = ? OR (bytes = ? AND bytes <> ''))")
            values: tuple[str | None, ...] = (None, name, sha256, name, sha256)
        else:
            values = (text_sha256, name, sha256)
        found = self._base.execute(query, values).fetchone()
        if found is None:
            return None
        self._base.execute("UPDATE copies SET taken = taken + 1 WHERE rowid = ?", (found[0],))
        return Copy(**orjson.loads(zlib.decompress(found[1])))

    def has(self, name: str, sha256: str) -> bool:
        """Whether there is a document of that id or those bytes, whatever its text."""
        query = "SELECT 1 FROM copies WHERE id = ? OR (bytes = ? AND bytes <> '') LIMIT 1"
        return self._base.execute(query, (name, sha256)).fetchone() is not None


def _copy(item: Article | Failure) -> Copy:
    if isinstance(item, Failure):
        return Copy(source=_source(item.source), error=_error(item.error))
    try:
        document = normalise(item)
    except Exception as error:  # as when tagging: one document, not the run
        return Copy(source=_source(item.source), error=_error(error))
    return Copy(source=_source(item.source), text=document.text, meta=asdict(document.meta), warnings=document.warnings)


def _source(source: Source) -> Json:
    return {"uri": source.uri, "media_type": source.media_type, "sha256": source.sha256, "member": source.member}


def _error(error: Exception) -> Json:
    hint = error.hint if isinstance(error, StancewireError) else ""
    return {"class": type(error).__name__, "message": str(error), "hint": hint}
