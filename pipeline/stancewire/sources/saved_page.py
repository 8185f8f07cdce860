"""A web page that a browser saved as one file (MHTML): packed as a mail, but read as the page that it is.

In:  a message, or None of its parts a page.
Out: the document of the page, with the page's own title and date; the date of the "mail" is that of the saving.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Final

from stancewire.sources.extract import Extract
from stancewire.sources.mail_text import decoded

_SNAPSHOT: Final = "Snapshot-Content-Location"  # Chrome and Edge say so
_PLACE: Final = "Content-Location"
_WEB: Final = ("http://", "https://", "file:")


def page_in(message: EmailMessage) -> EmailMessage | None:
    """The part that is the page; None in a mail. A mail goes to somebody, and tells no place of its text on the web."""
    if message.get_content_type() not in ("multipart/related", "text/html") or "To" in message:
        return None
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    saved_by = "saved by" in str(message.get("From", "")).lower()
    if not pages or not (_SNAPSHOT in message or saved_by or _place(pages[0]).startswith(_WEB)):
        return None
    place = _place(message)
    return next((page for page in pages if place and _place(page) == place), pages[0])


def extract_page(message: EmailMessage, page: EmailMessage, name: str) -> Iterator[Extract]:
    """Yield the document of a page in its message. Raises BinaryInput."""
    from stancewire.sources.html import extract_html  # slow to load, and few mails are pages

    place = _place(message) or _place(page)
    # With a mark of its encoding, whatever the page says of itself: the message knows better.
    for extract in extract_html(BOM_UTF8 + decoded(page, name).encode("utf-8", "replace"), name):
        url = extract.found.url or (place if place.startswith(("http://", "https://")) else None)
        yield replace(extract, found=replace(extract.found, url=url))


def _place(part: EmailMessage) -> str:
    return str(part.get(_SNAPSHOT) or part.get(_PLACE) or "").strip()
