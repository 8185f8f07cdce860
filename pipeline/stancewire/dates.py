"""Dates as British texts, databases and exports write them, to YYYY-MM-DD.

Numbers stand in British order: 3/12/2015 is 3 December. A date that cannot be
(45 March, 31 February, 31/13/2015) is no date; a year of two digits is none either,
but in the header of a mail or feed, whose standard says of which century it is.
"""

from __future__ import annotations

import re
from calendar import monthrange
from email.utils import parsedate
from typing import Final

_DAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH: Final = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE: Final = re.compile(
    rf"(?:{_DAY},?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>(?:19|20)\d\d)"
    rf"|(?:{_DAY},?\s+)?(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)|(?P<slash>\d{1,2}/\d{1,2}/(?:19|20)\d\d)",
    re.I,
)
MONTH_YEAR: Final = re.compile(rf"(?P<month>{_MONTH})\s+(?P<year>(?:19|20)\d\d)", re.I)
_YEAR_FIRST: Final = re.compile(
    r"(?P<year>(?:1[89]|20)\d\d)(?:([-/.]?)(?P<month>\d\d)(?:\2(?P<day>\d\d))?)?(?:[T ]+\d\d:?\d\d.*)?", re.S
)
_DAY_FIRST: Final = re.compile(
    r"(?P<day>\d{1,2})([-/.])(?P<month>\d{1,2})\2(?P<year>(?:1[89]|20)\d\d)(?:,?\s+\d{1,2}[:.]\d\d.*)?", re.S
)
_DASHED: Final = re.compile(rf"\b(\d{{1,2}})-({_MONTH})-((?:19|20)\d\d)\b", re.I)
_HEADER: Final = re.compile(r"(?:[a-z]{3,9},?\s+)?\d{1,2}\s+[a-z]{3,9}\s+\d\d\s+\d{1,2}:\d\d.{0,40}", re.I)
_LONGEST_SHOWN = 60
_LONGEST_VALUE = 80  # "Wednesday, 8th of October, 2014, 10:15 AM Greenwich Mean Time"; what is longer is a text


def iso_date(text: str) -> str | None:
    """The first date in a line as YYYY-MM-DD, or YYYY-MM where it names no day."""
    if match := DATE.search(text):
        return _found(match)
    if match := MONTH_YEAR.search(text):
        return f"{match['year']}-{_month(match['month']):02}"
    return None


def date_value(text: str) -> str | None:
    """A field that holds a date and little else (a database column, a header) as YYYY, YYYY-MM or YYYY-MM-DD.

    Beside what iso_date reads: 2014, 2014-10, 20141008, 2014/10/08, 8.10.2014, 8-Oct-2014, each with or without a time.
    """
    text = text.strip()
    if match := _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        return _iso(match["year"], match["month"], match["day"])
    return iso_date(_DASHED.sub(r"\1 \2 \3", text)) if len(text) <= _LONGEST_VALUE else None


def header_date(text: str) -> tuple[str | None, tuple[str, ...]]:
    """The date in the header of a mail or of a feed's entry, and a warning where one is given that is none."""
    text = " ".join(text.split())
    found = (iso_date(text) or date_value(text)) if len(text) <= _LONGEST_VALUE else None
    if found is None and _HEADER.fullmatch(text) and (parts := parsedate(text)):
        found = _iso(str(parts[0]), str(parts[1]), str(parts[2]))
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return found, () if found or not text else (f"the date {shown!r} cannot be read and is left out",)


def _found(match: re.Match[str]) -> str | None:
    if match["iso"]:
        year, month, day = match["iso"].split("-")
    elif match["slash"]:
        day, month, year = match["slash"].split("/")
    else:
        day, year = match["day"] or match["day2"], match["year"] or match["year2"]
        month = str(_month(match["month"] or match["month2"]))
    return _iso(year, month, day)


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    if month is None:
        return year
    fits = 1 <= int(month) <= 12 and 1 <= int(day or 1) <= monthrange(int(year), int(month))[1]
    return "-".join([year, f"{int(month):02}", *([f"{int(day):02}"] if day else [])]) if fits else None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
