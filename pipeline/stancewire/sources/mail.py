"""An e-mail: its text with quoted replies and signature in zones of their own, what its header says, and its attachments.

The plain text of a mail is preferred to its HTML, unless it is only a stub of it. An attachment whose format
has an extractor, a text and a mail passed on are documents of their own, named
after their file; pictures are none, anything else is named in a warning. One
that goes beyond a limit costs an error of its own, and the mail is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from functools import lru_cache
from typing import Final, cast

from stancewire.dates import header_date
from stancewire.errors import UnsafeArchive
from stancewire.sources.attachments import Attachment, read_attachment
from stancewire.sources.extract import Extract, refused
from stancewire.sources.forwarded import forwarding_warning
from stancewire.sources.fuller import is_stub, same_words
from stancewire.sources.mail_text import is_cut, lines_of_part, payload
from stancewire.sources.nested import distinct, shown_name
from stancewire.sources.quoted import raw_and_marks, split_quoted
from stancewire.sources.saved_page import extract_page, page_in
from stancewire.sources.signatures import zoned
from stancewire.types import Given, Zone

MEDIA_TYPE: Final = "message/rfc822"
_TEXTS: Final = ("text/plain", "text/html", "text/markdown", "text/x-markdown", "text/enriched", "text/richtext")
# Parts without a name that hold no text of anybody: pictures, signatures, style sheets, reports of a mail program.
_NO_TEXT: Final = re.compile(
    r"(?:image|audio|video|font|multipart|message)/|text/(?:css|javascript|calendar|x-amp-html|x-vcard|vcard|directory|rfc822-headers|x-watch-html)$"
    r"|application/(?:javascript|x-javascript|json|ld\+json|pgp-|x-pgp-|x-?pkcs7-signature|pkcs7-signature|x-shockwave|font|ics|x-font)"
)
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
    """Yield the mail, then its attachments; of a web page saved as one, the page. Raises BinaryInput for a body that is no text."""
    message = _parsed(content)
    page = page_in(message)
    yield from _extracts(message, name, 0) if page is None else extract_page(message, page, name)


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
        return read_attachment(own, payload(part))
    if depth >= _DEEPEST:
        error = UnsafeArchive(own, f"is a mail within {depth + 1} others", "save it and read it as a file of its own")
        return Attachment(extracts=(refused(None, error),))
    return Attachment(extracts=tuple(_extracts(_inner(part), own, depth + 1)))


def _mail(message: EmailMessage, name: str, warnings: tuple[str, ...]) -> Extract:
    title = _field(message, "subject")
    lines = [line for part in _texts(message, name) for line in (*lines_of_part(part, name), "")]
    head = f"{title}\n\n" if title else ""
    lines_zoned = zoned(split_quoted(lines))
    text, zones = raw_and_marks(lines_zoned, len(head))
    marks = ((Zone(start=0, end=len(title), zone="title"),) if title else ()) + zones
    published, said = header_date(_field(message, "date"))
    found = Given(
        title=title or None,
        published=published,
        sender=_field(message, "from") or None,
        recipients=_field(message, "to") or None,
    )
    return Extract(
        raw=head + text,
        marks=marks,
        found=found,
        found_from="header",
        warnings=(*said, *forwarding_warning(title, lines_zoned), *_cut(message), *warnings),
    )


def _cut(message: EmailMessage) -> tuple[str, ...]:
    """Whether a part of the text was packed as base64 and breaks off."""
    is_broken = any(is_cut(part) for part in message.walk() if part.get_content_type() in _TEXTS)
    return ("its text is packed as base64 that breaks off or is damaged: read as far as it goes",) if is_broken else ()


def _field(message: EmailMessage, name: str) -> str:
    """A header field decoded, on one line; as it stands where the library breaks on it."""
    try:
        value = str(message.get(name, ""))
    except Exception:  # its parser of headers raises IndexError, AttributeError and others on broken ones
        value = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    return " ".join(value.encode("utf-8", "replace").decode().split())[:_LONGEST_FIELD]


def _texts(part: EmailMessage, name: str) -> list[EmailMessage]:
    """The parts that make up the text. Some mailers cut it in pieces, with pictures between them."""
    if part.get_content_type() == MEDIA_TYPE or _is_file(part):
        return []
    if not part.is_multipart():
        # One that says it has parts and has none is all text.
        return [part] if part.get_content_type() in _TEXTS or part.get_content_maintype() == "multipart" else []
    choices = [_texts(sub, name) for sub in _parts(part)]
    if part.get_content_type() == "multipart/alternative":
        return _chosen([choice for choice in choices if any(payload(text).strip() for text in choice)], name)
    return _once([text for choice in choices for text in choice], name)


def _once(texts: list[EmailMessage], name: str) -> list[EmailMessage]:
    """The parts without HTML that only says again what the plain text before it says."""
    kept: list[EmailMessage] = []
    for part in texts:
        is_second = kept and [p.get_content_type() for p in (kept[-1], part)] == ["text/plain", "text/html"]
        if not (is_second and same_words(lines_of_part(kept[-1], name), lines_of_part(part, name))):
            kept.append(part)
    return kept


def _chosen(worded: list[list[EmailMessage]], name: str) -> list[EmailMessage]:
    """Of several forms of one text the plain one, or the HTML of which it is a stub."""
    plain = next((choice for choice in worded if choice[0].get_content_type() == "text/plain"), None)
    others = (choice for choice in worded if choice is not plain)
    rich = next((choice for choice in others if any(part.get_content_type() == "text/html" for part in choice)), None)
    if plain is None or rich is None:
        return plain or (worded[0] if worded else [])
    said, shown = ([line for part in choice for line in lines_of_part(part, name)] for choice in (plain, rich))
    return rich if is_stub(said, shown) else plain


def _attached(part: EmailMessage, *, is_choice: bool = False) -> Iterator[EmailMessage]:
    """What came with a mail. is_choice: it stands among several forms of one text, and is none if it has no name."""
    if part.get_content_type() == MEDIA_TYPE and part.is_multipart():
        yield part
    elif part.is_multipart():
        forms = part.get_content_type() == "multipart/alternative" and bool(_texts(part, ""))
        for sub in _parts(part):
            yield from _attached(sub, is_choice=forms)
    elif _is_file(part) and not (is_choice and not _is_named(part)):
        yield part


def _is_file(part: EmailMessage) -> bool:
    return not part.is_multipart() and (_is_named(part) or _is_other(part))


def _is_named(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_named(part))


def _is_other(part: EmailMessage) -> bool:
    """Whether a part without a name is of a kind that may hold a document: RTF, Word, a table."""
    kind = part.get_content_type()
    return kind not in _TEXTS and not _NO_TEXT.match(kind)


def _inner(part: EmailMessage) -> EmailMessage:
    """The mail within a part; some programs pack it as if it were any file."""
    inner = cast(EmailMessage, part.get_payload(0))
    packed = str(part.get("content-transfer-encoding", "")).strip().lower()
    if packed not in ("base64", "quoted-printable") or inner.keys() or inner.is_multipart():
        return inner
    holder = EmailMessage(policy=_POLICY)
    holder["Content-Transfer-Encoding"] = packed
    holder.set_payload(inner.get_payload())
    return _parsed(payload(holder))


def _parts(part: EmailMessage) -> list[EmailMessage]:
    return [sub for sub in cast(list[EmailMessage], part.get_payload()) if isinstance(sub, EmailMessage)]


def _named(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # as in _field
        return "attachment"


def _file_name(part: EmailMessage) -> str:
    if part.get_content_type() == MEDIA_TYPE:
        return shown_name(_field(_inner(part), "subject") or "message") + ".eml"
    return shown_name(_named(part) or "attachment")
