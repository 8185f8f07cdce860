"""Where the writer of a mail signs: what stands below "-- ", or below "Kind regards" and its like, as a zone.

In:  the lines of a mail, each with whether it is quoted.
Out: the lines, each with its zone: quoted, signoff, or None for body.

A mail is rarely a letter: without a salutation nothing else tells its signature from its body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_RULE: Final = re.compile(r"--\s?")
_CLOSING: Final = re.compile(
    r"(?:(?:with )?(?:my |our )?(?:very )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|(?:kind )?regards|yours(?: (?:sincerely|faithfully|truly|ever))?"
    r"|(?:sincerely|faithfully) yours|best|bw|kr|(?:many )?thanks(?: and (?:kind |best )?(?:regards|wishes))?)\s*[,.!]?",
    re.I,
)  # fmt: skip
_GREETING: Final = re.compile(r"(?:dear|hi|hello|annwyl)\b.{0,60}", re.I)
_SENTENCE: Final = re.compile(r"\S+(?:\s+\S+){3,}[.?!][’”\"')]*")
_OF_DESKS: Final = re.compile(r"\b(?:work(?:s|ing)?|office|leave|days?|tel|phone|please (?:consider|note|think)|sent|environment|registered|confidential)\b", re.I)  # fmt: skip
_LONGEST_LINE: Final = 14  # words; what is longer is a disclaimer, or body again
_MOST_LINES: Final = 12


def zoned(lines: Sequence[tuple[str, bool]]) -> list[tuple[str, str | None]]:
    """The zone of each line."""
    zones: list[str | None] = ["quoted" if quoted else None for _, quoted in lines]
    end = 0
    for index, (line, quoted) in enumerate(lines):
        if index >= end and not quoted and (_RULE.fullmatch(line) or _CLOSING.fullmatch(line.strip())):
            end = _end(lines, index)
            if end > index + 1 or not _RULE.fullmatch(line):
                zones[index:end] = ["signoff"] * (end - index)
    return list(zip((line for line, _ in lines), zones, strict=True))


def _end(lines: Sequence[tuple[str, bool]], start: int) -> int:
    """Behind the last line of a signature. What goes on in sentences behind "Thanks" is body."""
    end, used = start + 1, 0
    for index in range(start + 1, len(lines)):
        line, quoted = lines[index]
        is_rule = bool(line.strip()) and not any(map(str.isalnum, line)) and not _RULE.fullmatch(line)
        if quoted or is_rule or len(line.split()) > _LONGEST_LINE or used == _MOST_LINES or _goes_on(line.strip()):
            break
        if line.strip():
            used += 1
            end = index + 1
    return end


def _goes_on(line: str) -> bool:
    """Whether a line greets somebody or is a sentence of the mail: what a desk says of itself in sentences is none."""
    small = sum(word.islower() for word in line.split())
    is_sentence = bool(_SENTENCE.fullmatch(line)) and small > 1 and not _OF_DESKS.search(line)
    return is_sentence or bool(_GREETING.fullmatch(line))
