"""A mail in several parts: which of them are its text, each once, and which are documents of their own."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from stancewire.sources.mail import extract_mail

REJECTS = "We reject the plan of the CCG to move two surgeries into one hub."
ASKS = "We ask each practice in Westmarch to write to the board before the spring and to tell its patients why."
HTML = f"<p>{REJECTS}</p><p>{ASKS}</p><p>Westmarch LMC</p>"


def text_of(plain: str, html: str, picture: bytes = b"") -> str:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = "The hub"
    mail.set_content(plain)
    mail.add_alternative(html, subtype="html")
    if picture:
        mail.get_payload()[1].add_related(picture, "image", "png", cid="<logo>")  # type: ignore[union-attr,index]
    (extract,) = extract_mail(mail.as_bytes(), "in.eml")
    return extract.raw


@pytest.mark.parametrize(
    "stub",
    [
        "View this message in HTML.\n",
        "Please view this e-mail in your browser: https://lmc.example/mail/1?recipient=0000000000000000000000\n",
        "Your mail program does not support HTML.\n",
        "The hub\n\n" + REJECTS + "\n\nRead more: https://lmc.example/1\n",
        "-- \nWestmarch LMC\n",
    ],
)
@pytest.mark.parametrize("picture", [b"", b"\x89PNG\r\n\x1a\n"])
def test_the_html_is_read_where_the_plain_text_is_a_stub(stub: str, picture: bytes) -> None:
    assert text_of(stub, HTML, picture) == f"The hub\n\n{REJECTS}\n\n{ASKS}\n\nWestmarch LMC"


@pytest.mark.parametrize(
    "plain",
    [
        f"{REJECTS}\n\n{ASKS}\n\nWestmarch LMC\n",
        f"View this mail in your browser: https://lmc.example/1\n\n{REJECTS}\n\n{ASKS}\n",
        f"Read the plan online.\n\n{REJECTS} {ASKS}\n",
    ],
)
def test_a_plain_text_that_says_the_same_is_read(plain: str) -> None:
    assert text_of(plain, HTML + "<p>Unsubscribe | Privacy</p>") == f"The hub\n\n{plain.strip()}"


def test_a_short_answer_is_no_stub() -> None:
    assert text_of("We reject it.\n", "<div>We reject it.</div><div>Sent from my telephone</div>").endswith(
        "reject it."
    )


def test_html_without_a_word_is_never_fuller() -> None:
    assert text_of("View this message in HTML.\n", "<img src=x>").endswith("in HTML.")


HEAD = "From: LMC <o@lmc.example>\r\nSubject: Hub\r\nMIME-Version: 1.0\r\n"
PLAIN = "Content-Type: text/plain; charset=utf-8\r\n\r\nPlain words."


def documents(*parts: str, kind: str = "mixed") -> list[tuple[str | None, str]]:
    body = "".join(f"--b\r\n{part}\r\n" for part in parts)
    content = f'{HEAD}Content-Type: multipart/{kind}; boundary="b"\r\n\r\n{body}--b--\r\n'
    return [(found.part, found.raw) for found in extract_mail(content.encode(), "in.eml")]


def test_html_that_says_the_plain_text_again_is_not_read_twice() -> None:
    again = "Content-Type: text/html\r\n\r\n<p><b>Plain</b> words.</p>"
    more = "Content-Type: text/html\r\n\r\n<p>Other words.</p>"
    assert documents(PLAIN, again) == [(None, "Hub\n\nPlain words.")]
    assert documents(PLAIN, more) == [(None, "Hub\n\nPlain words.\n\nOther words.")]


def test_a_part_without_a_name_that_holds_a_document_is_read() -> None:
    rich = "Content-Type: text/rtf\r\n\r\n{\\rtf1 Rich words.}"
    assert documents(PLAIN, rich) == [(None, "Hub\n\nPlain words."), ("attachment", "Rich words.")]
    assert documents("Content-Type: text/markdown\r\n\r\nMarked words.") == [(None, "Hub\n\nMarked words.")]


@pytest.mark.parametrize("kind", ["text/calendar", "text/css", "image/png", "message/delivery-status", "application/pgp-signature"])  # fmt: skip
def test_what_mail_programs_send_along_is_no_document(kind: str) -> None:
    assert documents(PLAIN, f"Content-Type: {kind}\r\n\r\nOdd: words") == [(None, "Hub\n\nPlain words.")]


def test_another_form_of_the_same_text_is_no_document() -> None:
    rich = "Content-Type: text/rtf\r\n\r\n{\\rtf1 Plain words.}"
    assert documents(PLAIN, rich, kind="alternative") == [(None, "Hub\n\nPlain words.")]


@pytest.mark.parametrize("boundary", ["", '; boundary="nowhere"'])
def test_a_mail_that_says_it_has_parts_and_has_none_is_read(boundary: str) -> None:
    content = f"{HEAD}Content-Type: multipart/mixed{boundary}\r\n\r\nJust words.\r\n"
    (found,) = extract_mail(content.encode(), "in.eml")
    assert found.raw == "Hub\n\nJust words."


def test_a_mail_that_was_packed_within_another_is_unpacked() -> None:
    packed = base64.b64encode(b"Subject: Inner\r\n\r\nInner words.").decode()
    nested = f"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}"
    assert documents(PLAIN, nested)[1:] == [("Inner.eml", "Inner\n\nInner words.")]
