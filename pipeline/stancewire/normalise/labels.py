"""The key and value rows above a paper: "Agenda item: 7", "Lead director | Dr Thorne", each key one that papers share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from stancewire.normalise import dated, words
from stancewire.normalise.lines import Line

_LATEST: Final = 30  # lines from the top within which a paper says what it is
_LONGEST_VALUE: Final = 24  # words
_MOST_ABOVE: Final = 4  # lines above the table
_FEWEST: Final = 3  # rows, from which on they are a table and no coincidence
_FEWEST_SAID: Final = 6  # words of a row that ends as a sentence does
_FEWEST_TABBED: Final = 2  # the same where each has a tab between key and value
_AUTHOR: Final = r"(?:report |paper )?authors?(?: and (?:job )?title| of (?:report|paper))?|(?:executive |clinical |management |gp |strategic |project )?lead(?: (?:director|officer|member|clinician|manager|author))?|(?:responsible|accountable|contact|report|reporting|lead|sponsoring) (?:officer|director|person|member)|(?:report|paper)(?: prepared| written)? (?:of|by|from)|(?:presented|prepared|written|submitted|introduced|sponsored) by|presenter|(?:executive |director |clinical )?sponsor|director|cabinet member|portfolio holder|from"
_TITLE: Final = r"(?:title|subject|name)(?: of (?:the )?(?:report|paper|item))?|(?:report|paper|item|agenda item) (?:title|subject)|re"
_DATE: Final = r"(?:document |page )?(?:first |last )?(?:published|updated|reviewed)|(?:meeting |report |publication |issue )?date(?: of (?:the )?(?:meeting|report|paper|issue|publication))?"
_OTHER: Final = r"agenda (?:item|number|no\.?|ref(?:erence)?)(?: (?:no\.?|number))?|item(?: (?:no\.?|number))?|(?:name of )?(?:meeting|committee)|(?:report|paper|presented|submitted) (?:to|for)|report no\.?|(?:paper|enclosure|document|report)(?: (?:ref(?:erence)?|no\.?|number|type))?|purpose(?: of (?:the )?(?:paper|report))?|(?:action|decision) (?:required|requested)|for|classification|(?:report|document|foi|freedom of information|confidentiality|protective) ?(?:status|marking|exempt(?:ion)?)?|status|version(?: (?:no\.?|number))?|appendi(?:x|ces)|annex(?:es)?|attachments?|wards?(?: affected)?|key decision|exempt(?:ion)?|contact(?: details)?|telephone|tel|e-?mail|venue|location|time|part (?:1|2|i|ii|a|b)|public or private|previously considered (?:by|at)|(?:governance|approval) route|review date|distribution|audience|to|decision[- ]?maker|(?:decision|issue|publication|document|notice|meeting|item) (?:status|type|reference|ref)|(?:is )?(?:it |this )?(?:a )?key decision\??|(?:is )?(?:it |this )?subject to call[- ]?in\??|(?:open|exempt) (?:or|/) (?:open|exempt)|topics?|series|department|applies to|effective (?:from|date)"  # fmt: skip
_KEYS: Final = tuple(
    (zone, re.compile(rf"(?:{keys})", re.I))
    for zone, keys in (("byline", _AUTHOR), ("title", _TITLE), ("date", _DATE), ("furniture", _OTHER))
)
_MEMO: Final = (re.compile(r"to\s?:", re.I), re.compile(r"from\s?:", re.I))
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
        if lines[k].is_paragraph and (zone := zone_of_row(lines[k].text)) is None:
            break
        if (zone := zone_of_row(lines[k].text)) and not _is_text(lines[k]):
            rows[k] = zone
        elif k + 1 < len(lines) and (zone := _zone_of(lines[k].text)) and _is_value(lines, k):
            rows |= {k: "furniture", k + 1: zone} if k not in rows else {}
    linked = [k for k in rows if {k - 2, k - 1, k + 1, k + 2} & rows.keys()]
    if len(linked) < _FEWEST:
        return {}
    if all(any(keys.match(lines[k].text) for k in linked) for keys in _MEMO):
        return {k: _memo_zone(lines[k].text, rows[k]) for k in linked}
    found = _once({k: rows[k] for k in linked}, has_title="title" in zones.values())
    return found | (_above(lines, min(found)) if "title" in found.values() else {})


def _memo_zone(text: str, zone: str) -> str:
    """A memorandum says to whom, from whom and about what, as a letter does."""
    if zone == "title":
        return "subject"
    return next((kind for keys, kind in zip(_MEMO, ("recipient", "letterhead"), strict=True) if keys.match(text)), zone)


def _above(lines: Sequence[Line], first: int) -> dict[int, str]:
    """Above a table that has the title stand the body whose paper it is, and which meeting."""
    if first > _MOST_ABOVE or any(line.is_closed or line.is_paragraph for line in lines[:first]):
        return {}
    return {k: "letterhead" if words.BODY_NAME.fullmatch(lines[k].text) else "furniture" for k in range(first)}


def tabbed_labels(raws: Sequence[str]) -> dict[int, str]:
    """The same rows copied out of a table, with a tab between key and value. raws: lines as found."""
    rows = {k: zone for k, raw in enumerate(raws[:_LATEST]) if "\t" in raw and (zone := zone_of_row(raw))}
    touching = any(b - a == 1 for a, b in pairwise(rows))
    return _once(rows, has_title=False) if touching and len(rows) >= _FEWEST_TABBED else {}


def zone_of_row(text: str) -> str | None:
    """What a row of key and value holds, None for a line that is none."""
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
    """A paper has one title; what else is called so is a label."""
    first = None if has_title else next((k for k, zone in rows.items() if zone == "title"), None)
    return {k: "furniture" if zone == "title" and k != first else zone for k, zone in rows.items()}
