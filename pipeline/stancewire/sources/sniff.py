"""What a file is, by its first bytes; the suffix decides only between formats that look alike."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from stancewire.sources.columns import columns_of
from stancewire.sources.decode import narrowed
from stancewire.sources.markup import HTML, is_tagged, markup_type

TEXT: Final = "text/plain"
ROWS: Final = "application/jsonl"
ARRAY: Final = "application/json"
TABLE: Final = "text/csv"
_MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"WARC/", "application/warc"),
    (b"From ", "application/mbox"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
_PATTERNS: Final = (
    (re.compile(rb"\s*\{\s*\"_data_files\"\s*:"), "application/x-hf-dataset"),
    (re.compile(rb"\s*(?:\[\s*\{\s*[\"}]|\{[ \t]*\r?\n\s*\")"), ARRAY),
    (re.compile(rb"\s*\{\s*(?:\"|\})"), ROWS),
)  # fmt: skip
_PDF: Final = re.compile(rb"%PDF-\d\.\d\s*?[\r\n]")
_PDF_WITHIN: Final = 1_024  # bytes, of which servers and mail programs put some above a PDF
_SUFFIXES: Final = {".jsonl": ROWS, ".ndjson": ROWS, ".csv": TABLE, ".tsv": "text/tab-separated-values"}
_TWO_ROWS: Final = re.compile(rb"\s*\{[^\n]*\}\s*\n\s*\{")
_LONGEST_NAME: Final = 40  # characters of a column's name
_ROWS_SHOWN: Final = 20  # of which half must be JSON objects
_ROW_BEGINS: Final = re.compile(rb"\s*\{\s*\"[\w -]{1,40}\"\s*:")
_FOR_EXCEL: Final = re.compile(rb"\Asep=[,;\t|][ \t]*(?:\r\n?|\n)", re.I)
_FULL_HEAD: Final = 4_096  # bytes; the last line of a longer head goes on behind it
_MAIL: Final = "message/rfc822"
_MAIL_SUFFIXES: Final = (".eml", ".msg", ".mht", ".mhtml")
_HEADER: Final = re.compile(rb"(?:[A-Za-z][\w-]{1,40}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z))+")
_MAIL_FIELD: Final = re.compile(rb"^(?:From|To|Cc|Subject|Date|Sender|Content-Type):", re.I | re.M)
# What servers and mail programs write, and nobody who copies a message out of a window gets: Outlook gives From, Sent, To, Subject.
_TRANSPORT: Final = re.compile(rb"^(?:Received:\s*(?:from|by|\()|Return-Path:\s*<|Delivered-To:|Message-ID:|MIME-Version:)", re.I | re.M)  # fmt: skip
_FROM_FIELD: Final = re.compile(rb"^From:", re.I | re.M)
_DATE_FIELD: Final = re.compile(rb"^Date:\s*(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|[A-Z]{1,4})\b", re.I | re.M)  # fmt: skip


def media_type(name: str, head: bytes) -> str:
    """The media type of a file that begins with `head`; what looks like nothing else is plain text."""
    head = narrowed(head)
    suffix = PurePosixPath(name).suffix.lower()
    found = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None) or (
        "application/x-tar" if is_tar(head) else _inner_pdf(suffix, head)
    )
    if found == "application/mbox" and not re.match(rb"From \S+.{0,80}\d{4}\s", head):
        found = None
    found = found or _SUFFIXES.get(suffix) or next((kind for pattern, kind in _PATTERNS if pattern.match(head)), None)
    found = found or (_MAIL if _is_mail(suffix, head) else markup_type(suffix, head))
    if suffix == ".json" and found in (None, ROWS):
        found = ROWS if _TWO_ROWS.match(head) or _is_rows(head) else ARRAY
    return found or _by_lines(head)


def _by_lines(head: bytes) -> str:
    if _is_rows(head):
        return ROWS
    if _is_table(head):
        return TABLE
    return HTML if is_tagged(head) else TEXT


def _inner_pdf(suffix: str, head: bytes) -> str | None:
    above = head[: _PDF_WITHIN + 16]
    return "application/pdf" if _PDF.search(above) or (suffix == ".pdf" and b"%PDF-" in above) else None


def _is_mail(suffix: str, head: bytes) -> bool:
    """Whether a header stands above all and shows that a mail was sent; a letter that was pasted begins with "From:" too.

    Where the suffix says that it is a mail, any field of one is enough.
    """
    block = _HEADER.match(head)
    if not block:
        return False
    if suffix in _MAIL_SUFFIXES and _MAIL_FIELD.search(block[0]):
        return True
    dated = _FROM_FIELD.search(block[0]) and _DATE_FIELD.search(block[0])
    return bool(dated or _TRANSPORT.search(block[0]))


def _is_rows(head: bytes) -> bool:
    """Whether half of the first lines or more are JSON objects with a text: the first of them may be damaged."""
    *whole, last = head.split(b"\n")
    lines = [line for line in whole if line.strip()][:_ROWS_SHOWN]
    rows = sum(map(_is_row, lines))
    if last.strip() and len(lines) < _ROWS_SHOWN:
        is_cut = len(head) >= _FULL_HEAD and bool(_ROW_BEGINS.match(last))
        lines, rows = [*lines, last], rows + (is_cut or _is_row(last))
    return len(lines) > 1 and 2 * rows >= len(lines)


def _is_row(line: bytes) -> bool:
    if not line.lstrip().startswith(b"{"):
        return False
    import orjson  # a command that reads nothing does without

    try:
        values = orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return isinstance(values, dict) and "text" in columns_of(tuple(values))


def _is_table(head: bytes) -> bool:
    """Whether the first line names columns, that of the text among them; one that tells Excel the delimiter is none."""
    line = re.split(rb"[\r\n]", _FOR_EXCEL.sub(b"", head), maxsplit=1)[0].decode("ascii", "replace")
    parted = ([cell.strip(' "') for cell in line.split(delimiter)] for delimiter in ",;\t|")
    return any(map(_names_columns, parted))


def _names_columns(cells: list[str]) -> bool:
    found = columns_of(tuple(cells))
    short = all(0 < len(cell) <= _LONGEST_NAME for cell in cells)
    return short and "text" in found and not found.keys().isdisjoint(("id", "published", "url"))


def is_tar(head: bytes) -> bool:
    """Whether a file that begins with `head` is a tar archive."""
    return head[257:262] == b"ustar"
