"""From the paths a user names to the inputs a run reads, in a stable order, each once.

Checked eagerly: what is missing is known before the first document is tagged.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.errors import MissingInput
from stancewire.sources.identity import stable_id
from stancewire.types import Failure, Source

STDIN: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Something to read: a file, standard input, or a member of an archive whose bytes are at hand."""

    uri: str  # how the user named the file; "-" for standard input
    path: Path | None = None
    member: str | None = None  # within uri; members of members are joined by "!"
    content: bytes | None = None  # of a member
    depth: int = 0  # how many archives it stands in

    @property
    def name(self) -> str:
        """What it is called, for errors and for its suffix."""
        return self.uri if self.member is None else f"{self.uri}!{self.member}"

    def part(self, name: str) -> str:
        """The member name of something within this input."""
        return name if self.member is None else f"{self.member}!{name}"


def find_inputs(paths: Iterable[str], exclude: Path | None = None) -> tuple[Input | Failure, ...]:
    """List files, folders (all files below, hidden ones left out) and globs, in the order given, sorted within a folder.

    exclude: the output, which may stand in a folder that is read.
    A path that leads nowhere becomes a Failure, so that its record is not missing.
    """
    found: dict[str, Input | Failure] = {}
    left_out = exclude.resolve() if exclude else None
    for name in paths:
        for item in _expand(name):
            key = str(item.path.resolve()) if isinstance(item, Input) and item.path else _uri(item)
            if left_out is None or key != str(left_out):
                found.setdefault(key, item)
    return tuple(found.values())


def _uri(item: Input | Failure) -> str:
    return item.uri if isinstance(item, Input) else item.source.uri


def _expand(name: str) -> Iterator[Input | Failure]:
    path = Path(name)
    if name == STDIN:
        yield Input(uri=STDIN, path=None)
    elif os.path.isdir(name):  # noqa: PTH112 - Path.is_dir raises where a name is longer than the system allows
        yield from _below(name, path)
    elif os.path.exists(name):  # noqa: PTH110 - likewise
        yield Input(uri=path.as_posix(), path=path)
    elif matches := sorted(glob.glob(name, recursive=True)):  # noqa: PTH207 - Path.glob refuses absolute patterns
        for match in matches:
            yield from _expand(match)
    else:
        yield missing(
            name, "no such file or folder", "check the path; quote a pattern that the shell should not expand"
        )


def _below(name: str, folder: Path) -> Iterator[Input | Failure]:
    inside = (path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path.relative_to(folder)))
    files = sorted(inside, key=lambda path: path.relative_to(folder).parts)
    if not files:
        yield missing(
            name, "the folder holds no file to read", "name a folder with documents in it (hidden files do not count)"
        )
    for path in files:
        yield Input(uri=path.as_posix(), path=path)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def missing(name: str, reason: str, hint: str) -> Failure:
    """The failure of a path that leads to no document."""
    source = Source(uri=name, media_type="application/octet-stream", sha256="")
    return Failure(id=stable_id(name, None, b""), source=source, error=MissingInput(name, reason, hint))
