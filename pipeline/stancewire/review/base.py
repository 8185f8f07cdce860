"""The SQLite file of a review: its tables, and how an older file becomes a newer one.

Write-ahead log and synchronous = FULL: a decision that was answered for is on the disk, and two coders on one file
wait for each other instead of losing anything. Rows of `decisions` are only ever added: triggers refuse the rest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from stancewire.errors import MissingInput, OutputError

APPLICATION: Final = 0x53775276  # "SwRv", by which the file is told from other people's databases
_WAIT: Final = 30.0  # seconds for another coder's write, which takes milliseconds
_STAY: Final = "SELECT RAISE(ABORT, 'decisions are never changed or taken away')"

# Step n makes version n of the tables out of version n - 1. Steps are added, never edited.
STEPS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """CREATE TABLE items (
            number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, id TEXT NOT NULL,
            bytes TEXT NOT NULL, label TEXT NOT NULL, abstained INTEGER NOT NULL, doubt REAL NOT NULL,
            has_text INTEGER NOT NULL, record BLOB NOT NULL)""",
        """CREATE TABLE decisions (
            number INTEGER PRIMARY KEY AUTOINCREMENT, item INTEGER NOT NULL REFERENCES items (number),
            coder TEXT NOT NULL, at TEXT NOT NULL, action TEXT NOT NULL, state TEXT NOT NULL, blind INTEGER NOT NULL,
            reading TEXT NOT NULL, comment TEXT NOT NULL, undoes INTEGER REFERENCES decisions (number))""",
    ),
    (
        "CREATE INDEX latest ON decisions (item, coder, number)",
        "CREATE INDEX without_text ON items (has_text, id)",
        f"CREATE TRIGGER unchanged BEFORE UPDATE ON decisions BEGIN {_STAY}; END",
        f"CREATE TRIGGER kept BEFORE DELETE ON decisions BEGIN {_STAY}; END",
    ),
)


def connect(path: Path, *, new: bool) -> sqlite3.Connection:
    """An open file of this version's form. new: make it where there is none.

    Raises MissingInput or OutputError.
    """
    if not new and not path.is_file():
        raise MissingInput(path.as_posix(), "is no file", "name the store that stancewire review made")
    base: sqlite3.Connection | None = None
    try:
        base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        _prepare(base, path, new=new)
    except sqlite3.Error as error:
        if base:
            base.close()
        raise OutputError(path.as_posix(), f"cannot be used as a store ({error})", _hint(new=new)) from None
    except OutputError:
        if base:
            base.close()
        raise
    return base


def _hint(*, new: bool) -> str:
    return "name another with --store" if new else "name the store that stancewire review made"


def _prepare(base: sqlite3.Connection, path: Path, *, new: bool) -> None:
    (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = base.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION and (tables or not new):  # SQLite takes an empty file for a database, and fills it
        what = "is a database of another program" if tables else "is empty, and no store"
        raise OutputError(path.as_posix(), what, _hint(new=new))
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = FULL")
    base.execute("PRAGMA foreign_keys = ON")
    _migrate(base, path)


def _migrate(base: sqlite3.Connection, path: Path) -> None:
    with writing(base):
        (version,) = base.execute("PRAGMA user_version").fetchone()
        if version > len(STEPS):
            reason = f"is of version {version}, and this program knows {len(STEPS)}"
            raise OutputError(path.as_posix(), reason, "use the newer stancewire that wrote it")
        for step in STEPS[version:]:
            for statement in step:
                base.execute(statement)
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute(f"PRAGMA user_version = {len(STEPS)}")


@contextmanager
def writing(base: sqlite3.Connection) -> Iterator[None]:
    """All of what is written inside, or none of it; nobody else writes meanwhile."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")
