"""Bytes to text: by their mark, as UTF-8, then as the encodings old archives were saved in.

In:  the bytes of one text.
Out: the text, and a warning wherever it was read as anything but clean Unicode.

What is no text in any encoding is refused.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from stancewire.errors import BinaryInput
from stancewire.sources.legacy import best_guess

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 16_384  # bytes in which NULs are counted
_SHORTEST_WIDE: Final = 8  # bytes; in fewer NULs are no pattern
_MOST_CONTROLS: Final = 0.02  # of all characters; random bytes have 0.1, a text a stray one
_CONTROL: Final = bytes({*range(32), 127} - {*b"\t\n\r\f"})
# What a server may name; Latin-1 is what many name for all they send, and Python knows odd things by odd names.
_NAMED: Final = re.compile(
    r"(?:windows|cp)-?\d{3,4}|iso[-_]?8859-(?!1$)\d{1,2}|koi8-[ru]|gbk?|gb2312|gb18030|big5|shift[-_]jis|euc-(?:jp|kr)",
    re.I,
)
_BAD: Final = re.compile("[\udc80-\udcff]+")  # how surrogateescape shows bytes that are no UTF-8

Decoded = tuple[str, tuple[str, ...]]


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32, by the mark or the NULs of a file that begins with `head`; None for all others."""
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    if marked == "utf-8" or b"\0" not in head:
        return None
    return marked or (_wide_encoding(head[:_SAMPLE]) if len(head) >= _SHORTEST_WIDE else None)


def narrowed(head: bytes) -> bytes:
    """The beginning of a file as UTF-8 without a mark, if it is Unicode; else as it is."""
    encoding = wide_encoding(head)
    if encoding:
        head = head.decode(encoding, "replace").encode("utf-8", "replace").removesuffix(b"\xef\xbf\xbd")
    return head.removeprefix(codecs.BOM_UTF8)


def decode(content: bytes, uri: str) -> Decoded:
    """The text and warnings about how it was read. Raises BinaryInput."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content[len(mark) :], encoding, uri)
    if b"\0" in content:
        if wide := _wide(content):
            return wide
        if _control_share(content) > _MOST_CONTROLS:
            raise BinaryInput(uri, "holds NUL bytes, so it is no text", "give plain text in UTF-8, or JSON lines")
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _mixed(content, error.start) or _legacy(content, uri, error.start)


def decode_as(content: bytes, uri: str, charset: str | None) -> Decoded:
    """The same in the encoding that its server named, if it fits; many a server names Latin-1 for whatever it sends. Raises BinaryInput."""
    if charset and _NAMED.fullmatch(charset) and b"\0" not in content and not _is_unicode(content):
        try:
            return content.decode(charset), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content, uri)


def _is_unicode(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.startswith(tuple(mark for mark, _ in _MARKS))
    return True


def _marked(content: bytes, encoding: str, uri: str) -> Decoded:
    """Text after its mark. A few bad bytes are replaced; more, and the mark stood there by chance."""
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError as error:
        place = error.start
    if encoding == "utf-8" and (mixed := _mixed(content, place)):
        return mixed
    text = content.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if bad > max(1, len(text) * _MOST_CONTROLS):
        raise BinaryInput(uri, f"begins as {encoding} but byte {place} does not fit", "save it as UTF-8")
    return text, (f"not valid {encoding.upper()} at byte {place} ({bad} in all): what does not fit is replaced",)


def _wide(content: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark: Western letters leave NULs at every second byte, or at three of four."""
    encoding = _wide_encoding(content[:_SAMPLE]) if len(content) >= _SHORTEST_WIDE else None
    text = content.decode(encoding, "replace") if encoding else ""
    if not encoding or _control_share(text.encode("utf-8", "replace")) > _MOST_CONTROLS or "\ufffd" in text[:-1]:
        return None
    return text, (f"has no byte order mark: read as {encoding.upper()}; save the file as UTF-8 to be certain",)


def _wide_encoding(sample: bytes) -> str | None:
    quarter = max(1, len(sample) // 4)
    nuls = [sample[place::4].count(0) / quarter for place in range(4)]
    if min(nuls[2:]) > 0.9 and nuls[0] < 0.1:
        return "utf-32-le"
    if min(nuls[:2]) > 0.9 and nuls[3] < 0.1:
        return "utf-32-be"
    even, odd = nuls[0] + nuls[2], nuls[1] + nuls[3]
    if odd > 1 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 1 and odd < 0.1 else None


def _mixed(content: bytes, place: int) -> Decoded | None:
    """UTF-8 with stray bytes: pages are pasted together, and one Windows quote must not turn all others to mojibake.

    None where there are more bad bytes than good sequences: those come about by chance in no other encoding.
    """
    text = content.decode("utf-8", "surrogateescape")
    bad = sum(len(run) for run in _BAD.findall(text))
    good = len(text.encode("ascii", "ignore"))
    if len(text) - good - bad < bad:
        return None
    what = "1 byte is" if bad == 1 else f"{bad} bytes are"
    warning = f"{what} not valid UTF-8, the first at byte {place}: read as Windows-1252 or replaced"
    return _BAD.sub(_stray, text), (warning,)


def _stray(match: re.Match[str]) -> str:
    """A byte on its own is a Windows character; several, or one at the end, are what is left of a broken sequence."""
    alone = len(match[0]) == 1 and match.end() < len(match.string)
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace") if alone else "\ufffd"


def _legacy(content: bytes, uri: str, place: int) -> Decoded:
    guess = None if _control_share(content) > _MOST_CONTROLS else best_guess(content)
    if guess is None:
        reason = f"byte {place} is no valid UTF-8 and the rest no text in an older encoding"
        raise BinaryInput(uri, reason, "save it as UTF-8")
    text, name = guess
    return text, (f"not valid UTF-8 at byte {place}: read as {name}; save the file as UTF-8 to be certain",)


def _control_share(content: bytes) -> float:
    return 1 - len(content.translate(None, _CONTROL)) / max(1, len(content))
