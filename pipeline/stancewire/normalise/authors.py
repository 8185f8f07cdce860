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
_SAYS: Final = re.compile(rf",? {_IS}")
_UNNAMED: Final = re.compile(
    r"(?:the|our) (?:author|writer|columnist|contributor)s? (?:is|are|was|works?|writes?)\b.*", re.I
)
_HONORIFIC: Final = re.compile(r"(?:Dr|Prof(?:essor)?|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Baroness|Cllr)\.?\s")
_BY: Final = re.compile(r"(?:posted |written |words |reported )?by:?\s*", re.I)
_NAME: Final = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]*){1,2}")

_ABOUT: Final = re.compile(rf"((?:{_HONORIFIC.pattern})?[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]*){{1,2}}),? {_IS}")
_LONGEST_HEAD: Final = 40  # lines above the first paragraph

Zones = dict[int, str]


def biographies(lines: Sequence[Line], zones: Zones) -> Zones:
    """What is said at the end of the author that the head names, or of "the author"."""
    first = first_paragraph(lines)
    last = max((k for k in range(first, len(lines)) if k not in zones and lines[k].is_paragraph), default=0)
    late = [
        k for k in range(max(first + 2, last - _LATEST), len(lines)) if k not in zones and lines[k].words <= _LONGEST
    ]
    if not late:
        return {}
    names = [name for k in range(first) if zones.get(k) == "byline" and (name := name_in(lines[k].text))]
    return {k: "byline" for k in late if _says_who(lines[k].text, names)}


def _says_who(text: str, names: Sequence[str]) -> bool:
    if _UNNAMED.match(text):
        return True
    plain = _HONORIFIC.sub("", text, count=1)
    return any(plain.startswith(name) and _SAYS.match(plain, len(name)) for name in names)


def named_authors(lines: Sequence[Line], zones: Zones) -> Zones:
    """A name alone in the head, in capitals or not, of which the end or the head says who he or she is."""
    first = first_paragraph(lines)
    late = range(max(first + 1, len(lines) - _LATEST), len(lines))
    found: Zones = {}
    for k in (*range(min(first, _LONGEST_HEAD)), *late):
        may_be = k not in zones and lines[k].words <= _LONGEST and lines[k].text[0].isupper()
        about = _ABOUT.match(lines[k].text) if may_be else None
        if about is None:
            continue
        heads = [
            j for j in range(min(first, _LONGEST_HEAD)) if j not in zones and _plain(lines[j].text) == _plain(about[1])
        ]
        found |= dict.fromkeys([*heads, k] if heads else [], "byline")
    return found


def _plain(name: str) -> str:
    return _HONORIFIC.sub("", _BY.sub("", name, count=1), count=1).casefold()


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
