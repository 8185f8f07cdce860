"""An export of several files: a folder that is looked at before any work is done, and in which no half file appears."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from stancewire.errors import OutputError

_HINT = "name another folder"


def check_folder(name: str, *, force: bool) -> None:
    """Raise OutputError if the folder cannot or must not be written into."""
    folder = Path(name)
    if not name or name == "-" or (folder.exists() and not folder.is_dir()):
        raise OutputError(name or "-o", "is no folder, and this format is several files", _HINT)
    if not folder.absolute().parent.is_dir():
        raise OutputError(name, f"its folder {folder.parent.as_posix()} does not exist", "make the folder first")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise OutputError(
            name, "holds something already", f"{_HINT}, or give --force to replace files of the same names"
        )


def write_folder(name: str, files: Mapping[str, bytes]) -> None:
    """Write files by their paths in the folder, each whole or not at all. Raises OutputError."""
    try:
        for path, content in files.items():
            place = Path(name) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            partial = place.with_name(f".stancewire.{os.getpid()}.partial")
            partial.write_bytes(content)
            partial.replace(place)
    except OSError as error:
        raise OutputError(name, f"cannot be written to ({error.strerror})", _HINT) from None
