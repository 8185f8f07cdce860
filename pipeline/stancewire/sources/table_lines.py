"""The lines of a table in text, given to the csv module one by one, and what it could not make of them.

A quotation mark that is never closed would make the module swallow the rest of
the file; here a row is cut off at the size of a document, and said so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator


class Lines:
    """The lines of a text as the csv module asks for them, with those of the present row kept."""

    def __init__(self, stream: io.TextIOWrapper, longest: int) -> None:
        self._stream = stream
        self._longest = longest
        self._ended = False
        self._number = 0  # of lines read
        self._size = 0  # of the present row, in characters
        self.taken: list[str] = []

    @property
    def begin(self) -> int:
        """The line at which the present row begins, from 1."""
        return self._number - len(self.taken) + 1

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._longest - self._size + 1)
        if not line:
            self._ended = True
            raise StopIteration
        self._number += 1
        self._size += len(line)
        self.taken.append(line)
        if self._size > self._longest:
            self._skip(line)
            raise OverflowError
        return line

    def _skip(self, line: str) -> None:
        while line and not line.endswith(("\n", "\r")):
            line = self._stream.readline(65_536)

    def first(self) -> str:
        """The next line, alone; empty at the end and where it is longer than a row may be."""
        self.forget()
        try:
            return next(self, "")
        except OverflowError:
            return ""

    def forget(self) -> None:
        """A new row begins."""
        self.taken.clear()
        self._size = 0

    def row(self, reader: Iterator[list[str]]) -> tuple[tuple[str, ...] | None, str | None]:
        """The cells of the next row, None at the end, and why they cannot be relied on."""
        try:
            cells = next(reader, None)
        except OverflowError:
            return (), f"is longer than {self._longest:,} characters, or a quotation mark in it is never closed"
        except csv.Error as error:
            return (), f"cannot be parted into cells ({error})"
        if cells is not None and self._ended:  # it asked for one more line, so it stands inside a quotation
            return (), f"opens a quotation mark that is never closed; lines {self.begin} to {self._number} are not read"
        return (None if cells is None else tuple(cells)), None
