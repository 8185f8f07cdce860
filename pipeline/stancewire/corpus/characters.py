"""Characters that nobody sees and that no published text may hold: controls, joiners, marks of direction, separators.

The normaliser drops them or turns them into spaces, so an offset into a text that holds one would point beside its word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from stancewire.corpus.violations import Complaint

_BREAKING: Final = "text"  # the one field whose lines are separated by \\n
_ALLOWED: Final = "only plain spaces, and \\n between the lines of text, may stand among printed characters"


def unseen(row: object) -> Iterator[Complaint]:
    """The first such character of each string of a row whose form is sound."""
    for where, string in _strings(row, ""):
        # str.isprintable is false for exactly these, and for spaces other than the plain one.
        plain = string.replace("\n", " ") if where == _BREAKING else string
        if not plain.isprintable():
            bad = [k for k, character in enumerate(plain) if not character.isprintable()]
            code, name = ord(plain[bad[0]]), unicodedata.name(plain[bad[0]], "a control character").lower()
            more = f" and {len(bad) - 1:,} more" if len(bad) > 1 else ""
            yield where, f"holds U+{code:04X} ({name}) at character {bad[0]:,}{more}; {_ALLOWED}: remove it"


def _strings(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, list):
        for k, item in enumerate(value):
            yield from _strings(item, f"{where}[{k}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(item, f"{where}.{name}" if where else name)
