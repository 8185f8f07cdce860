"""Shared records joined to somebody's own copies: every snippet and name again, or an error record that says why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from stancewire.archive.pointers import seal, shown
from stancewire.archive.shelf import Copy, Shelf
from stancewire.errors import MalformedRow
from stancewire.records.record import SCHEMA_ID

Json = dict[str, Any]
_SPANS: Final = ("organisations", "policy_terms", "statements", "passages")
_OWN: Final = ("text_sha256", "hidden")  # of a shared record, not of a record
_HINT: Final = "name the edition that was tagged, read with the same options, or leave it out"


def rehydrated(records: Iterable[Json], shelf: Shelf) -> Iterator[Json]:
    """One record for each shared one, in their order. Raises MalformedRow for one that is damaged."""
    for record in records:
        try:
            yield _rehydrated(record, shelf)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            name, what = str(record.get("id")), f"{type(error).__name__}: {error}"
            raise MalformedRow(name, f"is a damaged shared record ({what})", "ask for it again") from None


def _rehydrated(record: Json, shelf: Shelf) -> Json:
    name, sha256 = record["id"], record["source"]["sha256"]
    copy = shelf.take(record["text_sha256"], name, sha256)
    if record["error"]:
        return _failed(record, copy)
    if copy is None:
        return _missing(record, shelf.has(name, sha256))
    return _joined(record, copy)


def _joined(record: Json, copy: Copy) -> Json:
    values = _plain(record) | {"source": copy.source}
    if "text" in values:
        values["text"] = copy.text
    for span in (*values["document"]["zones"], *(span for field in _SPANS for span in values[field])):
        span["text"] = copy.text[span["start"] : span["end"]]
    lost = [path for path, parts in record["hidden"].items() if not _put_back(values, path, parts, copy)]
    if lost:
        values["warnings"].append(f"not restored, as your copy does not say it: {', '.join(sorted(lost))}")
    values["warnings"] = [warning for warning in values["warnings"] if warning]
    return values


def _put_back(values: Json, path: str, parts: Any, copy: Copy) -> bool:
    """Put a name where it stood; whether it is the one that was meant."""
    *way, last = path.split("/")
    place: Any = values
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    key: Any = int(last) if isinstance(place, list) else last
    if not isinstance(parts, str):
        place[key] = shown(parts, copy.text)
        return True
    meta = copy.meta or {}
    found = next(
        (value for value in (*meta.values(), *copy.warnings) if value and seal(value, copy.text) == parts), None
    )
    # What the copy says of itself is better than nothing; a holder or a target is a string, always.
    place[key] = found or (meta.get(last) if way == ["document"] else "")
    return found is not None


def _plain(record: Json) -> Json:
    return {key: value for key, value in record.items() if key not in _OWN} | {"schema": SCHEMA_ID}


def _failed(record: Json, copy: Copy | None) -> Json:
    """An input that failed where it was tagged; it is told in full where it fails here likewise."""
    kind = record["error"]["class"]
    if copy and copy.error and copy.error["class"] == kind:
        return _plain(record) | {"source": copy.source, "error": copy.error}
    message = f"{record['id']}: could not be tagged when the records were made ({kind}); tag your own copy"
    error = {"class": kind, "message": message, "hint": "tag your own copy"}
    return _plain(record) | {"source": _nowhere(record), "error": error}


def _missing(record: Json, other: bool) -> Json:
    """A document that is not among the copies, or reads otherwise there."""
    reason = (
        "your copy of it has another text"
        if other
        else f"none of your documents has its text (SHA-256 {record['text_sha256'][:12]}…)"
    )
    error = {"class": "MissingInput", "message": f"{record['id']}: {reason}; {_HINT}", "hint": _HINT}
    empty: Json = {field: [] for field in (*_SPANS, "warnings")}
    return _plain(record) | empty | {
        "source": _nowhere(record), "status": "error", "document": None, "stance": None, "duplicate_of": None,
        "error": error,
    }  # fmt: skip


def _nowhere(record: Json) -> Json:
    source: Json = record["source"]
    return source | {"uri": record["id"]}
