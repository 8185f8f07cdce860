"""zstd frame by frame: all of what is there, and an error where a frame does not end."""

from __future__ import annotations

import io
import random
import struct

import pytest
import zstandard

from stancewire.sources.zstd import ZstdFrames

random.seed(1)
TEXT = " ".join(random.choices("lmc ccg plan surgery practice rejects".split(), k=50_000)).encode()
FRAME, EMPTY = zstandard.compress(TEXT), zstandard.compress(b"")
SKIPPED = struct.pack("<II", 0x184D2A50, 5) + b"abcde"  # a frame that holds no content


def unpacked(content: bytes) -> bytes:
    return io.BufferedReader(ZstdFrames(io.BytesIO(content)), 8_192).read()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (FRAME, TEXT), (FRAME + FRAME, TEXT * 2), (EMPTY + FRAME, TEXT), (FRAME + EMPTY, TEXT), (EMPTY, b""), (b"", b""),
        (SKIPPED + FRAME + SKIPPED + FRAME, TEXT * 2),
    ],
)  # fmt: skip
def test_every_frame_is_unpacked(content: bytes, expected: bytes) -> None:
    assert unpacked(content) == expected


@pytest.mark.parametrize("cut", [1, 3, 10, 100, len(FRAME) // 2, len(FRAME) - 5, len(FRAME) - 1])
@pytest.mark.parametrize("before", [b"", FRAME])
def test_a_frame_that_does_not_end_is_an_error(cut: int, before: bytes) -> None:
    with pytest.raises(EOFError, match="ends before its last block"):
        unpacked(before + FRAME[:cut])


def test_what_stands_behind_the_last_frame_and_is_none_is_an_error() -> None:
    with pytest.raises(zstandard.ZstdError, match="Unknown frame descriptor"):
        unpacked(FRAME + b"garbage!!")


def test_all_before_the_error_is_given_first() -> None:
    stream, found = ZstdFrames(io.BytesIO(FRAME + b"garbage!!")), b""
    while len(found) < len(TEXT):
        found += stream.read(1_000)
    assert found == TEXT
