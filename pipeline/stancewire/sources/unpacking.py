"""Packed bytes in, unpacked bytes out, as streams that count, that can be bounded, and that fail with a sentence."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final, ParamSpec, Protocol, TypeVar, cast

from stancewire.errors import ParserFailure, StancewireError, UnsafeArchive

P = ParamSpec("P")
T = TypeVar("T")
HEAD_BYTES: Final = 8_192  # what a format is recognised by
_PIECE_BYTES: Final = 262_144
_HINT: Final = "get the file again, or unpack it by hand and read what comes out"


class Stream(Protocol):
    """Whatever gives bytes piece by piece: a file, a decompressor, a member of an archive."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""


def guarded(name: str, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a part of zipfile, tarfile, warcio or a decompressor. Raises ParserFailure for whatever they raise."""
    try:
        return call(*args, **kwargs)
    except StancewireError:
        raise
    except Exception as error:  # broken archives raise struct.error, IndexError, OSError, zlib.error and a dozen more
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise ParserFailure(name, f"cannot be unpacked ({said})", _HINT) from None


class Counted:
    """A stream that knows how much was read of it, goes forward only, and gives no more at once than it is allowed."""

    def __init__(self, stream: Stream, name: str, most: int) -> None:
        self._stream, self._name, self._most = stream, name, most
        self.count = 0
        self.last = b""  # what was read last

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes. Raises UnsafeArchive for more at once than a header of an honest archive has."""
        if size > self._most:
            raise UnsafeArchive(self._name, f"has a header of {size:,} bytes", _HINT)
        self.last = self._stream.read(size if size >= 0 else self._most)
        self.count += len(self.last)
        return self.last

    def tell(self) -> int:
        """How many bytes were read."""
        return self.count

    def seek(self, place: int) -> int:
        """Skip to a place ahead."""
        while self.count < place and self.read(min(place - self.count, self._most)):
            pass
        return self.count


class Unpacking(io.RawIOBase):
    """What a stream gives as a raw file: every byte is paid for, what breaks is a ParserFailure with the member's name."""

    def __init__(self, stream: Stream, name: str, spend: Callable[[int], None]) -> None:
        self._stream, self._name, self._spend = stream, name, spend
        self._error: ParserFailure | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer unless the stream ends: who looks at the head of a file wants all of it."""
        filled = 0
        while filled < len(buffer) and (piece := self._piece(len(buffer) - filled, is_first=not filled)):
            buffer[filled : filled + len(piece)] = piece
            filled += len(piece)
        return filled

    def _piece(self, size: int, *, is_first: bool) -> bytes:
        """Some bytes. What comes before a break is given first, and the error with the next question."""
        if self._error:
            raise self._error
        try:
            piece = guarded(self._name, self._stream.read, min(size, _PIECE_BYTES))
        except ParserFailure as error:
            if is_first:
                raise
            self._error = error
            return b""
        self._spend(len(piece))
        return piece


def unpacked_stream(stream: Stream, name: str, spend: Callable[[int], None]) -> io.BufferedReader:
    """Unpacked bytes as a reader takes them, HEAD_BYTES of which can be looked at ahead."""
    return io.BufferedReader(cast(io.RawIOBase, Unpacking(stream, name, spend)), HEAD_BYTES)
