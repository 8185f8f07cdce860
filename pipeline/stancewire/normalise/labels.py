"""The key and value rows above a paper: "Agenda item: 7", "Lead director | Dr Thorne", each key one that papers share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from stancewire.normalise import dated, patterns, words
from stancewire.normalise.lines import Line
from stancewire.normalise.senders import names_body

_LATEST: Final = 30  # lines from the top within which a paper says what it is
_LONGEST_VALUE: Final = 24  # words
_MOST_ABOVE: Final = 4  # lines above the table
_MOST_ABOVE_MEMO: Final = 8  # the same of a memorandum, with the address of its body
_FEWEST: Final = 3  # rows, from which on they are a table and no coincidence
_FEWEST_SAID: Final = 6  # words of a row that ends as a sentence does
_FEWEST_TABBED: Final = 2  # the same where each has a tab between key and value
_AUTHOR: Final = r"(?:report |paper )?authors?(?: and (?:job )?title| of (?:report|paper))?|(?:executive |clinical |management |gp |strategic |project )?lead(?: (?:director|officer|member|clinician|manager|author))?|(?:responsible|accountable|contact|report|reporting|lead|sponsoring) (?:officer|director|person|member)|(?:report|paper)(?: prepared| written)? (?:of|by|from)|(?:presented|prepared|written|submitted|introduced|sponsored) by|presenter|(?:executive |director |clinical )?sponsor|director|cabinet member|portfolio holder"
_TITLE: Final = r"(?:title|subject|name)(?: of (?:the )?(?:report|paper|item))?|(?:report|paper|item|agenda item) (?:title|subject)|re(?:garding)?"
_DATE: Final = r"(?:document |page )?(?:first |last )?(?:published|updated|reviewed)|(?:meeting |report |publication |issue )?date(?: of (?:the )?(?:meeting|report|paper|issue|publication))?"
_OTHER: Final = r"agenda (?:item|number|no\.?|ref(?:erence)?)(?: (?:no\.?|number))?|item(?: (?:no\.?|number))?|(?:name of )?(?:meeting|committee)|(?:report|paper|presented|submitted) (?:to|for)|report no\.?|(?:paper|enclosure|document|report)(?: (?:ref(?:erence)?|no\.?|number|type))?|purpose(?: of (?:the )?(?:paper|report))?|(?:action|decision) (?:required|requested)|for|classification|(?:report|document|foi|freedom of information|confidentiality|protective) ?(?:status|marking|exempt(?:ion)?)?|status|version(?: (?:no\.?|number))?|appendi(?:x|ces)|annex(?:es)?|attachments?|wards?(?: affected)?|key decision|exempt(?:ion)?|contact(?: details)?|telephone|tel|e-?mail|venue|location|time|part (?:1|2|i|ii|a|b)|public or private|previously considered (?:by|at)|(?:governance|approval) route|review date|distribution|audience|decision[- ]?maker|(?:decision|issue|publication|document|notice|meeting|item) (?:status|type|reference|ref)|(?:is )?(?:it |this )?(?:a )?key decision\??|(?:is )?(?:it |this )?subject to call[- ]?in\??|(?:open|exempt) (?:or|/) (?:open|exempt)|topics?|series|department|applies to|effective (?:from|date)"  # fmt: skip
_KEYS: Final = tuple(
    (zone, re.compile(rf"(?:{keys})", re.I))
    for zone, keys in (
        ("to", "to"), ("from", "from"), ("byline", _AUTHOR), ("title", _TITLE), ("date", _DATE), ("furniture", _OTHER),
    )
)  # fmt: skip
_MEMO: Final = {"to": "recipient", "from": "letterhead", "title": "subject"}  # says so as a letter does
_PAPER: Final = {"to": "furniture", "from": "byline"}
_AIM: Final = re.compile(r"purpose.*|for|(?:action|decision) .*", re.I)
_LONGEST_AIM: Final = 4  # words of "for decision"; a longer one says something
_ROW: Final = re.compile(r"([^:|\t.]{2,40}?)\s*(?::\s*\|?|\||\t)\s*(\S.*)")
_KEY: Final = re.compile(r"([^:|\t.]{2,40}?)\s*:?")


def label_rows(lines: Sequence[Line], zones: dict[int, str]) -> dict[int, str]:
    """Rows of key and value, three or more, each below the other or at most one line apart; running text stays body.

    The key may stand on a line of its own, and the value then below it.
    """
    if "salutation" in zones.values():
        return {}
    rows: dict[int, str] = {}
    for k in range(min(_LATEST, len(lines))):
        if lines[k].is_paragraph and (zone := _row_zone(lines[k].text)) is None:
            break
        if (zone := _row_zone(lines[k].text)) and not _is_text(lines[k]):
            rows[k] = zone
        elif k + 1 < len(lines) and (zone := _zone_of(lines[k].text)) and _is_value(lines, k):
            rows |= {k: "furniture", k + 1: zone} if k not in rows else {}
    linked = [k for k in rows if {k - 2, k - 1, k + 1, k + 2} & rows.keys()]
    return _told(lines, zones, {k: rows[k] for k in linked}) if len(linked) >= _FEWEST else {}


def _told(lines: Sequence[Line], zones: dict[int, str], rows: dict[int, str]) -> dict[int, str]:
    """The zones of the rows, and of what stands above a table that has the title."""
    if _is_memo(rows):
        found = _as_memo(rows)
        return found | _above_memo([line.text for line in lines], found)
    found = _once(rows, has_title="title" in zones.values())
    return found | (_above(lines, min(found)) if "title" in found.values() else {})


def _is_memo(rows: dict[int, str]) -> bool:
    """A memorandum says to whom and from whom, and mostly about what."""
    return {"to", "from"} <= set(rows.values())


def _as_memo(rows: dict[int, str]) -> dict[int, str]:
    return {k: _MEMO.get(zone, zone) for k, zone in rows.items()}


def _above(lines: Sequence[Line], first: int) -> dict[int, str]:
    """Above a table that has the title stand the body whose paper it is, and which meeting."""
    if first > _MOST_ABOVE or any(line.is_closed or line.is_paragraph for line in lines[:first]):
        return {}
    return {k: "letterhead" if words.BODY_NAME.fullmatch(lines[k].text) else "furniture" for k in range(first)}


def _above_memo(texts: Sequence[str], found: dict[int, str]) -> dict[int, str]:
    """Above a memorandum with a subject stand its body, the body's address and motto, and the word "memorandum"."""
    above = [text.strip() for text in texts[: min(found)]]
    is_head = "subject" in found.values() and len(above) <= _MOST_ABOVE_MEMO
    if not is_head or any(map(_is_paragraph, above)):
        return {}
    return {k: _zone_above_memo(text) for k, text in enumerate(above)}


def _is_paragraph(text: str) -> bool:
    return Line(start=0, end=len(text), text=text.strip()).is_paragraph


def _zone_above_memo(text: str) -> str:
    """A motto may name a partnership, but not in capitals."""
    if words.MEMO.fullmatch(text):
        return "title"
    is_bodys = patterns.ADDRESS.fullmatch(text) or (words.is_titled(text) and names_body(text))
    return "letterhead" if is_bodys else "furniture"


def tabbed_labels(raws: Sequence[str]) -> dict[int, str]:
    """The same rows copied out of a table, with a tab between key and value. raws: lines as found."""
    rows = {k: zone for k, raw in enumerate(raws[:_LATEST]) if "\t" in raw and (zone := _row_zone(raw))}
    touching = any(b - a == 1 for a, b in pairwise(rows))
    if not touching or len(rows) < _FEWEST_TABBED:
        return {}
    if not _is_memo(rows) or any(_is_paragraph(raw) for raw in raws[: min(rows)]):  # below a text stands a quote
        return _once(rows, has_title=False)
    found = _as_memo(rows)
    return found | _above_memo(raws, found)


def _row_zone(text: str) -> str | None:
    """What a row of key and value holds: a zone, "to" or "from"; None for a line that is none."""
    row = _ROW.fullmatch(text.strip())
    if row is None or len(row[2].split()) > _LONGEST_VALUE:
        return None
    if _AIM.fullmatch(row[1]) and len(row[2].split()) > _LONGEST_AIM:
        return None
    zone = _key_zone(row[1])
    return "furniture" if zone == "date" and not dated.HAS_DATE.search(row[2]) else zone


def _zone_of(text: str) -> str | None:
    key = _KEY.fullmatch(text)
    return _key_zone(key[1]) if key else None


def _key_zone(key: str) -> str | None:
    return next((zone for zone, keys in _KEYS if keys.fullmatch(key.strip())), None)


def _is_text(line: Line) -> bool:
    """A purpose or a recommendation written out is what the paper says."""
    return line.is_closed and (line.is_paragraph or line.words >= _FEWEST_SAID)


def _is_value(lines: Sequence[Line], k: int) -> bool:
    """Below a key, on a line that touches it; or, as pages have it, on a line of its own, where the key ends in a colon."""
    below = lines[k + 1]
    stands_by = below.start - lines[k].end == 1 or lines[k].text.endswith(":")
    return stands_by and not below.is_closed and not below.is_paragraph and not _zone_of(below.text)


def _once(rows: dict[int, str], *, has_title: bool) -> dict[int, str]:
    """A paper has one title; what else is called so is a label. Whom it is for is one too."""
    first = None if has_title else next((k for k, zone in rows.items() if zone == "title"), None)
    plain = {k: _PAPER.get(zone, zone) for k, zone in rows.items()}
    return {k: "furniture" if zone == "title" and k != first else zone for k, zone in plain.items()}
