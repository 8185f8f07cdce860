"""What a file is, by its first bytes."""

from __future__ import annotations

import pytest

from stancewire.sources.sniff import media_type


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.txt", b"LMC says no\n", "text/plain"),
        ("a", b"LMC says no\n", "text/plain"),
        ("a.jsonl", b"LMC says no\n", "application/jsonl"),  # each row then says what is wrong with it
        ("a.NDJSON", b"\n", "application/jsonl"),
        ("a.txt", b'{"text": "t"}\n', "application/jsonl"),
        ("a.txt", b'  { "text": "t"}\n', "application/jsonl"),
        ("a.txt", b'\xef\xbb\xbf{"text": "t"}\n', "application/jsonl"),
        ("a.txt", b"{}\n", "application/jsonl"),
        ("a.txt", b"{see note}\n", "text/plain"),
        ("-", b'{"id": 1}', "application/jsonl"),
        ("-", b"Dear Dr Thorne\n", "text/plain"),
        ("a.txt", b'[{"text": "t"}]', "application/json"),
        ("a.txt", b'{\n  "text": "t"\n}', "application/json"),
        ("a.json", b'{"text": "t"}', "application/json"),
        ("a.json", b'{"text": "t"}\n{"text": "u"}\n', "application/jsonl"),
        ("a.json", b"[1, 2]", "application/json"),
        ("a.jsonl", b'[{"text": "t"}]', "application/jsonl"),
        ("a.txt", b"[see note]\n", "text/plain"),
        ("state.json", b'{\n  "_data_files": [', "application/x-hf-dataset"),
        ("a.csv", b"anything", "text/csv"),
        ("a.TSV", b"anything", "text/tab-separated-values"),
        ("a.csv", b"PAR1", "application/vnd.apache.parquet"),
        ("-", b"id,title,text\n1,2,3\n", "text/csv"),
        ("-", b'\xef\xbb\xbf"Doc ID";"Body"\r\n1;2\r\n', "text/csv"),
        ("-", b"date\tbody", "text/csv"),
        ("-", b"Dear colleague, article\n", "text/plain"),
        ("-", b"text\n", "text/plain"),
    ],
)
def test_content_decides_before_the_suffix(name: str, head: bytes, expected: str) -> None:
    assert media_type(name, head) == expected


PASTED = b"From: Iris Calder\nSent: 08 October 2014 10:15\nTo: Tolverne practices\nSubject: Weekend clinics\n\nDear colleagues,\n"


@pytest.mark.parametrize(
    ("name", "head", "is_mail"),
    [
        ("a.txt", PASTED, False),
        ("-", PASTED, False),
        ("a.eml", PASTED, True),
        ("a.EML", b"Subject: Weekend clinics\n\nDear colleagues,\n", True),
        ("a.eml", b"Dear colleagues,\n\nFrom: 1 May\n", False),
        ("a.eml", b"Note: this is a text\n", False),
        ("a.txt", b"Received: 8 October 2014\nFrom: Iris Calder\nTo: All\nRe: Clinics\n\nDear", False),
        ("a.txt", b"From: Iris Calder\nDate: 8 October 2014\nTo: All\nSubject: Clinics\n\nDear", False),
        ("a.txt", b"From: Iris Calder\n\nMessage-ID: <1@a.example>\n", False),  # below the header it is text
        ("-", b"Date: Wed, 8 Oct 2014 10:15:00 +0100\r\nFrom: a@lmc.example\r\n\r\nDear", True),
        ("a.txt", b"From: a@lmc.example\nTo: b@lmc.example\nDate: 8 Oct 2014 10:15 GMT\n\nDear", True),
        ("-", b"Received: from a.example by b.example;\n\tWed, 8 Oct 2014\nSubject: x\n\nDear", True),
        ("-", b"Return-Path: <a@lmc.example>\nFrom: a@lmc.example\n\nDear", True),
        ("-", b"From: a@lmc.example\nX-Spam: no\nMessage-Id: <1@a.example>\n\nDear", True),
        ("-", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nDear", True),
    ],
)
def test_a_mail_shows_that_it_was_sent(name: str, head: bytes, is_mail: bool) -> None:
    assert media_type(name, head) == ("message/rfc822" if is_mail else "text/plain")


ROW = b'{"id": "a", "text": "Westmarch LMC rejects."}\n'


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("-", b'"id": "a", "text": "t"}\n' + ROW, "application/jsonl"),
        ("-", b"{id: 1, text: t}\n" + ROW * 3, "application/jsonl"),
        ("a.txt", b"\xff\xfe broken\n\n" + ROW * 30, "application/jsonl"),
        ("a.json", b'{"id": "a", "text": "t\n' + ROW * 2, "application/jsonl"),
        ("a.jsonl", b"{\n" + ROW, "application/jsonl"),
        ("a.ndjson", b"From: nobody\nMessage-ID: <1@a.example>\n" + ROW, "application/jsonl"),
        ("-", b"broken\n" + ROW[:-3] + b"x" * 9_000, "application/jsonl"),  # the second row goes on behind the head
        ("-", b"broken\n" + ROW[:-3], "text/plain"),
        ("-", b"Rows look like this:\n\nand like this:\n" + ROW, "text/plain"),
        ("-", b'See below\n{"answer": 42}\n', "text/plain"),
        ("-", b"[1]\n[2]\n", "text/plain"),
    ],
)
def test_rows_are_rows_although_the_first_is_broken(name: str, head: bytes, expected: str) -> None:
    assert media_type(name, head) == expected
