"""A record without any text of its article: offsets, labels, hashes and ids, which `rehydrate` joins to a copy of it."""

from __future__ import annotations

from typing import Any

from stancewire.archive.files import SHARED_ID
from stancewire.archive.pointers import Parts, Vocabulary, digest_of, hidden
from stancewire.archive.whitelist import RULES, kept

Json = dict[str, Any]


def shared(record: Json, vocabulary: Vocabulary) -> Json:
    """What may be published of a record, in the shape of one: snippets are null, `hidden` says where names stand."""
    text = text_of(record)
    pointers: dict[str, Parts | str] = {}

    def hide(path: str, name: str) -> str | None:
        if name in vocabulary.names:
            return name
        pointers[path] = hidden(name, text, vocabulary)
        return None

    values: Json = kept(record, RULES, hide)
    digest = digest_of(text) if record["document"] else None
    return values | {"schema": SHARED_ID, "text_sha256": digest, "hidden": pointers}


def text_of(record: Json) -> str:
    """The normalised text; of a record written with --no-text put together from its zones, between which lines are empty."""
    if record.get("text") is not None:
        return str(record["text"])
    text: str = ""
    document = record["document"] or {"zones": [], "characters": 0}
    for zone in document["zones"]:
        text += "\n" * (zone["start"] - len(text)) + zone["text"]
    return text + "\n" * int(document["characters"] - len(text))
