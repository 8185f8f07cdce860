"""Everything that a night writes into the ledger. Nothing here decides; nothing is true before the writer flushes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from stancewire.runs.nightly.append import Writer
from stancewire.runs.nightly.backoff import due_after, is_last
from stancewire.runs.nightly.generations import Generation, generation_id
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.settings import RetryConfig
from stancewire.runs.nightly.shelf import DELETED, DONE, QUARANTINED, WAITING
from stancewire.runs.nightly.works import LISTING, Document, Miss, Reading, Spot

if TYPE_CHECKING:
    from stancewire.runs.lines import Line

_SAID = 500  # failures of a run that a report names


@dataclass(slots=True, kw_only=True)
class Books:
    """The ledger of one run, open for writing."""

    ledger: Ledger
    writer: Writer
    retry: RetryConfig
    now: float
    run: int
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, Any]] = field(default_factory=list)
    _generation: int | None = None

    def use(self, generation: Generation) -> None:
        """Records that come are of this generation; the first may be added. No transaction is open."""
        self.writer.open()
        with self.ledger.transaction() as connection:
            self._generation = generation_id(connection, generation)

    def record(self, document: Document, line: Line) -> None:
        """What the tagger made of a document: a record, or a failure that waits or is given up."""
        place = self._place(document.spot)
        if line.status != "error":
            self._write(place, document, line, document.reason)
            self._execute("DELETE FROM failures WHERE place = ? AND key = ?", place, document.key)
            return
        error = orjson.loads(line.json)["error"]
        miss = Miss(
            spot=document.spot,
            key=document.key,
            tries=document.tries,
            error=error["class"],
            message=error["message"],
            source_sha256=document.source_sha256,
        )
        if not is_last(document.tries, self.retry, again=document.retry):
            self.missed(miss)
            return
        self._write(place, document, line, QUARANTINED)
        self._fail(place, miss, QUARANTINED)

    def missed(self, miss: Miss) -> None:
        """A try failed, and there will be another."""
        self._fail(self._place(miss.spot), miss, WAITING)

    def settling(self, spot: Spot) -> None:
        """A file may still be being written: what it looks like now is compared the next time."""
        self._place(spot)
        self._execute(
            "UPDATE places SET since = CASE WHEN size IS ? AND mtime_ns IS ? AND state = 'waiting' THEN since ELSE ? END, "
            "state = 'waiting', size = ?, mtime_ns = ?, sha256 = NULL WHERE uri = ?",
            spot.size, spot.mtime_ns, self.now, spot.size, spot.mtime_ns, spot.uri,
        )  # fmt: skip
        self.counts["settling"] += 1

    def touched(self, spot: Spot) -> None:
        """Another time, the same bytes; or it is back after it was deleted."""
        self._settle(self._place(spot), spot)
        self.counts["unchanged"] += 1

    def read(self, reading: Reading) -> None:
        """A place was read; all its documents were recorded before."""
        place = self._place(reading.spot)
        self._settle(place, reading.spot, settled=reading.settled)
        for state, articles in ((DELETED, reading.gone), (DONE, reading.back)):
            for article in articles:
                self._execute("UPDATE articles SET state = ? WHERE id = ?", state, article)
        self.counts["documents_deleted"] += len(reading.gone)
        for article, source, content in reading.known_again:
            self._execute(
                "UPDATE articles SET source_sha256 = ?, content_sha256 = ?, text_sha256 = NULL WHERE id = ?",
                source, content, article,
            )  # fmt: skip
        rows = self.ledger.connection.execute("SELECT key FROM failures WHERE place = ?", (place,)).fetchall()
        for (key,) in rows:
            if key not in reading.present:
                self._execute("DELETE FROM failures WHERE place = ? AND key = ?", place, key)
        if self._waits(place):  # a page is asked for again then, whatever it was remembered by
            self._execute("UPDATE places SET final_url = NULL WHERE id = ?", place)

    def _waits(self, place: int) -> bool:
        return self.ledger.one("SELECT 1 FROM failures WHERE place = ? AND state = 'waiting'", place) is not None

    def cleared(self, spot: Spot, key: str) -> None:
        """What failed is as it was when it had its record."""
        self._execute("DELETE FROM failures WHERE place = ? AND key = ?", self._place(spot), key)

    def listed(self, spot: Spot) -> None:
        """A listing was read, all its pages before. It is remembered only if nothing of its source is still to be tried."""
        place = self._place(spot)
        open_ends = self.ledger.one(
            "SELECT count(*) FROM failures JOIN places ON id = place WHERE source = ? AND failures.state = 'waiting' "
            "AND place != ?",
            spot.source, place,
        )[0]  # fmt: skip
        self._execute("DELETE FROM failures WHERE place = ? AND key = ''", place)
        self._settle(place, spot)
        if open_ends:
            self._execute("UPDATE places SET final_url = NULL WHERE id = ?", place)

    def gone(self, uri: str) -> None:
        """A file is not in its folder any more, or a page was taken away. Its records stay."""
        self._execute("UPDATE places SET state = 'deleted', since = ? WHERE uri = ?", self.now, uri)
        where = "place IN (SELECT id FROM places WHERE uri = ?)"
        self._execute(f"DELETE FROM failures WHERE {where}", uri)
        self.counts["deleted"] += 1

    def _settle(self, place: int, spot: Spot, *, settled: bool = True) -> None:
        known = spot.known
        self._execute(
            "UPDATE places SET since = CASE state WHEN 'done' THEN since ELSE ? END, state = 'done', source = ?, kind = ?, "
            "size = ?, mtime_ns = ?, sha256 = ?, final_url = ?, etag = ?, last_modified = ?, stamp = ? WHERE id = ?",
            self.now, spot.source, spot.kind, spot.size, spot.mtime_ns, spot.sha256 if settled else None,
            known and known.final_url, known and known.etag, known and known.last_modified, known and known.stamp, place,
        )  # fmt: skip

    def _place(self, spot: Spot) -> int:
        """Its number, made if there is none."""
        row = self.ledger.one("SELECT id FROM places WHERE uri = ?", spot.uri)
        if row is None:
            self._execute(
                "INSERT INTO places (uri, source, kind, state, since) VALUES (?, ?, ?, 'waiting', ?)",
                spot.uri, spot.source, spot.kind, self.now,
            )  # fmt: skip
            row = self.ledger.one("SELECT last_insert_rowid()")
        return int(row[0])

    def _write(self, place: int, document: Document, line: Line, reason: str) -> None:
        assert self._generation is not None
        output, start, size = self.writer.add(line.json)
        row = self.ledger.one("SELECT id, revision FROM articles WHERE place = ? AND key = ?", place, document.key)
        number = row[1] + 1 if row else 1
        self._execute(
            "INSERT INTO articles (place, key, state, revision, source_sha256, content_sha256) VALUES (?, ?, 'done', 1, ?, ?) "
            "ON CONFLICT (place, key) DO UPDATE SET revision = revision + 1, "
            "state = CASE ? WHEN 'retag' THEN state ELSE 'done' END, "
            "source_sha256 = excluded.source_sha256, content_sha256 = excluded.content_sha256, text_sha256 = NULL",
            place, document.key, document.source_sha256, document.content_sha256, reason,
        )  # fmt: skip
        article = row[0] if row else self.ledger.one("SELECT last_insert_rowid()")[0]
        self._execute(
            "INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            article, number, reason, line.id, line.status, self._generation, output, start, size, self.run,
        )  # fmt: skip
        self.counts["records"] += 1
        self.counts[reason] += 1

    def _fail(self, place: int, miss: Miss, state: str) -> None:
        if miss.spot.kind == LISTING and not miss.key:
            state = WAITING  # a feed that vanished may come back
        due = due_after(miss.tries, self.now, self.retry, miss.after)
        self._execute(
            "INSERT INTO failures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (place, key) DO UPDATE SET "
            "state = excluded.state, tries = excluded.tries, tried = excluded.tried, due = excluded.due, "
            "source_sha256 = excluded.source_sha256, error = excluded.error, message = excluded.message",
            place, miss.key, state, miss.tries, self.now, self.now, due, miss.source_sha256, miss.error, miss.message,
        )  # fmt: skip
        self.counts["failed"] += 1
        if len(self.failures) < _SAID:
            told = {"place": miss.spot.uri, "key": miss.key, "state": state, "tries": miss.tries}
            self.failures.append({**told, "due": due, "class": miss.error, "message": miss.message})

    def _execute(self, statement: str, *values: Any) -> None:
        self.ledger.begin()
        self.ledger.connection.execute(statement, values)


Finding = Callable[[Books], None]
Work = Document | Finding
