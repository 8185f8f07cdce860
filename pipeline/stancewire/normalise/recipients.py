"""Whom a letter goes to: the person and the body in its block of lines, without how it was sent and where they live."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.normalise.senders import BETWEEN, names_body

_LABEL: Final = re.compile(
    r"(?:to|fao|f\.a\.o\.?|(?:for the )?att(?:entio)?n(?: of)?)\s*[:|]\s*|to\s+(?=(?-i:[A-Z]))", re.I
)
_SENT: Final = re.compile(
    r"(?:sent |delivered )?(?:by|via) (?:e-?mail|post|hand|(?:recorded|special|registered|first[- ]class)).*"
    r"|(?:strictly |highly )?(?:private|personal|confidential)(?:,? (?:and|&) (?:confidential|private|personal))?\W*|without prejudice\W*|urgent\W*|open letter\W*",
    re.I,
)
_COPY: Final = re.compile(r"(?:b?cc|cop(?:y|ies|ied))\b.*", re.I)
_COLUMNS: Final = re.compile(r"\s{3,}")  # a date may stand beside the greeting
_NEAR: Final = 4  # lines below the first, among which the body of a person stands


def recipients_of(lines: Sequence[str], zones: Sequence[str]) -> str | None:
    """Who is named first and the body that he or she is of, as written; the greeting where nobody is; None in no letter."""
    block = [line for line, zone in zip(lines, zones, strict=True) if zone == "recipient"]
    named = [line for line in block if not (_SENT.fullmatch(line) or _COPY.fullmatch(line))]
    if named:
        body = () if names_body(named[0]) else (line for line in named[1 : 1 + _NEAR] if names_body(line))
        return BETWEEN.join((_LABEL.sub("", named[0], count=1), *list(body)[:1]))
    greeting = (line for line, zone in zip(lines, zones, strict=True) if zone == "salutation")
    said = next(greeting, block[0] if block else None)
    return said and _COLUMNS.split(said)[0]
