"""How Lotus Notes heads a message that it quotes: boxes of sender, day and addressee, drawn with signs or with blanks.

In:  the lines of a mail.
Out: whether such a message begins with one of them; all that follows is quoted, for Notes marks no line of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

NOTES_RULE: Final = re.compile(r"\|-{4,}\+-{4,}>|-{4,}\s?[^\s-].{2,100}\swrote:\s?-{4,}", re.I)
"""The top of a box drawn with signs, and the rule that its web mail draws."""
NOTES_WROTE: Final = re.compile(r"\S.{2,80}\swrote on \d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b.{0,20}:", re.I)
_INDENT: Final = 6  # blanks before what stands in a box
_LONGEST_BOX: Final = 20  # lines
_LABELS: Final = tuple(re.compile(rf"(?:.*\s{{2,}})?{label}\s*") for label in ("To", "Subject"))  # at the right edge
_DAY: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d.{0,12}")
_FIELDS: Final = tuple(re.compile(rf"{field}\s?:.*", re.I) for field in ("to", "cc", "subject"))
_LONGEST_NAME: Final = 8  # words
_LONGEST_PLAIN: Final = 10  # lines with the blank ones between them


def opens_notes(lines: Sequence[str], index: int) -> bool:
    """Whether a message begins with this line: a box of blanks, or name, day, "To:", "cc:" and "Subject:" on five lines."""
    return _opens_box(lines, index) or _opens_plain(lines, index)


def _opens_box(lines: Sequence[str], index: int) -> bool:
    if not (_is_inside(lines[index]) and lines[index].strip()) or (index > 0 and lines[index - 1].strip()):
        return False
    box = [*takewhile(lambda line: _is_inside(line) or not line.strip(), lines[index : index + _LONGEST_BOX])]
    found = [next((k for k, line in enumerate(box) if label.fullmatch(line)), None) for label in _LABELS]
    to, subject = found
    return to is not None and subject is not None and to < subject


def _is_inside(line: str) -> bool:
    return line[:_INDENT].isspace() and len(line) > _INDENT


def _opens_plain(lines: Sequence[str], index: int) -> bool:
    if not lines[index].strip() or len(lines[index].split()) > _LONGEST_NAME:
        return False
    _, *said = [line.strip() for line in lines[index : index + _LONGEST_PLAIN] if line.strip()]
    wanted = (_DAY, *_FIELDS)
    return len(said) >= len(wanted) and all(field.fullmatch(line) for field, line in zip(wanted, said, strict=False))
