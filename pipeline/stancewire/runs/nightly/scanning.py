"""All that stands below a watched folder, each with its size and time of change: one look at the disk for each, thousands in no time.

The rules are those of sources/walk.py: hidden names are left out, and a link to a folder is not followed but said where
it leads out of the folder that is watched.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stancewire.sources.walk import LEADS_OUT, is_hidden

_DATASET: Final = ("dataset_info.json", "state.json")  # of a folder that Hugging Face `datasets` saved


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, or what stands there and can be none."""

    inner: str  # path within the folder, with slashes
    path: str
    size: int = 0
    mtime_ns: int = 0
    problem: str = ""
    is_dataset: bool = False  # the path is that of its state.json, the name that of its folder


def scanned(folder: str) -> Iterator[Entry]:
    """Everything, in the order of names. Raises OSError if the folder itself cannot be looked into."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    yield from _entries(folder, "", found, os.path.realpath(folder))


def _entries(folder: str, inner: str, found: list[os.DirEntry[str]], root: str) -> Iterator[Entry]:
    if inner and all(any(entry.name == name for entry in found) for name in _DATASET):
        state = next(entry for entry in found if entry.name == "state.json")
        told = state.stat()
        yield Entry(inner, state.path, told.st_size, told.st_mtime_ns, is_dataset=True)
        return
    for entry in found:
        name = f"{inner}/{entry.name}" if inner else entry.name
        if entry.is_dir():
            yield from _folder(entry, name, root)
        elif not entry.name.startswith("."):
            yield _file(entry, name)


def _folder(entry: os.DirEntry[str], name: str, root: str) -> Iterator[Entry]:
    if is_hidden(entry.name):
        return
    if entry.is_symlink():
        if not f"{os.path.realpath(entry.path)}/".startswith(f"{root}/"):
            yield Entry(name, entry.path, problem=LEADS_OUT)
        return
    try:
        with os.scandir(entry.path) as entries:
            found = sorted(entries, key=lambda one: one.name)
    except OSError as error:
        yield Entry(name, entry.path, problem=f"cannot be read ({error.strerror})")
        return
    yield from _entries(entry.path, name, found, root)


def _file(entry: os.DirEntry[str], name: str) -> Entry:
    try:
        told = entry.stat()
    except OSError as error:
        leads = "is a link that leads nowhere" if entry.is_symlink() else f"cannot be read ({error.strerror})"
        return Entry(name, entry.path, problem=leads)
    if not entry.is_file():
        return Entry(name, entry.path, problem="is no regular file")
    return Entry(name, entry.path, told.st_size, told.st_mtime_ns)
