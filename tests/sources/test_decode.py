"""Bytes to text: marks first, UTF-8, then what old archives were saved in with a warning; no text is refused."""

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
        (codecs.BOM_UTF32_LE + "‘no’".encode("utf-32-le"), "‘no’"),
        (codecs.BOM_UTF32_BE + "‘no’".encode("utf-32-be"), "‘no’"),
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
        (b"CAF\xc9 \x96 \xc9ire, \x93No,\x94 \x85", "CAFÉ – Éire, “No,” …", 3),
    ],
)
def test_what_is_no_utf8_is_read_as_windows_1252_and_said_so(content: bytes, text: str, position: int) -> None:
    warning = f"not valid UTF-8 at byte {position}: read as Windows-1252; save the file as UTF-8 to be certain"
    assert decode(content, "a.txt") == (text, (warning,))


QUOTED = "“We don’t agree,” Dr Zoë Marsh said – the café’s fee is £5…"


@pytest.mark.parametrize(
    ("encoding", "text", "name"),
    [
        ("mac_roman", QUOTED, "Mac Roman"),
        ("cp850", "Dr Zoë Marsh pays £5 for the café, £6 for the crèche and £7 for the rôle", "DOS code page 850"),
        ("cp1251", "Комитет врачей проголосовал против плана и написал всем поликлиникам района " * 3, "cp1251"),
        ("cp1252", QUOTED, "Windows-1252"),
        ("cp1252", "Le comité a écrit à tous les cabinets : « Non, ça ne va pas, où êtes-vous ? »", "Windows-1252"),
    ],
)
def test_other_tables_are_told_by_where_their_letters_stand(encoding: str, text: str, name: str) -> None:
    read, warnings = decode(text.encode(encoding), "a.txt")
    assert read == text
    assert f": read as {name};" in warnings[0]


@pytest.mark.parametrize(
    ("content", "text", "warning"),
    [
        ("“No,” they say, ".encode() + b"don\x92t", "“No,” they say, don’t", "1 byte is not valid UTF-8, the first at byte 23"),
        ("“No”".encode() + b"\xa35 caf\xe9 x", "“No”£5 café x", "2 bytes are not valid UTF-8, the first at byte 8"),
        ("“No”".encode() + b"\xe2\x80 and", "“No”\ufffd and", "2 bytes are not valid UTF-8, the first at byte 8"),  # a broken quote
        ("“No”".encode()[:-1], "“No\ufffd", None),  # cut off in the midst of a character
        (codecs.BOM_UTF8 + b"\xe2\x80\x98no\x92 x", "‘no’ x", "1 byte is not valid UTF-8, the first at byte 5"),
    ],
)  # fmt: skip
def test_a_stray_byte_does_not_turn_the_rest_to_mojibake(content: bytes, text: str, warning: str | None) -> None:
    if warning is None:
        content = "‘Yes’ ".encode() + content
        text, warning = "‘Yes’ " + text, "2 bytes are not valid UTF-8"
    read, warnings = decode(content, "a.txt")
    assert read == text
    assert warnings[0].startswith(warning)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_is_known_without_its_mark(encoding: str) -> None:
    warning = f"has no byte order mark: read as {encoding.upper()}; save the file as UTF-8 to be certain"
    assert decode(QUOTED.encode(encoding), "a.txt") == (QUOTED, (warning,))


def test_a_wide_text_that_is_cut_off_loses_its_last_character() -> None:
    text, warnings = decode(codecs.BOM_UTF16_LE + QUOTED.encode("utf-16-le")[:-1], "a.txt")
    assert text == QUOTED[:-1] + "\ufffd"
    assert warnings == ("not valid UTF-16-LE at byte 116 (1 in all): what does not fit is replaced",)


def test_a_few_nuls_in_a_text_are_left_to_the_repair() -> None:
    content = b"x" * 99 + b"\0"
    assert decode(content, "a.txt") == (content.decode(), ())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"GIF89a\0\0\1", "holds NUL bytes, so it is no text"),
        (b"MZ\0\0\1", "holds NUL bytes, so it is no text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8" * 40, "begins as utf-16-le but byte 0 does not fit"),
        (codecs.BOM_UTF8 + b"\xff\xfe" * 40, "begins as utf-8 but byte 0 does not fit"),
        (
            b"ok \x81",
            "byte 3 is no valid UTF-8 and the rest no text in an older encoding",
        ),  # unassigned in Windows-1252
        (b"\xff\x01\x02\x03 noise", "byte 0 is no valid UTF-8 and the rest no text in an older encoding"),
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


@pytest.mark.parametrize("encoding", ["iso-8859-2", "cp1250"])
@pytest.mark.parametrize(
    "text",
    [
        "Praktičtí lékaři odmítli návrh úřadu na slučování ordinací, protože nebyli o změnách informováni.",
        "Lekarze odrzucili plan połączenia przychodni, bo nikt ich o możliwości zmian wcześniej nie poinformował.",
    ],
    ids=["Czech", "Polish"],
)
def test_letters_of_central_europe_are_not_read_as_western_ones(text: str, encoding: str) -> None:
    found, (warning,) = decode(text.encode(encoding), "a.txt")
    assert found == text
    assert f"read as {encoding}" in warning


@pytest.mark.parametrize("text", ["Lægerne sagde nej på mødet, før de så planen: ø, å.", "Perché no, dirò così: lì, più, è.", "Each of 5 m² rooms, 3 m³ of air, ± 2."])  # fmt: skip
def test_western_letters_stay_western(text: str) -> None:
    assert decode(text.encode("cp1252"), "a.txt")[0] == text
