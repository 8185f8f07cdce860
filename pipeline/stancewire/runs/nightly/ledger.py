"""The ledger: a SQLite database of what was done. Opened, checked, brought to the last version; changed in transactions.

It is in WAL mode with synchronous=FULL: a transaction that is committed is on the disk, one that is not never was.
Others may read while a night writes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, Self

from stancewire.errors import OutputError
from stancewire.runs.nightly.migrations import APPLICATION_ID, MIGRATIONS, VERSION
from stancewire.runs.nightly.seams import NightDisk

REBUILD: Final = "give stancewire ledger rebuild, which makes it anew from the output"
_ROOM: Final = "free some space or mend the disk, and run it again: it goes on from what is safe"
_BROKEN: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_CHECKED_ALWAYS: Final = 16_000_000  # bytes
_CHECKED_EVERY: Final = 7  # runs
_WAIT_SECONDS: Final = 30.0  # for a reader that blocks a checkpoint


class LedgerError(OutputError):
    """The ledger, or the output it tells of, is not what it should be."""


class Ledger:
    """An open ledger. All writing happens between `begin` and `commit`."""

    def __init__(self, path: Path, connection: sqlite3.Connection, disk: NightDisk) -> None:
        self.path = path
        self.connection = connection
        self._disk = disk

    @classmethod
    def open(cls, path: Path, disk: NightDisk | None = None) -> Self:
        """To write; made if it is not there. Raises LedgerError for what is none, is corrupt, or is of a later version."""
        with said(path):
            is_new = not path.exists()
            _refuse_unfinished(path)
            connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_SECONDS)
            ledger = cls(path, connection, disk or NightDisk())
            try:
                ledger._prepare()
            except BaseException:
                connection.close()
                raise
            if is_new:
                ledger._disk.sync_folder(path.parent)
            return ledger

    @classmethod
    def read(cls, path: Path) -> Self:
        """To look at while another may write. Raises LedgerError, for one that is not there too."""
        _refuse_unfinished(path)
        if not path.is_file():
            raise LedgerError(str(path), "there is no ledger", "run stancewire nightly first, or correct [ledger] path")
        with said(path):
            connection = sqlite3.connect(
                f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=_WAIT_SECONDS
            )
            ledger = cls(path, connection, NightDisk())
            try:
                ledger._refuse_others(ledger.version)
                if ledger.version < VERSION:
                    raise LedgerError(
                        str(path), "is of an earlier version", "run stancewire nightly, which brings it up"
                    )
            except BaseException:
                connection.close()
                raise
            return ledger

    @classmethod
    def copy(cls, path: Path) -> Self:
        """One in memory, of the ledger at a path or empty: what is written to it goes nowhere."""
        _refuse_unfinished(path)
        copied = cls(path, sqlite3.connect(":memory:", isolation_level=None), NightDisk())
        try:
            if path.is_file():
                with said(path), closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source:
                    source.backup(copied.connection)
            copied._prepare()
        except BaseException:
            copied.close()
            raise
        return copied

    @property
    def version(self) -> int:
        """Of its tables; 0: it has none yet."""
        return int(self.one("PRAGMA user_version")[0])

    def _prepare(self) -> None:
        connection, version = self.connection, self.version
        self._refuse_others(version)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if version and self._is_check_due() and (trouble := self.trouble()):
            raise _corrupt(self.path, trouble)
        for number, step in enumerate(MIGRATIONS[version:], version + 1):
            self._migrate(number, step)
        connection.execute("PRAGMA foreign_keys = ON")

    def _is_check_due(self) -> bool:
        """Always while that takes no time; later on after a run that broke off, and every so many runs."""
        if self.one("PRAGMA page_count")[0] * self.one("PRAGMA page_size")[0] < _CHECKED_ALWAYS:
            return True
        last = self.one("SELECT id, ended FROM runs ORDER BY id DESC LIMIT 1")
        return last is None or last[1] is None or last[0] % _CHECKED_EVERY == 0

    def _refuse_others(self, version: int) -> None:
        """Another program's database is left alone, and so is one of a stancewire that knows more."""
        mark = self.one("PRAGMA application_id")[0]
        tables = self.one("SELECT count(*) FROM sqlite_master")[0]
        if mark != APPLICATION_ID and (mark or tables):
            raise LedgerError(str(self.path), "is no ledger of stancewire", "correct [ledger] path")
        if version > VERSION:
            raise LedgerError(str(self.path), "is of a later stancewire", "use that one, or another [ledger] path")

    def _migrate(self, number: int, step: str) -> None:
        """One step, whole or not at all."""
        self.begin()
        try:
            for statement in _statements(step):
                self.connection.execute(statement)
            self.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self.connection.execute(f"PRAGMA user_version = {number}")
            self.commit()
        except BaseException:
            self.rollback()
            raise

    def trouble(self, *, thorough: bool = False) -> str | None:
        """What SQLite finds wrong with its file, None for nothing. thorough: indexes and references are compared too."""
        found = str(self.one("PRAGMA integrity_check(1)" if thorough else "PRAGMA quick_check(1)")[0])
        if found == "ok" and thorough and (row := self.connection.execute("PRAGMA foreign_key_check").fetchone()):
            found = f"a row of {row[0]} names one of {row[2]} that is not there"
        return None if found == "ok" else found

    def one(self, query: str, *values: Any) -> Any:
        """The first row of an answer that has one."""
        return self.connection.execute(query, values).fetchone()

    def begin(self) -> None:
        """Begin a transaction, if none is open."""
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make it true."""
        if self.connection.in_transaction:
            self._disk.commit(self.connection)

    def rollback(self) -> None:
        """Forget it."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of a block, or nothing."""
        self.begin()
        try:
            yield self.connection
            self.commit()
        except BaseException:
            self.rollback()
            raise

    def close(self) -> None:
        """Close it; what is not committed is forgotten."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def partial_of(path: Path) -> Path:
    """Where a rebuild makes the new ledger before it puts it in the place of the old one."""
    return path.with_name(f"{path.name}.partial")


def _refuse_unfinished(path: Path) -> None:
    """The old one was put aside and the new one not put in its place: a ledger begun now would know of nothing."""
    if not path.exists() and partial_of(path).exists():
        raise LedgerError(
            str(path),
            "is missing, as its rebuild was broken off",
            "give stancewire ledger rebuild again, which makes it anew from the output",
        )


@contextmanager
def said(path: Path) -> Iterator[None]:
    """What SQLite says of a ledger, as a sentence with a way on."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN or type(error) is sqlite3.DatabaseError:
            raise _corrupt(path, str(error)) from None
        if isinstance(error, sqlite3.OperationalError):
            raise LedgerError(str(path), f"cannot be used ({error})", _ROOM) from None
        raise


def _corrupt(path: Path, trouble: str) -> LedgerError:
    return LedgerError(str(path), f"is corrupt ({' '.join(trouble.split())})", REBUILD)


def _statements(script: str) -> Iterator[str]:
    """Those of a script one by one: executescript would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line.partition("--")[0]
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
