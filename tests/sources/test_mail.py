"""E-mails: text before HTML, quoted replies in a zone of their own, headers as metadata, attachments as documents."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from office_maker import make_docx, p
from stancewire.config import InputConfig
from stancewire.normalise.document import normalise
from stancewire.sources.extract import Extract
from stancewire.sources.inputs import Input
from stancewire.sources.mail import extract_mail
from stancewire.sources.quoted import split_quoted
from stancewire.sources.reading import read
from stancewire.sources.sandbox import Sandbox
from stancewire.types import Article, Failure, Given

HEADER = (
    "From: Westmarch LMC <office@lmc.example>\r\nTo: Practices <all@gp.example>\r\n"
    "Subject: No to the merger\r\nDate: Wed, 08 Oct 2014 23:30:00 -0500\r\n"
)


def message(body: str = "We reject the plan.\n") -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = (
        "Westmarch LMC <office@lmc.example>",
        "all@gp.example",
        "No to the merger",
    )
    mail["Date"] = "Wed, 08 Oct 2014 10:15:00 +0100"
    mail.set_content(body)
    return mail


def extracts(content: bytes | EmailMessage) -> list[Extract]:
    return list(extract_mail(content if isinstance(content, bytes) else content.as_bytes(), "in.eml"))


def only(content: bytes | EmailMessage) -> Extract:
    (extract,) = extracts(content)
    return extract


def plain(body: str, more: str = "") -> Extract:
    return only(f"{HEADER}Content-Type: text/plain; charset=utf-8{more}\r\n\r\n{body}".encode())


def zones(extract: Extract) -> list[tuple[str, str]]:
    return [(mark.zone, extract.raw[mark.start : mark.end]) for mark in extract.marks]


def test_the_header_is_metadata_and_the_subject_the_title() -> None:
    extract = plain("We reject the plan.\r\n")
    assert extract.raw == "No to the merger\n\nWe reject the plan."
    assert zones(extract) == [("title", "No to the merger")]
    assert extract.found_from == "header"
    assert extract.found == Given(
        title="No to the merger",
        published="2014-10-08",  # as the sender's clock said
        sender="Westmarch LMC <office@lmc.example>",
        recipients="Practices <all@gp.example>",
    )


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("=?utf-8?q?Caf=C3=A9_=E2=80=98no=E2=80=99?=", "Café ‘no’"),
        ("=?iso-8859-1?b?Q2Fm6Q==?=", "Café"),
        ("one\r\n two", "one two"),
        ("=?nonsense?q?a=C3?=", "=?nonsense?q?a=C3?="),
    ],
)
def test_subjects_are_decoded(line: str, title: str) -> None:
    extract = only(f"From: a@b.example\r\nSubject: {line}\r\n\r\nBody.\r\n".encode())
    assert (extract.found.title or "").replace("a\ufffd", "=?nonsense?q?a=C3?=") == title


def test_plain_text_is_preferred_to_html() -> None:
    mail = message("Plain words.\n")
    mail.add_alternative("<p>HTML words.</p>", subtype="html")
    assert only(mail).raw == "No to the merger\n\nPlain words."


def test_html_is_read_where_there_is_no_plain_text() -> None:
    mail = message(" \n")
    mail.add_alternative(
        "<html><head><style>p{}</style></head><body><div style='display: none'>Preview</div><p>We reject&nbsp;the plan.</p>"
        "<div>On Tue, 7 Oct 2014, A Clerk wrote:<br><blockquote><p>We propose a merger.</p>"
        "<blockquote>Older.</blockquote></blockquote></div></body></html>",
        subtype="html",
    )
    extract = only(mail)
    assert extract.raw.startswith("No to the merger\n\nWe reject the plan.\n\n")
    assert zones(extract)[1:] == [
        ("quoted", "On Tue, 7 Oct 2014, A Clerk wrote:\n\n> We propose a merger.\n\n> Older.")
    ]


@pytest.mark.parametrize(
    "quote",
    [
        "On 7 Oct 2014, at 10:00, A Clerk <a@ccg.example> wrote:\n> We propose a merger.\n> It saves money.",
        "On Tue, 7 Oct 2014 at 10:00, A Clerk of the group with a long address\n<a@ccg.example> wrote:\n\nWe propose a merger.",
        "-----Original Message-----\nFrom: A Clerk\nSent: 7 October 2014\n\nWe propose a merger.",
        "From: A Clerk\nSent: 7 October 2014\nTo: Westmarch LMC\nSubject: Merger\n\nWe propose a merger.",
        "Begin forwarded message:\n\nWe propose a merger.",
        "---------- Forwarded message ----------\nWe propose a merger.",
        "> We propose a merger.",
        ">> Older.\n> We propose a merger.",
    ],
)
def test_what_is_quoted_is_a_zone(quote: str) -> None:
    extract = plain(f"We reject the plan.\n{quote}\n")
    assert zones(extract)[1:] == [("quoted", quote)]
    assert extract.raw == f"No to the merger\n\nWe reject the plan.\n\n{quote}"


def test_an_answer_between_quotes_is_body() -> None:
    extract = plain("> We propose a merger.\nWe reject it.\n\n> It saves money.\nIt does not.\n")
    assert zones(extract)[1:] == [("quoted", "> We propose a merger."), ("quoted", "> It saves money.")]


def test_a_mail_passed_on_without_a_word_is_its_own_text() -> None:
    header = "-----Original Message-----\nFrom: A Clerk\nSent: 7 October 2014"
    extract = plain(f"{header}\n\nWe propose a merger.\n")
    assert zones(extract)[1:] == [("quoted", header)]
    assert extract.raw.endswith("\n\nWe propose a merger.")


def test_the_header_of_a_mail_passed_on_is_quoted_and_what_it_quotes_too() -> None:
    header = "---------- Forwarded message ---------\nFrom: A Clerk <a@ccg.example>\nDate: Tue, 7 Oct 2014\nSubject: Merger\nTo: all"
    reply = "On 6 Oct 2014, at 10:00, A Doctor wrote:\n> Are there plans?"
    extract = plain(f"{header}\n\nWe propose a merger.\n\n{reply}\n")
    assert zones(extract)[1:] == [("quoted", header), ("quoted", reply)]


@pytest.mark.parametrize(
    "wrote",
    [
        "Le 7 oct. 2014 à 10:00, A Clerk <a@ccg.example> a écrit :",
        "Am 7. Oktober 2014 um 10:00 schrieb A Clerk <a@ccg.example>:",
        "Op 7 okt. 2014 om 10:00 schreef A Clerk <a@ccg.example>:",
    ],
)
def test_a_reply_in_another_language_is_quoted(wrote: str) -> None:
    quote = f"{wrote}\n> We propose a merger."
    assert zones(plain(f"We reject the plan.\n\n{quote}\n"))[1:] == [("quoted", quote)]


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nIris Calder\nMedical Secretary, Westmarch LMC\n\nTel 01234 567890",
        "Kind regards\n\nIris Calder\nMedical Secretary, Westmarch LMC",
        "Many thanks,\nIris",
        "Best wishes",
    ],
)
def test_a_signature_is_a_zone(signature: str) -> None:
    extract = plain(
        f"We reject the plan.\n\n{signature}\n\nOn Tue, 7 Oct 2014, A Clerk wrote:\n> We propose a merger.\n"
    )
    assert [zone for zone, _ in zones(extract)] == ["title", "signoff", "quoted"]
    assert zones(extract)[1] == ("signoff", signature)


def test_what_a_writer_says_that_another_wrote_ends_no_body() -> None:
    extract = plain(
        "Please see below.\n\nOn 3 May the group's officer wrote:\n\n“We will close it.”\n\nWe object to this.\n"
    )
    assert extract.raw.endswith("We object to this.")
    assert ("quoted", "“We will close it.”\n\nWe object to this.") not in zones(extract)
    assert not any("We object" in text for _, text in zones(extract))


def test_what_is_no_signature_stays_body() -> None:
    text = (
        "Thanks for your letter about the plan.\n\n--\n\n"
        + "We reject the plan as it stands, for the reasons that were set out at the meeting of May. " * 2
    )
    assert [zone for zone, _ in zones(plain(text))] == ["title"]


@pytest.mark.parametrize(
    "line", ["From: the committee", "On 3 May the LMC wrote to members", "On balance we object", "A > B"]
)
def test_a_letter_may_speak_of_writing(line: str) -> None:
    assert split_quoted(["We object.", line, "More."]) == [("We object.", False), (line, False), ("More.", False)]


def test_the_zone_reaches_the_document() -> None:
    content = (
        f"{HEADER}\r\nWe reject the plan, as the committee agreed.\n> We propose a merger of both practices.\n".encode()
    )
    (article,) = read(Input(uri="in.eml", content=content), InputConfig())
    assert isinstance(article, Article)
    document = normalise(article)
    assert [zone.zone for zone in document.zones] == ["title", "body", "quoted"]
    assert (document.meta.published, document.meta.published_source) == ("2014-10-08", "header")


def test_flowed_lines_are_joined() -> None:
    extract = plain("We reject \r\nthe plan.\r\n> It saves \r\n> money.\r\n-- \r\nA Clerk\r\n", "; format=flowed")
    assert extract.raw == "No to the merger\n\nWe reject the plan.\n\n> It saves money.\n\n-- \nA Clerk"


def test_a_text_in_pieces_is_one_text() -> None:
    mail = message("First half.\n")
    mail.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    second = EmailMessage()
    second.set_content("Second half.\n")
    mail.attach(second)
    extract = only(mail)
    assert extract.raw == "No to the merger\n\nFirst half.\n\nSecond half."
    assert extract.warnings == ()


def test_attachments_are_documents_named_after_their_file() -> None:
    mail = message()
    mail.add_attachment(
        b"Dear colleague,\n\nWe object.\n", maintype="application", subtype="octet-stream", filename="letter.txt"
    )
    mail.add_attachment(b"{\\rtf1 We object again.}", maintype="application", subtype="rtf", filename="letter.txt")
    mail.add_attachment(b"PK\x05\x06" + bytes(18), maintype="application", subtype="zip", filename="more.zip")
    first, letter, rtf = extracts(mail)
    assert (first.part, letter.part, rtf.part) == (None, "letter.txt", "letter#2.txt")
    assert letter.raw == "Dear colleague,\n\nWe object.\n"
    assert "We object again." in rtf.raw
    assert first.warnings == ("attachment 'more.zip' is application/zip: save it and read it as a file of its own",)


def test_a_broken_attachment_costs_a_warning() -> None:
    mail = message()
    mail.add_attachment(b"%PDF-1.7 broken", maintype="application", subtype="pdf", filename="a.pdf")
    extract = only(mail)
    assert extract.raw.endswith("We reject the plan.")
    assert len(extract.warnings) == 1
    assert "a.pdf" in extract.warnings[0]


def test_a_mail_within_a_mail_is_a_document_to_a_depth() -> None:
    mail = message("Innermost.\n")
    for _ in range(2):
        outer = message("Passed on.\n")
        outer.add_attachment(mail)
        mail = outer
    found = extracts(mail)
    assert [extract.part for extract in found] == [
        None,
        "No to the merger.eml",
        "No to the merger.eml!No to the merger.eml",
    ]
    assert found[2].raw.endswith("Innermost.")


def test_attachments_alone_are_enough() -> None:
    mail = EmailMessage()
    mail.add_attachment("We object.\n", filename="a.txt")
    assert only(mail).part == "a.txt"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "nonsense", "utf-7\x00"])
def test_a_wrong_charset_costs_no_mail(charset: str) -> None:
    content = f"{HEADER}Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + "Café ‘no’".encode("cp1252")
    assert "Caf" in only(content).raw


@pytest.mark.parametrize(
    "header",
    ["To: \"unfinished <a@b\r\n", "To: " + "(" * 2_000 + "\r\n", "Date: yesterday\r\n", "Subject: \udce9\r\n", "To: a@[\r\n", "From:\r\n"],
)  # fmt: skip
def test_a_broken_header_costs_no_mail(header: str) -> None:
    content = header.encode("utf-8", "surrogateescape") + b"Message-ID: <1@a.example>\r\n\r\nWe object.\r\n"
    assert only(content).raw.endswith("We object.")


def test_multiparts_of_any_depth_end() -> None:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(3_000))
    (item,) = read(Input(uri="a.eml", content=(HEADER + head + "\r\ntext").encode()), InputConfig())
    assert item.source.uri == "a.eml"


@pytest.mark.parametrize(
    "content",
    [
        HEADER.encode() + b'Content-Type: text/plain; name="' + b"a " * 300_000 + b"\r\n\r\nWe object.\r\n",
        HEADER.encode() + b"\r\n" + b"> We propose a merger.\nNo.\n" * 30_000,
    ],
    ids=["header", "quotes"],
)
def test_a_long_mail_ends(content: bytes) -> None:
    """In time squared in its length it would not."""
    assert extracts(content)


# A worker whose parser of RTF does what the attachment says.
WORKER = """
import os, time
from stancewire.sources import EXTRACTORS, sandboxed
from stancewire.sources.rtf import extract_rtf

def extract(content, name):
    if b"hang" in content: time.sleep(60)
    if b"crash" in content: os._exit(7)
    if b"swell" in content: [bytes(50_000_000) for _ in range(100)]
    if b"half" in content: time.sleep(0.7)
    yield from extract_rtf(content, name)

EXTRACTORS["application/rtf"] = "__main__:extract"
sandboxed.main()
"""


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    program = tmp_path / "worker.py"
    program.write_text(WORKER)
    box = Sandbox(1, 400, (str(program),))
    monkeypatch.setattr("stancewire.sources.extracted.sandbox", lambda limits: box)
    yield box
    box.close()


def records(mail: EmailMessage, **limits: int) -> dict[str | None, str]:
    """The text or the error of each document of a mail, by its member."""
    items = read(Input(uri="in.eml", content=mail.as_bytes()), InputConfig(**limits))
    return {item.source.member: item.raw if isinstance(item, Article) else str(item.error) for item in items}


def with_rtf(*attachments: str) -> EmailMessage:
    mail = message()
    for number, text in enumerate(attachments, 1):
        content = f"{{\\rtf1 {text}}}".encode()
        mail.add_attachment(content, maintype="application", subtype="rtf", filename=f"{number}.rtf")
    return mail


TEXT = "No to the merger\n\nWe reject the plan."


@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        ("hang", "in.eml!2.rtf: took its parser longer than 1 s; "),
        ("crash", "in.eml!2.rtf: broke its parser, which may have needed more than 400 MB; "),
        ("swell", "in.eml!2.rtf: took its parser more memory, or nests deeper, than is allowed; save the attachment "),
    ],
)
def test_an_attachment_beyond_a_limit_costs_its_own_error(worker: Sandbox, does: str, sentence: str) -> None:
    found = records(with_rtf("We object.", does, "So do we."))
    assert found.keys() == {None, "1.rtf", "2.rtf", "3.rtf"}
    assert (found[None], found["1.rtf"], found["3.rtf"]) == (TEXT, "We object.", "So do we.")
    assert found["2.rtf"].startswith(sentence)


def test_attachments_that_are_slow_only_together_are_read(worker: Sandbox) -> None:
    assert records(with_rtf("half", "half")) == {None: TEXT, "1.rtf": "half", "2.rtf": "half"}


def test_a_mail_full_of_bombs_ends(worker: Sandbox) -> None:
    found = records(with_rtf(*["hang"] * 9))
    assert sum("took its parser longer" in error for error in found.values()) == 3
    assert sum("stands behind 3 attachments that broke their parser" in error for error in found.values()) == 6


def test_a_mail_that_breaks_its_parser_without_attachments_is_one_error(worker: Sandbox) -> None:
    assert worker.extract("application/rtf", "a.rtf", b"{\\rtf1 warm}")
    (failure,) = read(Input(uri="a.rtf", content=b"{\\rtf1 hang}"), InputConfig())
    assert isinstance(failure, Failure)
    assert str(failure.error).startswith("a.rtf: took its parser longer than 1 s; ")


def test_an_attachment_that_is_too_large_leaves_the_mail_and_what_stands_before_it() -> None:
    mail = with_rtf("We object.", "x" * 200_000)
    found = records(mail, max_file_bytes=100_000)
    assert (found[None], found["1.rtf"]) == (TEXT, "We object.")
    assert found["2.rtf"].startswith(
        "in.eml!2.rtf: goes on behind the limit of bytes for one file; save the attachment"
    )
    (alone,) = records(message("x " * 100_000), max_file_bytes=100_000).values()
    assert alone.startswith("in.eml: is larger than the limit of 100,000 bytes for one file; ")


def test_an_attachment_that_unpacks_to_too_much_is_an_error_of_its_own() -> None:
    mail = message()
    mail.add_attachment(
        make_docx(p("We object. " * 4_000_000)), maintype="application", subtype="zip", filename="bomb.docx"
    )
    found = records(mail)
    assert found[None] == TEXT
    assert found["bomb.docx"].startswith("in.eml!bomb.docx: word/document.xml unpacks to more than 40,000,000 bytes; ")


def test_a_mail_too_deep_is_an_error_of_its_own() -> None:
    mail = message("Innermost.\n")
    for _ in range(5):
        outer = message("Passed on.\n")
        outer.add_attachment(mail)
        mail = outer
    found = records(mail)
    assert len(found) == 5
    assert found.popitem()[1].endswith("is a mail within 4 others; save it and read it as a file of its own")


def test_a_mail_of_thousands_of_empty_parts_ends() -> None:
    """With all of its parts gone through for each of them it would not."""
    parts = "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\r\n" * 20_000
    mail = f'{HEADER}Content-Type: multipart/mixed; boundary="b"\r\n\r\n{parts}--b\r\n\r\nWe reject it.\r\n--b--\r\n'
    assert "We reject it." in only(mail.encode()).raw


def test_fields_that_are_kept_are_not_those_of_another_mail() -> None:
    first, second = only(message("One.\n")), only(message("Two.\n"))
    other = message("Three.\n")
    other.replace_header("Subject", "Yes to the merger")
    assert (first.found, only(other).found.title) == (second.found, "Yes to the merger")


def test_a_date_that_is_none_costs_a_warning_and_not_the_mail() -> None:
    extract = only(b"Subject: x\r\nDate: Mon, 31 Feb 2014 10:00:00 +0000\r\n\r\nWe reject it.\r\n")
    assert (extract.raw, extract.found.published) == ("x\n\nWe reject it.", None)
    assert extract.warnings == ("the date 'Mon, 31 Feb 2014 10:00:00 +0000' cannot be read and is left out",)


@pytest.mark.parametrize(
    "header",
    [
        "Von: Ruth Alder <r@gp.example>\nGesendet: Dienstag, 7. Oktober 2014 09:00\nAn: LMC\nBetreff: Plan",
        "De : Ruth Alder <r@gp.example>\nEnvoyé : mardi 7 octobre 2014 09:00\nÀ : LMC\nObjet : Plan",
        "Oddi wrth/From: Ruth Alder\nAnfonwyd/Sent: 07 October 2014 09:00\nAt/To: LMC\nPwnc/Subject: Plan",
        "From: ruth alder\nTo: LMC\nSent: 07/10/14\nSubject: Plan",
        "*From:* Ruth Alder\n*Sent:* 07 October 2014 09:00\n*To:* LMC",
    ],
)
def test_what_outlook_puts_above_a_reply_is_quoted_in_any_of_its_languages(header: str) -> None:
    extract = plain(f"We reject the plan.\n\nKind regards\nIris\n\n{header}\n\nDear Iris\n\nWe propose a merger.\n")
    assert zones(extract)[1:] == [
        ("signoff", "Kind regards\nIris"),
        ("quoted", f"{header}\n\nDear Iris\n\nWe propose a merger."),
    ]


@pytest.mark.parametrize(
    "notice",
    [
        "From: 7.00pm\nTo: 9.00pm\nDate: 5 May 2015\n\nWe ask all to come.",
        "From: the day of the vote\nDate: not fixed\n\nWe ask all to come.",
        "On 5 October 2014 the board of the cluster wrote:\n\nWe will close two surgeries.\n\nWe object.",
    ],
)
def test_what_only_looks_like_a_quoted_mail_is_read(notice: str) -> None:
    """All that stood below such a line was taken for another's words."""
    assert [zone for zone, _ in zones(plain(f"We reject the plan.\n\n{notice}\n"))] == ["title"]


@pytest.mark.parametrize(
    ("below", "signed"),
    [
        ("We object to the plan.\nIt goes to a vote on Monday.", "Many thanks"),
        ("Iris\n\nDear Ruth\n\nWe object to the plan.", "Many thanks\n\nIris"),
        ("Iris Calder\nI do not work on Fridays and Mondays.", "Many thanks\n\nIris Calder\nI do not work on Fridays and Mondays."),
    ],
)  # fmt: skip
def test_sentences_below_a_closing_formula_are_read(below: str, signed: str) -> None:
    extract = plain(f"Hello,\n\nMany thanks\n\n{below}\n")
    assert zones(extract)[1:] == [("signoff", signed)]
