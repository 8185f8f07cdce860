"""Bytes to text: UTF-8 or UTF-16 by its mark, then Windows-1252, and a clear refusal of what is no text."""

from __future__ import annotations

import codecs

from stancewire.errors import BinaryInput

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes, uri: str) -> tuple[str, tuple[str, ...]]:
    """The text and warnings about how it was read. Raises BinaryInput."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding, uri), ()
    if b"\0" in content:
        raise BinaryInput(uri, "holds NUL bytes, so it is no text", "give plain text in UTF-8, or JSON lines")
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _western(content, uri, error.start)


def _strict(content: bytes, encoding: str, uri: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BinaryInput(
            uri, f"begins as {encoding} but byte {error.start} does not fit", "save it as UTF-8"
        ) from None


def _western(content: bytes, uri: str, position: int) -> tuple[str, tuple[str, ...]]:
    # Archives of the 2000s are Windows-1252 more often than anything else; a detector named such letters cp852.
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or _control_share(text) > 0.02:
        raise BinaryInput(
            uri, f"byte {position} is no valid UTF-8 and the rest no Windows-1252 text", "save it as UTF-8"
        )
    return text, (f"not valid UTF-8 at byte {position}: read as Windows-1252; save the file as UTF-8 to be certain",)


def _control_share(text: str) -> float:
    return sum(c < " " and c not in "\t\n\r\f" for c in text) / len(text)
