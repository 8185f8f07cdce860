"""From the paths a user names to the inputs a run reads, in a stable order, each once.

Checked eagerly: what is missing is known before the first document is tagged.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from stancewire.errors import MissingInput
from stancewire.sources.identity import stable_id
from stancewire.sources.passed import passed_over
from stancewire.sources.walk import LEADS_OUT, below, matching, printable
from stancewire.types import Article, Failure, Source

STDIN: Final = "-"
_NAME_IT: Final = "name that folder too if it is to be read"
Step = Callable[[Article], Iterable[Article]]  # a document may become several


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Something to read: a file, standard input, or a member of an archive whose bytes are at hand."""

    uri: str  # how the user named the file; "-" for standard input
    path: Path | None = None
    member: str | None = None  # within uri; members of members are joined by "!"
    content: bytes | None = None  # of a member
    depth: int = 0  # how many archives it stands in
    columns: tuple[tuple[str, str], ...] = ()  # (field, column) of its rows, as the caller says
    steps: tuple[Step, ...] = ()  # what is done with each document once it is read; not handed on to members
    charset: str | None = None  # in which a server said that it sent this
    remark: str = ""  # on the folder it stands in, which its last document bears as a warning

    @property
    def name(self) -> str:
        """What it is called, for errors and for its suffix."""
        return self.uri if self.member is None else f"{self.uri}!{self.member}"

    def part(self, name: str) -> str:
        """The member name of something within this input."""
        return name if self.member is None else f"{self.member}!{name}"


def find_inputs(paths: Iterable[str], exclude: Iterable[Path] = ()) -> tuple[Input | Failure, ...]:
    """List files, folders (all files below, hidden ones left out) and globs, in the order given, sorted within a folder.

    A folder that is named may be a link; links to folders below it are not followed.

    Pictures, styles and scripts in a folder are no inputs; the last file of the folder bears a remark that counts them.

    A folder that Hugging Face `datasets` saved is one input, not the files in it.
    exclude: the output and whatever else may stand in a folder that is read and is no document.
    A path that leads nowhere becomes a Failure, so that its record is not missing.
    """
    found: dict[str, Input | Failure] = {}
    left_out = {str(path.resolve()) for path in exclude}
    for name in paths:
        for item in _expand(name):
            key = str(item.path.resolve()) if isinstance(item, Input) and item.path else _uri(item)
            if key not in left_out and key not in found:
                found[key] = item
            elif isinstance(item, Input) and item.remark:
                _pass_on(found, item.remark)
    return tuple(found.values())


def _pass_on(found: dict[str, Input | Failure], remark: str) -> None:
    """The last file of a folder is the output, or was named before: the one before it bears the remark."""
    for key, item in reversed(found.items()):
        if isinstance(item, Input):
            found[key] = replace(item, remark="; ".join(filter(None, (item.remark, remark))))
            return


def prepared(
    inputs: Iterable[Input | Failure], columns: tuple[tuple[str, str], ...], steps: tuple[Step, ...]
) -> tuple[Input | Failure, ...]:
    """Inputs that know what the caller says of their columns, and what is done with their documents."""
    return tuple(replace(item, columns=columns, steps=steps) if isinstance(item, Input) else item for item in inputs)


def _uri(item: Input | Failure) -> str:
    return item.uri if isinstance(item, Input) else item.source.uri


def _expand(name: str) -> Iterator[Input | Failure]:
    path = Path(name)
    if name == STDIN:
        yield Input(uri=STDIN, path=None)
    elif os.path.isdir(name):  # noqa: PTH112 - Path.is_dir raises where a name is longer than the system allows
        yield from _below(name, path)
    elif os.path.exists(name):  # noqa: PTH110 - likewise
        yield _file(path)
    elif os.path.islink(name):  # noqa: PTH114 - likewise
        yield missing(name, "is a link that leads nowhere", "mend the link, or leave it out")
    elif (matches := matching(name)).files or matches.problems:
        yield from (item for match in matches.files for item in _expand(str(match)))
        yield from (missing(path.as_posix(), reason, _NAME_IT) for path, reason in matches.problems)
    else:
        yield missing(
            name, "no such file or folder", "check the path; quote a pattern that the shell should not expand"
        )


def _below(name: str, folder: Path) -> Iterator[Input | Failure]:
    found = below(folder)
    for path, reason in found.problems:
        hint = _NAME_IT if reason == LEADS_OUT else "check its permissions, or leave it out"
        yield missing(path.as_posix(), reason, hint)
    remark = passed_over(found.passed, f"folder {printable(name)}") or ""
    if not found.files and (remark or not found.problems):
        reason = f"the folder holds no file to read{remark and f' ({remark})'}"
        yield missing(name, reason, "name a folder with documents in it (hidden files do not count)")
    inputs = list(_inputs(found.files))
    yield from inputs[:-1]
    yield from (replace(item, remark=remark) for item in inputs[-1:])


def _inputs(files: list[Path]) -> Iterator[Input]:
    """A dataset is one of them."""
    datasets = {
        path.parent for path in files if path.name == "state.json" and path.parent / "dataset_info.json" in files
    }
    splits = {folder.parent / "dataset_dict.json" for folder in datasets}
    for path in files:
        if path.parent in datasets and path.name == "state.json":
            yield Input(uri=printable(path.parent.as_posix()), path=path)
        elif path.parent not in datasets and path not in splits:
            yield _file(path)


def _file(path: Path) -> Input:
    return Input(uri=printable(path.as_posix()), path=path)


def missing(name: str, reason: str, hint: str) -> Failure:
    """The failure of a path that leads to no document."""
    name = printable(name) or "(an empty path)"
    source = Source(uri=name, media_type="application/octet-stream", sha256="")
    return Failure(id=stable_id(name, None, ""), source=source, error=MissingInput(name, reason, hint))
