"""The files below a folder, what stands there and is no document, and what cannot be read: nothing is passed over in silence.

A link to a folder is not followed: what it leads to is read where it stands, if that is below the
folder, and else costs an error that names it. So there are no loops, and nobody's home is read
because a folder that was sent to us holds a link to it. A link to a file is read as the file it
leads to.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from stancewire.sources.passed import HEAD_BYTES, is_none, kind_of, may_pass

_ANY_DEPTH: Final = "**"
LEADS_OUT: Final = "is a link to a folder that stands elsewhere, which is not followed"


@dataclass(frozen=True, slots=True)
class Found:
    """Regular files in a stable order, how many of each kind are no documents, and (path, reason) of what is no file."""

    files: list[Path] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[Path, str]] = field(default_factory=list)


def below(folder: Path) -> Found:
    """Walk a folder, hidden names and __MACOSX left out, and no link to a folder followed."""
    found = Found()
    for root, folders, names in os.walk(folder, onerror=lambda error: _refused(found, error)):
        folders[:] = [name for name in folders if not is_hidden(name)]
        for name in [name for name in folders if os.path.islink(os.path.join(root, name))]:  # noqa: PTH114, PTH118 - millions of them
            folders.remove(name)
            if not _stands_in(Path(root, name), folder):
                found.problems.append((Path(root, name), LEADS_OUT))
        for name in names:
            if not name.startswith("."):
                _sort(found, Path(root, name))
    found.files.sort(key=lambda path: path.relative_to(folder).parts)
    found.problems.sort()
    return found


def matching(pattern: str) -> Found:
    """What a pattern stands for, sorted, files and folders alike; "**" goes into no hidden folder and follows no link."""
    parts = Path(pattern).parts
    if _ANY_DEPTH not in parts:
        # Path.glob refuses absolute patterns.
        return Found(files=[Path(name) for name in sorted(glob.glob(pattern))])  # noqa: PTH207
    found = Found()
    place = parts.index(_ANY_DEPTH)
    first = str(Path(*parts[:place])) if place else "."
    for folder in map(Path, sorted(glob.glob(first)) if glob.has_magic(first) else [first]):  # noqa: PTH207
        for path in sorted(folder.glob("/".join(parts[place:]))):
            if any(is_hidden(part) and part not in parts for part in path.relative_to(folder).parts):
                continue
            if not (path.is_symlink() and path.is_dir()) or path == folder:
                found.files.append(path)
            elif not _stands_in(path, folder):
                found.problems.append((path, LEADS_OUT))
    return found


def is_hidden(name: str) -> bool:
    """Whether a folder of that name is left out."""
    return name.startswith(".") or name == "__MACOSX"


def _stands_in(link: Path, folder: Path) -> bool:
    """Whether what a link leads to is below the folder, where it is read under its own name, or the folder itself."""
    place, root = os.path.realpath(link), os.path.realpath(folder)
    if os.path.commonpath((place, root)) != root:
        return False
    return not any(is_hidden(part) for part in Path(place).relative_to(root).parts)


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
