"""A pipe is read as a file of the same content is, however its writer cuts it up."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stancewire.config import InputConfig
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article, Failure

CONTENTS = {
    "rows": b'{"id": "a", "text": "LMC rejects closures"}\n{"id": "b", "text": "CCG plans hubs"}\n',
    "array": b'[{"id": "a", "text": "LMC rejects"}, {"id": "b", "text": "CCG plans"}]',
    "table": b"id,text,published\na,LMC rejects closures,2014\nb,CCG plans hubs,2015\n",
    "Excel": b"sep=;\nid;text\na;LMC rejects closures\nb;CCG plans hubs\n",
    "page": b"<!DOCTYPE html><html><head><title>T</title></head><body><p>LMC rejects closures.</p></body></html>",
    "UTF-16": "id,text\na,LMC rejects closures\n".encode("utf-16"),
    "text": b"LMC rejects closures.\n" * 4_000,
}


def written(pipe: int, pieces: list[bytes]) -> None:
    with os.fdopen(pipe, "wb", buffering=0) as stream:
        for piece in pieces:
            stream.write(piece)
            time.sleep(0.02)


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """What is written to it is what standard input gives."""
    reading, writing = os.pipe()
    with io.TextIOWrapper(os.fdopen(reading, "rb")) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield writing


def told(item: Input) -> list[tuple[str, str | None]]:
    return [(found.source.media_type, getattr(found, "raw", None)) for found in read(item, InputConfig())]


@pytest.mark.parametrize("cut", [3, 12])
@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_standard_input_is_recognised_however_it_comes(stdin: int, content: bytes, cut: int) -> None:
    threading.Thread(target=written, args=(stdin, [content[:cut], content[cut:]])).start()
    assert told(Input(uri="-")) == told(Input(uri="-", content=content))


def test_a_table_that_tells_excel_its_delimiter_is_one(stdin: int) -> None:
    threading.Thread(target=written, args=(stdin, [CONTENTS["Excel"][:6], CONTENTS["Excel"][6:]])).start()
    assert told(Input(uri="-")) == [("text/csv", "LMC rejects closures"), ("text/csv", "CCG plans hubs")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_named_pipe_is_recognised_too(tmp_path: Path) -> None:
    pipe, content = tmp_path / "pipe", CONTENTS["table"]
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: written(os.open(pipe, os.O_WRONLY), [content[:3], content[3:]]))
    writer.start()
    assert told(Input(uri="pipe", path=pipe)) == told(Input(uri="pipe", content=content))


def test_rows_are_read_as_they_come(stdin: int) -> None:
    """Who writes them may wait for the record of one before it writes the next."""
    documents = read(Input(uri="-"), InputConfig())
    for name in ("a", "b"):
        os.write(stdin, b'{"id": "%s", "text": "LMC rejects"}\n' % name.encode())
        document = answered(documents)
        assert isinstance(document, Article)
        assert document.id == name
    os.close(stdin)
    assert next(documents, None) is None


def answered(documents: Iterator[Article | Failure]) -> Article | Failure | None:
    """The next one, None where it does not come: a test that waits for it would wait for ever."""
    found: list[Article | Failure] = []
    reader = threading.Thread(target=lambda: found.append(next(documents)), daemon=True)
    reader.start()
    reader.join(60)
    return found[0] if found else None
