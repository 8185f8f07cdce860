"""One file packed by gzip, bzip2, xz or zstd: a tar, or anything else, read as it unpacks."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import PurePosixPath
from typing import Any, Final, cast

from stancewire.config import InputConfig
from stancewire.sources.inputs import Input
from stancewire.sources.nested import Member, budget_for, member_of
from stancewire.sources.passed import remarked
from stancewire.sources.reading import read_stream
from stancewire.sources.sniff import is_tar
from stancewire.sources.unpacking import HEAD_BYTES, Counted, Stream, unpacked_stream
from stancewire.sources.zstd import ZstdFrames
from stancewire.types import Article, Failure

_PIECE_BYTES: Final = 65_536
_WINDOW_BYTES: Final = 2**27  # of memory for xz
_NO_MEMBER: Final = "Not a gzipped file"  # what the library says of it; a wrong sum of the bytes is the same class
_TAR_SUFFIXES: Final = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar", ".tzst": ".tar"}
_SUFFIXES: Final = (".gz", ".bz2", ".xz", ".zst", ".gzip", ".bz", ".lzma", ".zstd")


def read_gzip(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of a .gz file. What stands behind it and is none, as `gzip -d` has it, costs a warning."""
    opened: list[_Gzip] = []

    def unpack(packed: Counted) -> _Gzip:
        opened.append(_Gzip(packed))
        return opened[0]

    return remarked(item.name, _read(item, stream, limits, unpack), lambda: opened[0].remark if opened else None)


def read_bzip2(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of a .bz2 file."""
    return _read(item, stream, limits, lambda packed: _Eager(bz2.BZ2File(cast(Any, packed))))


def read_xz(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of an .xz file."""
    return _read(item, stream, limits, _Xz)


def read_zstd(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of a .zst file."""
    return _read(item, stream, limits, ZstdFrames)


def _read(
    item: Input, stream: BufferedReader, limits: InputConfig, unpack: Callable[[Counted], Stream]
) -> Iterator[Article | Failure]:
    packed = Counted(stream, item.name, limits.max_file_bytes)
    budget = budget_for(item, limits, packed.tell)
    content = unpacked_stream(unpack(packed), item.name, budget.spend)
    if is_tar(content.peek(HEAD_BYTES)):  # a .tar.gz is one archive and not one in another
        inner = Member(uri=item.uri, member=item.member, depth=item.depth, columns=item.columns, budget=budget)
    else:
        inner = member_of(item, unpacked_name(item.name), budget)
    yield from read_stream(inner, content, limits)


def unpacked_name(name: str) -> str:
    """What a compressed file is called without its last suffix."""
    path = PurePosixPath(name.rsplit("!", 1)[-1])
    suffix = path.suffix.lower()
    if suffix in _TAR_SUFFIXES:
        return path.stem + _TAR_SUFFIXES[suffix]
    return path.stem if suffix in _SUFFIXES else "content"


class _Gzip:
    """The members of a .gz file, one behind the other, and what is to be said of bytes behind the last."""

    def __init__(self, packed: Counted) -> None:
        self._file = gzip.GzipFile(fileobj=cast(Any, packed))
        self._began = False
        self.remark: str | None = None

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, at once, as _Eager does. Raises BadGzipFile for what begins with no member."""
        if self.remark:
            return b""
        try:
            piece = self._file.read1(size)
        except gzip.BadGzipFile as error:
            if not self._began or not str(error).startswith(_NO_MEMBER):
                raise
            self.remark = "the packed file goes on behind its end with bytes that are no gzip: they were left out"
            return b""
        self._began = True
        return piece


class _Eager:
    """What a decompressor has, at once: asked for all it can give, it would lose what stands before a break."""

    def __init__(self, file: bz2.BZ2File) -> None:
        self._file = file

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""
        return self._file.read1(size)


class _Xz:
    """The streams of an .xz file, one behind the other; lzma.LZMAFile would take any amount of memory."""

    def __init__(self, packed: Counted) -> None:
        self._packed = packed
        self._decoder = self._new()
        self._waiting = b""

    def _new(self) -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(memlimit=_WINDOW_BYTES)

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes. Raises LZMAError, EOFError where the file ends too early."""
        while True:
            if self._decoder.eof and not self._begin_next():
                return b""
            if self._decoder.needs_input and not self._waiting:
                self._waiting = self._packed.read(_PIECE_BYTES)
                if not self._waiting:
                    raise EOFError("ends before its last block")
            waiting, self._waiting = self._waiting, b""
            if piece := self._decoder.decompress(waiting, size):
                return piece

    def _begin_next(self) -> bool:
        """Another stream may follow, behind zeros."""
        rest = self._decoder.unused_data.lstrip(b"\0")
        while not rest and (more := self._packed.read(_PIECE_BYTES)):
            rest = more.lstrip(b"\0")
        if rest:
            self._decoder, self._waiting = self._new(), rest
        return bool(rest)
