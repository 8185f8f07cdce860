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
