"""Bytes to text: marks first, UTF-8, then Windows-1252 with a warning; no text is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.errors import BinaryInput
from stancewire.sources.decode import decode


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        ("The LMC said ‘no’ to £2.".encode(), "The LMC said ‘no’ to £2."),
        (codecs.BOM_UTF8 + "‘no’".encode(), "‘no’"),
        (codecs.BOM_UTF16_LE + "‘no’".encode("utf-16-le"), "‘no’"),
        (codecs.BOM_UTF16_BE + "‘no’".encode("utf-16-be"), "‘no’"),
        (b"one\r\ntwo\rthree", "one\r\ntwo\rthree"),  # line ends are the repair's business
    ],
)
def test_text_in_unicode_is_read_without_warning(content: bytes, text: str) -> None:
    assert decode(content, "a.txt") == (text, ())


@pytest.mark.parametrize(
    ("content", "text", "position"),
    [
        (b"Doctors \x91reject\x92 plan", "Doctors ‘reject’ plan", 8),
        (b"\xa35 million", "£5 million", 0),
        (b"caf\xe9", "café", 3),
    ],
)
def test_what_is_no_utf8_is_read_as_windows_1252_and_said_so(content: bytes, text: str, position: int) -> None:
    warning = f"not valid UTF-8 at byte {position}: read as Windows-1252; save the file as UTF-8 to be certain"
    assert decode(content, "a.txt") == (text, (warning,))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"GIF89a\0\0\1", "holds NUL bytes, so it is no text"),
        ("no mark".encode("utf-16-le"), "holds NUL bytes, so it is no text"),
        (codecs.BOM_UTF8 + b"caf\xe9!", "begins as utf-8-sig but byte 3 does not fit"),
        (codecs.BOM_UTF16_LE + b"a", "begins as utf-16 but byte 2 does not fit"),
        (b"ok \x81", "byte 3 is no valid UTF-8 and the rest no Windows-1252 text"),  # 0x81 is unassigned there
        (b"\xff\x01\x02\x03 noise", "byte 0 is no valid UTF-8 and the rest no Windows-1252 text"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(BinaryInput) as caught:
        decode(content, "a.bin")
    uri, said, hint = caught.value.args
    assert (uri, said) == ("a.bin", reason)
    assert "UTF-8" in hint


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    content = b"\x0c" + b"x" * 98 + b"\x01\xe9"  # 1 in 101 characters; the form feed is white space
    text, warnings = decode(content, "a.txt")
    assert text == "\x0c" + "x" * 98 + "\x01é"
    assert len(warnings) == 1


@settings(deadline=None)
@given(st.text())
def test_every_text_without_nul_comes_back_as_it_was_saved(text: str) -> None:
    clean = text.replace("\0", "").removeprefix("\ufeff")
    assert decode(clean.encode(), "a.txt") == (clean, ())
    assert decode(codecs.BOM_UTF8 + clean.encode(), "a.txt") == (clean, ())


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        text, warnings = decode(content, "a.bin")
    except BinaryInput:
        return  # any other exception fails the test
    assert len(text) <= len(content)
    assert len(warnings) <= 1
