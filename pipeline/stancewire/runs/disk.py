"""Everything that a run does to a disk, in one small object, so that tests can break it at any step.

A file is safe once it is synced, a name once its folder is; nothing else may be relied on after a power cut.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class Disk:
    """The system's own calls; each raises OSError."""

    def open(self, path: Path) -> int:
        """A descriptor to read and write a file, which is made if it is not there. No child process inherits it."""
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)

    def write(self, descriptor: int, data: bytes, at: int) -> None:
        """Put all of the data at a place, whatever stood there before."""
        os.lseek(descriptor, at, os.SEEK_SET)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut a file to a size."""
        os.ftruncate(descriptor, size)

    def sync(self, descriptor: int) -> None:
        """Return once the content of a file is on the disk."""
        os.fsync(descriptor)

    def replace(self, old: Path, new: Path) -> None:
        """Give a file another name, at once; what bore that name before is gone."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """Take a file away, if it is there."""
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Return once the names in a folder are on the disk; some systems cannot be asked to."""
        with suppress(PermissionError):  # Windows opens no folder
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def write_whole(path: Path, data: bytes, disk: Disk) -> None:
    """Write a small file that appears whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    descriptor = disk.open(partial)
    try:
        disk.truncate(descriptor, 0)
        disk.write(descriptor, data, 0)
        disk.sync(descriptor)
    finally:
        os.close(descriptor)
    disk.replace(partial, path)
    disk.sync_folder(path.parent)
