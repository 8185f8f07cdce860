"""The tail of a newsletter, letter or paper: its officers, its office, how to be taken off the list, what nobody answers for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.normalise import patterns
from stancewire.normalise.lines import Line

_MOST: Final = 20  # lines from the end
_LONGEST_HEADING: Final = 6  # words
_PLACED: Final = ("furniture", "related", "comments", "caption", "date", "byline", "signoff")
_OFFICE: Final = re.compile(
    r"(?:(?:vice|deputy|hon(?:orary|\.)?|joint|executive|medical|assistant|acting|general|office|business|finance)[ -])*(?:chair(?:man|woman|person)?s?|secretar(?:y|ies)|treasurer|president|director|editor|officers?|manager|administrator|chief executive|clerk|office|registered office|offices|address|website|web|telephone|tel|phone|fax|e-?mail|twitter)\s?[:–-]\s?.{3,110}",
    re.I,
)
_LEAVE: Final = re.compile(
    r".{0,80}\b(?:unsubscribe|(?:take|strike) (?:you|your (?:name|address)) off|remove (?:you|your (?:name|address|details)) from|off (?:the|our|this) (?:mailing|distribution) list|(?:stop|no longer) (?:getting|receiving|receive) (?:this|these|our) (?:letter|newsletter|bulletin|e-?mails?))\b.{0,80}",
    re.I,
)
_DISCLAIMER: Final = re.compile(
    r"(?:(?:the |any |all )?(?:views?|opinions?|articles?|advert\w*|items?|contents?|information|statements?)|this (?:letter|message|e-?mail|newsletter|bulletin|document)|(?:the )?[\w&’' ]{2,30}|while every care|neither|no (?:responsibility|liability))\b(?:(?!\b(?:said|says|told|that)\b).){0,80}"
    r"\b(?:(?:takes?|accepts?|bears?|assumes?|holds?|taken|accepted) (?:no |for )?(?:responsibility|liability) for (?:items|articles|advert\w*|opinions|views|contents?|errors|any|the contents?|statements|what is)|(?:views?|opinions?) (?:here|expressed|given|in this)|(?:not|do not) necessarily|expressed (?:here|in this)|(?:here|in this \w+) (?:belong|are those)|(?:meant|intended) (?:only |solely )?for (?:the )?(?:addressees?|recipients?|use of))\b.{0,200}"
    r"|(?:the )?(?:views?|opinions?) (?:here|expressed|given|in this)\b.{0,160}",
    re.I,
)
_FORMATS: Final = re.compile(
    r"(?:(?:spare|further|extra|additional|more) )?copies (?:of th\w+ .{2,40} )?(?:may be had|(?:are|is) (?:available|obtainable)|can be (?:had|obtained|downloaded|ordered))\b.{3,80}"
    r"|(?:large print|braille|easy[- ]read|audio)\b.{0,60}\b(?:cop(?:y|ies)|versions?|editions?)\b.{0,80}|.{0,100}\b(?:yn Gymraeg|in Welsh)\b.{0,120}"
    r"|please (?:remember to |do )?(?:cancel|tell us|let us know|give us)\b.{0,30}\bappointments?\b.{0,60}"
    r"|(?:for|if you|copies|this (?:document|paper|leaflet|letter)|(?:these|those) \w+|available|to (?:get|ask|request)|accessible|ask|contact us)\b.{0,80}\b(?:large print|braille|easy[- ]read|(?:other|another|alternative|accessible) (?:formats?|languages?|versions?)|accessible copies|audio tape)\b.{0,120}|accessible (?:copies|versions?|formats?)\b.{0,80}",
    re.I,
)
_SIGNS: Final = re.compile(
    r":|[A-Z]\d| [–-] |\b(?:unsubscribe|off|remove|list|getting|copies|copy|appointments?|Welsh|Gymraeg|receiv\w+|responsib\w+|liab\w+|necessarily|expressed|here|given|belong|those|addressees?|recipients?|use|views?|opinions?|print|braille|read|formats?|languages?|versions?|copies|tape|in this)\b",
    re.I,
)
_TAILS: Final = (_OFFICE, _LEAVE, _DISCLAIMER, _FORMATS, patterns.POSTAL)
_LONGEST: Final = 30  # words of a sentence in a tail


def tail(lines: Sequence[Line], zones: dict[int, str]) -> dict[int, str]:
    """From the last line upward as long as each is of a tail, or the heading right above a block of such lines."""
    found: list[int] = []
    for k in range(len(lines) - 1, max(0, len(lines) - _MOST - 1), -1):
        if zones.get(k) in _PLACED:
            continue
        if _is_tail(lines[k]):
            found.append(k)
        else:
            if k + 1 in found and _heads(lines, k):
                found.append(k)
            break
    officers = [k for k in found if _OFFICE.fullmatch(lines[k].text)]
    return dict.fromkeys(found if len(officers) != 1 else [k for k in found if k not in officers], "furniture")


def is_disclaimer(line: Line) -> bool:
    """Whether a line says for whom a letter is meant, or that nobody answers for it."""
    return line.words <= _LONGEST and bool(_DISCLAIMER.fullmatch(line.text))


def _is_tail(line: Line) -> bool:
    return (
        line.words <= _LONGEST
        and bool(_SIGNS.search(line.text))
        and any(pattern.fullmatch(line.text) for pattern in _TAILS)
    )


def _heads(lines: Sequence[Line], k: int) -> bool:
    """A short heading that touches the block below it and nothing above."""
    is_heading = lines[k].words <= _LONGEST_HEADING and not lines[k].is_closed
    return is_heading and lines[k + 1].start - lines[k].end == 1 and lines[k].start - lines[k - 1].end > 1
