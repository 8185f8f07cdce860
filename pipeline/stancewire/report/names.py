"""What a document is called where it has no title."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


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
