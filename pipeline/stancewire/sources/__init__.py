"""Paths, pipes, rows and archive members in, Articles out: one file per format, and these tables of them.

A reader takes (Input, stream, InputConfig), the stream standing at its start, and
yields Article or Failure, one for each document: for what is read piece by piece.

An extractor takes (content: bytes, name: str) and yields Extracts: for formats
whose parser wants the whole file. It runs in a worker process with limits on
time and memory, and must import nothing heavy but its parser. Of
the limits it is given those that SETTINGS names, by keyword.

A streamer is a reader whose parser is as risky but whose files may be of any
size: it runs in such a process too, and its documents come out some at a time.

A piecer reads one piece of a file whose extractor broke on the whole:
(content, name, place) in; place 0 is the text of the file itself and, empty, the names of its attachments.
"""

from typing import Final

READERS: Final = {
    "text/plain": "stancewire.sources.text:read_text",
    "application/jsonl": "stancewire.sources.rows:read_rows",
    "application/json": "stancewire.sources.rows:read_array",
    "text/csv": "stancewire.sources.delimited:read_delimited",
    "text/tab-separated-values": "stancewire.sources.delimited:read_delimited",
    "application/vnd.apache.parquet": "stancewire.sources.parquet:read_parquet",
    "application/x-hf-dataset": "stancewire.sources.dataset:read_dataset",
    "application/zip": "stancewire.sources.archives:read_zip",
    "application/x-tar": "stancewire.sources.archives:read_tar",
    "application/gzip": "stancewire.sources.compressed:read_gzip",
    "application/x-bzip2": "stancewire.sources.compressed:read_bzip2",
    "application/x-xz": "stancewire.sources.compressed:read_xz",
    "application/zstd": "stancewire.sources.compressed:read_zstd",
    "application/mbox": "stancewire.sources.mbox:read_mbox",
    "application/warc": "stancewire.sources.warc:read_warc",
}
EXTRACTORS: Final[dict[str, str]] = {
    "application/pdf": "stancewire.sources.pdf:extract_pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "stancewire.sources.docx:extract_docx",
    "application/vnd.oasis.opendocument.text": "stancewire.sources.odt:extract_odt",
    "application/rtf": "stancewire.sources.rtf:extract_rtf",
    "application/msword": "stancewire.sources.doc:extract_doc",
    "text/html": "stancewire.sources.html:extract_html",
    "message/rfc822": "stancewire.sources.mail:extract_mail",
    "application/feed": "stancewire.sources.feed:extract_feed",
}
STREAMERS: Final = {"application/vnd.apache.parquet": "stancewire.sources.parquet:parse_parquet"}
PIECERS: Final = {"message/rfc822": "stancewire.sources.mail:extract_piece"}
SETTINGS: Final = {"application/pdf": ("max_pages",)}
SENT_AS_TEXT: Final = frozenset(("text/html",))  # their extractors take the charset that a server named
