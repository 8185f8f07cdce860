"""Whom a letter greets, in the block of lines that names him or her, and what its paper has printed below the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from stancewire.normalise import patterns
from stancewire.normalise.lines import Line

_WORD: Final = re.compile(r"[A-Z][\w’'-]{2,}")
_NO_NAMES: Final = frozenset(
    "Dear Annwyl Doctor Doctors Colleague Colleagues Professor Prof Mrs Miss Sir Sirs Dame Lord Lady Baroness Cllr Councillor Madam Minister All Patient Patients Member Members Chair Secretary Chairman Friends Practice Editor".split()
)
_LONGEST_BLOCK: Final = 8  # lines of an address
POSTSCRIPT: Final = re.compile(r"(?:P\.?\s?){1,2}S\.?(?:\s?[:.–—-]\s?|\s)\S.*")
COPIES: Final = re.compile(r"(?:cc|bcc|copies?(?: to)?|copied to|encs?|enclosures?|enclosed|attached)\b.*", re.I)
PRINTED: Final = re.compile(
    r"\bregistered (?:office|charity|in|address|company|number)\b|\b(?:head|registered|constituency|main|postal|website|web site|our) ?(?:office|address|site)?\s?:|\bheadquarters\b|\bwww\.|\bhttps?:|\bcharity (?:no|number)|\bcompany (?:no|number)|\bprivacy notice\b|\ban? equal opportunit|\bbraille\b|\blarge print\b|\byn Gymraeg\b|\bin Welsh\b|\b[Pp]ublished by\b|\bVAT\b|\btemplate\b|\bdelete (?:as|before)\b|^(?:representing|supporting|speaking for|the voice of)\b|^chair(?:man|woman)?\s?:.*\bchief executive\b",
    re.I,
)


def greeted(lines: Sequence[Line], zones: Mapping[int, str], salutation: int) -> list[int]:
    """The block above the greeting, but not the first, that begins with a name the greeting says again."""
    names = set(_WORD.findall(lines[salutation].text)) - _NO_NAMES
    blocks = list(_blocks(lines, 0, salutation))
    for block in blocks[1:] if names else ():
        said = set(_WORD.findall(lines[block[0]].text))
        if names & said and len(block) <= _LONGEST_BLOCK:
            return [k for k in block if zones.get(k) == "letterhead"]
    return []


def letter_foot(lines: Sequence[Line], sign_off: int) -> dict[int, str]:
    """What is printed on the paper of a letter: a block of its own below the one that holds the name, and all below it."""
    blocks = list(_blocks(lines, sign_off, len(lines)))
    signed = 1 if len(blocks[0]) == 1 else 0  # a blank for the signature stands between formula and name
    for place, block in enumerate(blocks[signed + 1 :], signed + 1):
        if any(_is_printed(lines[k]) for k in block):
            rest = [k for later in blocks[place:] for k in later]
            return {k: "furniture" for k in rest if not _is_writers(lines[k])}
    return {}


def _is_printed(line: Line) -> bool:
    if _is_writers(line):
        return False
    return bool(PRINTED.search(line.text) or patterns.POSTAL.fullmatch(line.text))


def _is_writers(line: Line) -> bool:
    return bool(POSTSCRIPT.fullmatch(line.text) or COPIES.fullmatch(line.text))


def _blocks(lines: Sequence[Line], first: int, end: int) -> Iterator[list[int]]:
    """Runs of lines without a blank one between."""
    block: list[int] = []
    for k in range(first, end):
        if block and lines[k].start - lines[k - 1].end > 1:
            yield block
            block = []
        block.append(k)
    if block:
        yield block
