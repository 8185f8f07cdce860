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
    ],
)
def test_content_decides_before_the_suffix(name: str, head: bytes, expected: str) -> None:
    assert media_type(name, head) == expected
