"""Who sends a letter: body and person, with the person's office, out of a letterhead and a signature.

Address, telephone, registration, reference, closing formula and whom a copy goes to stand
between them and are none of it. What is left is kept as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stancewire.normalise import patterns, site, words
from stancewire.normalise.letter_parts import COPIES, POSTSCRIPT, PRINTED

BETWEEN: Final = " | "
_LONGEST: Final = 12  # words of a body with its office; what is longer is a sentence
_PART: Final = re.compile(r"\s*[,;•·|]\s+|\s{3,}|\t")
_COLUMNS: Final = re.compile(r"\s{3,}")  # two who sign stand side by side
_LABEL: Final = re.compile(r"(?:from|sender|signed(?: by)?|(?:for and )?on behalf of)\s*[:|]?\s+|from:", re.I)
_BEHALF: Final = re.compile(r"(?:signed )?(?:for and )?on behalf of\b", re.I)
_TO_FILL: Final = re.compile(r"(?:date|name|print name|signature|signed)\s?:?", re.I)  # of a form, to be written beside
_ADDRESSEE: Final = re.compile(r"\s*[<(\[][^\s<>]+@[^\s<>]+[>)\]]")
_DETAIL: Final = re.compile(
    rf"{site.CONTACT.pattern}|{PRINTED.pattern}|^(?:fax|ff[oô]n|ref(?:erence)?|e-?bost|mobile|mob|twitter|dx)\b|https?:|^c/o\b|^p\.?\s?o\.? box\b|^\+?[\d\s()-]{{6,}}$|\b(?:ref|cyf)\b\s*[:./]|\b(?:charity|company|registration|registered)\s+(?:no|number|in)\b",
    re.I,
)
_PLACE: Final = re.compile(
    r"^\d+[a-z]?\s|\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b|(?i:\b(?:house|street|st|road|rd|lane|avenue|close|court|way|park|hill|square|terrace|drive|crescent|place|buildings?|floor|tower|gate|wharf|quay|row|mews|brae|estate|suite|unit|england and wales|uk|united kingdom)\.?$)"
    r"|(?i:^the (?:surgery|practice|(?:medical|health) centre)$)"
)
_BODY: Final = re.compile(
    r"\b(?:lmcs?|committees?|ccgs?|groups?|pcts?|pcns?|trusts?|icbs?|boards?|councils?|associations?|federations?|colleges?|departments?|ministry|nhs|gpc|bma|surger(?:y|ies)|practices?|(?:medical|health) centres?|partnerships?|authority|house of (?:commons|lords)|assembly|unions?|alliance|consortium|society|office|agency|executive|healthwatch|foundation|bwrdd)\b",
    re.I,
)
_CHIEF: Final = re.compile(r"chief executive|executive (?:officer|director)", re.I)
_OFFICE: Final = re.compile(
    r"\b(?:chair(?:man|woman|person)?|secretary|treasurer|president|directors?|chief|officer|manager|lead|ministers?|mp|member of parliament|advis[eo]r|clerk|partners?|gps?|general practitioner)\b",
    re.I,
)
_TITLED: Final = re.compile(
    r"(?:From\s)?(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Baroness|Cllr)\b\.?\s", re.I
)
_TAIL: Final = re.compile(r"[\s.…_]{3,}$")


def sender_of(lines: Sequence[str], zones: Sequence[str]) -> str | None:
    """The body at the head and who signs, as written, one line; None where neither is said."""
    head = [line for line, zone in zip(lines, zones, strict=True) if zone == "letterhead"]
    foot = [line for line, zone in zip(lines, zones, strict=True) if zone == "signoff"]
    beside = [part for line in foot for part in _COLUMNS.split(line)]
    return BETWEEN.join(dict.fromkeys((*_of_head(head), *_of_foot(beside)))) or None


def names_body(line: str) -> bool:
    """Whether a line names a body, and not only where it is."""
    return bool(_BODY.search(_CHIEF.sub("", line))) and not any(map(_is_detail, _parts(line)))


def _of_head(lines: Sequence[str]) -> Iterator[str]:
    """What names a body or a person; of the rest the first line alone, for the name of a body may tell of none."""
    for place, line in enumerate(lines):
        text, labelled = _without_label(line)
        is_name = labelled or (place == 0 and ":" not in text)
        if kept := _kept(text, loose=is_name):
            yield kept


def _of_foot(lines: Sequence[str]) -> Iterator[str]:
    """Names and offices below the closing formula; below the first line of an address, a town is no name."""
    loose = True
    for line in lines:
        if patterns.SIGN_OFF.fullmatch(line.rstrip(", ")) and not _BEHALF.match(line):
            continue
        text, _ = _without_label(line)
        if _TO_FILL.fullmatch(text):
            continue
        if COPIES.fullmatch(text) or POSTSCRIPT.fullmatch(text):
            return
        if kept := _kept(text, loose=loose):
            yield kept
        loose = loose and not any(_is_detail(part) or _PLACE.search(part) for part in _parts(text))


def _without_label(line: str) -> tuple[str, bool]:
    text = _TAIL.sub("", _ADDRESSEE.sub("", line))
    label = _LABEL.match(text)
    return (text[label.end() :].strip(), True) if label else (text, False)


def _parts(line: str) -> list[str]:
    return [part for part in _PART.split(line) if part.strip()]


def _kept(line: str, *, loose: bool) -> str | None:
    """The line, or without its address; None if nothing of it says who. loose: whether a name may stand without a title."""
    parts = _parts(line)
    details = [_is_detail(part) or (bool(_PLACE.search(part)) and not _names_body(part)) for part in parts]
    if not any(details):
        says = any(_says_who(part) for part in parts) or loose
        return line if says and len(line.split()) <= _LONGEST and not line.endswith(".") else None
    return (
        ", ".join(part for part, is_detail in zip(parts, details, strict=True) if not is_detail and _says_who(part))
        or None
    )


def _is_detail(part: str) -> bool:
    return bool(_DETAIL.search(part) or patterns.REFERENCE.fullmatch(part))


def _names_body(part: str) -> bool:
    return bool(words.BODY_NAME.fullmatch(part) or words.MASTHEAD.fullmatch(part))


def _says_who(part: str) -> bool:
    return bool(_BODY.search(part) or _OFFICE.search(part) or _TITLED.match(part))
