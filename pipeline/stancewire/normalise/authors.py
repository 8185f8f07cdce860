"""Who wrote a text: the name below its title, and what is said of him or her at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.normalise import patterns, words
from stancewire.normalise.lines import Line, first_paragraph

_LONGEST: Final = 45  # words of a biography
_LATEST: Final = 8  # lines from the last paragraph upward in which one stands
_IS: Final = r"(?:(?:is|was)(?: (?:also|now|currently|both))* (?:an?|the|our|one of|chair|co-?chair|vice|deputy|joint|honorary|medical|clinical|executive|acting|former|president|director|editor|secretary|treasurer|professor|head|lead|policy|senior|chief)|works?|writes?|chairs?|edits?|teaches|practises|leads?|runs|sits|has (?:been|written|worked|chaired))\b.*"
_UNNAMED: Final = re.compile(rf"(?:the|our) (?:author|writer|columnist|contributor)s? (?:is|are|was|works?|writes?)\b.*", re.I)
_HONORIFIC: Final = re.compile(r"(?:Dr|Prof(?:essor)?|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Baroness|Cllr)\.?\s")
_BY: Final = re.compile(r"(?:posted |written |words |reported )?by:?\s*", re.I)
_NAME: Final = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]*){1,2}")

Zones = dict[int, str]


def biographies(lines: Sequence[Line], zones: Zones) -> Zones:
    """What is said at the end of the author that the head names, or of "the author"."""
    first = first_paragraph(lines)
    last = max((k for k in range(first, len(lines)) if k not in zones and lines[k].is_paragraph), default=0)
    late = [k for k in range(max(first + 2, last - _LATEST), len(lines)) if k not in zones and lines[k].words <= _LONGEST]
    if not late:
        return {}
    names = [name for k in range(first) if zones.get(k) == "byline" and (name := name_in(lines[k].text))]
    about = [re.compile(rf"(?:{_HONORIFIC.pattern})?{re.escape(name)},? {_IS}") for name in names]
    return {k: "byline" for k in late if _UNNAMED.fullmatch(lines[k].text) or any(p.fullmatch(lines[k].text) for p in about)}


def name_in(byline: str) -> str | None:
    """The name that a byline gives, without what stands before and behind it."""
    found = _NAME.match(_HONORIFIC.sub("", _BY.sub("", byline, count=1), count=1))
    return found[0] if found else None


def is_persons(lines: Sequence[Line], k: int) -> bool:
    """Whether a line is a name, none of whose words stands in small letters elsewhere, as those of a heading would."""
    text = lines[k].text
    if not words.NAME.fullmatch(text):
        return False
    if patterns.NAME_ONLY.fullmatch(text):
        return True
    small = re.compile(r"\b(?:" + "|".join(re.escape(word.lower()) for word in text.split()) + r")\b")
    return not any(small.search(line.text) for line in lines)
