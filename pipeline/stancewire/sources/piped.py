"""Pipes: what comes in pieces of any size is recognised by as much of it as a file would show."""

from __future__ import annotations

import io
import re
from typing import Any, Final, cast

from stancewire.sources.sniff import ROWS, media_type
from stancewire.sources.unpacking import HEAD_BYTES

_WHOLE_ROW: Final = re.compile(rb"\{\s*\"[^\n]*\n")


def whole_head(name: str, stream: io.BufferedReader[Any]) -> io.BufferedReader:
    """The stream itself where it is a file; of a pipe one that can be looked at ahead as a file can."""
    return stream if stream.seekable() else io.BufferedReader(cast(io.RawIOBase, _Piped(name, stream)), HEAD_BYTES)


class _Piped(io.RawIOBase):
    """What a pipe gives: at first all of a head, or what there is up to the end, then piece by piece as it comes."""

    def __init__(self, name: str, stream: io.BufferedReader[Any]) -> None:
        self._name, self._stream = name, stream
        self._began = self._ended = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Raises OSError where the system breaks on the pipe."""
        filled = self._fill(buffer, 0)
        while not (self._began or self._ended or filled == len(buffer) or self._is_live(bytes(buffer[:filled]))):
            filled = self._fill(buffer, filled)
        self._began = True
        return filled

    def _fill(self, buffer: memoryview, filled: int) -> int:
        # Asked again behind its end, a terminal would wait for more.
        piece = b"" if self._ended else self._stream.read1(len(buffer) - filled)
        buffer[filled : filled + len(piece)] = piece
        self._ended = not piece
        return filled + len(piece)

    def _is_live(self, head: bytes) -> bool:
        """Whether it is known for JSON rows by its first line: whoever writes them one by one may wait for a record."""
        return bool(_WHOLE_ROW.match(head)) and media_type(self._name, head) == ROWS
