"""Text of somebody else's in Markdown: a name or a label that stands there as it is written."""

from __future__ import annotations

import re
from typing import Final

# What Markdown would take for a mark; line breaks would end a row of a table.
_MARKS: Final = re.compile(r"([\\`*_~\[\]<>|#&])")


def plain(text: str) -> str:
    """Text in which Markdown reads no mark, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
