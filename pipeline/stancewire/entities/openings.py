"""Patterns that begin with one of some words, so written that the search for them is quick."""

from __future__ import annotations

import re
from collections.abc import Iterable


def opening(words: Iterable[str], after: str = r"\w") -> str:
    r"""One of some words (patterns that begin with a letter), where no character of a set stands before it.

    Python looks up where a pattern that begins with letters may match and tries every place for one that
    begins with "(?<!\w)": so the condition stands behind the first letter, and takes a third of the time.

    >>> opening(["NHS", "HSC"])
    '(?:N(?<![\\w].)HS|H(?<![\\w].)SC)'
    """
    return f"(?:{'|'.join(f'{re.escape(word[0])}(?<![{after}].){word[1:]}' for word in words)})"
