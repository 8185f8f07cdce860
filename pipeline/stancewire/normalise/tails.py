"""The tail of a newsletter, letter or paper: its officers, its office, how to be taken off the list, what nobody answers for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.normalise import patterns
from stancewire.normalise.furniture import FURNITURE
from stancewire.normalise.lines import Line

_MOST: Final = 20  # lines from the end
_LONGEST_HEADING: Final = 6  # words
_PLACED: Final = ("furniture", "related", "comments", "caption", "date", "byline", "signoff")
_OFFICE: Final = re.compile(
    r"(?:(?:vice|deputy|hon(?:orary|\.)?|joint|executive|medical|assistant|acting|general|office|business|finance)[ -])*(?:chair(?:man|woman|person)?s?|secretar(?:y|ies)|treasurer|president|director|editor|officers?|manager|administrator|chief executive|clerk|office|registered office|offices|address|website|web|telephone|tel|phone|fax|e-?mail|twitter)\s?[:–-]\s?.{3,110}",
    re.I,
)
_LEAVE: Final = re.compile(
    r".{0,80}\b(?:unsubscribe|(?:take|strike) (?:you|your (?:name|address)) off|remove (?:you|your (?:name|address|details))|be (?:removed|taken off|deleted)|no longer (?:wish|want) to (?:get|receive)|stop (?:getting|receiving)|off (?:the|our|this) (?:mailing |distribution )?list)\b.{0,80}",
    re.I,
)
_DISCLAIMER: Final = re.compile(
    r".{0,80}\b(?:(?:takes?|accepts?|bears?|assumes?|holds?) no (?:responsibility|liability|blame)|(?:not|cannot be|not be) (?:held )?(?:responsible|liable)|not (?:necessarily|always) (?:those|the views?|reflect|represent|shared)|(?:views?|opinions?) (?:here|expressed|given|in this)|(?:meant|intended) (?:only |solely )?for (?:the )?(?:addressees?|recipients?|use)|addressees? only)\b.{0,200}",
    re.I,
)
_FORMATS: Final = re.compile(
    r".{0,100}\b(?:large print|braille|easy[- ]read|(?:other|another|alternative|accessible) (?:formats?|languages?|versions?|copies)|audio tape)\b.{0,120}",
    re.I,
)
_TAILS: Final = (_OFFICE, _LEAVE, _DISCLAIMER, _FORMATS, patterns.POSTAL)
_LONGEST: Final = 30  # words of a sentence in a tail


def tail(lines: Sequence[Line], zones: dict[int, str]) -> dict[int, str]:
    """From the last line upward as long as each is of a tail, or the heading right above a block of such lines."""
    found: list[int] = []
    for k in range(len(lines) - 1, max(0, len(lines) - _MOST - 1), -1):
        if _is_tail(lines[k]):
            found.append(k)
        elif not (zones.get(k) in _PLACED or FURNITURE.fullmatch(lines[k].text)):
            if k + 1 in found and _heads(lines, k):
                found.append(k)
            break
    return dict.fromkeys(found, "furniture")


def is_disclaimer(line: Line) -> bool:
    """Whether a line says for whom a letter is meant, or that nobody answers for it."""
    return line.words <= _LONGEST and bool(_DISCLAIMER.fullmatch(line.text))


def _is_tail(line: Line) -> bool:
    return line.words <= _LONGEST and any(pattern.fullmatch(line.text) for pattern in _TAILS)


def _heads(lines: Sequence[Line], k: int) -> bool:
    """A short heading that touches the block below it and nothing above."""
    is_heading = lines[k].words <= _LONGEST_HEADING and not lines[k].is_closed
    return is_heading and lines[k + 1].start - lines[k].end == 1 and lines[k].start - lines[k - 1].end > 1
