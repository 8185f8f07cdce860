"""Answers as CSV: every cell comes back, and the stream stays open."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import cast

import pytest

from stancewire.archive.store import Answer
from stancewire.archive.tables import write_csv, write_json


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


@pytest.mark.parametrize(
    ("key", "expected"),
    [("a", "a"), (1, "1"), (date(2014, 10, 8), "2014-10-08"), (Decimal("0.5"), "0.5"), (b"x", "b'x'"), (None, "null")],
)
def test_a_map_is_an_object_whatever_its_keys_are(key: object, expected: str) -> None:
    for value in ({key: 2}, [{key: 2}]):
        stream, table = io.BytesIO(), io.BytesIO()
        write_json(cast(Answer, _Made((value, 1))), stream)
        found = json.loads(stream.getvalue())["title"]
        assert (found if isinstance(found, dict) else found[0]) == {expected: 2}
        write_csv(cast(Answer, _Made((value, 1))), table)
        assert json.loads(list(csv.reader(io.StringIO(table.getvalue().decode())))[1][0]) == found


def test_a_failure_leaves_the_stream_open() -> None:
    stream = io.BytesIO()
    with pytest.raises(ValueError, match="broken"):
        write_csv(cast(Answer, _Made(("x", 1), fails=True)), stream)
    assert stream.getvalue() == b"title,number\nx,1\n"
