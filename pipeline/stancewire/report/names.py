"""What a document is called where it has no title, and what may be shown of a name on a terminal."""

from __future__ import annotations

import re
from typing import Any, Final

Json = dict[str, Any]
_STEERS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # control and bidirectional characters


def called(record: Json) -> str:
    """The last part of the path of a file or page, the id of a row or text.

    >>> called({"id": "x", "source": {"uri": "https://example.org/news/", "member": None}})
    'news'
    """
    source = record["source"]
    if source["member"] or source["uri"] in ("-", "text"):
        return str(record["id"])
    # The address of a page may end in "/", behind which stands nothing.
    return str(source["uri"].rstrip("/").rsplit("/", 1)[-1] or record["id"])


def harmless(text: str) -> str:
    r"""Text for a terminal: what would steer it, in a title that a row brings along, is shown as a mark.

    >>> harmless("LMC \x1b[2J says\u202e no")
    'LMC �[2J says� no'
    """
    return _STEERS.sub("\N{REPLACEMENT CHARACTER}", text)
