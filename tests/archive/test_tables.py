"""Answers as CSV: every cell comes back, and the stream stays open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import cast

import pytest

from stancewire.archive.store import Answer
from stancewire.archive.tables import write_csv


class _Made:
    """An answer of some rows; behind the last one it fails, if it is to."""

    columns = ("title", "number")

    def __init__(self, *rows: tuple[object, ...], fails: bool = False) -> None:
        self._rows, self._fails = rows, fails

    def rows(self) -> Iterator[tuple[object, ...]]:
        yield from self._rows
        if self._fails:
            raise ValueError("broken")


def test_every_cell_comes_back() -> None:
    cells = ["a\rb", "a\nb", "a\r\nb", 'a "b", c', "", "plain"]
    stream = io.BytesIO()
    write_csv(cast(Answer, _Made(*((cell, 1) for cell in cells))), stream)
    read = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))
    assert read == [["title", "number"], *([cell, "1"] for cell in cells)]
    assert stream.getvalue().endswith(b"plain,1\n")


def test_a_failure_leaves_the_stream_open() -> None:
    stream = io.BytesIO()
    with pytest.raises(ValueError, match="broken"):
        write_csv(cast(Answer, _Made(("x", 1), fails=True)), stream)
    assert stream.getvalue() == b"title,number\nx,1\n"
