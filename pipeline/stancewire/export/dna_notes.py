"""What a study keeps of a record in the notes of its document, one `name: JSON` a line; a person may write more below."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

_START: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is known of where a document came from."""

    id: str | None
    published: str | None


def notes_of(record: dict[str, Any]) -> str:
    """Id, date as far as it is known, status and source of a record."""
    source = record["source"]
    values = {"record": record["id"], "published": record["document"]["published"], "status": record["status"]}
    values |= {"uri": source["uri"], "member": source["member"]}
    return "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())


def noted(notes: str, seconds: Any) -> Noted:
    """What notes and the date of a document say; the day stands in the date alone where somebody changed it in DNA."""
    lines = dict(line.partition(": ")[::2] for line in notes.split("\n") if ": " in line)
    name, known = _json(lines.get("record")), _json(lines.get("published"))
    unchanged = "published" in lines and seconds == _seconds(known)
    return Noted(id=name, published=known if unchanged else _day(seconds))


def _seconds(published: str | None) -> int | None:
    """None for what somebody wrote there and is no date."""
    try:
        return seconds_of(published)
    except (ValueError, OverflowError):  # the latter of a year that is too long a number
        return None


def seconds_of(published: str | None) -> int:
    """Seconds from 1970 to the first day that a date may mean; DNA has no unknown date, which is 0."""
    if not published:
        return 0
    year, month, day = (int(part) for part in (*published.split("-"), "1", "1")[:3])
    return int((datetime(year, month, day, tzinfo=UTC) - _START).total_seconds())


def _day(seconds: Any) -> str | None:
    try:
        return (_START + timedelta(seconds=seconds)).date().isoformat()
    except (OverflowError, TypeError):
        return None


def _json(value: str | None) -> str | None:
    try:
        found = json.loads(value or "null")
    except (ValueError, RecursionError):  # the latter of too many brackets
        return None
    return found if isinstance(found, str) else None
