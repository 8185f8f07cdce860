"""Web pages saved as one file, mails that only pass a message on, and mails that break off."""

from __future__ import annotations

import base64

import pytest

from helpers import article
from stancewire.normalise.document import normalise
from stancewire.sources.extract import Extract
from stancewire.sources.feed import extract_feed
from stancewire.sources.html import extract_html
from stancewire.sources.mail import extract_mail

LETTER = "The committee has rejected the plan to close two surgeries, and it asks the board to think again. " * 4
PAGE = (
    '<html><head><meta charset="windows-1252"><title>LMC rejects plan – The Post</title>'
    '<meta property="article:published_time" content="2014-10-08T10:15:00Z"></head><body><nav><a href="/">Home</a></nav>'
    f"<article><h1>LMC rejects plan</h1><p>{LETTER}</p><p>“We were never asked,” said its chair, Dr Una Thorne.</p></article>"
    "<footer>All rights reserved</footer></body></html>"
)


def saved(fields: str, part: str = "Content-Location: https://post.example/lmc\r\n") -> bytes:
    header = f"{fields}Subject: The Post\r\nDate: Wed, 5 Aug 2020 09:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    related = 'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\n'
    page = f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n{part}\r\n{PAGE}\r\n--B--\r\n"
    return (header + related + page).encode()


def only(content: bytes) -> Extract:
    (extract,) = extract_mail(content, "a.mht")
    return extract


@pytest.mark.parametrize(
    "fields",
    [
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/lmc\r\n",
        'From: "Saved by Windows Internet Explorer 11"\r\n',
        "",
    ],
)
def test_a_saved_page_is_read_as_the_page_it_is(fields: str) -> None:
    extract = only(saved(fields))
    assert (extract.found.title, extract.found.published) == ("LMC rejects plan", "2014-10-08")
    assert (extract.found.url, extract.found.sender) == ("https://post.example/lmc", None)
    assert "said its chair" in extract.raw
    assert "“We" in extract.raw
    assert "Home" not in extract.raw
    assert "rights reserved" not in extract.raw


def test_a_mail_of_html_and_pictures_is_a_mail() -> None:
    extract = only(saved("From: a@lmc.example\r\nTo: b@gp.example\r\n"))
    assert (extract.found.title, extract.found.published) == ("The Post", "2020-08-05")
    assert only(saved("From: a@lmc.example\r\n", part="")).found.sender == "a@lmc.example"


def forwarded(note: str, rule: str = "---------- Forwarded message ---------", subject: str = "The plan") -> Extract:
    header = (
        f"From: a@lmc.example\r\nTo: b@gp.example\r\nSubject: {subject}\r\nDate: Wed, 8 Oct 2014 10:15:00 +0100\r\n"
    )
    inner = f"From: Una Thorne <una@lmc.example>\nSent: Tuesday, 7 October 2014\nSubject: The plan\nTo: a\n\n{LETTER}\n"
    return only(f"{header}\r\n{note}\n\n{rule}\n{inner}".encode())


@pytest.mark.parametrize(("rule", "subject"), [("---------- Forwarded message ---------", "The plan"), ("Begin forwarded message:", "The plan"), ("", "FW: The plan"), ("-----Original Message-----", "Fwd: The plan")])  # fmt: skip
def test_a_note_above_a_letter_that_is_passed_on_says_that_the_letter_is_quoted(rule: str, subject: str) -> None:
    (warning,) = forwarded("FYI", rule, subject).warnings
    assert warning.startswith("is a note of 1 word(s) above a message that it forwards (")
    assert warning.endswith("zoned quoted and not read for stance; to have it read, give it as a file of its own")


def test_an_answer_or_a_long_note_says_nothing_of_what_it_quotes() -> None:
    assert forwarded("We agree.", "-----Original Message-----", "RE: The plan").warnings == ()
    assert forwarded("We cannot support what is said below. " * 8).warnings == ()


def test_base64_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    header = b"From: a@lmc.example\r\nTo: b@gp.example\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    packed = base64.encodebytes(LETTER.encode())
    assert only(header + packed).warnings == ()
    cut = only(header + packed[:-31])
    assert cut.raw.startswith("The committee has rejected")
    assert cut.warnings == ("its text is packed as base64 that breaks off or is damaged: read as far as it goes",)


STRUCK = "<p>The LMC will <del>support</del> <ins>oppose</ins> the plan of the board in all its parts.</p>"


def test_what_an_editor_struck_out_is_no_text() -> None:
    (page,) = extract_html(f"<html><body><article><h1>LMC rejects plan</h1><p>{LETTER}</p>{STRUCK}</article></body></html>".encode(), "a.html")  # fmt: skip
    mail = only(b"From: a@lmc.example\r\nTo: b@gp.example\r\nContent-Type: text/html\r\n\r\n" + STRUCK.encode())
    entry = STRUCK.replace("<", "&lt;")
    (item,) = extract_feed(f'<rss version="2.0"><channel><item><description>{entry}</description></item></channel></rss>'.encode(), "a.rss")  # fmt: skip
    for extract in (page, mail, item):
        assert "The LMC will oppose the plan of the board in all its parts." in extract.raw


@pytest.mark.parametrize(
    "line",
    ["Published on 8 October 2014 by Iris Calder", "Posted 8 October 2014 by Iris Calder in News", "Posted on Wednesday 8 October 2014 by Iris Calder and Tom Orme in GP contract"],
)  # fmt: skip
def test_when_and_by_whom_on_one_line_is_a_date_line(line: str) -> None:
    document = normalise(article(f"LMC rejects plan\n\n{line}\n\n{LETTER}"))
    assert [(zone.zone, document.text[zone.start : zone.end]) for zone in document.zones][1] == ("date", line)
    assert document.meta.published == "2014-10-08"


def test_a_sentence_with_a_date_and_a_doer_is_body() -> None:
    line = "Posted on 8 October 2014 by the board of the CCG in error, it said"
    document = normalise(article(f"LMC rejects plan\n\n{LETTER}\n\n{line}\n\n{LETTER}"))
    assert line in "\n".join(document.text[span.start : span.end] for span in document.passages)
