"""The files below a folder, and what stands there that cannot be read: nothing is passed over in silence."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """Regular files in a stable order, and (path, reason) of what is none."""

    files: list[Path] = field(default_factory=list)
    problems: list[tuple[Path, str]] = field(default_factory=list)


def below(folder: Path) -> Found:
    """Walk a folder, hidden names left out. Links are followed; a folder reached twice is read once."""
    found = Found()
    seen: set[str] = set()
    for root, folders, names in os.walk(folder, followlinks=True, onerror=lambda error: _refused(found, error)):
        real = os.path.realpath(root)
        folders[:] = [] if real in seen else [name for name in folders if not name.startswith(".")]
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
        found.files.append(path)
    else:
        reason = "is a link that leads nowhere" if path.is_symlink() else "is no regular file"
        found.problems.append((path, reason))


def printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become \\xNN, so that it can stand in a record."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
