"""Mailboxes: one mail after the other, of any number, none larger than a file may be."""

from __future__ import annotations

from stancewire.config import InputConfig
from stancewire.errors import OversizeInput
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article, Failure


def mail(number: int, body: str) -> bytes:
    return (
        f"From clerk@lmc.example Wed Oct  8 10:15:00 2014\nFrom: Westmarch LMC <clerk@lmc.example>\n"
        f"Subject: Letter {number}\nDate: Wed, 08 Oct 2014 10:15:00 +0100\n\n{body}\n\n"
    ).encode()


def documents(content: bytes, **limits: int) -> list[Article | Failure]:
    return list(read(Input(uri="in.mbox", content=content), InputConfig(**limits)))


def test_each_mail_is_a_document() -> None:
    found = documents(mail(1, "We object.") + mail(2, "We agree."))
    assert [(item.source.member, item.raw) for item in found if isinstance(item, Article)] == [
        ("1", "Letter 1\n\nWe object."),
        ("2", "Letter 2\n\nWe agree."),
    ]
    assert all(item.source.media_type == "message/rfc822" for item in found)


def test_a_line_that_begins_with_from_is_no_new_mail() -> None:
    body = "We write.\nFrom here we object in 2014 and after.\n\nFrom April on.\n\n>From 2015 too.\n>>From me."
    (article,) = documents(mail(1, body))
    assert isinstance(article, Article)
    assert article.raw.endswith("From April on.\n\nFrom 2015 too.\n\n>From me.")


def test_a_mail_beyond_the_limit_fails_alone() -> None:
    found = documents(mail(1, "x" * 300_000) + mail(2, "We agree."), max_file_bytes=10_000)
    assert isinstance(found[0], Failure)
    assert type(found[0].error) is OversizeInput
    assert isinstance(found[1], Article)
    assert (found[1].source.member, found[1].raw) == ("2", "Letter 2\n\nWe agree.")


def test_lines_of_any_length_are_read() -> None:
    (article,) = documents(mail(1, "word " * 390_000))
    assert isinstance(article, Article)
    assert len(article.raw) > 1_949_000


def test_an_empty_mail_is_a_failure_of_its_own() -> None:
    found = documents(b"From a@b Wed Oct  8 10:15:00 2014\n\nFrom a@b Wed Oct  8 10:15:00 2014\nSubject: A\n\nB\n")
    assert [type(item) for item in found] == [Failure, Article]


def test_attachments_are_named_behind_the_number() -> None:
    body = '--x\nContent-Type: text/plain\n\nSee below.\n--x\nContent-Disposition: attachment; filename="a.txt"\n\nWe object.\n--x--'
    content = mail(1, body).replace(
        b"Subject", b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\nSubject"
    )
    assert [item.source.member for item in documents(content)] == ["1", "1!a.txt"]


def test_a_line_of_the_text_with_a_year_is_no_new_mail() -> None:
    body = "We write.\n\nFrom Ashmere the plan of 2014 went to the board.\n\nFrom 10:15 on 8 May 2014 we met."
    (article,) = documents(mail(1, body))
    assert isinstance(article, Article)
    assert article.raw == f"Letter 1\n\n{body}"


def test_the_lines_of_other_programs_part_mails_too() -> None:
    lines = (
        "From 1481@xxx Wed Oct 08 10:15:00 +0000 2014",
        "From - Wed Oct 08 10:15:00 2014",
        "From MAILER-DAEMON Fri Jul  8 12:08:34 2011",
        "From a clerk Wed, 08 Oct 2014 10:15:00 +0000",
    )
    content = "".join(f"{line}\nSubject: S\n\nWe object.\n\n" for line in lines).encode()
    assert [item.raw for item in documents(content) if isinstance(item, Article)] == ["S\n\nWe object."] * 4


def test_a_line_as_long_as_no_separator_is_part_of_its_mail() -> None:
    body = f"We write.\n\nFrom {'@' * 60_000} Wed Oct  8 10:15:00 2014"
    (article,) = documents(mail(1, body))
    assert isinstance(article, Article)
    assert article.raw.endswith("10:15:00 2014")
