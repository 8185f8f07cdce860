"""Discourse Network Analyzer files themselves: an SQLite database written as a whole, or read row by row.

The same rows give the same bytes with one version of SQLite.
"""

from __future__ import annotations

import base64
import hashlib
import math
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from stancewire.errors import MalformedRow, MissingInput, UnreadableInput, UnsupportedFormat
from stancewire.export.dna_schema import BY_NAME, TABLES

Value = int | float | str | None
Row = tuple[Value, ...]

_WHAT: Final = "give a file of Discourse Network Analyzer 3 (.dna), saved and closed there"
_SALT, _ROUNDS = 16, 100_000  # of the digest that DNA compares a password with


def password_hash(password: str, name: str) -> str:
    """What DNA keeps of a password: a salt and SHA-256 over salt and password, hashed 100,000 times, as Base64.

    The salt is made from the coder's name, so that a file has the same bytes each time: it hides nothing.
    """
    salt = hashlib.sha256(name.encode()).digest()[:_SALT]
    digest = salt + password.encode()
    for _ in range(_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


class NewFile:
    """A study while it is written, in the folder for temporary files; closed, it is gone."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="stancewire-")
        self._path = Path(self._folder.name) / "study.dna"
        self._base = sqlite3.connect(self._path, isolation_level=None)
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("BEGIN")
        for table in TABLES:
            self._base.execute(table.sql)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()
        self._folder.cleanup()

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Rows in the order of the table's columns. Raises MalformedRow for one that the table does not take."""
        places = ", ".join("?" * len(BY_NAME[table].columns))
        try:
            self._base.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError, OverflowError) as error:
            raise MalformedRow(
                table, f"cannot hold a row ({error})", "correct the row, or import the study again"
            ) from None

    def copy_to(self, stream: BinaryIO) -> None:
        """Finish the file and write its bytes."""
        self._base.execute("COMMIT")
        # Built anew, so that the same rows give the same pages in whatever order they came.
        self._base.execute("VACUUM")
        with self._path.open("rb") as written:
            shutil.copyfileobj(written, stream)


class Study:
    """An open study."""

    def __init__(self, base: sqlite3.Connection, where: str) -> None:
        self._base = base
        self.where = where

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table as they were added. Raises MalformedRow for a value that is no text and no number."""
        with _told(self.where):
            for row in self._base.execute(f"SELECT * FROM {table} ORDER BY rowid"):
                if any(not _is_plain(value) for value in row):
                    raise MalformedRow(self.where, f"{table} holds what is no text and no number", _WHAT)
                yield row


def _is_plain(value: object) -> bool:
    return not isinstance(value, bytes) and not (isinstance(value, float) and not math.isfinite(value))


@contextmanager
def open_study(name: str) -> Iterator[Study]:
    """A study that is there to be read. Raises MissingInput, UnsupportedFormat and UnreadableInput."""
    path = Path(name)
    if not path.is_file():
        raise MissingInput(name, "no such file", _WHAT)
    with _told(name):
        base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    with closing(base):
        with _told(name):
            _refuse_others(base, name)
        yield Study(base, name)


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise UnreadableInput(where, f"cannot be read ({error})", _WHAT) from None
    except sqlite3.DatabaseError as error:
        raise UnsupportedFormat(where, f"is no study ({error})", _WHAT) from None


def _refuse_others(base: sqlite3.Connection, where: str) -> None:
    """A table or a column more could not be told in lines, and would be lost on the way back."""
    there = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    there = {name for name in there if not name.startswith("sqlite_")}
    if missing := sorted(set(BY_NAME) - there):
        raise UnsupportedFormat(where, f"is no study of DNA 3: it has no table {missing[0]}", _WHAT)
    if strange := sorted(there - set(BY_NAME)):
        raise UnsupportedFormat(where, f"has a table that DNA 3.0 has not: {strange[0]}", "drop it from a copy")
    for table in TABLES:
        found = [(name, kind) for _, name, kind, *_ in base.execute(f"PRAGMA table_info({table.name})")]
        if found != [(column.name, column.kind) for column in table.columns]:
            said = ", ".join(name for name, _ in found)
            raise UnsupportedFormat(where, f"its table {table.name} has other columns than DNA 3.0: {said}", _WHAT)
