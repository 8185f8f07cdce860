"""Bytes as a server packed them, unpacked piece by piece and never to more than a limit."""

from __future__ import annotations

import zlib
from typing import Final

from stancewire.runs.nightly.fetch.trouble import Trouble

_GZIP_OR_ZLIB: Final = 32 + zlib.MAX_WBITS  # told apart by their first bytes
_RAW: Final = -zlib.MAX_WBITS  # what some servers call deflate
_MAGIC: Final = b"\x1f\x8b"
_PIECE: Final = 65_536
_MOST_STREAMS: Final = 1_000  # behind each other in one answer; more of them are empty ones that only cost time
_PACKED: Final = ("gzip", "x-gzip", "deflate")
ACCEPTED: Final = "gzip, deflate"


class Body:
    """Collects an answer. Raises Trouble for more than `most` bytes, and for what cannot be unpacked."""

    def __init__(self, coding: str, most: int, *, cut: bool = False) -> None:
        codings = [name for name in coding.lower().replace(" ", "").split(",") if name not in ("", "identity")]
        if len(codings) > 1 or not set(codings) <= set(_PACKED):
            raise Trouble(
                f"is packed as {coding[:40]!r}, which was not asked for", "report it to the site", retry=False
            )
        self._parts: list[bytes] = []
        self._size, self._most, self._cut = 0, most, cut
        self._unpacker = zlib.decompressobj(_GZIP_OR_ZLIB) if codings else None
        self._is_deflate = codings == ["deflate"]
        self._has_begun = False
        self._streams = 1
        self.is_full = False  # of an answer whose rest does not matter

    def add(self, piece: bytes) -> None:
        """Take the next bytes from the wire."""
        if self._unpacker is None:
            self._keep(piece)
        while self._unpacker is not None and piece and not self.is_full:
            piece = self._unpack(piece)

    def whole(self) -> bytes:
        """All of it. Raises Trouble if it ends too early."""
        is_open = self._unpacker is not None and self._has_begun and not self._unpacker.eof
        if is_open and not self.is_full:
            raise _broken("it ends too early")
        return b"".join(self._parts)

    def _unpack(self, piece: bytes) -> bytes:
        """The bytes that are still to unpack: of this stream, or of another behind it."""
        unpacker = self._unpacker
        assert unpacker is not None
        if unpacker.eof:
            if not piece.startswith(_MAGIC):
                return b""  # some servers fill up with zeros
            self._streams += 1
            if self._streams > _MOST_STREAMS:
                raise _broken("it is in too many pieces")
            self._unpacker = unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._has_begun = True
        try:
            self._keep(unpacker.decompress(piece, self._most - self._size + 1))
        except zlib.error as error:
            if self._is_deflate and not self._size:
                self._is_deflate, self._unpacker = False, zlib.decompressobj(_RAW)
                return piece
            raise _broken(str(error)) from None
        return unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._most and not self._cut:
            raise too_large(self._most)
        self.is_full = self._size >= self._most and self._cut
        self._parts.append(data[: len(data) - max(0, self._size - self._most)])


def too_large(most: int, what: str = "") -> Trouble:
    """The trouble of an answer beyond a limit."""
    name = "max_packed_bytes" if what else "max_bytes"
    return Trouble(f"is larger than {most:,} bytes{what}", f"raise {name} in the config, or leave it out", retry=False)


def _broken(said: str) -> Trouble:
    return Trouble(f"cannot be unpacked ({said})", "it is tried again next time", retry=True)


def unpacked(content: bytes, most: int) -> bytes:
    """What a .gz file holds; other content as it is. Raises Trouble."""
    if not content.startswith(_MAGIC):
        return content
    body = Body("gzip", most)
    for place in range(0, len(content), _PIECE):
        body.add(content[place : place + _PIECE])
    return body.whole()
