"""Lines that are a date, as pages, letters and papers write it."""

from __future__ import annotations

import re
from typing import Final

from stancewire.dates import DATE, MONTH_YEAR

_UNNAMED: Final = re.compile(r"\?P<\w+>")
_DATE: Final = _UNNAMED.sub("?:", DATE.pattern)
_MONTH_YEAR: Final = _UNNAMED.sub("?:", MONTH_YEAR.pattern)
_DAY_MONTH: Final = r"\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_SHORT: Final = r"\d{1,2}\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\s\d\d"
_BOTH: Final = r"\d{1,2}\s[^\W\d_]{3,10}\s?/\s?[A-Z][a-z]{2,8}(?:\s(?:19|20)\d\d)"  # "2 Mai / May 2017"
_TIME: Final = r"(?:\s*[,|•·–-]?\s*(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:am|pm|gmt|bst)?)?"

_LABEL: Final = (
    r"(?:(?:(?:first|last|date|page|document)\s+){0,2}(?:published|posted|updated|submitted|sent|dated|issued|released|tabled|asked|answered|reviewed)(?:\s+on)?"
    r"|(?:(?:release|publication|published|issue|decision|meeting|report|letter)\s+)?date(?:\s+(?:sent|issued|(?:of|for)\s+(?:the\s+)?(?:decision|meeting|issue|release|publication|letter|report|answer|question)))?"
    r"|dyddiad(?:\s?/\s?date)?)\s*:?\s*"
)  # "Published on 8 October 2014 by Jane Roe in News", as blogs have it
_SIGNED: Final = r"(?:,?\s(?:[|•·–—-]\s)?(?-i:by|By)\s(?-i:[A-Z][\w’'.-]*(?:\s(?:and\s)?[A-Z][\w’'.-]+){0,5})(?:\s(?:in|under)\s(?-i:[A-Z])[\w&,’' -]{2,40})?)?"
DATE_LINE: Final = re.compile(
    rf"(?:{_LABEL})?(?:\d{{1,2}}[:.]\d\d,?\s+)?"
    r"(?:(?:mon|tues?|wed|thur?s?|fri|sat|sun),?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s?(?:and|to|–|-)\s?)?"
    rf"(?:(?:19|20)\d\d|{_DATE}|{_MONTH_YEAR}|\d{{1,2}}\.\d{{1,2}}\.(?:19|20)?\d\d|{_SHORT}|{_BOTH})"
    rf"{_TIME}(?:,\s*\d[\d,]*\s+views)?(?:\s*[–—-]\s*see all updates|\s*[|–—,-]?\s*(?:last\s)?(?:updated|modified|published)\s*:?\s*(?:\d{{1,2}}[:.]\d\d,?\s+)?{_DATE}{_TIME})?{_SIGNED}"
    r"|(?:(?:published|posted|updated)\s*:?\s*)?(?:an?|\d{1,2})\s(?:minute|hour|day|week|month)s?\sago"
    rf"|(?:issue|volume|vol\.?|no\.?|number)\s\d+\s?[,:|•·—–-]\s?(?:debated\son\s)?(?:{_DATE}|{_MONTH_YEAR})",
    re.I,
)
CLOCK: Final = re.compile(r"\d{1,2}[.:]\d\d(?:\s?[ap]m)?(?:\s(?:gmt|bst))?", re.I)
"""A time of day alone on its line, as pages that report as they go have it above each entry."""
HEAD_DATE: Final = re.compile(
    rf"(?:[A-Z][\w’'\s-]{{2,60}}[,:—–-]\s?){{0,2}}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:{_DATE}|{_MONTH_YEAR}|{_DAY_MONTH}){_TIME}(?:\s\(.{{3,20}}\))?",
    re.I,
)
"""In the head of a document a date may say of what, or where: "Exeford, 21 March 2013"."""
WRITTEN_DATE: Final = re.compile(r"(?:the )?(?:\w+-)?\w+(?:st|nd|rd|th) (?:day )?of [A-Z][a-z]+,? (?:19|20)\d\d")
HAS_DATE: Final = re.compile(rf"{_DATE}|{_MONTH_YEAR}", re.I)
"""A date anywhere in a line."""
