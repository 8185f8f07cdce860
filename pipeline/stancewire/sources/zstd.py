"""The frames of a zstd file, one behind the other, unpacked as they are asked for."""

from __future__ import annotations

import io
from typing import Any, Final, Protocol

_WINDOW_BYTES: Final = 2**27  # of memory; the usual limit of the zstd program itself
# Given at once, as every byte of it unpacks into memory: to 32 MB where a block of 128 KB is packed into four bytes.
_PIECE_BYTES: Final = 1_024


class Packed(Protocol):
    """Whatever gives packed bytes piece by piece."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""


class ZstdFrames(io.RawIOBase):
    """What a zstd file unpacks to; the library's own reader takes a file that is cut off for one that ends there."""

    def __init__(self, packed: Packed) -> None:
        import zstandard

        self._packed = packed
        self._library = zstandard.ZstdDecompressor(max_window_size=_WINDOW_BYTES)
        self._frame: Any = None  # the one that has begun and not ended
        self._rest = b""  # what stands behind a frame that ended
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Raises ZstdError, EOFError where the file ends within a frame."""
        while not self._ready:
            if not (piece := self._rest or self._packed.read(_PIECE_BYTES)):
                if self._frame:
                    raise EOFError("ends before its last block")
                return 0
            self._unpack(piece)
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _unpack(self, piece: bytes) -> None:
        self._frame = self._frame or self._library.decompressobj()
        self._ready, self._rest = memoryview(self._frame.decompress(piece)), b""
        if self._frame.eof:
            self._frame, self._rest = None, self._frame.unused_data
