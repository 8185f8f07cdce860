"""Paths, pipes, rows and archive members in, Articles out: one file per format, and these tables of them.

A reader takes (Input, stream, InputConfig), the stream standing at its start, and
yields Article or Failure, one for each document: for what is read piece by piece.

An extractor takes (content: bytes, name: str) and yields Extracts: for formats
whose parser wants the whole file. It runs in a worker process with limits on
time and memory, and must import nothing heavy but its parser.
"""

from typing import Final

READERS: Final = {
    "text/plain": "stancewire.sources.text:read_text",
    "application/jsonl": "stancewire.sources.rows:read_rows",
}
EXTRACTORS: Final[dict[str, str]] = {}
