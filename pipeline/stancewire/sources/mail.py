"""An e-mail: its text with quoted replies and signature in zones of their own, what its header says, and its attachments.

The plain text of a mail is preferred to its HTML. An attachment whose format
has an extractor, a text and a mail passed on are documents of their own, named
after their file; pictures are none, anything else is named in a warning. One
that goes beyond a limit costs an error of its own, and the mail is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from functools import lru_cache
from typing import Final, cast

from stancewire.dates import iso_date
from stancewire.errors import UnsafeArchive
from stancewire.sources.attachments import Attachment, read_attachment
from stancewire.sources.decode import decode
from stancewire.sources.extract import Extract, refused
from stancewire.sources.fragments import paragraphs_of
from stancewire.sources.nested import distinct, shown_name
from stancewire.sources.quoted import raw_and_marks, split_quoted
from stancewire.sources.signatures import zoned
from stancewire.types import Given, Zone

MEDIA_TYPE: Final = "message/rfc822"
_DEEPEST: Final = 3  # mails within mails
_LONGEST_FIELD: Final = 2_000  # characters; a mail to a whole county has hundreds of recipients
_LONGEST_HEADER: Final = 3_000  # characters; the library takes time squared in the length of a damaged one


class _Bounded(EmailPolicy):
    """The library's default, with an end to every header field."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name of a field, and as much of its value as is parsed."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> str:
        """A field as it is asked for, which the library would take apart anew each time: ten times for every part of a mail."""
        return value if hasattr(value, "name") else _field_of(self, name, value)


@lru_cache(maxsize=1024)
def _field_of(policy: _Bounded, name: str, value: str) -> str:
    return cast(str, EmailPolicy.header_fetch_parse(policy, name, value))


_POLICY: Final = _Bounded()


def extract_mail(content: bytes, name: str) -> Iterator[Extract]:
    """Yield the mail, then its attachments. Raises BinaryInput for a body that is no text."""
    yield from _extracts(_parsed(content), name, 0)


def extract_piece(content: bytes, name: str, place: int) -> Iterator[Extract]:
    """Yield the mail alone and, empty, its attachments; or the attachment of a place from 1, and a blank with its warnings."""
    message = _parsed(content)
    named = list(_named_parts(message))
    if place:
        own, part = named[place - 1]
        found = _attachment(own, part, 0)
        yield from (*found.named(own), Extract(raw="", warnings=found.warnings))
    else:
        yield _mail(message, name, ())
        yield from (Extract(raw="", part=own) for own, _ in named)


def _parsed(content: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(content, policy=_POLICY))


def _extracts(message: EmailMessage, name: str, depth: int) -> Iterator[Extract]:
    extracts: list[Extract] = []
    warnings: list[str] = []
    for own, part in _named_parts(message):
        found = _attachment(own, part, depth)
        extracts.extend(found.named(own))
        warnings.extend(found.warnings)
    mail = _mail(message, name, tuple(warnings))
    yield from [mail, *extracts] if mail.raw or not extracts else extracts


def _named_parts(message: EmailMessage) -> Iterator[tuple[str, EmailMessage]]:
    """What came with a mail, each under a name of its own."""
    taken: dict[str, int] = {}
    for part in _attached(message):
        yield distinct(_file_name(part), taken), part


def _attachment(own: str, part: EmailMessage, depth: int) -> Attachment:
    if part.get_content_type() != MEDIA_TYPE:
        return read_attachment(own, _payload(part))
    if depth >= _DEEPEST:
        error = UnsafeArchive(own, f"is a mail within {depth + 1} others", "save it and read it as a file of its own")
        return Attachment(extracts=(refused(None, error),))
    return Attachment(extracts=tuple(_extracts(cast(EmailMessage, part.get_payload(0)), own, depth + 1)))


def _mail(message: EmailMessage, name: str, warnings: tuple[str, ...]) -> Extract:
    title = _field(message, "subject")
    lines = [line for part in _texts(message) for line in (*_lines(part, name), "")]
    head = f"{title}\n\n" if title else ""
    text, zones = raw_and_marks(zoned(split_quoted(lines)), len(head))
    marks = ((Zone(start=0, end=len(title), zone="title"),) if title else ()) + zones
    found = Given(
        title=title or None,
        published=iso_date(_field(message, "date")),
        sender=_field(message, "from") or None,
        recipients=_field(message, "to") or None,
    )
    return Extract(raw=head + text, marks=marks, found=found, found_from="header", warnings=warnings)


def _field(message: EmailMessage, name: str) -> str:
    """A header field decoded, on one line; as it stands where the library breaks on it."""
    try:
        value = str(message.get(name, ""))
    except Exception:  # its parser of headers raises IndexError, AttributeError and others on broken ones
        value = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    return " ".join(value.encode("utf-8", "replace").decode().split())[:_LONGEST_FIELD]


def _texts(part: EmailMessage) -> list[EmailMessage]:
    """The parts that make up the text. Some mailers cut it in pieces, with pictures between them."""
    if part.get_content_type() == MEDIA_TYPE or _is_file(part):
        return []
    if not part.is_multipart():
        return [part] if part.get_content_type() in ("text/plain", "text/html") else []
    choices = [_texts(sub) for sub in _parts(part)]
    if part.get_content_type() != "multipart/alternative":
        return [text for choice in choices for text in choice]
    worded = [choice for choice in choices if any(_payload(text).strip() for text in choice)]
    return next(
        (choice for choice in worded if choice[0].get_content_type() == "text/plain"), worded[0] if worded else []
    )


def _attached(part: EmailMessage) -> Iterator[EmailMessage]:
    if part.get_content_type() == MEDIA_TYPE and part.is_multipart():
        yield part
    elif part.is_multipart():
        for sub in _parts(part):
            yield from _attached(sub)
    elif _is_file(part):
        yield part


def _is_file(part: EmailMessage) -> bool:
    return not part.is_multipart() and (part.get_content_disposition() == "attachment" or bool(_named(part)))


def _parts(part: EmailMessage) -> list[EmailMessage]:
    return [sub for sub in cast(list[EmailMessage], part.get_payload()) if isinstance(sub, EmailMessage)]


def _named(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # as in _field
        return "attachment"


def _file_name(part: EmailMessage) -> str:
    if part.get_content_type() == MEDIA_TYPE:
        return shown_name(_field(cast(EmailMessage, part.get_payload(0)), "subject") or "message") + ".eml"
    return shown_name(_named(part) or "attachment")


def _payload(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _lines(part: EmailMessage, name: str) -> list[str]:
    text = _decoded(part, name).replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if part.get_content_type() == "text/html":
        return [row for line in paragraphs_of(text) for row in (line, "")]
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    return _flowed(text.split("\n")) if is_flowed else text.split("\n")


def _decoded(part: EmailMessage, name: str) -> str:
    content = _payload(part)
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
