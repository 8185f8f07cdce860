"""Write lines to a file that appears whole or not at all, or to a pipe as they come."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from stancewire.errors import OutputError

PIPE = "-"


def check_output(name: str, *, force: bool) -> None:
    """Raise OutputError before any work is done if the output cannot or must not be written."""
    if name == PIPE:
        return
    path = Path(name)
    if path.is_dir():
        raise OutputError(name, "is a folder", "name a file, for instance " + (path / "records.jsonl").as_posix())
    if path.exists() and not force:
        raise OutputError(name, "exists already", "name another file, or give --force to replace it")
    if not path.parent.is_dir():
        raise OutputError(name, f"its folder {path.parent.as_posix()} does not exist", "make the folder first")
    if not os.access(path.parent, os.W_OK):
        raise OutputError(name, "its folder cannot be written to", "name a file elsewhere")


@contextmanager
def open_output(name: str) -> Iterator[BinaryIO]:
    """A binary stream. A file is written beside its place and moved there at the end; an interrupted run leaves none."""
    if name == PIPE:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except OSError as error:
        raise OutputError(
            name, f"cannot be written ({error.strerror})", "free some space or name a file elsewhere"
        ) from None
    finally:
        with suppress(FileNotFoundError):
            partial.unlink()
