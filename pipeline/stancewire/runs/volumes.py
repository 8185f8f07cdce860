"""How records become the bytes of a part, so that the same records always become the same bytes.

Packed files consist of members (gzip) or frames (zstd), each closed at a commit, which for them comes at
fixed places among the records. Any program that reads the format reads them as one file.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from stancewire.runs.partial import Partial

GZIP_LEVEL: Final = 6
ZSTD_LEVEL: Final = 6
# Deflate, no flags, no time, no extra flags, unknown system: nothing that a machine or a moment could change.
_GZIP_HEADER: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


def plain(data: bytes) -> bytes:
    """As it is."""
    return data


def gzip_member(data: bytes) -> bytes:
    """One member of a .gz file."""
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    return _GZIP_HEADER + packed + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def zstd_frame(data: bytes) -> bytes:
    """One frame of a .zst file, with its size and a checksum."""
    import zstandard

    return zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=True).compress(data)


class Volume(Protocol):
    """One part while it is written."""

    def add(self, rows: Sequence[bytes]) -> None:
        """Write records, each a line of JSON without its end."""

    def seal(self) -> None:
        """Write what the format wants at its end."""

    def leave(self) -> None:
        """Write no more, sealed or not."""


class Lines:
    """JSON lines, packed or not."""

    def __init__(self, partial: Partial, pack: Callable[[bytes], bytes]) -> None:
        self._partial = partial
        self._pack = pack

    def add(self, rows: Sequence[bytes]) -> None:
        """Write one piece."""
        self._partial.write(self._pack(b"".join(row + b"\n" for row in rows)))

    def seal(self) -> None:
        """A file without records is a packed nothing, not nothing."""
        if self._partial.size == 0 and (nothing := self._pack(b"")):
            self._partial.write(nothing)

    def leave(self) -> None:
        """Nothing is kept back."""


PACKS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "jsonl": plain,
    "jsonl.gz": gzip_member,
    "jsonl.zst": zstd_frame,
}


def volume_of(format_: str, partial: Partial, schema: dict[str, Any]) -> Volume:
    """The way to write a part. schema: the JSON Schema of its records, for formats that have columns."""
    if format_ == "parquet":
        from stancewire.runs.parquet import Rows

        return Rows(partial, schema)
    return Lines(partial, PACKS[format_])
