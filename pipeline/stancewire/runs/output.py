"""Write lines to a file that appears whole or not at all, or to a pipe or device as they come."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from stancewire.errors import OutputError

PIPE = "-"
_HINT = "free some space or name a file elsewhere"


def check_output(name: str, *, force: bool) -> None:
    """Raise OutputError before any work is done if the output cannot or must not be written."""
    check_place(name)
    if name == PIPE or is_stream(name):
        return
    path = Path(name)
    if os.path.lexists(path) and not force:
        raise OutputError(name, "exists already", "name another file, or give --force to replace it")
    if not os.access(path.parent, os.W_OK):
        raise OutputError(name, "its folder cannot be written to", "name a file elsewhere")


def check_place(name: str, *, folder: bool = False) -> None:
    """Raise OutputError if there can be no output of that name. folder: it is to be one."""
    if name == PIPE or is_stream(name):
        return
    if not name:
        raise OutputError("-o", "names no file", "name one, or - for standard output")
    path = Path(name)
    if not folder and os.path.isdir(path):  # noqa: PTH112 - Path's own tests raise where we may not look
        raise OutputError(name, "is a folder", "name a file, for instance " + (path / "records.jsonl").as_posix())
    if not os.path.isdir(path.parent):  # noqa: PTH112 - likewise
        raise OutputError(name, f"its folder {path.parent.as_posix()} does not exist", "make the folder first")


def is_stream(name: str) -> bool:
    """Whether it is a FIFO or a device, which is written to as it comes, never replaced."""
    return os.path.exists(name) and not os.path.isfile(name) and not os.path.isdir(name)  # noqa: PTH110, PTH112, PTH113


@contextmanager
def open_output(name: str) -> Iterator[BinaryIO]:
    """A binary stream; whatever goes wrong with it is an OutputError."""
    try:
        if name == PIPE:
            yield _standard_output()
            sys.stdout.flush()
        elif is_stream(name):
            with Path(name).open("wb") as stream:
                yield stream
        else:
            with _whole(Path(os.path.realpath(name))) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(name, f"cannot be written ({error.strerror})", _HINT) from None


def _standard_output() -> BinaryIO:
    if sys.stdout is None:
        raise OutputError(PIPE, "standard output is closed", "name a file with -o")
    return sys.stdout.buffer


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file written beside its place and moved there at the end; an interrupted run leaves none."""
    partial = path.with_name(f".stancewire.{os.getpid()}.partial")
    try:
        with partial.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, partial)
        partial.replace(path)
    finally:
        with suppress(OSError):
            partial.unlink()
