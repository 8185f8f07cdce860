"""Words of a text and runs of them, the same for every rule and figure."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower().replace("’", "'"))


def runs(text: str, size: int) -> set[str]:
    """All runs of `size` words."""
    found = words(text)
    return {" ".join(found[k : k + size]) for k in range(len(found) - size + 1)}
