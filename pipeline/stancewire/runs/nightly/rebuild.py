"""A ledger made anew from the output: for one that is lost or corrupt, or an output that somebody edited.

In:  the month files, packed or not.
Out: a ledger that knows every record in them. The old one is kept beside it.

What stands in no record is lost: tries and quarantine, what was remembered of addresses, told objections. Pages are
asked for once more, and where their text is the one of their record nothing is written.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson

from stancewire.runs.nightly.compact import FOLDER as PACKED
from stancewire.runs.nightly.contents import key_of_record, sha256_bytes, text_sha256
from stancewire.runs.nightly.generations import Generation, generation_id
from stancewire.runs.nightly.ledger import Ledger, LedgerError, partial_of, said
from stancewire.runs.nightly.lock import held
from stancewire.runs.nightly.names import place_name
from stancewire.runs.nightly.outputs import NAME
from stancewire.runs.nightly.runs import begun, ended
from stancewire.runs.nightly.seams import NightDisk
from stancewire.runs.nightly.settings import FolderSource, NightlySettings
from stancewire.runs.nightly.shelf import ANY, QUARANTINED

_NETWORK: Final = ("http://", "https://")


@dataclass(slots=True)
class Rebuilt:
    """What came of it."""

    counts: Counter[str] = field(default_factory=Counter)  # records, documents, files
    kept: str | None = None  # name of the old ledger
    cut: list[str] = field(default_factory=list)  # files that ended in half a record


def rebuild(settings: NightlySettings, now: float, disk: NightDisk | None = None) -> Rebuilt:
    """Make the ledger anew; whole or not at all. Raises LockHeld, LedgerError for a line that is no record."""
    disk = disk or NightDisk()
    path, rebuilt = settings.ledger_path, Rebuilt()
    partial = partial_of(path)
    with held(settings.lock_path), said(path):
        _remove(partial, disk)
        with Ledger.open(partial, disk) as ledger:
            _fill(ledger, settings, rebuilt, now, disk)
            ledger.connection.execute("PRAGMA journal_mode = DELETE")  # one file, so that it can be moved
        rebuilt.kept = _put_aside(path, disk)
        disk.replace(partial, path)
        disk.sync_folder(path.parent)
    return rebuilt


def _fill(ledger: Ledger, settings: NightlySettings, rebuilt: Rebuilt, now: float, disk: NightDisk) -> None:
    run = begun(ledger, "rebuild", now)
    with ledger.transaction() as connection:
        shelves = _Shelves(connection, settings, rebuilt, run, now)
        for path in _files(settings.output_folder):
            shelves.take(path, disk)
        ended(ledger, run, now, 0, rebuilt.counts)


def _files(folder: Path) -> list[Path]:
    """Month files in their order; of a month that was packed and still has its lines, the lines."""
    lines = {path.name: path for path in folder.glob("*.jsonl") if NAME.fullmatch(path.name)}
    packed = {f"{path.stem}.jsonl": path for path in (folder / PACKED).glob("*.parquet")}
    found = {**{name: path for name, path in packed.items() if NAME.fullmatch(name)}, **lines}
    return [found[name] for name in sorted(found, key=_order)]


def _order(name: str) -> tuple[str, int]:
    month, _, number = name.removesuffix(".jsonl").partition(".")
    return month, int(number or 1)


def _put_aside(path: Path, disk: NightDisk) -> str | None:
    """Keep the old ledger; its side files follow it, also those that a rebuild which was broken off left behind.

    The ledger goes first: without it no run begins, while one that lacks its side files would be taken for whole.
    """
    number = 1
    while (kept := path.with_name(f"{path.name}.old-{number}")).exists():
        number += 1
    found = path.exists()
    if found:
        disk.replace(path, kept)
        disk.sync_folder(path.parent)
    elif number > 1:
        kept = path.with_name(f"{path.name}.old-{number - 1}")
    for suffix in ("-wal", "-shm"):
        side = path.with_name(path.name + suffix)
        if side.exists():
            disk.replace(side, kept.with_name(kept.name + suffix))
    disk.sync_folder(path.parent)
    return kept.name if found else None


def _remove(path: Path, disk: NightDisk) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        disk.remove(path.with_name(path.name + suffix))


class _Shelves:
    """Puts records into an empty ledger, one after another."""

    def __init__(
        self, connection: sqlite3.Connection, settings: NightlySettings, rebuilt: Rebuilt, run: int, now: float
    ) -> None:
        self._connection, self._settings, self._rebuilt = connection, settings, rebuilt
        self._run, self._now = run, now
        self._generations: dict[Generation, int] = {}

    def take(self, path: Path, disk: NightDisk) -> None:
        """All records of one file."""
        self._rebuilt.counts["files"] += 1
        if path.suffix == ".jsonl":
            self._take_lines(path, disk)
        else:
            self._take_packed(path)

    def _take_lines(self, path: Path, disk: NightDisk) -> None:
        output = self._output(path.name)
        digest, size, number = hashlib.sha256(), 0, 0
        with path.open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                number += 1
                self._put(_record(path, number, line), output, size, len(line))
                digest.update(line)
                size += len(line)
        if path.stat().st_size > size:
            self._cut(path, size, disk)
        self._connection.execute(
            "UPDATE outputs SET bytes = ?, records = ?, sha256 = ?, mtime_ns = ? WHERE id = ?",
            (size, number, digest.digest(), path.stat().st_mtime_ns, output),
        )

    def _cut(self, path: Path, size: int, disk: NightDisk) -> None:
        """Half a record at the end: what a crash leaves."""
        descriptor = disk.open(path)
        with closing(os.fdopen(descriptor, "r+b", buffering=0)):
            disk.truncate(descriptor, size)
            disk.sync(descriptor)
        self._rebuilt.cut.append(path.name)

    def _take_packed(self, path: Path) -> None:
        from stancewire.runs.nightly.packing import about_of, unpacked

        about = about_of(path)
        if about is None:
            raise LedgerError(str(path), "is no month that stancewire compact wrote", "take it out of the folder")
        output, starts = self._output(about["output"]), about["starts"]
        for start, record in zip(starts, unpacked(path), strict=True):
            self._put(record, output, start, 0)
        self._connection.execute(
            "UPDATE outputs SET records = ?, sha256 = ?, packed = ? WHERE id = ?",
            (len(starts), bytes.fromhex(about["sha256"]), f"{PACKED}/{path.name}", output),
        )

    def _output(self, name: str) -> int:
        values = (name, hashlib.sha256().digest())
        cursor = self._connection.execute("INSERT INTO outputs (name, sha256) VALUES (?, ?)", values)
        return int(cursor.lastrowid or 0)

    def _put(self, record: dict[str, Any], output: int, start: int, size: int) -> None:
        place, key = self._place(record), key_of_record(record)
        row = self._connection.execute(
            "INSERT INTO articles (place, key, state, revision, source_sha256, text_sha256) VALUES (?, ?, 'done', 1, ?, ?) "
            "ON CONFLICT (place, key) DO UPDATE SET revision = revision + 1, source_sha256 = excluded.source_sha256, "
            "text_sha256 = excluded.text_sha256 RETURNING id, revision",
            (place, key, sha256_bytes(record["source"]["sha256"]), _text(record)),
        ).fetchone()
        self._rebuilt.counts["records"] += 1
        self._rebuilt.counts["documents"] += row[1] == 1
        self._failed(place, key, record)
        self._connection.execute(
            "INSERT INTO revisions VALUES (?, ?, 'rebuilt', ?, ?, ?, ?, ?, ?, ?)",
            (*row, record["id"], record["status"], self._generation(record), output, start, size, self._run),
        )

    def _failed(self, place: int, key: str, record: dict[str, Any]) -> None:
        """What has an error record was given up, and is not to get a second one."""
        if record["status"] != "error":
            self._connection.execute("DELETE FROM failures WHERE place = ? AND key = ?", (place, key))
            return
        sha256 = sha256_bytes(record["source"]["sha256"]) or ANY
        error, now = record["error"], self._now
        self._connection.execute(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)",
            (place, key, QUARANTINED, now, now, now, sha256, error["class"], error["message"]),
        )

    def _place(self, record: dict[str, Any]) -> int:
        """Of a file with one document the hash is known, so that it is not read again; of others it is not."""
        source = record["source"]
        is_page = source["uri"].startswith(_NETWORK)
        uri = place_name(source["uri"]) if is_page else source["uri"]
        sha256 = None if is_page or source["member"] else sha256_bytes(source["sha256"])
        row = self._connection.execute(
            "INSERT INTO places (uri, source, kind, state, since, sha256) VALUES (?, ?, ?, 'done', ?, ?) "
            "ON CONFLICT (uri) DO UPDATE SET sha256 = excluded.sha256 RETURNING id",
            (uri, self._source(uri), "page" if is_page else "file", self._now, sha256),
        ).fetchone()
        return int(row[0])

    def _source(self, uri: str) -> str:
        """The name of the folder that a file is of; of a page it is known again when it is fetched."""
        for named in self._settings.sources:
            if isinstance(named.source, FolderSource) and uri.startswith(f"{named.source.path.rstrip('/')}/"):
                return named.name
        return ""

    def _generation(self, record: dict[str, Any]) -> int:
        generation = Generation.of_record(record)
        if generation not in self._generations:
            self._generations[generation] = generation_id(self._connection, generation)
        return self._generations[generation]


def _text(record: dict[str, Any]) -> bytes | None:
    text = record.get("text")
    return text_sha256(text) if text is not None else None


def _record(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        record: dict[str, Any] = orjson.loads(line)
        Generation.of_record(record)
        key_of_record(record)
    except (ValueError, KeyError, TypeError):
        hint = "correct that line or take it out, and give it again"
        raise LedgerError(f"{path}, line {number}", "is no record of stancewire", hint) from None
    return record
