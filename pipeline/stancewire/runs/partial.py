"""A file that grows beside its place and is moved there when it is whole."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from stancewire.runs.commit import Commit
from stancewire.runs.disk import Disk

_PIECE = 1_048_576


class Partial:
    """An open partial file; `size` and `sha256` are those of what was written through it."""

    def __init__(self, path: Path, disk: Disk) -> None:
        """Opens the file as it is; nothing of it counts until `restore`."""
        self.path = path
        self._disk = disk
        is_new = not path.exists()
        self._descriptor = disk.open(path)
        if is_new:
            disk.sync_folder(path.parent)
        self._hash = hashlib.sha256()
        self.size = 0

    def restore(self, commits: Sequence[Commit]) -> int:
        """Cut the file to the last of its commits that it still bears out; how many of them that are.

        A file that was torn or changed after it was committed loses what comes after, and it is written again.
        """
        good = 0
        for commit in commits:
            hashed = self._hashed(commit.bytes)  # none of what was read before is read again
            if hashed is None or hashed.hexdigest() != commit.sha256:
                break
            self._hash, self.size = hashed, commit.bytes
            good += 1
        self._disk.truncate(self._descriptor, self.size)
        return good

    def _hashed(self, size: int) -> hashlib._Hash | None:
        """The hash with the bytes up to a size, None if the file is shorter."""
        hashed, rest = self._hash.copy(), size - self.size
        os.lseek(self._descriptor, self.size, os.SEEK_SET)
        while rest > 0:
            piece = os.read(self._descriptor, min(rest, _PIECE))
            if not piece:
                return None
            hashed.update(piece)
            rest -= len(piece)
        return hashed

    @property
    def sha256(self) -> str:
        """Of all bytes so far, as hex."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        """Append; not safe before `sync`."""
        self._disk.write(self._descriptor, data, self.size)
        self._hash.update(data)
        self.size += len(data)

    def adopt(self) -> None:
        """Count what a library wrote to the path as written through this."""
        hashed = self._hashed(os.fstat(self._descriptor).st_size)
        assert hashed
        self._hash, self.size = hashed, os.fstat(self._descriptor).st_size

    def sync(self) -> None:
        """Return once all is on the disk."""
        self._disk.sync(self._descriptor)

    def close(self) -> None:
        """Leave the file where it is."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def move(self, final: Path) -> None:
        """Close the file and give it its name; what it replaces hands on its mode."""
        self.close()
        move(self.path, final, self._disk)


def move(partial: Path, final: Path, disk: Disk) -> None:
    """Give a whole file its name, and return once that is safe."""
    if final.exists():
        shutil.copymode(final, partial)
    disk.replace(partial, final)
    disk.sync_folder(final.parent)


def is_file_of(path: Path, commit: Commit) -> bool:
    """Whether a file is there and is what a commit says of it."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == commit.sha256
    except FileNotFoundError:
        return False
