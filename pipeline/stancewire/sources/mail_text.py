"""The text of one part of a mail: decoded as it says or as it looks, HTML as paragraphs, flowed lines joined."""

from __future__ import annotations

from email.errors import InvalidBase64LengthDefect, InvalidBase64PaddingDefect
from email.message import EmailMessage

from stancewire.sources.decode import decode
from stancewire.sources.fragments import paragraphs_of


def payload(part: EmailMessage) -> bytes:
    """The bytes of a part, unpacked."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def is_cut(part: EmailMessage) -> bool:
    """Whether a part packed as base64 does not come out even: a mail that was cut off, as a full disk leaves it."""
    payload(part)
    return any(isinstance(defect, InvalidBase64PaddingDefect | InvalidBase64LengthDefect) for defect in part.defects)


def lines_of_part(part: EmailMessage, name: str) -> list[str]:
    """The lines of a part of text. Raises BinaryInput."""
    text = decoded(part, name).replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if part.get_content_type() == "text/html":
        return [row for line in paragraphs_of(text) for row in (line, "")]
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    return _flowed(text.split("\n")) if is_flowed else text.split("\n")


def decoded(part: EmailMessage, name: str) -> str:
    """The text of a part, in the encoding that it names or else as it looks. Raises BinaryInput."""
    content = payload(part)
    try:
        return content.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError, ValueError):
        return decode(content, name)[0]


def _flowed(lines: list[str]) -> list[str]:
    """Lines that end with a space go on in the next one of the same depth of quotes: RFC 3676."""
    joined: list[str] = []
    goes_on = False
    for line in lines:
        depth, text = _quote_depth(line)
        if goes_on and depth == _quote_depth(joined[-1])[0] and line != "-- ":
            joined[-1] += text.removeprefix(" ")
        else:
            joined.append(line if depth else line.removeprefix(" "))
        goes_on = line.endswith(" ") and line != "-- "
    return joined


def _quote_depth(line: str) -> tuple[int, str]:
    text = line.lstrip(">")
    return len(line) - len(text), text
