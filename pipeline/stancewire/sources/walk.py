"""The files below a folder, what stands there and is no document, and what cannot be read: nothing is passed over in silence."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from stancewire.sources.passed import HEAD_BYTES, is_none, kind_of, may_pass


@dataclass(frozen=True, slots=True)
class Found:
    """Regular files in a stable order, how many of each kind are no documents, and (path, reason) of what is no file."""

    files: list[Path] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[Path, str]] = field(default_factory=list)


def below(folder: Path) -> Found:
    """Walk a folder, hidden names and __MACOSX left out. Links are followed; a folder reached twice is read once."""
    found = Found()
    seen: set[str] = set()
    for root, folders, names in os.walk(folder, followlinks=True, onerror=lambda error: _refused(found, error)):
        real = os.path.realpath(root)
        folders[:] = (
            [] if real in seen else [name for name in folders if not (name.startswith(".") or name == "__MACOSX")]
        )
        if real not in seen:
            seen.add(real)
            for name in names:
                if not name.startswith("."):
                    _sort(found, Path(root, name))
    found.files.sort(key=lambda path: path.relative_to(folder).parts)
    found.problems.sort()
    return found


def _refused(found: Found, error: OSError) -> None:
    found.problems.append((Path(error.filename), f"cannot be read ({error.strerror})"))


def _sort(found: Found, path: Path) -> None:
    if os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises where we may not look
        if may_pass(path.name) and is_none(path.name, _head(path)):
            found.passed[kind_of(path.name)] += 1
        else:
            found.files.append(path)
    else:
        reason = "is a link that leads nowhere" if path.is_symlink() else "is no regular file"
        found.problems.append((path, reason))


def _head(path: Path) -> bytes:
    """The first bytes of a file; something that is no picture for one that cannot be read, which its reader will say."""
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD_BYTES)
    except OSError:
        return b"?"


def printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become \\xNN, so that it can stand in a record."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
