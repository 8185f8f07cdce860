"""Zip and tar archives, read member by member; nothing is written to disk and no link is followed.

The members of a zip come sorted by name, those of a tar as they stand, for a
tar may come through a pipe. Hidden members and those of __MACOSX are left out,
as hidden files of a folder are; pictures, styles and scripts are counted in a
warning with the last document. A member whose name points outside the
archive, a link or a device is a Failure, and the rest goes on.
"""

from __future__ import annotations

import stat
import tarfile
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Final
from zipfile import ZipFile, ZipInfo

from stancewire.config import InputConfig
from stancewire.errors import OversizeInput, StancewireError, UnreadableInput, UnsafeArchive
from stancewire.sources.extracted import read_extracts
from stancewire.sources.inputs import Input
from stancewire.sources.nested import Budget, Member, budget_for, distinct, member_of, read_member, shown_name
from stancewire.sources.passed import passed_over, remarked
from stancewire.sources.reading import failure
from stancewire.sources.unpacking import Counted, guarded
from stancewire.types import Article, Failure

_LONGEST_HEADER: Final = 1_000_000  # bytes; the names and remarks of one member of a tar
_ENTRY_BYTES: Final = 300  # of one member in the directory of a zip, with a long name
_OFFICE_MARKS: Final = ("[Content_Types].xml", "mimetype", "Index/Document.iwa")
_UNSAFE_HINT: Final = "unpack the archive by hand if you trust it, and name the file it means"
_LOCKED_HINT: Final = "unpack it with its password and read what comes out"


def read_zip(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of a zip archive, or of the Word or OpenDocument file that a zip may be.

    Raises UnsupportedFormat for an office document of another kind.
    """
    stream, size = _seekable(item, stream, limits)
    budget = budget_for(item, limits, lambda: size)
    with guarded(item.name, ZipFile, _Directory(stream, item.name, limits)) as archive:
        if kind := _office_type(item, archive, stream, limits):
            stream.seek(0)
            yield from read_extracts(item, stream, limits, kind)
            return
        yield from _remarked(item, budget, _zip_members(item, archive, budget, limits))


def _remarked(item: Input, budget: Budget, documents: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    return remarked(item.name, documents, lambda: passed_over(budget.passed, "archive"))


def _zip_members(item: Input, archive: ZipFile, budget: Budget, limits: InputConfig) -> Iterator[Article | Failure]:
    taken: dict[str, int] = {}
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        budget.admit()
        if not (info.filename.endswith("/") or is_left_out(info.filename)):  # is_dir breaks on an empty name
            yield from _zip_member(archive, info, _member(item, info.filename, taken, budget), limits)
        if budget.is_spent:
            return


def _seekable(item: Input, stream: BufferedReader, limits: InputConfig) -> tuple[BufferedReader, int]:
    """The directory of a zip stands at its end: what comes through a pipe has to be kept. Raises OversizeInput."""
    if not stream.seekable():
        content = stream.read(limits.max_file_bytes + 1)
        if len(content) > limits.max_file_bytes:
            reason = f"is a zip within an archive or a pipe, larger than the limit of {limits.max_file_bytes:,} bytes"
            raise OversizeInput(item.name, reason, "save it as a file of its own, or raise max_file_bytes in a config")
        stream = BufferedReader(BytesIO(content))
    size = stream.seek(0, 2)
    stream.seek(0)
    return stream, size


class _Directory:
    """A zip file whose directory, which zipfile reads in one piece, is no larger than its limit of members needs."""

    def __init__(self, stream: BufferedReader, name: str, limits: InputConfig) -> None:
        self._name, self._most = name, max(_LONGEST_HEADER, limits.max_members * _ENTRY_BYTES)
        self.seek, self.tell, self._read = stream.seek, stream.tell, stream.read

    def seekable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes. Raises UnsafeArchive for a directory beyond its limit."""
        if size > self._most:
            reason = f"lists its members on {size:,} bytes, too many for any archive of max_members"
            raise UnsafeArchive(self._name, reason, _UNSAFE_HINT)
        return self._read(size)


def _office_type(item: Input, archive: ZipFile, stream: BufferedReader, limits: InputConfig) -> str | None:
    """The media type of an office document, None for any other zip. Raises UnsupportedFormat for a kind without a reader."""
    if not any(mark in archive.NameToInfo for mark in _OFFICE_MARKS):
        return None
    from stancewire.sources.office import no_reader, office_type, unread_type

    stream.seek(0)
    content = stream.read(limits.max_file_bytes)
    if what := unread_type(content):
        raise no_reader(item.name, what)
    return office_type(content)


def _zip_member(archive: ZipFile, info: ZipInfo, member: Member, limits: InputConfig) -> Iterator[Article | Failure]:
    try:
        _refuse_outside(member, info.filename)
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise _no_file(member, "a link" if kind == stat.S_IFLNK else "a device")
        if info.flag_bits & 0x1:
            raise UnreadableInput(member.name, "is encrypted", _LOCKED_HINT)
        with guarded(member.name, archive.open, info) as unpacked:
            yield from read_member(member, unpacked, limits)
    except StancewireError as error:
        yield failure(member, error)


def read_tar(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of a tar archive, which may come through a pipe or a decompressor."""
    counted = Counted(stream, item.name, _LONGEST_HEADER)
    budget = budget_for(item, limits, counted.tell)
    archive = guarded(item.name, tarfile.TarFile, fileobj=counted)  # type: ignore[arg-type]
    yield from _remarked(item, budget, _tar_members(item, archive, budget, limits))
    # A tar ends with zeros, or at least with a member; tarfile is silent about less.
    if not budget.is_spent and counted.last.strip(b"\0"):
        reason = f"is damaged behind {budget.members:,} members"
        raise UnreadableInput(item.name, reason, "get the file again; what stands behind could not be read")


def _tar_members(
    item: Input, archive: tarfile.TarFile, budget: Budget, limits: InputConfig
) -> Iterator[Article | Failure]:
    taken: dict[str, int] = {}
    while info := guarded(item.name, archive.next):
        archive.members.clear()  # type: ignore[attr-defined]  # tarfile keeps all it has seen, for links that are not followed here
        budget.admit()
        if not (info.isdir() or is_left_out(info.name)):
            yield from _tar_member(archive, info, _member(item, info.name, taken, budget), limits)
        if budget.is_spent:
            return


def _tar_member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, member: Member, limits: InputConfig
) -> Iterator[Article | Failure]:
    try:
        _refuse_outside(member, info.name)
        if not info.isreg() or info.issparse():
            raise _no_file(member, "a link" if info.issym() or info.islnk() else "a device or a file with holes")
        unpacked = guarded(member.name, archive.extractfile, info)
        if unpacked is not None:
            yield from read_member(member, unpacked, limits, paid=True)
    except StancewireError as error:
        yield failure(member, error)


def is_left_out(name: str) -> bool:
    """Whether a member is hidden, or what a Mac adds; never one whose name points outside."""
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in _parts(name))


def _member(item: Input, name: str, taken: dict[str, int], budget: Budget) -> Member:
    return member_of(item, distinct(shown_name(name), taken), budget)


def _refuse_outside(member: Member, name: str) -> None:
    parts = _parts(name)
    if ".." in parts or (not parts[0] and len(parts) > 1) or parts[0].endswith(":"):
        raise UnsafeArchive(member.name, "has a name that points outside its archive", _UNSAFE_HINT)


def _parts(name: str) -> list[str]:
    # Windows programs have put backslashes into names.
    return name.replace("\\", "/").split("/")


def _no_file(member: Member, what: str) -> UnsafeArchive:
    return UnsafeArchive(member.name, f"is {what}, which is not followed", _UNSAFE_HINT)
