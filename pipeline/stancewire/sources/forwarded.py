"""A mail that is a short note above a message that it passes on: the letter is in the quote, and the quote is not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_SUBJECT: Final = re.compile(r"\s*(?:\[[^\]]{1,30}\]\s*)?(?:fwd?|wg|tr|doorst|i)\s*:", re.I)
_RULE: Final = re.compile(r"\s*(?:[-_ ]{2,}\s*forwarded (?:message|by\b)|begin forwarded message:)", re.I)
_LONGEST_NOTE: Final = 40  # words
_TIMES: Final = 3  # as long as the note is what it passes on


def forwarding_warning(title: str, lines: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """What there is to say of a mail with these lines and their zones, None for body."""
    quoted = [line for line, zone in lines if zone == "quoted"]
    note = sum(len(line.split()) for line, zone in lines if zone is None)
    passed_on = sum(len(line.split()) for line in quoted)
    if note > _LONGEST_NOTE or passed_on < _TIMES * max(note, _LONGEST_NOTE // 2):
        return ()
    if not (_SUBJECT.match(title) or any(map(_RULE.match, quoted))):
        return ()
    return (
        f"is a note of {note} word(s) above a message that it forwards ({passed_on} words): that message is zoned "
        "quoted and not read for stance; to have it read, give it as a file of its own",
    )
