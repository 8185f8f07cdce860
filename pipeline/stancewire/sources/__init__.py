"""Paths, pipes and rows in, Articles out: one file per format, and this table of them.

A reader takes (Input, head, stream, max_bytes), where head is the first line of
the stream, already taken from it, and yields Article or Failure, one for each
document it holds.
"""

from typing import Final

READERS: Final = {
    "text/plain": "stancewire.sources.text:read_text",
    "application/jsonl": "stancewire.sources.rows:read_rows",
}
